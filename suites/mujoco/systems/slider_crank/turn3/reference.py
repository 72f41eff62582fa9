# simbench canary ba950345-1144-4ea7-9085-9b3dcea9584f
"""Two sliders at right angles on one crank pin, run up from rest; both loops are closed by equality constraints."""

import math

import mujoco

GRAVITY_M_S2 = 9.81  #: gravity
CRANK_M = 0.2  #: crank_length
CRANK_KG = 1.0  #: crank_mass
ROD_M = 0.6  #: rod_length
ROD_KG = 2.0  #: rod_mass
BAR_WIDTH_M = 0.02  #: bar_width
SLIDER_EDGE_M = 0.1  #: slider_edge
SLIDER_KG = 5.0  #: slider_mass
OFFSET_M = 0.1  #: offset
SECOND_KG = 3.0  #: second_mass
ANCHOR_Y_M = 1.4  #: anchor
STIFFNESS_N_M = 300.0  #: stiffness
DAMPING_NS_M = 10.0  #: damping
REST_LENGTH_M = 0.6  #: rest_length
CAMERA_X_M = 0.4  #: camera_x
CAMERA_Y_M = 0.4  #: camera_y
CAMERA_Z_M = 2.0  #: camera_height
GAIN_NMS_RAD = 300.0  #: gain
RAMP_RAD_S2 = 2 * math.pi  #: ramp
STEP_S = 0.001  #: step in s
DURATION_S = 2.0  #: duration
PRINT_EVERY_S = 0.1  #: print_every

SLIDER_X_M = CRANK_M + math.sqrt(ROD_M**2 - OFFSET_M**2)
ROD_ANGLE_DEG = math.degrees(math.asin(OFFSET_M / ROD_M))
# From the crank pin on the X axis to the second slider on the Y axis.
SECOND_Y_M = math.sqrt(ROD_M**2 - CRANK_M**2)
SECOND_ANGLE_DEG = math.degrees(math.atan2(SECOND_Y_M, -CRANK_M))

# The servo's torque depends so strongly on the rate that an explicit step would overshoot it: implicitfast takes the slope into account.
XML = f"""
<mujoco model="two sliders on a crank">
  <option timestep="{STEP_S}" gravity="0 0 {-GRAVITY_M_S2}" integrator="implicitfast"/>
  <default>
    <geom type="box" contype="0" conaffinity="0"/>
  </default>
  <worldbody>
    <light pos="0.4 -1 2" dir="0 0.4 -1"/>
    <body name="crank">
      <joint name="bearing" type="hinge" axis="0 0 1"/>
      <geom pos="{CRANK_M / 2} 0 0" size="{CRANK_M / 2} {BAR_WIDTH_M / 2} {BAR_WIDTH_M / 2}" mass="{CRANK_KG}"/>
      <body name="rod" pos="{CRANK_M} 0 0" euler="0 0 {ROD_ANGLE_DEG}">
        <joint name="crank pin" type="hinge" axis="0 0 1"/>
        <geom pos="{ROD_M / 2} 0 0" size="{ROD_M / 2} {BAR_WIDTH_M / 2} {BAR_WIDTH_M / 2}" mass="{ROD_KG}"/>
      </body>
      <body name="second rod" pos="{CRANK_M} 0 0" euler="0 0 {SECOND_ANGLE_DEG}">
        <joint name="second crank pin" type="hinge" axis="0 0 1"/>
        <geom pos="{ROD_M / 2} 0 0" size="{ROD_M / 2} {BAR_WIDTH_M / 2} {BAR_WIDTH_M / 2}" mass="{ROD_KG}"/>
      </body>
    </body>
    <body name="slider" pos="{SLIDER_X_M} {OFFSET_M} 0">
      <joint name="guide" type="slide" axis="1 0 0"/>
      <geom size="{SLIDER_EDGE_M / 2} {SLIDER_EDGE_M / 2} {SLIDER_EDGE_M / 2}" mass="{SLIDER_KG}"/>
    </body>
    <body name="second slider" pos="0 {SECOND_Y_M} 0">
      <joint name="second guide" type="slide" axis="0 1 0"/>
      <geom size="{SLIDER_EDGE_M / 2} {SLIDER_EDGE_M / 2} {SLIDER_EDGE_M / 2}" mass="{SECOND_KG}"/>
      <site name="spring on slider"/>
    </body>
    <site name="spring on ground" pos="0 {ANCHOR_Y_M} 0"/>
    <camera name="above" pos="{CAMERA_X_M} {CAMERA_Y_M} {CAMERA_Z_M}" xyaxes="1 0 0 0 1 0"/>
  </worldbody>
  <equality>
    <connect name="slider pin" body1="rod" body2="slider" anchor="{ROD_M} 0 0" solref="0.005 1" solimp="0.999 0.9999 0.0001"/>
    <connect name="second slider pin" body1="second rod" body2="second slider" anchor="{ROD_M} 0 0" solref="0.005 1" solimp="0.999 0.9999 0.0001"/>
  </equality>
  <tendon>
    <spatial name="spring" stiffness="{STIFFNESS_N_M}" damping="{DAMPING_NS_M}" springlength="{REST_LENGTH_M}">
      <site site="spring on slider"/>
      <site site="spring on ground"/>
    </spatial>
  </tendon>
  <actuator>
    <velocity name="servo" joint="bearing" kv="{GAIN_NMS_RAD}"/>
  </actuator>
</mujoco>
"""


def main():
    model = mujoco.MjModel.from_xml_string(XML)
    data = mujoco.MjData(model)

    mujoco.mj_forward(model, data)

    next_print_s = 0.0
    while data.time < DURATION_S:
        if data.time >= next_print_s - 1e-9:
            angle_deg = math.degrees(data.joint("bearing").qpos[0])
            first_m, second_m = data.body("slider").xpos[0], data.body("second slider").xpos[1]
            print(
                f"t = {data.time:4.1f} s   crank = {angle_deg:7.1f} deg   x = {first_m:7.4f} m   y = {second_m:7.4f} m"
            )
            next_print_s += PRINT_EVERY_S
        data.actuator("servo").ctrl[0] = RAMP_RAD_S2 * data.time
        mujoco.mj_step(model, data)


if __name__ == "__main__":
    main()
