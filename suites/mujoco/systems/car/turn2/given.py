# simbench canary ba950345-1144-4ea7-9085-9b3dcea9584f
"""A four-wheel car drives straight ahead on flat ground, its wheels driven by velocity servos."""
import mujoco

GRAVITY_M_S2 = 9.81  #: gravity
CHASSIS_LENGTH_M = 2.2  #: chassis_length
CHASSIS_WIDTH_M = 0.9  #: chassis_width
CHASSIS_HEIGHT_M = 0.4  #: chassis_height
CHASSIS_MASS_KG = 300.0  #: chassis_mass
WHEEL_RADIUS_M = 0.3  #: wheel_radius
WHEEL_WIDTH_M = 0.2  #: wheel_width
WHEEL_MASS_KG = 15.0  #: wheel_mass
WHEEL_X_M = 0.8  #: wheel_x
WHEEL_Y_M = 0.6  #: wheel_y
DROP_M = 0.2  #: drop
FRICTION = 0.9  #: wheel_friction
SERVO_GAIN_N_M_S_RAD = 100.0  #: servo_gain
RAMP_S = 2.0  #: ramp
CRUISE_RAD_S = 10.0  #: cruise
STEP_S = 0.002  #: step in s
DURATION_S = 5.0
PRINT_EVERY_S = 0.5  #: print_every
WHEELS = {
    "front_left": (WHEEL_X_M, WHEEL_Y_M),
    "front_right": (WHEEL_X_M, -WHEEL_Y_M),
    "rear_left": (-WHEEL_X_M, WHEEL_Y_M),
    "rear_right": (-WHEEL_X_M, -WHEEL_Y_M),
}


def wheel_xml(name, x_m, y_m):
    return f"""
      <body name="{name}" pos="{x_m} {y_m} {-DROP_M}">
        <joint name="{name}_axle" type="hinge" axis="0 1 0"/>
        <geom type="cylinder" size="{WHEEL_RADIUS_M} {WHEEL_WIDTH_M / 2}" euler="90 0 0"
              mass="{WHEEL_MASS_KG}" friction="{FRICTION}" rgba="0.1 0.1 0.1 1"/>
      </body>"""


def servo_xml(name):
    return f'<velocity name="{name}_motor" joint="{name}_axle" kv="{SERVO_GAIN_N_M_S_RAD}"/>'


XML = f"""
<mujoco model="car">
  <compiler angle="degree"/>
  <option timestep="{STEP_S}" gravity="0 0 {-GRAVITY_M_S2}" integrator="implicitfast"/>
  <worldbody>
    <light pos="0 0 10" dir="0 0 -1" type="directional"/>
    <geom name="ground" type="plane" size="50 50 0.1" friction="{FRICTION}" rgba="0.5 0.6 0.5 1"/>
    <body name="chassis" pos="0 0 {WHEEL_RADIUS_M + DROP_M}">
      <freejoint/>
      <geom name="chassis" type="box" size="{CHASSIS_LENGTH_M / 2} {CHASSIS_WIDTH_M / 2} {CHASSIS_HEIGHT_M / 2}"
            mass="{CHASSIS_MASS_KG}" rgba="0.2 0.3 0.8 1"/>
      {"".join(wheel_xml(name, *place) for name, place in WHEELS.items())}
    </body>
  </worldbody>
  <actuator>
    {"".join(servo_xml(name) for name in WHEELS)}
  </actuator>
</mujoco>
"""


def wheel_speed_rad_s(time_s):
    """Commanded wheel speed: a ramp over two seconds, then constant."""
    return CRUISE_RAD_S * min(time_s / RAMP_S, 1.0)


def main():
    model = mujoco.MjModel.from_xml_string(XML)
    data = mujoco.MjData(model)

    mujoco.mj_forward(model, data)
    next_print_s = 0.0
    while data.time < DURATION_S:
        data.ctrl[:] = wheel_speed_rad_s(data.time)
        if data.time >= next_print_s - 1e-9:
            x_m = data.body("chassis").xpos[0]
            speed_m_s = data.joint("front_left_axle").qvel[0] * WHEEL_RADIUS_M
            print(f"t = {data.time:4.1f} s   x = {x_m:6.2f} m   wheel speed = {speed_m_s:5.2f} m/s")
            next_print_s += PRINT_EVERY_S
        mujoco.mj_step(model, data)


if __name__ == "__main__":
    main()
