# simbench canary ba950345-1144-4ea7-9085-9b3dcea9584f
"""A car with sprung wheels drives straight ahead over a speed bump."""
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
SPEED_M_S = 2.0  #: speed
CRUISE_RAD_S = SPEED_M_S / WHEEL_RADIUS_M
KINGPIN_LIMIT_DEG = 30.0  #: kingpin_limit
CARRIER_MASS_KG = 5.0  #: carrier_mass
TRAVEL_M = 0.1  #: travel
STIFFNESS_N_M = 25000.0  #: stiffness
DAMPING_N_S_M = 1500.0  #: damping
BUMP_RADIUS_M = 0.5  #: bump_radius
BUMP_LENGTH_M = 4.0  #: bump_length
BUMP_X_M = 4.0  #: bump_x
BUMP_HEIGHT_M = 0.06  #: bump_height in m
STEP_S = 0.002  #: step in s
DURATION_S = 6.0  #: duration
PRINT_EVERY_S = 0.25  #: print_every
WHEELS = {
    "front_left": (WHEEL_X_M, WHEEL_Y_M),
    "front_right": (WHEEL_X_M, -WHEEL_Y_M),
    "rear_left": (-WHEEL_X_M, WHEEL_Y_M),
    "rear_right": (-WHEEL_X_M, -WHEEL_Y_M),
}
FRONT = ("front_left", "front_right")
REAR = ("rear_left", "rear_right")


def corner_xml(name):
    """A wheel on its suspension: a carrier slides up and down; in front it also turns about the vertical to steer."""
    x_m, y_m = WHEELS[name]
    limits = f"{-KINGPIN_LIMIT_DEG} {KINGPIN_LIMIT_DEG}"
    kingpin = f'<joint name="{name}_kingpin" type="hinge" axis="0 0 1" range="{limits}"/>' if name in FRONT else ""
    return f"""
      <body name="{name}_carrier" pos="{x_m} {y_m} {-DROP_M}">
        <joint name="{name}_suspension" type="slide" axis="0 0 1" range="{-TRAVEL_M} {TRAVEL_M}"
               stiffness="{STIFFNESS_N_M}" damping="{DAMPING_N_S_M}"/>
        {kingpin}
        <geom type="sphere" size="0.05" mass="{CARRIER_MASS_KG}" contype="0" conaffinity="0"/>
        <body name="{name}">
          <joint name="{name}_axle" type="hinge" axis="0 1 0"/>
          <geom type="cylinder" size="{WHEEL_RADIUS_M} {WHEEL_WIDTH_M / 2}" euler="90 0 0"
                mass="{WHEEL_MASS_KG}" friction="{FRICTION}" rgba="0.1 0.1 0.1 1"/>
        </body>
      </body>"""


XML = f"""
<mujoco model="sprung car">
  <compiler angle="degree"/>
  <option timestep="{STEP_S}" gravity="0 0 {-GRAVITY_M_S2}" integrator="implicitfast"/>
  <worldbody>
    <light pos="0 0 10" dir="0 0 -1" type="directional"/>
    <geom name="ground" type="plane" size="50 50 0.1" friction="{FRICTION}" rgba="0.5 0.6 0.5 1"/>
    <geom name="bump" type="cylinder" pos="{BUMP_X_M} 0 {BUMP_HEIGHT_M - BUMP_RADIUS_M}" euler="90 0 0"
          size="{BUMP_RADIUS_M} {BUMP_LENGTH_M / 2}" friction="{FRICTION}" rgba="0.8 0.7 0.2 1"/>
    <body name="chassis" pos="0 0 {WHEEL_RADIUS_M + DROP_M}">
      <freejoint/>
      <geom name="chassis" type="box" size="{CHASSIS_LENGTH_M / 2} {CHASSIS_WIDTH_M / 2} {CHASSIS_HEIGHT_M / 2}"
            mass="{CHASSIS_MASS_KG}" rgba="0.2 0.3 0.8 1"/>
      {"".join(corner_xml(name) for name in WHEELS)}
    </body>
  </worldbody>
  <actuator>
    {"".join(f'<velocity name="{name}_motor" joint="{name}_axle" kv="{SERVO_GAIN_N_M_S_RAD}"/>' for name in REAR)}
    {"".join(f'<position name="{name}_steer" joint="{name}_kingpin" kp="20000" kv="300"/>' for name in FRONT)}
  </actuator>
</mujoco>
"""


def wheel_speed_rad_s(time_s):
    """Commanded speed of the rear wheels: a ramp over two seconds, then constant."""
    return CRUISE_RAD_S * min(time_s / RAMP_S, 1.0)


def main():
    model = mujoco.MjModel.from_xml_string(XML)
    data = mujoco.MjData(model)

    mujoco.mj_forward(model, data)
    next_print_s = 0.0
    while data.time < DURATION_S:
        for name in REAR:
            data.actuator(f"{name}_motor").ctrl = wheel_speed_rad_s(data.time)
        if data.time >= next_print_s - 1e-9:
            x_m, _, z_m = data.body("chassis").xpos
            wheel_m = data.body("front_left").xpos[2]
            print(f"t = {data.time:5.2f} s   x = {x_m:6.2f} m   chassis at {z_m:6.3f} m   front left wheel at {wheel_m:6.3f} m")
            next_print_s += PRINT_EVERY_S
        mujoco.mj_step(model, data)


if __name__ == "__main__":
    main()
