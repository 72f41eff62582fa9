# simbench canary ba950345-1144-4ea7-9085-9b3dcea9584f
# The same robot, headless: the floor itself is slippery and only the wheels bring friction; general actuators, keyframe.
import mujoco
import numpy as np

R, HALF_TRACK = 0.05, 0.14
TIMES = [2.0, 4.0]
TWISTS = np.array([[0.3, 0.0], [0.0, 1.0], [0.2, -0.5]])
# [left, right] = K [v, w]
K = np.array([[1, -HALF_TRACK], [1, HALF_TRACK]]) / R

model = mujoco.MjModel.from_xml_string("""
<mujoco>
  <compiler autolimits="true"/>
  <option timestep="0.001"/>
  <default>
    <geom condim="3" friction="0 0 0"/>
    <general gaintype="fixed" gainprm="1" biastype="affine" biasprm="0 0 -1"/>
  </default>
  <worldbody>
    <body name="robot" pos="0 0 0.07">
      <joint type="free"/>
      <geom type="box" size="0.18 0.12 0.04" mass="4"/>
      <body name="wr" pos="0 -0.14 -0.02">
        <joint name="r" axis="0 1 0" armature="0.005"/>
        <geom type="cylinder" size="0.05 0.01" zaxis="0 1 0" mass="0.25" friction="1 0.005 0.0001"/>
      </body>
      <body name="wl" pos="0 0.14 -0.02">
        <joint name="l" axis="0 1 0" armature="0.005"/>
        <geom type="cylinder" size="0.05 0.01" zaxis="0 1 0" mass="0.25" friction="1 0.005 0.0001"/>
      </body>
      <body name="ball casters">
        <inertial pos="0 0 0" mass="1e-6" diaginertia="1e-9 1e-9 1e-9"/>
        <geom type="sphere" size="0.02" pos="0.14 0 -0.05"/>
        <geom type="sphere" size="0.02" pos="-0.14 0 -0.05"/>
      </body>
    </body>
    <geom type="plane" size="0 0 0.5"/>
  </worldbody>
  <actuator>
    <general joint="l"/>
    <general joint="r"/>
  </actuator>
</mujoco>""")
data = mujoco.MjData(model)


def control(model, data):
    data.ctrl[:] = K @ TWISTS[np.searchsorted(TIMES, data.time + 1e-9, side="right")]


mujoco.set_mjcb_control(control)
while data.time < 6.0 - 1e-9:
    mujoco.mj_step(model, data, nstep=500)
    print(f"{data.time:.2f} s", np.round(data.qpos[:2], 3))
mujoco.set_mjcb_control(None)
