# simbench canary ba950345-1144-4ea7-9085-9b3dcea9584f
# The same car from one MJCF text with default classes; the right kingpin follows the left one by a joint equality.
import mujoco
import numpy as np

G = 9.81  #: gravity
HULL_L = 2.2  #: chassis_length
HULL_W = 0.9  #: chassis_width
HULL_H = 0.4  #: chassis_height
HULL_KG = 300.0  #: chassis_mass
RADIUS = 0.3  #: wheel_radius
WIDTH = 0.2  #: wheel_width
WHEEL_KG = 15.0  #: wheel_mass
WX = 0.8  #: wheel_x
WY = 0.6  #: wheel_y
DROP = 0.2  #: drop
MU = 0.9  #: wheel_friction
GAIN = 100.0  #: servo_gain
TOP = 10.0  #: cruise
T_RAMP = 2.0  #: ramp
LIMIT = 0.523598775598  #: kingpin_limit in rad
PIN_KG = 1.0  #: part_mass / 2
T_STEER = 2.5  #: steer_start
T_STEERED = 3.0  #: steer_start + steer_ramp
STEER = 0.174532925199  #: steer in rad
DT = 0.001  #: step / 2
SECONDS = 6.0  #: duration
EVERY = 0.5  #: print_every

MJCF = f"""
<mujoco>
  <compiler angle="radian"/>
  <option timestep="{DT}" gravity="0 0 {-G}"/>
  <default>
    <default class="wheel">
      <geom type="cylinder" fromto="0 {-WIDTH / 2} 0 0 {WIDTH / 2} 0" size="{RADIUS}" mass="{WHEEL_KG}"
            friction="{MU} 0.005 0.0001"/>
    </default>
    <default class="kingpin">
      <joint type="hinge" axis="0 0 1" range="{-LIMIT} {LIMIT}" damping="5"/>
    </default>
  </default>
  <worldbody>
    <geom type="plane" size="0 0 1" friction="{MU} 0.005 0.0001"/>
    <body name="car" pos="0 0 {RADIUS + DROP}">
      <joint name="root" type="free"/>
      <geom type="box" size="{HULL_L / 2} {HULL_W / 2} {HULL_H / 2}" mass="{HULL_KG}"/>
      <body pos="{-WX} {-WY} {-DROP}"><joint name="rr" type="hinge" axis="0 1 0"/><geom class="wheel"/></body>
      <body pos="{-WX} {WY} {-DROP}"><joint name="rl" type="hinge" axis="0 1 0"/><geom class="wheel"/></body>
      <body pos="{WX} {WY} {-DROP}">
        <joint name="left" class="kingpin"/>
        <inertial pos="0 0 0" mass="{PIN_KG}" diaginertia="0.01 0.01 0.01"/>
        <body><joint type="hinge" axis="0 1 0"/><geom class="wheel"/></body>
      </body>
      <body pos="{WX} {-WY} {-DROP}">
        <joint name="right" class="kingpin"/>
        <inertial pos="0 0 0" mass="{PIN_KG}" diaginertia="0.01 0.01 0.01"/>
        <body><joint type="hinge" axis="0 1 0"/><geom class="wheel"/></body>
      </body>
    </body>
  </worldbody>
  <equality><joint joint1="right" joint2="left" solref="0.002 1"/></equality>
  <actuator>
    <general joint="rl" gaintype="fixed" gainprm="{GAIN}" biastype="affine" biasprm="0 0 {-GAIN}"/>
    <general joint="rr" gaintype="fixed" gainprm="{GAIN}" biastype="affine" biasprm="0 0 {-GAIN}"/>
    <position joint="left" kp="20000" dampratio="1"/>
  </actuator>
</mujoco>
"""


class Car:
    def __init__(self):
        self.model = mujoco.MjModel.from_xml_string(MJCF)
        self.data = mujoco.MjData(self.model)

    def command(self, t):
        wheel = np.interp(t, [0, T_RAMP], [0, TOP])
        steer = np.interp(t, [T_STEER, T_STEERED], [0, STEER])
        self.data.ctrl[:] = [wheel, wheel, steer]

    def report(self):
        w, x, y, z = self.data.qpos[3:7]
        heading = np.degrees(np.arctan2(2 * (w * z + x * y), 1 - 2 * (y * y + z * z)))
        print(f"{self.data.time:4.1f} {self.data.qpos[0]:7.3f} {self.data.qpos[1]:7.3f} {heading:6.1f}")

    def drive(self, seconds):
        steps = round(seconds / self.model.opt.timestep)
        for k in range(steps):
            if k % round(EVERY / DT) == 0:
                self.report()
            self.command(self.data.time)
            mujoco.mj_step(self.model, self.data)


Car().drive(SECONDS)
