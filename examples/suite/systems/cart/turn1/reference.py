# simbench canary 7d1f0f0e-52a4-4b0b-9a5c-2f6a4a1c8e31
"""A cart on a frictionless rail, pulled towards the middle by a spring."""
import mujoco

GRAVITY_M_S2 = 9.81  #: gravity
LENGTH_M = 0.2  #: length
WIDTH_M = 0.1  #: width
HEIGHT_M = 0.1  #: height
CENTRE_HEIGHT_M = 0.1  #: centre_height
MASS_KG = 1.0  #: mass
STIFFNESS_N_M = 40.0  #: stiffness
START_M = 0.1  #: start
STEP_S = 0.001  #: step in s
DURATION_S = 5.0  #: duration
PRINT_EVERY_S = 0.5  #: print_every

XML = f"""
<mujoco model="cart">
  <option timestep="{STEP_S}" gravity="0 0 {-GRAVITY_M_S2}" integrator="RK4"/>
  <worldbody>
    <light pos="0 -2 3" dir="0 0.5 -1"/>
    <body name="cart" pos="0 0 {CENTRE_HEIGHT_M}">
      <joint name="rail" type="slide" axis="1 0 0" stiffness="{STIFFNESS_N_M}" damping="0"/>
      <geom name="box" type="box" size="{LENGTH_M / 2} {WIDTH_M / 2} {HEIGHT_M / 2}" mass="{MASS_KG}"/>
    </body>
  </worldbody>
</mujoco>
"""


def main():
    model = mujoco.MjModel.from_xml_string(XML)
    data = mujoco.MjData(model)
    data.joint("rail").qpos[0] = START_M
    mujoco.mj_forward(model, data)

    next_print_s = 0.0
    while data.time < DURATION_S:
        if data.time >= next_print_s - 1e-9:
            print(f"t = {data.time:4.1f} s   x = {data.joint('rail').qpos[0]:8.4f} m")
            next_print_s += PRINT_EVERY_S
        mujoco.mj_step(model, data)


if __name__ == "__main__":
    main()
