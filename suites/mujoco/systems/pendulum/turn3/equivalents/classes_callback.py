# simbench canary ba950345-1144-4ea7-9085-9b3dcea9584f
"""The same coupled pendulums in MJCF with default classes, started from a keyframe, printed by a control callback."""

import math

import mujoco

G = 9.81  #: gravity
HEIGHT = 2.0  #: pivot_height
GAP = 1.0  #: pivot_distance
LENGTH = 0.8  #: length
ROD_RADIUS = 0.01  #: rod_radius
BOB_RADIUS = 0.06  #: bob_radius
BOB_MASS = 2.0  #: bob_mass
SPRING = 8.0  #: stiffness
TILT_DEG = 10.0  #: tilt
CAMERA_BACK = 4.0  #: camera_distance
CAMERA_UP = 1.5  #: camera_height
STEP_MS = 1.0  #: step in ms
END = 5.0  #: duration
EVERY = 0.25  #: print_every

HALF = math.radians(TILT_DEG) / 2

MJCF = f"""
<mujoco model="two pendulums">
  <compiler angle="degree"/>
  <option timestep="{STEP_MS / 2000}" gravity="0 0 {-G}" integrator="implicitfast"/>
  <default>
    <default class="pendulum">
      <joint type="ball" pos="0 0 {LENGTH}" damping="0" frictionloss="0"/>
      <geom type="sphere" size="{BOB_RADIUS}" mass="{BOB_MASS}" rgba="0.9 0.6 0.1 1"/>
      <site size="0.01"/>
      <default class="rod">
        <geom type="cylinder" pos="0 0 {LENGTH / 2}" size="{ROD_RADIUS} {LENGTH / 2}" mass="0" contype="0" conaffinity="0"/>
      </default>
    </default>
  </default>
  <worldbody>
    <light directional="true" pos="0 -3 4" dir="0 0.6 -1"/>
    <!-- A camera looks along its own -Z: turned by 90 degrees about X, that is +Y. -->
    <camera name="side" mode="fixed" pos="{GAP / 2} {-CAMERA_BACK} {CAMERA_UP}" euler="90 0 0"/>
    <!-- The bodies' frames lie at the bobs, the ball joints above them. -->
    <body name="bob_1" pos="0 0 {HEIGHT - LENGTH}" childclass="pendulum">
      <joint name="ball_1"/>
      <geom name="sphere_1"/>
      <geom name="rod_1" class="rod"/>
      <site name="centre_1"/>
    </body>
    <body name="bob_2" pos="{GAP} 0 {HEIGHT - LENGTH}" childclass="pendulum">
      <joint name="ball_2"/>
      <geom name="sphere_2"/>
      <geom name="rod_2" class="rod"/>
      <site name="centre_2"/>
    </body>
  </worldbody>
  <tendon>
    <spatial name="spring" stiffness="{SPRING}" springlength="{GAP} {GAP}" width="0.004">
      <site site="centre_1"/>
      <site site="centre_2"/>
    </spatial>
  </tendon>
  <keyframe>
    <key name="start" qpos="{math.cos(HALF)} 0 {-math.sin(HALF)} 0  1 0 0 0" qvel="0 0 0 0 0 0"/>
  </keyframe>
</mujoco>
"""


class Printer:
    """A control callback that commands nothing and prints both tilts when the next line is due."""

    def __init__(self):
        self.lines = 0

    def __call__(self, model, data):
        if data.time < self.lines * EVERY - 1e-9:
            return
        self.lines += 1
        tilts = []
        for n in (1, 2):
            x, _, z = data.site(f"centre_{n}").xpos - data.joint(f"ball_{n}").xanchor
            tilts.append(f"{math.degrees(math.atan2(x, -z)):7.2f}")
        print(f"{data.time:.2f} s: first {tilts[0]} deg, second {tilts[1]} deg")


def main():
    model = mujoco.MjModel.from_xml_string(MJCF)
    data = mujoco.MjData(model)
    mujoco.mj_resetDataKeyframe(model, data, model.key("start").id)
    mujoco.set_mjcb_control(Printer())
    try:
        while data.time < END - 1e-9:
            mujoco.mj_step(model, data)
    finally:
        mujoco.set_mjcb_control(None)


if __name__ == "__main__":
    main()
