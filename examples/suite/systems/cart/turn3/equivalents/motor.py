# simbench canary 7d1f0f0e-52a4-4b0b-9a5c-2f6a4a1c8e31
"""The wind as a motor on the rail."""
import mujoco

KG = 3.0  #: mass
SPRING_N_M = 40.0  #: stiffness
DAMPER_N_S_M = 4.0  #: damping
START_M = 0.1  #: start
HEIGHT_M = 0.1  #: centre_height
LENGTH_M = 0.2  #: length
WIDTH_M = 0.1  #: width
BOX_HEIGHT_M = 0.1  #: height
STEP_S = 0.001  #: step in s
WIND_N = 8.0  #: wind
WIND_FROM_S = 6.0  #: wind_from
SECONDS = 14.0  #: duration

XML = f"""
<mujoco>
  <option timestep="{STEP_S}" integrator="implicitfast"/>
  <worldbody>
    <body name="box" pos="{START_M} 0 {HEIGHT_M}">
      <joint name="x" type="slide" axis="1 0 0" ref="{START_M}" stiffness="{SPRING_N_M}" springref="0"
             damping="{DAMPER_N_S_M}"/>
      <geom type="box" size="{LENGTH_M / 2} {WIDTH_M / 2} {BOX_HEIGHT_M / 2}" mass="{KG}"/>
    </body>
  </worldbody>
  <actuator><motor name="wind" joint="x"/></actuator>
</mujoco>
"""

model = mujoco.MjModel.from_xml_string(XML)
data = mujoco.MjData(model)

for step in range(round(SECONDS / STEP_S)):
    data.ctrl[0] = WIND_N if step >= round(WIND_FROM_S / STEP_S) else 0
    if step % 500 == 0:
        print(f"{data.time:.1f} {data.qpos[0]:.4f}")
    mujoco.mj_step(model, data)
