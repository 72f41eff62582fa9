# simbench canary ba950345-1144-4ea7-9085-9b3dcea9584f
"""The same pendulum in MJCF with default classes, the bob by its density, started from a keyframe, stepped in two halves."""

import math

import mujoco

g = 9.81  #: gravity
pivot_z = 2.0  #: pivot_height
length = 1.0  #: length
rod_r = 0.01  #: rod_radius
bob_r = 0.05  #: bob_radius
bob_kg = 1.0  #: bob_mass
tilt_deg = 30.0  #: tilt
step_ms = 1.0  #: step in ms
end_s = 5.0  #: duration
every_s = 0.5  #: print_every

bob_density = bob_kg / (4 / 3 * math.pi * bob_r**3)

MJCF = f"""
<mujoco model="swing">
  <compiler angle="radian" autolimits="true"/>
  <option timestep="{step_ms / 2000}" gravity="0 0 {-g}" integrator="implicitfast"/>
  <default>
    <default class="visual">
      <geom type="cylinder" density="0" contype="0" conaffinity="0" group="1" rgba="0.7 0.7 0.7 1"/>
    </default>
    <default class="solid">
      <geom type="sphere" density="{bob_density}" rgba="0.2 0.4 0.8 1"/>
    </default>
    <default class="pivot">
      <joint type="hinge" axis="0 1 0" damping="0" frictionloss="0" armature="0"/>
    </default>
  </default>
  <worldbody>
    <light directional="true" pos="1 -2 5" dir="-0.2 0.4 -1"/>
    <!-- The body's frame lies at the bob, the hinge above it. -->
    <body name="bob" pos="0 0 {pivot_z - length}">
      <joint name="swing" class="pivot" pos="0 0 {length}"/>
      <geom name="ball" class="solid" size="{bob_r}"/>
      <geom name="stick" class="visual" pos="0 0 {length / 2}" size="{rod_r} {length / 2}"/>
    </body>
  </worldbody>
  <keyframe>
    <key name="released" qpos="{-math.radians(tilt_deg)}" qvel="0"/>
  </keyframe>
</mujoco>
"""


def lean_deg(data):
    """Angle of the line from pivot to bob against the vertical, positive towards +X."""
    x, _, z = data.body("bob").xpos
    return math.degrees(math.atan2(x, pivot_z - z))


model = mujoco.MjModel.from_xml_string(MJCF)
data = mujoco.MjData(model)
mujoco.mj_resetDataKeyframe(model, data, 0)

every_steps = round(every_s / model.opt.timestep)
total_steps = round(end_s / model.opt.timestep)
for step in range(total_steps):
    mujoco.mj_step1(model, data)
    if step % every_steps == 0:
        print(f"{data.time:5.2f} s  {lean_deg(data):8.3f} deg")
    mujoco.mj_step2(model, data)

mujoco.mj_forward(model, data)
print(f"{data.time:5.2f} s  {lean_deg(data):8.3f} deg")
