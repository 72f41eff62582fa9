# simbench canary ba950345-1144-4ea7-9085-9b3dcea9584f
"""A slider-crank in the horizontal plane: a crank under a stiff velocity servo, its loop closed by an equality constraint."""

import math

import mujoco

GRAVITY_M_S2 = 9.81  #: gravity
CRANK_M = 0.2  #: crank_length
CRANK_KG = 1.0  #: crank_mass
ROD_M = 0.6  #: rod_length
ROD_KG = 2.0  #: rod_mass
BAR_WIDTH_M = 0.02  #: bar_width
SLIDER_EDGE_M = 0.1  #: slider_edge
SLIDER_KG = 3.0
GAIN_NMS_RAD = 300.0  #: gain
SPEED_RAD_S = 2 * math.pi
STEP_S = 0.001  #: step in s
DURATION_S = 3.0
PRINT_EVERY_S = 0.1

XML = f"""
<mujoco model="slider-crank">
  <option timestep="{STEP_S}" gravity="0 0 {-GRAVITY_M_S2}" integrator="Euler"/>
  <default>
    <geom type="box" contype="0" conaffinity="0"/>
  </default>
  <worldbody>
    <light pos="0.4 -1 2" dir="0 0.4 -1"/>
    <body name="crank">
      <joint name="bearing" type="hinge" axis="0 0 1"/>
      <geom pos="{CRANK_M / 2} 0 0" size="{CRANK_M / 2} {BAR_WIDTH_M / 2} {BAR_WIDTH_M / 2}" mass="{CRANK_KG}"/>
      <body name="rod" pos="{CRANK_M} 0 0">
        <joint name="crank pin" type="hinge" axis="0 0 1" damping="0.3"/>
        <geom pos="{ROD_M / 2} 0 0" size="{ROD_M} {BAR_WIDTH_M / 2} {BAR_WIDTH_M / 2}" mass="{ROD_KG}"/>
      </body>
    </body>
    <body name="slider" pos="{CRANK_M + ROD_M} 0 0">
      <joint name="guide" type="slide" axis="1 0 0"/>
      <geom size="{SLIDER_EDGE_M / 2} {SLIDER_EDGE_M / 2} {SLIDER_EDGE_M / 2}" mass="{SLIDER_KG}"/>
    </body>
  </worldbody>
  <equality>
    <connect name="slider pin" body1="rod" body2="slider" anchor="{ROD_M} 0 0" solref="0.005 1" solimp="0.999 0.9999 0.0001"/>
  </equality>
  <actuator>
    <velocity name="servo" joint="bearing" kv="{GAIN_NMS_RAD}"/>
  </actuator>
</mujoco>
"""


def main():
    model = mujoco.MjModel.from_xml_string(XML)
    data = mujoco.MjData(model)

    # A joint's rate is relative to its parent: the rod's own rate in the world less the crank's.
    data.joint("bearing").qvel[0] = SPEED_RAD_S
    data.joint("crank pin").qvel[0] = -SPEED_RAD_S * CRANK_M / ROD_M - SPEED_RAD_S
    data.actuator("servo").ctrl[0] = SPEED_RAD_S
    mujoco.mj_forward(model, data)

    next_print_s = 0.0
    while data.time < DURATION_S:
        if data.time >= next_print_s - 1e-9:
            angle_deg = math.degrees(data.joint("bearing").qpos[0])
            print(
                f"t = {data.time:4.1f} s   crank = {angle_deg:7.1f} deg   slider = {data.body('slider').xpos[0]:7.4f} m"
            )
            next_print_s += PRINT_EVERY_S
        mujoco.mj_step(model, data)


if __name__ == "__main__":
    main()
