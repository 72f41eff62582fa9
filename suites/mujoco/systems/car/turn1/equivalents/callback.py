# simbench canary ba950345-1144-4ea7-9085-9b3dcea9584f
"""The same car with default classes, axles that point to the right (-Y) behind reversing gears, driven from a control callback."""

import mujoco

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
FULL_RATE = 10.0  #: cruise
RAMP = 2.0  #: ramp
STEP = 0.002  #: step in s
END = 5.0  #: duration
PRINT = 0.5  #: print_every

MJCF = f"""
<mujoco>
  <option timestep="{STEP}" gravity="0 0 {-GRAVITY}" integrator="implicit"/>
  <default>
    <geom friction="{GRIP}"/>
    <default class="wheel">
      <joint type="hinge" axis="0 -1 0"/>
      <geom type="cylinder" size="{TYRE_R} {TYRE_B / 2}" zaxis="0 -1 0" mass="{TYRE_MASS}"/>
      <velocity kv="{KV}" gear="-1"/>
    </default>
  </default>
  <worldbody>
    <geom type="plane" size="0 0 1"/>
    <body name="car" pos="0 0 {START_Z}">
      <joint name="car" type="free"/>
      <geom type="box" size="{LENGTH / 2} {BREADTH / 2} {HEIGHT / 2}" mass="{BOX_MASS}"/>
      <body pos="{-HALF_BASE} {-HALF_TRACK} {-BELOW}" childclass="wheel"><joint name="RR"/><geom/></body>
      <body pos="{HALF_BASE} {-HALF_TRACK} {-BELOW}" childclass="wheel"><joint name="FR"/><geom/></body>
      <body pos="{-HALF_BASE} {HALF_TRACK} {-BELOW}" childclass="wheel"><joint name="RL"/><geom/></body>
      <body pos="{HALF_BASE} {HALF_TRACK} {-BELOW}" childclass="wheel"><joint name="FL"/><geom/></body>
    </body>
  </worldbody>
  <actuator>
    <velocity class="wheel" joint="FL"/>
    <velocity class="wheel" joint="FR"/>
    <velocity class="wheel" joint="RL"/>
    <velocity class="wheel" joint="RR"/>
  </actuator>
</mujoco>
"""


def command(model, data):
    """The control callback: the same speed for all four servos."""
    data.ctrl[:] = FULL_RATE if data.time >= RAMP else FULL_RATE * data.time / RAMP


def report(data):
    # the axle points to the right, so a wheel that rolls forwards turns negatively
    rim = -TYRE_R * data.joint("FL").qvel[0]
    print(f"{data.time:5.2f} s  x {data.joint('car').qpos[0]:8.4f} m  front left wheel {rim:8.4f} m/s")


def main():
    model = mujoco.MjModel.from_xml_string(MJCF)
    data = mujoco.MjData(model)
    mujoco.set_mjcb_control(command)
    try:
        report(data)
        while data.time < END - STEP / 2:
            mujoco.mj_step(model, data, round(PRINT / STEP))
            report(data)
    finally:
        mujoco.set_mjcb_control(None)


main()
