# simbench canary ba950345-1144-4ea7-9085-9b3dcea9584f
# The same driven arm: the servo's law written out for a torque motor, and the sensors on a turned body frame of the package.
import mujoco
import numpy as np

MODEL = """
<mujoco>
  <compiler angle="radian"/>
  <option timestep="0.001" integrator="implicitfast" magnetic="0.2 0 -0.45"/>
  <default>
    <geom type="box" contype="0" conaffinity="0"/>
  </default>
  <worldbody>
    <body name="boom" pos="0 0 1">
      <joint name="hinge" axis="0 0 1"/>
      <geom size="0.25 0.03 0.02" pos="0.25 0 0" mass="1"/>
      <body name="box" pos="0.3 0 0" euler="0 0 1.5707963">
        <geom size="0.04 0.05 0.025" mass="0.5"/>
        <site name="centre"/>
      </body>
    </body>
  </worldbody>
  <sensor>
    <framepos name="gps" objtype="xbody" objname="box" nsample="2" interval="0.1"/>
    <magnetometer name="compass" site="centre" nsample="2" interval="0.01"/>
    <gyro name="gyro" site="centre" nsample="2" interval="0.01"/>
    <accelerometer name="acc" site="centre" nsample="2" interval="0.01"/>
  </sensor>
  <actuator>
    <motor name="torque" joint="hinge"/>
  </actuator>
</mujoco>
"""


def torque(data):
    wanted = np.clip(data.time, 0.0, 3.0)
    return 10.0 * (wanted - data.qvel[0])


def run():
    model = mujoco.MjModel.from_xml_string(MODEL)
    data = mujoco.MjData(model)
    mujoco.mj_forward(model, data)
    for k in range(6000):
        if k % 500 == 0:
            readings = {name: np.round(data.sensor(name).data, 3).tolist() for name in ("acc", "gyro", "compass", "gps")}
            print(f"{data.time:.1f}", readings)
        data.ctrl[0] = torque(data)
        mujoco.mj_step(model, data)


if __name__ == "__main__":
    run()
