# simbench canary ba950345-1144-4ea7-9085-9b3dcea9584f
"""The same with the relation the other way round, the torque as an applied generalised force, RK4, half the step."""

import mujoco

GRAVITY_M_S2 = 9.81  #: gravity
HEIGHT_M = 1.0  #: height
PINION_RADIUS_M = 0.03  #: pinion_radius
PINION_KG = 0.5  #: pinion_mass
WHEEL_RADIUS_M = 0.09  #: wheel_radius
WHEEL_KG = 4.0  #: wheel_mass
WIDTH_M = 0.02  #: width
BRAKE_NMS_RAD = 0.05  #: brake
TORQUE_NM = 0.2  #: torque
STEP_S = 0.0005  #: step / 2
DURATION_S = 2.0  #: duration
PRINT_EVERY_S = 0.1  #: print_every

RATIO = PINION_RADIUS_M / WHEEL_RADIUS_M

# A cylinder's axis is its own Z: it is laid along Y.
XML = f"""
<mujoco model="gears">
  <option timestep="{STEP_S}" gravity="0 0 {-GRAVITY_M_S2}" integrator="RK4"/>
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
      <joint name="wheel" type="hinge" axis="0 1 0" damping="{BRAKE_NMS_RAD}"/>
      <geom size="{WHEEL_RADIUS_M} {WIDTH_M / 2}" mass="{WHEEL_KG}"/>
    </body>
  </worldbody>
  <equality>
    <joint joint1="pinion" joint2="wheel" polycoef="0 {-1 / RATIO} 0 0 0" solref="0.004 1" solimp="0.999 0.9999 0.001"/>
  </equality>
</mujoco>
"""


def main():
    model = mujoco.MjModel.from_xml_string(XML)
    data = mujoco.MjData(model)
    data.joint("pinion").qfrc_applied[0] = TORQUE_NM
    mujoco.mj_forward(model, data)

    next_print_s = 0.0
    while data.time < DURATION_S:
        if data.time >= next_print_s - 1e-9:
            print(
                f"t = {data.time:4.1f} s   pinion = {data.joint('pinion').qvel[0]:8.3f} rad/s   wheel = {data.joint('wheel').qvel[0]:8.3f} rad/s"
            )
            next_print_s += PRINT_EVERY_S
        mujoco.mj_step(model, data)


if __name__ == "__main__":
    main()
