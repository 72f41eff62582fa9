# simbench canary 7d1f0f0e-52a4-4b0b-9a5c-2f6a4a1c8e31
"""The loaded cart, with spring and damper as forces that the script puts on the joint."""
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
SECONDS = 6.0  #: duration

MODEL = f"""
<mujoco>
  <option timestep="{STEP_S}" integrator="RK4"/>
  <worldbody>
    <body pos="0 0 {HEIGHT_M}">
      <joint type="slide" axis="1 0 0"/>
      <geom type="box" size="{LENGTH_M / 2} {WIDTH_M / 2} {BOX_HEIGHT_M / 2}" mass="{KG / 3}"/>
      <geom type="box" size="0.05 0.03 0.01" mass="{2 * KG / 3}"/>
    </body>
  </worldbody>
</mujoco>
"""


class Cart:
    def __init__(self):
        self.model = mujoco.MjModel.from_xml_string(MODEL)
        self.data = mujoco.MjData(self.model)
        self.data.qpos[0] = START_M

    def step(self):
        self.data.qfrc_applied[0] = -SPRING_N_M * self.data.qpos[0] - DAMPER_N_S_M * self.data.qvel[0]
        mujoco.mj_step(self.model, self.data)


cart = Cart()
for k in range(round(SECONDS / STEP_S)):
    if k % 500 == 0:
        print(f"{cart.data.time:.1f} {cart.data.qpos[0]:.4f}")
    cart.step()
