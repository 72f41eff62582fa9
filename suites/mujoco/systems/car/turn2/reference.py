# simbench canary ba950345-1144-4ea7-9085-9b3dcea9584f
"""A rear-wheel-driven car starts straight ahead and then turns left with steered front wheels."""
import math

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
KINGPIN_LIMIT_DEG = 30.0  #: kingpin_limit
KNUCKLE_MASS_KG = 2.0  #: part_mass
STEER_START_S = 2.5  #: steer_start
STEER_RAMP_S = 0.5  #: steer_ramp
STEER_DEG = 10.0  #: steer
STEP_S = 0.002  #: step in s
DURATION_S = 6.0  #: duration
PRINT_EVERY_S = 0.5  #: print_every
WHEELS = {
    "front_left": (WHEEL_X_M, WHEEL_Y_M),
    "front_right": (WHEEL_X_M, -WHEEL_Y_M),
    "rear_left": (-WHEEL_X_M, WHEEL_Y_M),
    "rear_right": (-WHEEL_X_M, -WHEEL_Y_M),
}
FRONT = ("front_left", "front_right")
REAR = ("rear_left", "rear_right")


def wheel_xml(name):
    return f"""
        <joint name="{name}_axle" type="hinge" axis="0 1 0"/>
        <geom type="cylinder" size="{WHEEL_RADIUS_M} {WHEEL_WIDTH_M / 2}" euler="90 0 0"
              mass="{WHEEL_MASS_KG}" friction="{FRICTION}" rgba="0.1 0.1 0.1 1"/>"""


def rear_xml(name):
    x_m, y_m = WHEELS[name]
    return f"""
      <body name="{name}" pos="{x_m} {y_m} {-DROP_M}">{wheel_xml(name)}
      </body>"""


def front_xml(name):
    """A steered wheel: a light knuckle that turns about the vertical carries the axle."""
    x_m, y_m = WHEELS[name]
    return f"""
      <body name="{name}_knuckle" pos="{x_m} {y_m} {-DROP_M}">
        <joint name="{name}_kingpin" type="hinge" axis="0 0 1" range="{-KINGPIN_LIMIT_DEG} {KINGPIN_LIMIT_DEG}"/>
        <geom type="sphere" size="0.05" mass="{KNUCKLE_MASS_KG}" contype="0" conaffinity="0"/>
        <body name="{name}">{wheel_xml(name)}
        </body>
      </body>"""


XML = f"""
<mujoco model="steered car">
  <compiler angle="degree"/>
  <option timestep="{STEP_S}" gravity="0 0 {-GRAVITY_M_S2}" integrator="implicitfast"/>
  <worldbody>
    <light pos="0 0 10" dir="0 0 -1" type="directional"/>
    <geom name="ground" type="plane" size="50 50 0.1" friction="{FRICTION}" rgba="0.5 0.6 0.5 1"/>
    <body name="chassis" pos="0 0 {WHEEL_RADIUS_M + DROP_M}">
      <freejoint/>
      <geom name="chassis" type="box" size="{CHASSIS_LENGTH_M / 2} {CHASSIS_WIDTH_M / 2} {CHASSIS_HEIGHT_M / 2}"
            mass="{CHASSIS_MASS_KG}" rgba="0.2 0.3 0.8 1"/>
      {"".join(front_xml(name) for name in FRONT)}
      {"".join(rear_xml(name) for name in REAR)}
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


def steer_rad(time_s):
    """Commanded angle of both front wheels, positive to the left."""
    share = min(max((time_s - STEER_START_S) / STEER_RAMP_S, 0.0), 1.0)
    return math.radians(STEER_DEG) * share


def main():
    model = mujoco.MjModel.from_xml_string(XML)
    data = mujoco.MjData(model)

    mujoco.mj_forward(model, data)
    next_print_s = 0.0
    while data.time < DURATION_S:
        for name in REAR:
            data.actuator(f"{name}_motor").ctrl = wheel_speed_rad_s(data.time)
        for name in FRONT:
            data.actuator(f"{name}_steer").ctrl = steer_rad(data.time)
        if data.time >= next_print_s - 1e-9:
            x_m, y_m, _ = data.body("chassis").xpos
            forward = data.body("chassis").xmat.reshape(3, 3)[:, 0]
            heading_deg = math.degrees(math.atan2(forward[1], forward[0]))
            print(f"t = {data.time:4.1f} s   x = {x_m:6.2f} m   y = {y_m:6.2f} m   heading = {heading_deg:6.1f} deg")
            next_print_s += PRINT_EVERY_S
        mujoco.mj_step(model, data)


if __name__ == "__main__":
    main()
