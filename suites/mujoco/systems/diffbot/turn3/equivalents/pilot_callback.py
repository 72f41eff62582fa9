# simbench canary ba950345-1144-4ea7-9085-9b3dcea9584f
"""The same robot from MJCF classes: a control callback holds the states, the heading comes from the quaternion."""

import enum
import math

import mujoco

GRAVITY = 9.81  #: gravity
BOX_X = 0.18  #: chassis_length / 2
BOX_Y = 0.12  #: chassis_width / 2
BOX_Z = 0.04  #: chassis_height / 2
BOX_MASS = 4.0  #: chassis_mass
START_Z = 0.07  #: ride_height
WHEEL_R = 0.05  #: wheel_radius
WHEEL_HALF = 0.01  #: wheel_width / 2
WHEEL_MASS = 0.25  #: wheel_mass
WHEEL_Y = 0.14  #: track / 2
WHEEL_Z = -0.02  #: wheel_radius - ride_height
ROTOR = 0.005  #: armature
GRIP = 1.0  #: wheel_friction
BALL_R = 0.02  #: caster_radius
BALL_X = 0.14  #: caster_x
BALL_Z = -0.05  #: caster_radius - ride_height
GAIN = 1.0  #: servo_gain
WALL_HALF_X = 0.05  #: wall_thickness / 2
WALL_HALF_Y = 1.0  #: wall_width / 2
WALL_HALF_Z = 0.25  #: wall_height / 2
WALL_FACE = 1.2  #: wall_face
SPEED = 0.3  #: speed
YAW_RATE = 1.0  #: yaw
TURN = 90.0  #: turn_angle
STOP_AT = 0.3  #: stop_distance
STEP = 0.002  #: step in s
DURATION = 6.0  #: duration
PRINT_EVERY = 0.5  #: print_every

MJCF = f"""
<mujoco>
  <compiler angle="degree"/>
  <option timestep="{STEP}" gravity="0 0 -{GRAVITY}" integrator="implicit"/>
  <default>
    <geom condim="1"/>
    <default class="tyre">
      <geom type="cylinder" size="{WHEEL_R} {WHEEL_HALF}" euler="90 0 0" mass="{WHEEL_MASS}" condim="3" priority="1" friction="{GRIP}"/>
      <joint axis="0 1 0" armature="{ROTOR}"/>
      <velocity kv="{GAIN}"/>
    </default>
    <default class="ball">
      <geom type="sphere" size="{BALL_R}" mass="0"/>
    </default>
  </default>
  <worldbody>
    <geom name="slick" type="plane" size="20 20 1"/>
    <body name="obstacle" pos="{WALL_FACE} 0 0">
      <geom name="obstacle" type="box" pos="{WALL_HALF_X} 0 {WALL_HALF_Z}" size="{WALL_HALF_X} {WALL_HALF_Y} {WALL_HALF_Z}"/>
    </body>
    <body name="bot" pos="0 0 {START_Z}">
      <freejoint name="bot"/>
      <body name="starboard" pos="0 -{WHEEL_Y} {WHEEL_Z}" childclass="tyre">
        <joint name="starboard"/>
        <geom/>
      </body>
      <body name="port" pos="0 {WHEEL_Y} {WHEEL_Z}" childclass="tyre">
        <joint name="port"/>
        <geom/>
      </body>
      <geom class="ball" pos="-{BALL_X} 0 {BALL_Z}"/>
      <geom class="ball" pos="{BALL_X} 0 {BALL_Z}"/>
      <geom type="box" size="{BOX_X} {BOX_Y} {BOX_Z}" mass="{BOX_MASS}"/>
      <site name="eye" pos="{BOX_X} 0 0" euler="0 90 0"/>
    </body>
  </worldbody>
  <actuator>
    <velocity class="tyre" name="starboard" joint="starboard"/>
    <velocity class="tyre" name="port" joint="port"/>
  </actuator>
  <sensor>
    <framequat name="attitude" objtype="body" objname="bot"/>
    <rangefinder name="eye" site="eye"/>
  </sensor>
</mujoco>
"""


class Mode(enum.Enum):
    APPROACH = "a"
    ROTATE = "b"
    DEPART = "c"


TWIST = {Mode.APPROACH: (SPEED, 0.0), Mode.ROTATE: (0.0, YAW_RATE), Mode.DEPART: (SPEED, 0.0)}


class Pilot:
    """MuJoCo calls it in every step, after the position-dependent sensors."""

    def __init__(self):
        self.mode = Mode.APPROACH

    @staticmethod
    def heading(data):
        w, x, y, z = data.sensor("attitude").data
        return math.degrees(math.atan2(2 * (w * z + x * y), 1 - 2 * (y * y + z * z)))

    @staticmethod
    def distance(data):
        return data.sensor("eye").data[0]

    def __call__(self, model, data):
        if self.mode is Mode.APPROACH and 0 <= self.distance(data) <= STOP_AT:
            self.mode = Mode.ROTATE
        elif self.mode is Mode.ROTATE and self.heading(data) >= TURN:
            self.mode = Mode.DEPART
        forward, yaw_rate = TWIST[self.mode]
        data.actuator("port").ctrl = (forward - WHEEL_Y * yaw_rate) / WHEEL_R
        data.actuator("starboard").ctrl = (forward + WHEEL_Y * yaw_rate) / WHEEL_R


model = mujoco.MjModel.from_xml_string(MJCF)
data = mujoco.MjData(model)
pilot = Pilot()
mujoco.set_mjcb_control(pilot)
try:
    for _ in range(round(DURATION / PRINT_EVERY)):
        mujoco.mj_step(model, data, nstep=round(PRINT_EVERY / STEP))
        x, y = data.joint("bot").qpos[:2]
        print(
            f"{data.time:5.2f} s ({pilot.mode.value}) x {x:7.4f} m, y {y:7.4f} m, "
            f"heading {pilot.heading(data):6.2f} deg, distance {pilot.distance(data):6.3f} m"
        )
finally:
    mujoco.set_mjcb_control(None)
