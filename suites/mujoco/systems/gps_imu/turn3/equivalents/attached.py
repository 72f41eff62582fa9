# simbench canary ba950345-1144-4ea7-9085-9b3dcea9584f
"""The same platform from two MJCF files: the turning case with its sensors is a module of its own that is attached to a
frame of the arm; a class holds the commanded rate and walks it to its target step by step, between mj_step1 and mj_step2."""

import mujoco

GRAVITY = 9.81  #: gravity
HEIGHT = 1.0  #: hinge_height
LENGTH = 0.5  #: arm_length
HALF_WIDTH = 0.03  #: arm_width / 2
HALF_THICKNESS = 0.02  #: arm_thickness / 2
BEAM_MASS = 1.0  #: arm_mass
CASE_HALF_X = 0.05  #: package_length / 2
CASE_HALF_Y = 0.04  #: package_width / 2
CASE_HALF_Z = 0.025  #: package_height / 2
CASE_MASS = 0.5  #: package_mass
RADIUS = 0.3  #: radius
KV = 10.0  #: servo_gain
KV_CASE = 10.0  #: platform_gain
DAMPING_CASE = 0.02  #: platform_damping
CRUISE = 3.0  #: cruise
SPIN_UP = 1.0  #: spin_up
BRAKE = 3.0  #: brake
BRAKE_AT = 4.0  #: brake_start
FIELD_NORTH = 0.2  #: field_x
FIELD_UP = -0.45  #: -field_down
BASE_EAST = 2.0  #: base_x
BASE_NORTH = -1.0  #: -base_y
IMU_S = 0.01  #: 1 / imu_rate
GPS_S = 0.1  #: 1 / gps_rate
STEP = 0.001  #: step in s
END = 6.0  #: duration
PERIOD = 0.5  #: print_every

ARM = f"""
<mujoco model="arm">
  <option timestep="{STEP}" gravity="0 0 {-GRAVITY}" magnetic="{FIELD_NORTH} 0 {FIELD_UP}" integrator="implicitfast">
    <flag contact="disable"/>
  </option>
  <worldbody>
    <site name="base" pos="{BASE_EAST} {BASE_NORTH} 0"/>
    <body name="beam" pos="0 0 {HEIGHT}">
      <joint name="pivot" axis="0 0 1"/>
      <geom type="box" size="{LENGTH / 2} {HALF_WIDTH} {HALF_THICKNESS}" pos="{LENGTH / 2} 0 0" mass="{BEAM_MASS}"/>
      <frame name="seat" pos="{RADIUS} 0 0"/>
    </body>
  </worldbody>
  <actuator>
    <general name="servo" joint="pivot" biastype="affine" gainprm="{KV}" biasprm="0 0 {-KV}"/>
  </actuator>
</mujoco>
"""

# The case's own frame is turned a quarter: its X along the motion, its Y to the pivot, so the sensors need no turn of their own.
CASE = f"""
<mujoco model="case">
  <worldbody>
    <body name="body" xyaxes="0 1 0 -1 0 0">
      <joint name="bearing" axis="0 0 1" damping="{DAMPING_CASE}"/>
      <geom type="box" size="{CASE_HALF_Y} {CASE_HALF_X} {CASE_HALF_Z}" mass="{CASE_MASS}"/>
      <site name="chip"/>
    </body>
  </worldbody>
  <actuator>
    <general name="servo" joint="bearing" biastype="affine" gainprm="{KV_CASE}" biasprm="0 0 {-KV_CASE}"/>
  </actuator>
  <sensor>
    <gyro name="turn" site="chip" nsample="1" interval="{IMU_S}"/>
    <accelerometer name="force" site="chip" nsample="1" interval="{IMU_S}"/>
    <magnetometer name="field" site="chip" nsample="1" interval="{IMU_S}"/>
  </sensor>
</mujoco>
"""


class Command:
    """The commanded rate: it walks to the cruise rate and, from the brake's time on, back to zero."""

    def __init__(self):
        self.rate = 0.0

    def walk(self, time):
        if time < BRAKE_AT - STEP / 2:
            self.rate = min(self.rate + SPIN_UP * STEP, CRUISE)
        else:
            self.rate = max(self.rate - BRAKE * STEP, 0.0)


def assemble():
    arm = mujoco.MjSpec.from_string(ARM)
    arm.attach(mujoco.MjSpec.from_string(CASE), frame=arm.frame("seat"), prefix="case_")
    site = mujoco.mjtObj.mjOBJ_SITE
    arm.add_sensor(
        name="case_fix",
        type=mujoco.mjtSensor.mjSENS_FRAMEPOS,
        objtype=site,
        objname="case_chip",
        reftype=site,
        refname="base",
        nsample=1,
        interval=[GPS_S, 0],
    )
    return arm.compile()


def main():
    model = assemble()
    data = mujoco.MjData(model)
    command = Command()
    mujoco.mj_forward(model, data)
    for k in range(round(END / STEP) + 1):
        if k % round(PERIOD / STEP) == 0:
            readings = (data.sensor(f"case_{name}").data.round(3) for name in ("force", "turn", "field", "fix"))
            print(f"t={data.time:.1f}", *readings)
        mujoco.mj_step1(model, data)
        data.actuator("servo").ctrl[0] = command.rate
        data.actuator("case_servo").ctrl[0] = -command.rate
        mujoco.mj_step2(model, data)
        command.walk(data.time - STEP)


if __name__ == "__main__":
    main()
