# simbench canary ba950345-1144-4ea7-9085-9b3dcea9584f
"""A three-wheeled tow tractor backs its trailer up with the steering held straight, until the train jackknifes."""

import math

import mujoco

GRAVITY_M_S2 = 9.81  #: gravity
WHEEL_RADIUS_M = 0.2  #: wheel_radius
WHEEL_WIDTH_M = 0.08  #: wheel_width
WHEEL_KG = 8.0  #: wheel_mass
FRICTION = 0.8  #: friction
TUG_LENGTH_M = 1.6  #: tug_length
TUG_WIDTH_M = 0.6  #: tug_width
TUG_HEIGHT_M = 0.4  #: tug_height
TUG_KG = 400.0  #: tug_mass
TUG_AHEAD_M = 0.6  #: tug_ahead
TUG_Z_M = 0.65  #: tug_z
WHEELBASE_M = 1.4  #: wheelbase
REAR_Y_M = 0.4  #: rear_y
FORK_KG = 4.0  #: fork_mass
OVERHANG_M = 0.4  #: overhang
HITCH_Z_M = 0.25  #: hitch_z
DRAWBAR_M = 1.8  #: drawbar
TRAILER_LENGTH_M = 1.4  #: trailer_length
TRAILER_WIDTH_M = 0.9  #: trailer_width
TRAILER_HEIGHT_M = 0.5  #: trailer_height
TRAILER_KG = 400.0  #: trailer_mass
TRAILER_AHEAD_M = 0.1  #: trailer_ahead
TRAILER_Z_M = 0.55  #: trailer_z
TRAILER_Y_M = 0.55  #: trailer_y
GAIN_N_M_S_RAD = 100.0
BEND_DEG = 6.0
CRUISE_RAD_S = -5.0
RAMP_S = 1.0
STEP_S = 0.001  #: step in s
DURATION_S = 4.5
PRINT_EVERY_S = 0.25


def wheel(name, x_m, y_m, z_m):
    return f"""
      <body name="{name}" pos="{x_m} {y_m} {z_m}">
        <joint name="{name}_axle" type="hinge" axis="0 1 0"/>
        <geom type="cylinder" size="{WHEEL_RADIUS_M} {WHEEL_WIDTH_M / 2}" euler="90 0 0" mass="{WHEEL_KG}" rgba="0.1 0.1 0.1 1"/>
      </body>"""


# The tractor's frame is on the ground under the middle of its rear axle, the trailer's is at the hitch.
XML = f"""
<mujoco model="tow tractor and trailer">
  <option timestep="{STEP_S}" gravity="0 0 {-GRAVITY_M_S2}" integrator="implicitfast" cone="elliptic" impratio="10"/>
  <default>
    <geom friction="{FRICTION} 0.005 0.0001"/>
  </default>
  <worldbody>
    <light pos="0 0 10" dir="0 0 -1" type="directional"/>
    <geom name="ground" type="plane" size="50 50 0.1" rgba="0.5 0.6 0.5 1"/>
    <body name="tug">
      <freejoint/>
      <geom type="box" pos="{TUG_AHEAD_M} 0 {TUG_Z_M}" size="{TUG_LENGTH_M / 2} {TUG_WIDTH_M / 2} {TUG_HEIGHT_M / 2}"
            mass="{TUG_KG}" rgba="0.8 0.6 0.1 1"/>
      {wheel("rear_left", 0, REAR_Y_M, WHEEL_RADIUS_M)}
      {wheel("rear_right", 0, -REAR_Y_M, WHEEL_RADIUS_M)}
      <body name="fork" pos="{WHEELBASE_M} 0 {WHEEL_RADIUS_M}">
        <joint name="steering" type="hinge" axis="0 0 1" damping="100"/>
        <geom type="sphere" size="0.05" mass="{FORK_KG}" contype="0" conaffinity="0"/>
        {wheel("front", 0, 0, 0)}
      </body>
      <body name="trailer" pos="{-OVERHANG_M} 0 {HITCH_Z_M}">
        <joint name="hitch" type="ball"/>
        <geom type="box" pos="{TRAILER_AHEAD_M - DRAWBAR_M} 0 {TRAILER_Z_M - HITCH_Z_M}"
              size="{TRAILER_LENGTH_M / 2} {TRAILER_WIDTH_M / 2} {TRAILER_HEIGHT_M / 2}" mass="{TRAILER_KG}"/>
        {wheel("trailer_left", -DRAWBAR_M, TRAILER_Y_M, WHEEL_RADIUS_M - HITCH_Z_M)}
        {wheel("trailer_right", -DRAWBAR_M, -TRAILER_Y_M, WHEEL_RADIUS_M - HITCH_Z_M)}
      </body>
    </body>
  </worldbody>
  <actuator>
    <velocity name="drive" joint="front_axle" kv="{GAIN_N_M_S_RAD}"/>
    <position name="steer" joint="steering" kp="20000"/>
  </actuator>
</mujoco>
"""


def wheel_speed_rad_s(time_s):
    return CRUISE_RAD_S * min(time_s / RAMP_S, 1.0)


def heading_deg(data, name):
    forward = data.body(name).xmat.reshape(3, 3)[:, 0]
    return math.degrees(math.atan2(forward[1], forward[0]))


def main():
    model = mujoco.MjModel.from_xml_string(XML)
    data = mujoco.MjData(model)
    half_rad = math.radians(BEND_DEG) / 2
    data.joint("hitch").qpos = [math.cos(half_rad), 0, 0, math.sin(half_rad)]
    data.actuator("steer").ctrl[0] = 0
    mujoco.mj_forward(model, data)

    next_print_s = 0.0
    while data.time < DURATION_S:
        if data.time >= next_print_s - 1e-9:
            x_m = data.body("tug").xpos[0]
            tug_deg, trailer_deg = heading_deg(data, "tug"), heading_deg(data, "trailer")
            print(
                f"t = {data.time:4.1f} s   x = {x_m:6.3f} m   tractor = {tug_deg:6.1f} deg   trailer = {trailer_deg:6.1f} deg   between = {trailer_deg - tug_deg:6.1f} deg"
            )
            next_print_s += PRINT_EVERY_S
        data.actuator("drive").ctrl[0] = wheel_speed_rad_s(data.time)
        mujoco.mj_step(model, data)


if __name__ == "__main__":
    main()
