# simbench canary ba950345-1144-4ea7-9085-9b3dcea9584f
"""The same sprung car with default classes; a keyframe puts it on the road, sensors give what is printed, at half the step."""

import mujoco
import numpy as np

GRAVITY = 9.81  #: gravity
LENGTH = 2.2  #: chassis_length
BREADTH = 0.9  #: chassis_width
HEIGHT = 0.4  #: chassis_height
BOX_MASS = 300.0  #: chassis_mass
TYRE_R = 0.3  #: wheel_radius
TYRE_B = 0.2  #: wheel_width
TYRE_MASS = 15.0  #: wheel_mass
HALF_BASE = 0.8  #: wheel_x
HALF_TRACK = 0.6  #: wheel_y
BELOW = 0.2  #: drop
START_Z = 0.5  #: ride_height
GRIP = 0.9  #: wheel_friction
KV = 100.0  #: servo_gain
SPEED = 2.0  #: speed
RAMP = 2.0  #: ramp
LOCK = 0.523598775598  #: kingpin_limit in rad
CARRIER_MASS = 5.0  #: carrier_mass
STROKE = 0.1  #: travel
SPRING = 25000.0  #: stiffness
DAMPER = 1500.0  #: damping
BUMP_R = 0.5  #: bump_radius
BUMP_L = 4.0  #: bump_length
BUMP_X = 4.0  #: bump_x
BUMP_DEPTH = 0.44  #: bump_depth
STEP = 0.001  #: step / 2
END = 6.0  #: duration
PRINT = 0.25  #: print_every

MJCF = f"""
<mujoco>
  <compiler angle="radian"/>
  <option timestep="{STEP}" gravity="0 0 {-GRAVITY}" integrator="implicit"/>
  <default>
    <geom friction="{GRIP}"/>
    <default class="strut">
      <joint type="slide" axis="0 0 1" limited="true" range="{-STROKE} {STROKE}" stiffness="{SPRING}" damping="{DAMPER}"/>
      <geom type="box" size="0.04 0.04 0.04" mass="{CARRIER_MASS}" contype="0" conaffinity="0"/>
    </default>
    <default class="kingpin">
      <joint type="hinge" axis="0 0 1" limited="true" range="{-LOCK} {LOCK}"/>
      <position kp="15000" kv="250"/>
    </default>
    <default class="wheel">
      <joint type="hinge" axis="0 -1 0"/>
      <geom type="cylinder" size="{TYRE_R} {TYRE_B / 2}" zaxis="0 1 0" mass="{TYRE_MASS}"/>
      <velocity kv="{KV}" gear="-1"/>
    </default>
  </default>
  <worldbody>
    <geom type="plane" size="0 0 1"/>
    <geom type="cylinder" pos="{BUMP_X} 0 {-BUMP_DEPTH}" zaxis="0 1 0" size="{BUMP_R} {BUMP_L / 2}"/>
    <body name="car">
      <freejoint/>
      <geom type="box" size="{LENGTH / 2} {BREADTH / 2} {HEIGHT / 2}" mass="{BOX_MASS}"/>
      <body pos="{-HALF_BASE} {HALF_TRACK} {-BELOW}">
        <joint class="strut"/>
        <geom class="strut"/>
        <body><joint name="RL" class="wheel"/><geom class="wheel"/></body>
      </body>
      <body pos="{-HALF_BASE} {-HALF_TRACK} {-BELOW}">
        <joint class="strut"/>
        <geom class="strut"/>
        <body><joint name="RR" class="wheel"/><geom class="wheel"/></body>
      </body>
      <body pos="{HALF_BASE} {HALF_TRACK} {-BELOW}">
        <joint class="strut"/>
        <joint name="L" class="kingpin"/>
        <geom class="strut"/>
        <body name="FL"><joint class="wheel"/><geom class="wheel"/></body>
      </body>
      <body pos="{HALF_BASE} {-HALF_TRACK} {-BELOW}">
        <joint class="strut"/>
        <joint name="R" class="kingpin"/>
        <geom class="strut"/>
        <body><joint class="wheel"/><geom class="wheel"/></body>
      </body>
    </body>
  </worldbody>
  <actuator>
    <velocity class="wheel" joint="RL"/>
    <velocity class="wheel" joint="RR"/>
    <position class="kingpin" joint="L"/>
    <position class="kingpin" joint="R"/>
  </actuator>
  <sensor>
    <framepos name="car" objtype="body" objname="car"/>
    <framepos name="wheel" objtype="body" objname="FL"/>
  </sensor>
  <keyframe>
    <key name="start" qpos="0 0 {START_Z} 1 0 0 0  0 0  0 0  0 0 0  0 0 0"/>
  </keyframe>
</mujoco>
"""

model = mujoco.MjModel.from_xml_string(MJCF)
data = mujoco.MjData(model)
mujoco.mj_resetDataKeyframe(model, data, model.key("start").id)
every = round(PRINT / STEP)
for row in range(round(END / PRINT) + 1):
    mujoco.mj_forward(model, data)
    (x, _, z), wheel = data.sensor("car").data, data.sensor("wheel").data
    print(f"t {data.time:5.2f} s | chassis x {x:7.3f} m, z {z:6.4f} m | front left wheel z {wheel[2]:6.4f} m")
    if row == round(END / PRINT):
        break
    for _ in range(every):
        rate = np.interp(data.time, [0, RAMP], [0, SPEED / TYRE_R])
        data.ctrl[:] = [rate, rate, 0, 0]
        mujoco.mj_step(model, data)
