# simbench canary 7d1f0f0e-52a4-4b0b-9a5c-2f6a4a1c8e31
"""A cart on a frictionless rail, pulled towards the middle by a spring."""
import mujoco

MASS_KG = 1.0
STIFFNESS_N_M = 40.0
START_M = 0.1
DURATION_S = 5.0
PRINT_EVERY_S = 0.5

XML = f"""
<mujoco model="cart">
  <option timestep="0.001" gravity="0 0 -9.81" integrator="RK4"/>
  <worldbody>
    <light pos="0 -2 3" dir="0 0.5 -1"/>
    <body name="cart" pos="0 0 0.1">
      <joint name="rail" type="slide" axis="1 0 0" stiffness="{STIFFNESS_N_M}" damping="0"/>
      <geom name="box" type="box" size="0.1 0.05 0.05" mass="{MASS_KG}"/>
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
