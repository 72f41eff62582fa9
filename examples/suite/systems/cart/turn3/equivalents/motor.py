# simbench canary 7d1f0f0e-52a4-4b0b-9a5c-2f6a4a1c8e31
"""The wind as a motor on the rail."""
import mujoco

XML = """
<mujoco>
  <option timestep="0.001" integrator="implicitfast"/>
  <worldbody>
    <body name="box" pos="0.1 0 0.1">
      <joint name="x" type="slide" axis="1 0 0" ref="0.1" stiffness="40" springref="0" damping="4"/>
      <geom type="box" size="0.1 0.05 0.05" mass="3"/>
    </body>
  </worldbody>
  <actuator><motor name="wind" joint="x"/></actuator>
</mujoco>
"""

model = mujoco.MjModel.from_xml_string(XML)
data = mujoco.MjData(model)

for step in range(14000):
    data.ctrl[0] = 8 if step >= 6000 else 0
    if step % 500 == 0:
        print(f"{data.time:.1f} {data.qpos[0]:.4f}")
    mujoco.mj_step(model, data)
