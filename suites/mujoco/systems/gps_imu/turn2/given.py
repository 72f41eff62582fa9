# simbench canary ba950345-1144-4ea7-9085-9b3dcea9584f
"""An inertial sensor and a GPS receiver circle on the end of a turning arm."""
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
RATE_RAD_S = 2.0
STEP_S = 0.001  #: step in s
DURATION_S = 5.0
PRINT_EVERY_S = 0.5  #: print_every

XML = f"""
<mujoco model="sensors on a turntable">
  <option timestep="{STEP_S}" gravity="0 0 {-GRAVITY_M_S2}"/>
  <worldbody>
    <light pos="0 0 4" dir="0 0 -1"/>
    <geom name="post" type="cylinder" fromto="0 0 0 0 0 {HINGE_HEIGHT_M - ARM_THICKNESS_M}" size="0.04"
          contype="0" conaffinity="0"/>
    <body name="arm" pos="0 0 {HINGE_HEIGHT_M}">
      <joint name="bearing" type="hinge" axis="0 0 1" damping="0"/>
      <geom name="arm" type="box" pos="{ARM_LENGTH_M / 2} 0 0" size="{ARM_LENGTH_M / 2}
            {ARM_WIDTH_M / 2} {ARM_THICKNESS_M / 2}" mass="{ARM_MASS_KG}" contype="0" conaffinity="0"/>
      <body name="package" pos="{ARM_LENGTH_M} 0 0">
        <geom type="box" size="{PACKAGE_LENGTH_M / 2} {PACKAGE_WIDTH_M / 2} {PACKAGE_HEIGHT_M / 2}"
              mass="{PACKAGE_MASS_KG}" contype="0" conaffinity="0" rgba="0.9 0.6 0.1 1"/>
        <site name="sensors" size="0.005"/>
      </body>
    </body>
  </worldbody>
  <sensor>
    <accelerometer name="accelerometer" site="sensors"/>
    <gyro name="gyro" site="sensors"/>
    <framepos name="gps" objtype="site" objname="sensors"/>
  </sensor>
</mujoco>
"""


def main():
    model = mujoco.MjModel.from_xml_string(XML)
    data = mujoco.MjData(model)
    data.joint("bearing").qvel[0] = RATE_RAD_S
    mujoco.mj_forward(model, data)

    next_print_s = 0.0
    while data.time < DURATION_S:
        if data.time >= next_print_s - 1e-9:
            with np.printoptions(precision=3, suppress=True):
                print(f"t = {data.time:4.1f} s   acceleration {data.sensor('accelerometer').data} m/s2   "
                      f"rate {data.sensor('gyro').data} rad/s   position {data.sensor('gps').data} m")
            next_print_s += PRINT_EVERY_S
        mujoco.mj_step(model, data)


if __name__ == "__main__":
    main()
