# simbench canary ba950345-1144-4ea7-9085-9b3dcea9584f
"""A block that hangs on a spring and a damper, released where the spring is relaxed."""

import mujoco

GRAVITY_M_S2 = 9.81  #: gravity
EDGE_M = 0.15  #: edge
MASS_KG = 2.0  #: mass
STIFFNESS_N_M = 80.0
DAMPING_NS_M = 0.8
HOOK_HEIGHT_M = 2.0  #: hook_height
REST_LENGTH_M = 0.8  #: rest_length
STEP_S = 0.001  #: step in s
DURATION_S = 5.0
PRINT_EVERY_S = 0.1  #: print_every

# The joint's spring is relaxed at springref, measured from where the body is put: here, where the spring has its rest length.
XML = f"""
<mujoco model="mass, spring and damper">
  <option timestep="{STEP_S}" gravity="0 0 {-GRAVITY_M_S2}" integrator="implicitfast"/>
  <worldbody>
    <light pos="0 -2 3" dir="0 0.6 -1"/>
    <site name="hook" pos="0 0 {HOOK_HEIGHT_M}" size="0.02"/>
    <body name="block" pos="0 0 {HOOK_HEIGHT_M - REST_LENGTH_M}">
      <joint name="guide" type="slide" axis="0 0 1" stiffness="{STIFFNESS_N_M}" damping="{DAMPING_NS_M}" springref="0"/>
      <geom type="box" size="{EDGE_M / 2} {EDGE_M / 2} {EDGE_M / 2}" mass="{MASS_KG}" contype="0" conaffinity="0"/>
    </body>
  </worldbody>
</mujoco>
"""


def main():
    model = mujoco.MjModel.from_xml_string(XML)
    data = mujoco.MjData(model)
    mujoco.mj_forward(model, data)

    next_print_s = 0.0
    while data.time < DURATION_S:
        if data.time >= next_print_s - 1e-9:
            print(
                f"t = {data.time:4.1f} s   z = {data.body('block').xpos[2]:7.4f} m   speed = {data.joint('guide').qvel[0]:7.4f} m/s"
            )
            next_print_s += PRINT_EVERY_S
        mujoco.mj_step(model, data)


if __name__ == "__main__":
    main()
