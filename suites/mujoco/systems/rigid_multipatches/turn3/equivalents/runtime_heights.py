# simbench canary ba950345-1144-4ea7-9085-9b3dcea9584f
# The same with the heights written into the compiled model, twice as fine, wheels that have no friction of their own, Euler at half the step.

import math

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
WAVES = 4  #: waves
WAVE_M = 1.2  #: wave
CREST_M = 0.04  #: crest
RUN_OUT_M = 8.0  #: run_out
PATCH_WIDTH_M = 4.0  #: patch_width
PATCH_HEIGHT_M = 0.2  #: patch_height
ASPHALT_MU = 0.5  #: asphalt_friction
SPEED_M_S = 3.0  #: speed
PLATE_THICKNESS_M = 0.1  #: plate_thickness
PLATE_WIDTH_M = 2.0  #: plate_width
PLATE_HEIGHT_M = 0.3  #: plate_height
PLATE_KG = 5.0  #: plate_mass
CUSHION_M = 10.0  #: cushion
STIFFNESS_N_M = 40000.0  #: stiffness
DAMPING_N_S_M = 100.0  #: damping
YIELD_M = 0.05  #: yield
RUN_UP_M = 3.0  #: run_up
STEP_S = 0.0005  #: step / 2
DURATION_S = 5.0  #: duration
PRINT_EVERY_S = 0.1  #: print_every

POINTS = 80 * WAVES + 1
WASHBOARD_M = WAVES * WAVE_M

WHEELS = {"front_left": (1, 1), "front_right": (1, -1), "rear_left": (-1, 1), "rear_right": (-1, -1)}


def patch(name, start_m, length_m):
    return f"""
    <geom name="{name}" type="box" pos="{start_m + length_m / 2} 0 {-PATCH_HEIGHT_M / 2}"
          size="{length_m / 2} {PATCH_WIDTH_M / 2} {PATCH_HEIGHT_M / 2}" friction="{ASPHALT_MU} 0.005 0.0001"/>"""


def elevation():
    """Two rows (across) of heights as shares of the crest's."""
    row = [(1 - math.cos(2 * math.pi * WAVES * i / (POINTS - 1))) / 2 for i in range(POINTS)]
    return row + row


def wheel(name, x, y):
    return f"""
      <body name="{name}" pos="{x * WHEEL_X_M} {y * WHEEL_Y_M} {WHEEL_RADIUS_M - CHASSIS_Z_M}">
        <joint name="{name}" type="hinge" axis="0 1 0"/>
        <geom type="cylinder" size="{WHEEL_RADIUS_M} {WHEEL_WIDTH_M / 2}" euler="90 0 0" mass="{WHEEL_KG}" friction="0 0.005 0.0001"/>
      </body>"""


XML = f"""
<mujoco model="washboard">
  <option timestep="{STEP_S}" gravity="0 0 {-GRAVITY_M_S2}" integrator="Euler" cone="elliptic"/>
  <asset>
    <hfield name="washboard" nrow="2" ncol="{POINTS}" size="{WASHBOARD_M / 2} {PATCH_WIDTH_M / 2} {CREST_M} {PATCH_HEIGHT_M}"/>
  </asset>
  <worldbody>
    <light pos="0 0 10" dir="0 0 -1" type="directional"/>
    {patch("asphalt", -RUN_UP_M, RUN_UP_M + ASPHALT_M)}
    <geom name="washboard" type="hfield" hfield="washboard" pos="{ASPHALT_M + WASHBOARD_M / 2} 0 0"
          friction="{ASPHALT_MU} 0.005 0.0001"/>
    {patch("more asphalt", ASPHALT_M + WASHBOARD_M, RUN_OUT_M)}
    <body name="plate" pos="{CUSHION_M + PLATE_THICKNESS_M / 2} 0 {CHASSIS_Z_M}">
      <joint name="cushion" type="slide" axis="1 0 0" stiffness="{STIFFNESS_N_M}" damping="{DAMPING_N_S_M}" springyield="{YIELD_M}"/>
      <geom name="plate" type="box" size="{PLATE_THICKNESS_M / 2} {PLATE_WIDTH_M / 2} {PLATE_HEIGHT_M / 2}" mass="{PLATE_KG}"
            contype="2" conaffinity="2"/>
    </body>
    <body name="chassis" pos="0 0 {CHASSIS_Z_M}">
      <freejoint name="cart"/>
      <geom type="box" size="{CHASSIS_LENGTH_M / 2} {CHASSIS_WIDTH_M / 2} {CHASSIS_HEIGHT_M / 2}" mass="{CHASSIS_KG}"
            contype="3" conaffinity="3" rgba="0.2 0.3 0.8 1"/>
      {"".join(wheel(name, *side) for name, side in WHEELS.items())}
    </body>
  </worldbody>
</mujoco>
"""


def main():
    model = mujoco.MjModel.from_xml_string(XML)
    model.hfield_data[:] = elevation()
    data = mujoco.MjData(model)
    data.joint("cart").qvel[0] = SPEED_M_S
    for name in WHEELS:
        data.joint(name).qvel[0] = SPEED_M_S / WHEEL_RADIUS_M
    mujoco.mj_forward(model, data)

    next_print_s = 0.0
    while data.time < DURATION_S:
        if data.time >= next_print_s - 1e-9:
            x_m, _, z_m = data.body("chassis").xpos
            v_m_s, pushed_m = data.joint("cart").qvel[0], data.joint("cushion").qpos[0]
            print(
                f"t = {data.time:4.1f} s   x = {x_m:7.3f} m   z = {z_m:6.3f} m   v = {v_m_s:6.3f} m/s   pushed in = {pushed_m:6.3f} m"
            )
            next_print_s += PRINT_EVERY_S
        mujoco.mj_step(model, data)


if __name__ == "__main__":
    main()
