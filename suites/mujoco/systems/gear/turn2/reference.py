# simbench canary ba950345-1144-4ea7-9085-9b3dcea9584f
"""A geared winch: a pinion drives a wheel with a rope drum, which lifts a load; mesh and rope are relations between joints."""

import mujoco

GRAVITY_M_S2 = 9.81  #: gravity
HEIGHT_M = 1.0  #: height
PINION_RADIUS_M = 0.03  #: pinion_radius
PINION_KG = 0.5  #: pinion_mass
WHEEL_RADIUS_M = 0.09  #: wheel_radius
WHEEL_KG = 4.0  #: wheel_mass
WIDTH_M = 0.02  #: width
DRUM_RADIUS_M = 0.05  #: drum_radius
DRUM_WIDTH_M = 0.06  #: drum_width
DRUM_KG = 1.0  #: drum_mass
LOAD_EDGE_M = 0.1  #: load_edge
LOAD_KG = 2.0  #: load_mass
LOAD_START_M = 0.2  #: load_start
TORQUE_NM = 0.5  #: torque
STEP_S = 0.001  #: step in s
DURATION_S = 1.5  #: duration
PRINT_EVERY_S = 0.1  #: print_every

# wheel angle = -(r1 / r2) * pinion angle: what rolls without slip at the pitch circles
RATIO = PINION_RADIUS_M / WHEEL_RADIUS_M

# A cylinder's axis is its own Z: it is laid along Y.
XML = f"""
<mujoco model="winch">
  <option timestep="{STEP_S}" gravity="0 0 {-GRAVITY_M_S2}" integrator="implicitfast"/>
  <default>
    <geom type="cylinder" euler="90 0 0" contype="0" conaffinity="0"/>
  </default>
  <worldbody>
    <light pos="0 -2 3" dir="0 0.6 -1"/>
    <body name="pinion" pos="0 0 {HEIGHT_M}">
      <joint name="pinion" type="hinge" axis="0 1 0"/>
      <geom size="{PINION_RADIUS_M} {WIDTH_M / 2}" mass="{PINION_KG}"/>
    </body>
    <body name="wheel" pos="{PINION_RADIUS_M + WHEEL_RADIUS_M} 0 {HEIGHT_M}">
      <joint name="wheel" type="hinge" axis="0 1 0"/>
      <geom size="{WHEEL_RADIUS_M} {WIDTH_M / 2}" mass="{WHEEL_KG}"/>
      <geom name="drum" size="{DRUM_RADIUS_M} {DRUM_WIDTH_M / 2}" mass="{DRUM_KG}"/>
    </body>
    <body name="load" pos="{PINION_RADIUS_M + WHEEL_RADIUS_M + DRUM_RADIUS_M} 0 {LOAD_START_M}">
      <joint name="load" type="slide" axis="0 0 1"/>
      <geom type="box" euler="0 0 0" size="{LOAD_EDGE_M / 2} {LOAD_EDGE_M / 2} {LOAD_EDGE_M / 2}" mass="{LOAD_KG}"/>
    </body>
  </worldbody>
  <equality>
    <joint joint1="wheel" joint2="pinion" polycoef="0 {-RATIO} 0 0 0" solref="0.004 1" solimp="0.999 0.9999 0.001"/>
    <joint joint1="load" joint2="wheel" polycoef="0 {-DRUM_RADIUS_M} 0 0 0" solref="0.004 1" solimp="0.999 0.9999 0.001"/>
  </equality>
  <actuator>
    <motor name="motor" joint="pinion"/>
  </actuator>
</mujoco>
"""


def main():
    model = mujoco.MjModel.from_xml_string(XML)
    data = mujoco.MjData(model)
    data.actuator("motor").ctrl[0] = TORQUE_NM
    mujoco.mj_forward(model, data)

    next_print_s = 0.0
    while data.time < DURATION_S:
        if data.time >= next_print_s - 1e-9:
            print(
                f"t = {data.time:4.1f} s   wheel = {data.joint('wheel').qvel[0]:8.3f} rad/s   load = {data.body('load').xpos[2]:7.4f} m"
            )
            next_print_s += PRINT_EVERY_S
        mujoco.mj_step(model, data)


if __name__ == "__main__":
    main()
