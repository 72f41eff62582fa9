# simbench canary ba950345-1144-4ea7-9085-9b3dcea9584f
"""A braked cart slides over three patches of ground."""

import mujoco

GRAVITY_M_S2 = 9.81  #: gravity
CHASSIS_LENGTH_M = 1.6  #: chassis_length
CHASSIS_WIDTH_M = 0.8  #: chassis_width
CHASSIS_HEIGHT_M = 0.3  #: chassis_height
CHASSIS_KG = 200.0  #: chassis_mass
CHASSIS_Z_M = 0.45  #: chassis_z
WHEEL_RADIUS_M = 0.25  #: wheel_radius
WHEEL_WIDTH_M = 0.12  #: wheel_width
WHEEL_KG = 10.0  #: wheel_mass
WHEEL_X_M = 0.6  #: wheel_x
WHEEL_Y_M = 0.55  #: wheel_y
ASPHALT_M = 2.0  #: asphalt_end
ICE_M = 4.0
WET_M = 12.0
PATCH_WIDTH_M = 4.0  #: patch_width
PATCH_HEIGHT_M = 0.2  #: patch_height
ASPHALT_MU = 0.5  #: asphalt_friction
ICE_MU = 0.1  #: ice_friction
WET_MU = 0.25
BRAKE_N_M = 300.0
SPEED_M_S = 9.0
RUN_UP_M = 3.0  #: run_up
STEP_S = 0.001  #: step in s
DURATION_S = 4.0
PRINT_EVERY_S = 0.2  #: print_every

WHEELS = {"front_left": (1, 1), "front_right": (1, -1), "rear_left": (-1, 1), "rear_right": (-1, -1)}


def patch(name, start_m, length_m, friction):
    return f"""
    <geom name="{name}" type="box" pos="{start_m + length_m / 2} 0 {-PATCH_HEIGHT_M / 2}"
          size="{length_m / 2} {PATCH_WIDTH_M / 2} {PATCH_HEIGHT_M / 2}" friction="{friction} 0.005 0.0001"/>"""


def wheel(name, x, y):
    return f"""
      <body name="{name}" pos="{x * WHEEL_X_M} {y * WHEEL_Y_M} {WHEEL_RADIUS_M - CHASSIS_Z_M}">
        <joint name="{name}" type="hinge" axis="0 1 0" frictionloss="{BRAKE_N_M}"/>
        <geom type="cylinder" size="{WHEEL_RADIUS_M} {WHEEL_WIDTH_M / 2}" euler="90 0 0" mass="{WHEEL_KG}" rgba="0.1 0.1 0.1 1"/>
      </body>"""


XML = f"""
<mujoco model="brake test">
  <option timestep="{STEP_S}" gravity="0 0 {-GRAVITY_M_S2}" integrator="implicitfast" cone="elliptic"/>
  <worldbody>
    <light pos="0 0 10" dir="0 0 -1" type="directional"/>
    <geom name="asphalt" type="box" pos="{(ASPHALT_M - RUN_UP_M) / 2} 0 {-PATCH_HEIGHT_M / 2}"
          size="{RUN_UP_M + ASPHALT_M} {PATCH_WIDTH_M / 2} {PATCH_HEIGHT_M / 2}" friction="{ASPHALT_MU} 0.005 0.0001"/>
    {patch("ice", ASPHALT_M, ICE_M, ICE_MU)}
    {patch("wet", ASPHALT_M + ICE_M, WET_M, WET_MU)}
    <body name="chassis" pos="0 0 {CHASSIS_Z_M}">
      <freejoint/>
      <geom type="box" size="{CHASSIS_LENGTH_M / 2} {CHASSIS_WIDTH_M / 2} {CHASSIS_HEIGHT_M / 2}" mass="{CHASSIS_KG}"
            rgba="0.2 0.3 0.8 1"/>
      {"".join(wheel(name, *side) for name, side in WHEELS.items())}
    </body>
  </worldbody>
</mujoco>
"""


def main():
    model = mujoco.MjModel.from_xml_string(XML)
    data = mujoco.MjData(model)
    data.qvel[0] = SPEED_M_S
    for name in WHEELS:
        data.joint(name).qvel[0] = SPEED_M_S / WHEEL_RADIUS_M
    mujoco.mj_forward(model, data)

    next_print_s = 0.0
    while data.time < DURATION_S:
        if data.time >= next_print_s - 1e-9:
            x_m, rim_m_s = data.body("chassis").xpos[0], WHEEL_RADIUS_M * data.joint("front_left").qvel[0]
            print(
                f"t = {data.time:4.1f} s   x = {x_m:7.3f} m   v = {data.qvel[0]:6.3f} m/s   rim of the front left wheel = {rim_m_s:6.3f} m/s"
            )
            next_print_s += PRINT_EVERY_S
        mujoco.mj_step(model, data)


if __name__ == "__main__":
    main()
