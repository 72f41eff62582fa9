# simbench canary ba950345-1144-4ea7-9085-9b3dcea9584f
# The same car from one MJCF text with default classes; the right kingpin follows the left one by a joint equality.
import mujoco
import numpy as np

MJCF = """
<mujoco>
  <compiler angle="radian"/>
  <option timestep="0.001"/>
  <default>
    <default class="wheel">
      <geom type="cylinder" fromto="0 -0.1 0 0 0.1 0" size="0.3" mass="15" friction="0.9 0.005 0.0001"/>
    </default>
    <default class="kingpin">
      <joint type="hinge" axis="0 0 1" range="-0.5235988 0.5235988" damping="5"/>
    </default>
  </default>
  <worldbody>
    <geom type="plane" size="0 0 1" friction="0.9 0.005 0.0001"/>
    <body name="car" pos="0 0 0.5">
      <joint name="root" type="free"/>
      <geom type="box" size="1.1 0.45 0.2" mass="300"/>
      <body pos="-0.8 -0.6 -0.2"><joint name="rr" type="hinge" axis="0 1 0"/><geom class="wheel"/></body>
      <body pos="-0.8 0.6 -0.2"><joint name="rl" type="hinge" axis="0 1 0"/><geom class="wheel"/></body>
      <body pos="0.8 0.6 -0.2">
        <joint name="left" class="kingpin"/>
        <inertial pos="0 0 0" mass="1" diaginertia="0.01 0.01 0.01"/>
        <body><joint type="hinge" axis="0 1 0"/><geom class="wheel"/></body>
      </body>
      <body pos="0.8 -0.6 -0.2">
        <joint name="right" class="kingpin"/>
        <inertial pos="0 0 0" mass="1" diaginertia="0.01 0.01 0.01"/>
        <body><joint type="hinge" axis="0 1 0"/><geom class="wheel"/></body>
      </body>
    </body>
  </worldbody>
  <equality><joint joint1="right" joint2="left"/></equality>
  <actuator>
    <general joint="rl" gaintype="fixed" gainprm="100" biastype="affine" biasprm="0 0 -100"/>
    <general joint="rr" gaintype="fixed" gainprm="100" biastype="affine" biasprm="0 0 -100"/>
    <position joint="left" kp="10000" dampratio="1"/>
  </actuator>
</mujoco>
"""


class Car:
    def __init__(self):
        self.model = mujoco.MjModel.from_xml_string(MJCF)
        self.data = mujoco.MjData(self.model)

    def command(self, t):
        wheel = np.interp(t, [0, 2], [0, 10])
        steer = np.interp(t, [2.5, 3.0], [0, np.pi / 18])
        self.data.ctrl[:] = [wheel, wheel, steer]

    def report(self):
        w, x, y, z = self.data.qpos[3:7]
        heading = np.degrees(np.arctan2(2 * (w * z + x * y), 1 - 2 * (y * y + z * z)))
        print(f"{self.data.time:4.1f} {self.data.qpos[0]:7.3f} {self.data.qpos[1]:7.3f} {heading:6.1f}")

    def drive(self, seconds):
        steps = round(seconds / self.model.opt.timestep)
        for k in range(steps):
            if k % 500 == 0:
                self.report()
            self.command(self.data.time)
            mujoco.mj_step(self.model, self.data)


Car().drive(6.0)
