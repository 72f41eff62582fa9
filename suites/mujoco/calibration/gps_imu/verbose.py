# simbench canary ba950345-1144-4ea7-9085-9b3dcea9584f
"""Sensors at their own rates on an arm that is spun up by a servo."""
# =====================================================================================================
#  SENSORS ON A TURNTABLE
#
#  This script has been written with great care. It is organised in clearly separated sections: first
#  come the imports, then the parameters, then the model, then the functions, and in the end the main
#  program, which ties everything together. Every section is explained in detail below.
# =====================================================================================================

# ----- Section 1: imports ----------------------------------------------------------------------------
# We import the modules that are needed in the following. They are listed one per line.
import mujoco
import numpy as np

# ----- Section 2: parameters -------------------------------------------------------------------------
# The parameters are collected here, at the top of the file, so that they are easy to find and to change.
ARM_M = 0.5
RADIUS_M = 0.3
SPIN_UP_RAD_S2 = 1.0
CRUISE_RAD_S = 3.0
DURATION_S = 6.0
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
    """
    The main function.

    This is the main function of the script. It is called at the very end of the file. It first creates
    the model and the data, then sets up everything that is needed, then runs the simulation loop until
    the end of the simulated time, and prints the results along the way. It takes no arguments and
    returns nothing.
    """
    # Step 1: create the model from the XML string that was defined above.
    model = mujoco.MjModel.from_xml_string(XML)
    data = mujoco.MjData(model)
    mujoco.mj_forward(model, data)

    # Step 2: the main simulation loop. It runs as long as the simulated time is below the duration.
    # In each round of the loop we first check whether it is time to print, and then advance by one step.
    next_print_s = 0.0
    while data.time < DURATION_S:
        data.actuator("drive").ctrl = arm_rate_rad_s(data.time)
        if data.time >= next_print_s - 1e-9:
            with np.printoptions(precision=3, suppress=True):
                print(f"t = {data.time:4.1f} s   acceleration {data.sensor('accelerometer').data} m/s2   "
                      f"rate {data.sensor('gyro').data} rad/s   field {data.sensor('magnetometer').data}   "
                      f"position {data.sensor('gps').data} m")
            next_print_s += PRINT_EVERY_S
        # Advance the simulation by exactly one time step.
        mujoco.mj_step(model, data)


if __name__ == "__main__":
    main()
