# simbench canary ba950345-1144-4ea7-9085-9b3dcea9584f
# The same robot, headless: the floor itself is slippery and only the wheels bring friction; general actuators, keyframe.
import mujoco
import numpy as np

G = 9.81  #: gravity
HULL_L = 0.36  #: chassis_length
HULL_W = 0.24  #: chassis_width
HULL_H = 0.08  #: chassis_height
HULL_KG = 4.0  #: chassis_mass
HULL_Z = 0.07  #: ride_height
R = 0.05  #: wheel_radius
WIDTH = 0.02  #: wheel_width
WHEEL_KG = 0.25  #: wheel_mass
HALF_TRACK = 0.14  #: track / 2
ROTOR = 0.005  #: armature
GRIP = 1.0  #: wheel_friction
CASTER_R = 0.02  #: caster_radius
CASTER_X = 0.14  #: caster_x
KV = 1.0  #: servo_gain
T_1 = 2.0  #: until_1
T_2 = 4.0  #: until_2
V_1 = 0.3  #: speed_1
V_3 = 0.2  #: speed_3
W_2 = 1.0  #: yaw_2
W_3 = -0.5  #: -yaw_3
DT = 0.001  #: step / 2
SECONDS = 6.0  #: duration
EVERY = 0.5  #: print_every
TIMES = [T_1, T_2]
TWISTS = np.array([[V_1, 0], [0, W_2], [V_3, W_3]])
# [left, right] = K [v, w]
K = np.array([[1, -HALF_TRACK], [1, HALF_TRACK]]) / R

model = mujoco.MjModel.from_xml_string(f"""
<mujoco>
  <compiler autolimits="true"/>
  <option timestep="{DT}" gravity="0 0 {-G}"/>
  <default>
    <geom condim="3" friction="0 0 0"/>
    <general gaintype="fixed" gainprm="{KV}" biastype="affine" biasprm="0 0 {-KV}"/>
  </default>
  <worldbody>
    <body name="robot" pos="0 0 {HULL_Z}">
      <joint type="free"/>
      <geom type="box" size="{HULL_L / 2} {HULL_W / 2} {HULL_H / 2}" mass="{HULL_KG}"/>
      <body name="wr" pos="0 {-HALF_TRACK} {R - HULL_Z}">
        <joint name="r" axis="0 1 0" armature="{ROTOR}"/>
        <geom type="cylinder" size="{R} {WIDTH / 2}" zaxis="0 1 0" mass="{WHEEL_KG}" friction="{GRIP} 0.005 0.0001"/>
      </body>
      <body name="wl" pos="0 {HALF_TRACK} {R - HULL_Z}">
        <joint name="l" axis="0 1 0" armature="{ROTOR}"/>
        <geom type="cylinder" size="{R} {WIDTH / 2}" zaxis="0 1 0" mass="{WHEEL_KG}" friction="{GRIP} 0.005 0.0001"/>
      </body>
      <body name="ball casters">
        <inertial pos="0 0 0" mass="1e-6" diaginertia="1e-9 1e-9 1e-9"/>
        <geom type="sphere" size="{CASTER_R}" pos="{CASTER_X} 0 {CASTER_R - HULL_Z}"/>
        <geom type="sphere" size="{CASTER_R}" pos="{-CASTER_X} 0 {CASTER_R - HULL_Z}"/>
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
while data.time < SECONDS - 1e-9:
    mujoco.mj_step(model, data, nstep=round(EVERY / DT))
    print(f"{data.time:.2f} s", np.round(data.qpos[:2], 3))
mujoco.set_mjcb_control(None)
