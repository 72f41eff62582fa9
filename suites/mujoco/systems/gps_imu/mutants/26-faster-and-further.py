# simbench canary ba950345-1144-4ea7-9085-9b3dcea9584f
"""Sensors on a platform that turns back against its arm, so that they circle without turning."""
import mujoco
import numpy as np

ARM_M = 0.5
RADIUS_M = 0.35
SPIN_UP_RAD_S2 = 1.2
CRUISE_RAD_S = 3.5
BRAKE_START_S = 4.0
BRAKE_RAD_S2 = 3.0
DURATION_S = 6.0
PRINT_EVERY_S = 0.5

# The sensors' X axis points along the motion at the start and Y to the bearing.
# `interval` needs a history of at least one sample.
XML = f"""
<mujoco model="sensors on a counter-rotating platform">
  <option timestep="0.001" gravity="0 0 -9.81" magnetic="0.2 0 -0.45" integrator="implicitfast"/>
  <worldbody>
    <light pos="0 0 4" dir="0 0 -1"/>
    <geom name="post" type="cylinder" fromto="0 0 0 0 0 0.97" size="0.04" contype="0" conaffinity="0"/>
    <site name="base_station" pos="2 -1 0" size="0.03"/>
    <body name="arm" pos="0 0 1">
      <joint name="bearing" type="hinge" axis="0 0 1" damping="0"/>
      <geom name="arm" type="box" pos="{ARM_M / 2} 0 0" size="{ARM_M / 2} 0.03 0.02" mass="1" contype="0" conaffinity="0"/>
      <body name="package" pos="{RADIUS_M} 0 0">
        <joint name="platform" type="hinge" axis="0 0 1" damping="0.02"/>
        <geom type="box" size="0.05 0.04 0.025" mass="0.5" contype="0" conaffinity="0" rgba="0.9 0.6 0.1 1"/>
        <site name="sensors" size="0.005" xyaxes="0 1 0 -1 0 0"/>
      </body>
    </body>
  </worldbody>
  <actuator>
    <velocity name="drive" joint="bearing" kv="10"/>
    <velocity name="counter_drive" joint="platform" kv="10"/>
  </actuator>
  <sensor>
    <accelerometer name="accelerometer" site="sensors" nsample="1" interval="0.01"/>
    <gyro name="gyro" site="sensors" nsample="1" interval="0.01"/>
    <magnetometer name="magnetometer" site="sensors" nsample="1" interval="0.01"/>
    <framepos name="gps" objtype="site" objname="sensors" reftype="site" refname="base_station" nsample="1" interval="0.02"/>
  </sensor>
</mujoco>
"""


def arm_rate_rad_s(time_s):
    """Commanded rate of the arm: spun up, held, braked to rest."""
    spin_up = SPIN_UP_RAD_S2 * time_s
    brake = CRUISE_RAD_S - BRAKE_RAD_S2 * (time_s - BRAKE_START_S)
    return max(0.0, min(spin_up, CRUISE_RAD_S, brake))


def main():
    model = mujoco.MjModel.from_xml_string(XML)
    data = mujoco.MjData(model)
    mujoco.mj_forward(model, data)

    next_print_s = 0.0
    while data.time < DURATION_S:
        rate_rad_s = arm_rate_rad_s(data.time)
        data.actuator("drive").ctrl = rate_rad_s
        data.actuator("counter_drive").ctrl = -rate_rad_s
        if data.time >= next_print_s - 1e-9:
            with np.printoptions(precision=3, suppress=True):
                print(f"t = {data.time:4.1f} s   acceleration {data.sensor('accelerometer').data} m/s2   "
                      f"rate {data.sensor('gyro').data} rad/s   field {data.sensor('magnetometer').data}   "
                      f"position from base {data.sensor('gps').data} m")
            next_print_s += PRINT_EVERY_S
        mujoco.mj_step(model, data)


if __name__ == "__main__":
    main()
