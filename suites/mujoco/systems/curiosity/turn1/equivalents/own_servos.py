# simbench canary ba950345-1144-4ea7-9085-9b3dcea9584f
"""Wheels first, each by an own law on a motor; collisions by bits and defaults by class; the differential the other way round; Euler."""

import mujoco

g = 9.81  #: gravity
box_x = 0.8  #: chassis_length
box_y = 0.5  #: chassis_width
box_z = 0.3  #: chassis_height
box_kg = 40.0  #: chassis_mass
box_h = 0.5  #: chassis_z
track = 0.9  #: track
x_front = 0.6  #: front
x_bogie = -0.3  #: -back
z_rocker = 0.4  #: rocker_pivot
z_bogie = 0.25  #: bogie_pivot
reach = 0.3  #: bogie_half
thick = 0.05  #: bar
rocker_kg = 3.0  #: rocker_mass
bogie_kg = 2.0  #: bogie_mass
r = 0.15  #: wheel_radius
w = 0.1  #: wheel_width
wheel_kg = 3.0  #: wheel_mass
mu = 0.9  #: friction
gain = 20.0  #: gain
top = 2.0  #: speed
ramp = 1.0  #: ramp
step = 0.0005  #: step / 2
end = 5.0  #: duration
every = 0.1  #: print_every


def rover_side(k, y):
    return f"""
<body name="rocker{k}" pos="{x_bogie} {y} {z_bogie}">
  <joint name="rocker{k}" axis="0 1 0" pos="{-x_bogie} 0 {z_rocker - z_bogie}"/>
  <geom class="bar" fromto="0 0 0 {x_front - x_bogie} 0 {r - z_bogie}" mass="{rocker_kg}"/>
  <body name="a{k}" pos="{x_front - x_bogie} 0 {r - z_bogie}"><joint name="a{k}" class="axle"/><geom class="wheel"/></body>
  <body name="bogie{k}">
    <joint name="bogie{k}" axis="0 1 0"/>
    <geom class="bar" fromto="{-reach} 0 {r - z_bogie} {reach} 0 {r - z_bogie}" mass="{bogie_kg}"/>
    <body name="b{k}" pos="{reach} 0 {r - z_bogie}"><joint name="b{k}" class="axle"/><geom class="wheel"/></body>
    <body name="c{k}" pos="{-reach} 0 {r - z_bogie}"><joint name="c{k}" class="axle"/><geom class="wheel"/></body>
  </body>
</body>"""


axles = [f"{place}{k}" for k in (1, 2) for place in "abc"]
model = mujoco.MjModel.from_xml_string(f"""
<mujoco>
  <option timestep="{step}" gravity="0 0 {-g}"/>
  <default>
    <default class="bar"><geom type="box" size="{thick / 2}" contype="4" conaffinity="0"/></default>
    <default class="wheel">
      <geom type="cylinder" fromto="0 {-w / 2} 0 0 {w / 2} 0" size="{r}" mass="{wheel_kg}" friction="{mu}" contype="2" conaffinity="0"/>
    </default>
    <default class="axle"><joint type="hinge" axis="0 1 0"/></default>
  </default>
  <worldbody>
    <body name="floor"><geom type="plane" size="0 0 1" friction="{mu}" contype="0" conaffinity="2"/></body>
    <body name="box" pos="0 0 0">
      <joint type="free"/>
      <geom class="bar" size="{box_x / 2} {box_y / 2} {box_z / 2}" pos="0 0 {box_h}" mass="{box_kg}"/>
      {rover_side(1, -track / 2)}
      {rover_side(2, track / 2)}
    </body>
  </worldbody>
  <equality><joint joint1="rocker1" joint2="rocker2" polycoef="0 -1 0 0 0" solref="0.005 1" solimp="0.999 0.9999 0.001"/></equality>
  <actuator>{"".join(f'<motor name="{a}" joint="{a}"/>' for a in axles)}</actuator>
</mujoco>""")
data = mujoco.MjData(model)
n = 0
while data.time < end - step / 2:
    wanted = top * min(data.time / ramp, 1)
    for a in axles:
        data.actuator(a).ctrl[0] = gain * (wanted - data.joint(a).qvel[0])
    if n % round(every / step) == 0:
        print(data.time, data.qpos[0], data.qvel[0], data.joint("rocker2").qpos[0], data.joint("rocker1").qpos[0])
    mujoco.mj_step(model, data)
    n += 1
