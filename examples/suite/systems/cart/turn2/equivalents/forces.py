# simbench canary 7d1f0f0e-52a4-4b0b-9a5c-2f6a4a1c8e31
"""The loaded cart, with spring and damper as forces that the script puts on the joint."""
import mujoco

MODEL = """
<mujoco>
  <option timestep="0.001" integrator="RK4"/>
  <worldbody>
    <body pos="0 0 0.1">
      <joint type="slide" axis="1 0 0"/>
      <geom type="box" size="0.1 0.05 0.05" mass="1"/>
      <geom type="box" size="0.05 0.03 0.01" mass="2"/>
    </body>
  </worldbody>
</mujoco>
"""


class Cart:
    def __init__(self):
        self.model = mujoco.MjModel.from_xml_string(MODEL)
        self.data = mujoco.MjData(self.model)
        self.data.qpos[0] = 0.1

    def step(self):
        self.data.qfrc_applied[0] = -40 * self.data.qpos[0] - 4 * self.data.qvel[0]
        mujoco.mj_step(self.model, self.data)


cart = Cart()
for k in range(6000):
    if k % 500 == 0:
        print(f"{cart.data.time:.1f} {cart.data.qpos[0]:.4f}")
    cart.step()
