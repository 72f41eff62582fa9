# simbench canary ba950345-1144-4ea7-9085-9b3dcea9584f
# The same train as a class, controlled in mjcb_control: a stiff law for the fork, the servo written out, semi-implicit Euler, the trailer
# a free body.

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
DRAWBAR_M = 1.5  #: drawbar
TRAILER_LENGTH_M = 1.4  #: trailer_length
TRAILER_WIDTH_M = 0.9  #: trailer_width
TRAILER_HEIGHT_M = 0.5  #: trailer_height
TRAILER_KG = 250.0  #: trailer_mass
TRAILER_AHEAD_M = 0.1  #: trailer_ahead
TRAILER_Z_M = 0.55  #: trailer_z
TRAILER_Y_M = 0.55  #: trailer_y
GAIN_N_M_S_RAD = 100.0  #: gain
CRUISE_RAD_S = 6.0  #: cruise
RAMP_S = 2.0  #: ramp
STEER_DEG = 20.0  #: steer
STEER_START_S = 3.0  #: steer_start
STEER_RAMP_S = 1.0  #: steer_ramp
STEP_S = 0.001  #: step in s
DURATION_S = 10.0  #: duration
PRINT_EVERY_S = 0.5  #: print_every


def wheel(name, x_m, y_m, z_m):
    return f"""
      <body name="{name}" pos="{x_m} {y_m} {z_m}">
        <joint name="{name}_axle" type="hinge" axis="0 1 0"/>
        <geom type="cylinder" size="{WHEEL_RADIUS_M} {WHEEL_WIDTH_M / 2}" euler="90 0 0" mass="{WHEEL_KG}" rgba="0.1 0.1 0.1 1"/>
      </body>"""


# The tractor's frame is on the ground under the middle of its rear axle, the trailer's is at the hitch.
XML = f"""
<mujoco model="tow tractor and trailer">
  <option timestep="{STEP_S}" gravity="0 0 {-GRAVITY_M_S2}" integrator="Euler"/>
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
    </body>
    <body name="trailer" pos="{-OVERHANG_M} 0 {HITCH_Z_M}">
        <freejoint/>
        <geom type="box" pos="{TRAILER_AHEAD_M - DRAWBAR_M} 0 {TRAILER_Z_M - HITCH_Z_M}"
              size="{TRAILER_LENGTH_M / 2} {TRAILER_WIDTH_M / 2} {TRAILER_HEIGHT_M / 2}" mass="{TRAILER_KG}"/>
        {wheel("trailer_left", -DRAWBAR_M, TRAILER_Y_M, WHEEL_RADIUS_M - HITCH_Z_M)}
        {wheel("trailer_right", -DRAWBAR_M, -TRAILER_Y_M, WHEEL_RADIUS_M - HITCH_Z_M)}
    </body>
  </worldbody>
  <equality>
    <connect body1="trailer" body2="tug" anchor="0 0 0" solref="0.005 1"/>
  </equality>
  <actuator>
    <motor name="drive" joint="front_axle"/>
    <general name="steer" joint="steering" gainprm="15000" biastype="affine" biasprm="0 -15000 0"/>
  </actuator>
</mujoco>
"""


def wheel_speed_rad_s(time_s):
    return CRUISE_RAD_S * min(time_s / RAMP_S, 1.0)


def steer_rad(time_s):
    """Positive to the left."""
    return math.radians(STEER_DEG) * min(max((time_s - STEER_START_S) / STEER_RAMP_S, 0.0), 1.0)


def heading_deg(data, name):
    forward = data.body(name).xmat.reshape(3, 3)[:, 0]
    return math.degrees(math.atan2(forward[1], forward[0]))


class Train:
    def __init__(self):
        self.model = mujoco.MjModel.from_xml_string(XML)
        self.data = mujoco.MjData(self.model)

    def control(self, model, data):
        error = wheel_speed_rad_s(data.time) - data.joint("front_axle").qvel[0]
        data.actuator("drive").ctrl[0] = GAIN_N_M_S_RAD * error
        data.actuator("steer").ctrl[0] = steer_rad(data.time)

    def run(self):
        mujoco.set_mjcb_control(self.control)
        steps, every = round(DURATION_S / STEP_S), round(PRINT_EVERY_S / STEP_S)
        for k in range(steps):
            if k % every == 0:
                mujoco.mj_kinematics(self.model, self.data)
                print(
                    k * STEP_S,
                    self.data.body("tug").xpos[:2],
                    heading_deg(self.data, "tug"),
                    heading_deg(self.data, "trailer"),
                )
            mujoco.mj_step(self.model, self.data)
        mujoco.set_mjcb_control(None)


Train().run()
