# simbench canary ba950345-1144-4ea7-9085-9b3dcea9584f
"""The same sensors in MJCF with default classes: the arm's frame sits at its middle, stepped by mj_step1 and mj_step2."""

import mujoco

GRAVITY = 9.81  #: gravity
HEIGHT = 1.0  #: hinge_height
LENGTH = 0.5  #: arm_length
HALF_LENGTH = 0.25  #: arm_length / 2
HALF_WIDTH = 0.03  #: arm_width / 2
HALF_THICKNESS = 0.02  #: arm_thickness / 2
BEAM_MASS = 1.0  #: arm_mass
CASE_HALF_X = 0.05  #: package_length / 2
CASE_HALF_Y = 0.04  #: package_width / 2
CASE_HALF_Z = 0.025  #: package_height / 2
CASE_MASS = 0.5  #: package_mass
OMEGA = 2.0  #: rate
STEP = 0.001  #: step in s
END = 5.0  #: duration
PERIOD = 0.5  #: print_every

MJCF = f"""
<mujoco model="whirling case">
  <option timestep="{STEP}" gravity="0 0 {-GRAVITY}" integrator="implicitfast">
    <flag contact="disable"/>
  </option>
  <default>
    <geom type="box"/>
    <default class="beam">
      <geom size="{HALF_LENGTH} {HALF_WIDTH} {HALF_THICKNESS}" mass="{BEAM_MASS}" rgba="0.6 0.6 0.7 1"/>
    </default>
    <default class="case">
      <geom size="{CASE_HALF_X} {CASE_HALF_Y} {CASE_HALF_Z}" mass="{CASE_MASS}" rgba="0.2 0.5 0.3 1"/>
      <site type="box" size="0.01 0.01 0.005"/>
    </default>
  </default>
  <worldbody>
    <body name="beam" pos="{HALF_LENGTH} 0 {HEIGHT}" childclass="beam">
      <joint name="pivot" type="hinge" axis="0 0 1" pos="{-HALF_LENGTH} 0 0"/>
      <geom name="beam"/>
      <body name="case" pos="{LENGTH - HALF_LENGTH} 0 0" childclass="case">
        <geom name="case"/>
        <site name="chip"/>
      </body>
    </body>
  </worldbody>
  <sensor>
    <framepos name="fix" objtype="site" objname="chip"/>
    <gyro name="turn" site="chip"/>
    <accelerometer name="force" site="chip"/>
  </sensor>
</mujoco>
"""


class Whirl:
    """The turning arm with its sensor case."""

    def __init__(self):
        self.model = mujoco.MjModel.from_xml_string(MJCF)
        self.data = mujoco.MjData(self.model)
        self.data.qvel[self.model.joint("pivot").dofadr[0]] = OMEGA

    def report(self):
        # All three readings belong to the state at data.time, not to the step before it.
        mujoco.mj_forward(self.model, self.data)
        cells = [f"{self.data.time:.2f}"]
        for name in ("force", "turn", "fix"):
            cells.append(f"{name}: " + " ".join(f"{value:+.3f}" for value in self.data.sensor(name).data))
        print(" | ".join(cells))

    def advance(self, seconds):
        for _ in range(round(seconds / STEP)):
            mujoco.mj_step1(self.model, self.data)
            mujoco.mj_step2(self.model, self.data)

    def run(self):
        self.report()
        for _ in range(round(END / PERIOD)):
            self.advance(PERIOD)
            self.report()


if __name__ == "__main__":
    Whirl().run()
