# simbench canary ba950345-1144-4ea7-9085-9b3dcea9584f
"""The same robot on a floor without friction where the wheels bring their own grip; start from a keyframe, mj_step1/mj_step2."""

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
CRUISE = 6.0  #: cruise
RAMP = 0.5  #: ramp
STEP = 0.001  #: step / 2 in s
DURATION = 4.0  #: duration
PRINT_EVERY = 0.5  #: print_every

# The floor and the balls touch with condim 1; a wheel's priority makes its own condim and friction count.
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
    <body name="bot">
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
    </body>
  </worldbody>
  <actuator>
    <velocity class="tyre" name="starboard" joint="starboard"/>
    <velocity class="tyre" name="port" joint="port"/>
  </actuator>
  <keyframe>
    <key name="start" qpos="0 0 {START_Z} 1 0 0 0 0 0"/>
  </keyframe>
</mujoco>
"""


class Robot:
    def __init__(self):
        self.model = mujoco.MjModel.from_xml_string(MJCF)
        self.data = mujoco.MjData(self.model)
        mujoco.mj_resetDataKeyframe(self.model, self.data, self.model.key("start").id)

    def command(self):
        elapsed = self.data.time
        return CRUISE if elapsed > RAMP else CRUISE * elapsed / RAMP

    def advance(self, seconds):
        for _ in range(round(seconds / self.model.opt.timestep)):
            mujoco.mj_step1(self.model, self.data)
            self.data.actuator("port").ctrl = self.data.actuator("starboard").ctrl = self.command()
            mujoco.mj_step2(self.model, self.data)

    def report(self):
        x, y = self.data.joint("bot").qpos[:2]
        print(f"{self.data.time:6.2f} s: x = {x:7.4f} m, y = {y:7.4f} m")


robot = Robot()
robot.report()
for _ in range(round(DURATION / PRINT_EVERY)):
    robot.advance(PRINT_EVERY)
    robot.report()
