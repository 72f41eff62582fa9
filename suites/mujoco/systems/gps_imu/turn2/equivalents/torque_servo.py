# simbench canary ba950345-1144-4ea7-9085-9b3dcea9584f
# The same driven arm: the servo's law written out for a torque motor, and the sensors on a turned body frame of the package.
import mujoco
import numpy as np

G = 9.81  #: gravity
UP = 1.0  #: hinge_height
BOOM_L = 0.5  #: arm_length
BOOM_W = 0.06  #: arm_width
BOOM_T = 0.04  #: arm_thickness
BOOM_KG = 1.0  #: arm_mass
BOX_L = 0.1  #: package_length
BOX_W = 0.08  #: package_width
BOX_H = 0.05  #: package_height
BOX_KG = 0.5  #: package_mass
AT = 0.3  #: radius
GAIN = 10.0  #: servo_gain
ALPHA = 1.0  #: spin_up
TOP = 3.0  #: cruise
BX = 0.2  #: field_x
BZ = -0.45  #: -field_down
IMU_S = 0.01  #: 1 / imu_rate
GPS_S = 0.1  #: 1 / gps_rate
DT = 0.001  #: step in s
SECONDS = 6.0  #: duration
EVERY = 0.5  #: print_every

MODEL = f"""
<mujoco>
  <compiler angle="radian"/>
  <option timestep="{DT}" gravity="0 0 {-G}" integrator="implicitfast" magnetic="{BX} 0 {BZ}"/>
  <default>
    <geom type="box" contype="0" conaffinity="0"/>
  </default>
  <worldbody>
    <body name="boom" pos="0 0 {UP}">
      <joint name="hinge" axis="0 0 1"/>
      <geom size="{BOOM_L / 2} {BOOM_W / 2} {BOOM_T / 2}" pos="{BOOM_L / 2} 0 0" mass="{BOOM_KG}"/>
      <body name="box" pos="{AT} 0 0" euler="0 0 1.5707963">
        <geom size="{BOX_W / 2} {BOX_L / 2} {BOX_H / 2}" mass="{BOX_KG}"/>
        <site name="centre"/>
      </body>
    </body>
  </worldbody>
  <sensor>
    <framepos name="gps" objtype="xbody" objname="box" nsample="2" interval="{GPS_S}"/>
    <magnetometer name="compass" site="centre" nsample="2" interval="{IMU_S}"/>
    <gyro name="gyro" site="centre" nsample="2" interval="{IMU_S}"/>
    <accelerometer name="acc" site="centre" nsample="2" interval="{IMU_S}"/>
  </sensor>
  <actuator>
    <motor name="torque" joint="hinge"/>
  </actuator>
</mujoco>
"""


def torque(data):
    wanted = np.clip(ALPHA * data.time, 0.0, TOP)
    return GAIN * (wanted - data.qvel[0])


def run():
    model = mujoco.MjModel.from_xml_string(MODEL)
    data = mujoco.MjData(model)
    mujoco.mj_forward(model, data)
    for k in range(round(SECONDS / DT)):
        if k % round(EVERY / DT) == 0:
            readings = {name: np.round(data.sensor(name).data, 3).tolist() for name in ("acc", "gyro", "compass", "gps")}
            print(f"{data.time:.1f}", readings)
        data.ctrl[0] = torque(data)
        mujoco.mj_step(model, data)


if __name__ == "__main__":
    run()
