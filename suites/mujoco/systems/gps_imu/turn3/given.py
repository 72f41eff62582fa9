# simbench canary ba950345-1144-4ea7-9085-9b3dcea9584f
"""Sensors at their own rates on an arm that is spun up by a servo."""
import mujoco
import numpy as np

GRAVITY_M_S2 = 9.81  #: gravity
HINGE_HEIGHT_M = 1.0  #: hinge_height
ARM_LENGTH_M = 0.5  #: arm_length
ARM_WIDTH_M = 0.06  #: arm_width
ARM_THICKNESS_M = 0.04  #: arm_thickness
ARM_MASS_KG = 1.0  #: arm_mass
PACKAGE_LENGTH_M = 0.1  #: package_length
PACKAGE_WIDTH_M = 0.08  #: package_width
PACKAGE_HEIGHT_M = 0.05  #: package_height
PACKAGE_MASS_KG = 0.5  #: package_mass
RADIUS_M = 0.3  #: radius
SERVO_GAIN_N_M_S_RAD = 10.0  #: servo_gain
SPIN_UP_RAD_S2 = 1.0  #: spin_up
CRUISE_RAD_S = 3.0  #: cruise
FIELD_X = 0.2  #: field_x
FIELD_DOWN = 0.45  #: field_down
IMU_RATE_HZ = 100.0  #: imu_rate
GPS_RATE_HZ = 10.0  #: gps_rate
STEP_S = 0.001  #: step in s
DURATION_S = 6.0  #: duration
PRINT_EVERY_S = 0.5  #: print_every

# The sensors' X axis points along the motion and Y to the bearing. `interval` needs a history of at least one sample.
XML = f"""
<mujoco model="sensors on a driven turntable">
  <option timestep="{STEP_S}" gravity="0 0 {-GRAVITY_M_S2}" magnetic="{FIELD_X} 0 {-FIELD_DOWN}"/>
  <worldbody>
    <light pos="0 0 4" dir="0 0 -1"/>
    <geom name="post" type="cylinder" fromto="0 0 0 0 0 {HINGE_HEIGHT_M - ARM_THICKNESS_M}" size="0.04"
          contype="0" conaffinity="0"/>
    <body name="arm" pos="0 0 {HINGE_HEIGHT_M}">
      <joint name="bearing" type="hinge" axis="0 0 1" damping="0"/>
      <geom name="arm" type="box" pos="{ARM_LENGTH_M / 2} 0 0" size="{ARM_LENGTH_M / 2}
            {ARM_WIDTH_M / 2} {ARM_THICKNESS_M / 2}" mass="{ARM_MASS_KG}" contype="0" conaffinity="0"/>
      <body name="package" pos="{RADIUS_M} 0 0">
        <geom type="box" size="{PACKAGE_LENGTH_M / 2} {PACKAGE_WIDTH_M / 2} {PACKAGE_HEIGHT_M / 2}"
              mass="{PACKAGE_MASS_KG}" contype="0" conaffinity="0" rgba="0.9 0.6 0.1 1"/>
        <site name="sensors" size="0.005" xyaxes="0 1 0 -1 0 0"/>
      </body>
    </body>
  </worldbody>
  <actuator>
    <velocity name="drive" joint="bearing" kv="{SERVO_GAIN_N_M_S_RAD}"/>
  </actuator>
  <sensor>
    <accelerometer name="accelerometer" site="sensors" nsample="1" interval="{1 / IMU_RATE_HZ}"/>
    <gyro name="gyro" site="sensors" nsample="1" interval="{1 / IMU_RATE_HZ}"/>
    <magnetometer name="magnetometer" site="sensors" nsample="1" interval="{1 / IMU_RATE_HZ}"/>
    <framepos name="gps" objtype="site" objname="sensors" nsample="1" interval="{1 / GPS_RATE_HZ}"/>
  </sensor>
</mujoco>
"""


def arm_rate_rad_s(time_s):
    """Commanded rate of the arm: spun up at a constant acceleration, then constant."""
    return min(SPIN_UP_RAD_S2 * time_s, CRUISE_RAD_S)


def main():
    model = mujoco.MjModel.from_xml_string(XML)
    data = mujoco.MjData(model)
    mujoco.mj_forward(model, data)

    next_print_s = 0.0
    while data.time < DURATION_S:
        data.actuator("drive").ctrl = arm_rate_rad_s(data.time)
        if data.time >= next_print_s - 1e-9:
            with np.printoptions(precision=3, suppress=True):
                print(f"t = {data.time:4.1f} s   acceleration {data.sensor('accelerometer').data} m/s2   "
                      f"rate {data.sensor('gyro').data} rad/s   field {data.sensor('magnetometer').data}   "
                      f"position {data.sensor('gps').data} m")
            next_print_s += PRINT_EVERY_S
        mujoco.mj_step(model, data)


if __name__ == "__main__":
    main()
