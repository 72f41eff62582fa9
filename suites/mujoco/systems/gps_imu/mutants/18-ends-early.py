# simbench canary ba950345-1144-4ea7-9085-9b3dcea9584f
"""Sensors at their own rates on an arm that is spun up by a servo."""
import mujoco
import numpy as np

ARM_M = 0.5
RADIUS_M = 0.3
SPIN_UP_RAD_S2 = 1.0
CRUISE_RAD_S = 3.0
DURATION_S = 5.0
PRINT_EVERY_S = 0.5

# The sensors' X axis points along the motion and Y to the bearing. `interval` needs a history of at least one sample.
XML = f"""
<mujoco model="sensors on a driven turntable">
  <option timestep="0.001" gravity="0 0 -9.81" magnetic="0.2 0 -0.45"/>
  <worldbody>
    <light pos="0 0 4" dir="0 0 -1"/>
    <geom name="post" type="cylinder" fromto="0 0 0 0 0 0.97" size="0.04" contype="0" conaffinity="0"/>
    <body name="arm" pos="0 0 1">
      <joint name="bearing" type="hinge" axis="0 0 1" damping="0"/>
      <geom name="arm" type="box" pos="{ARM_M / 2} 0 0" size="{ARM_M / 2} 0.03 0.02" mass="1" contype="0" conaffinity="0"/>
      <body name="package" pos="{RADIUS_M} 0 0">
        <geom type="box" size="0.05 0.04 0.025" mass="0.5" contype="0" conaffinity="0" rgba="0.9 0.6 0.1 1"/>
        <site name="sensors" size="0.005" xyaxes="0 1 0 -1 0 0"/>
      </body>
    </body>
  </worldbody>
  <actuator>
    <velocity name="drive" joint="bearing" kv="10"/>
  </actuator>
  <sensor>
    <accelerometer name="accelerometer" site="sensors" nsample="1" interval="0.01"/>
    <gyro name="gyro" site="sensors" nsample="1" interval="0.01"/>
    <magnetometer name="magnetometer" site="sensors" nsample="1" interval="0.01"/>
    <framepos name="gps" objtype="site" objname="sensors" nsample="1" interval="0.1"/>
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
