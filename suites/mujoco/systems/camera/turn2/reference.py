# simbench canary ba950345-1144-4ea7-9085-9b3dcea9584f
"""A camera in a bracket that yields when it is knocked watches a ball slide by, and takes pictures at a rate of its own."""

import math

import mujoco

GRAVITY_M_S2 = 9.81  #: gravity
BALL_RADIUS_M = 0.1  #: ball_radius
BALL_KG = 1.0  #: ball_mass
DISTANCE_M = 4.0  #: distance
START_M = 1.0  #: start
BALL_Z_M = 0.5  #: ball_z
SPEED_M_S = 0.8  #: speed
CAMERA_Z_M = 1.2  #: camera_z
TILT_DEG = 10.0  #: tilt
WIDTH = 1280  #: width
HEIGHT = 960  #: height
SENSOR_W_M = 0.0048  #: sensor_w in m
SENSOR_H_M = 0.0036  #: sensor_h in m
FOCAL_M = 0.004  #: focal in m
INTERVAL_S = 0.04  #: interval
EDGE_M = 0.1  #: edge
HOUSING_KG = 0.8  #: housing
STIFFNESS_N_M_RAD = 2.0  #: stiffness
DAMPING_N_M_S_RAD = 0.4  #: damping
YIELD_DEG = 4.0  #: yield
PUSH_START_S = 0.5  #: push_start
PUSH_END_S = 0.8  #: push_end
PUSH_N_M = 0.5  #: push
STEP_S = 0.002  #: step in s
DURATION_S = 3.0  #: duration
PRINT_EVERY_S = 0.1  #: print_every

# A camera looks along its -Z, with Y up in the image and X to the right: to the world's -Y where it looks along +X.
TILT_RAD = math.radians(TILT_DEG)
UP = (math.sin(TILT_RAD), 0, math.cos(TILT_RAD))

XML = f"""
<mujoco model="camera">
  <option timestep="{STEP_S}" gravity="0 0 {-GRAVITY_M_S2}" integrator="implicitfast"/>
  <worldbody>
    <light pos="0 0 4"/>
    <body name="housing" pos="0 0 {CAMERA_Z_M}">
      <joint name="bracket" type="hinge" axis="0 1 0" stiffness="{STIFFNESS_N_M_RAD}" damping="{DAMPING_N_M_S_RAD}"
             springyield="{YIELD_DEG}"/>
      <geom type="box" size="{EDGE_M / 2} {EDGE_M / 2} {EDGE_M / 2}" mass="{HOUSING_KG}" contype="0" conaffinity="0"/>
      <camera name="camera" xyaxes="0 -1 0 {UP[0]} {UP[1]} {UP[2]}" sensorsize="{SENSOR_W_M} {SENSOR_H_M}"
              focal="{FOCAL_M} {FOCAL_M}" resolution="{WIDTH} {HEIGHT}"/>
    </body>
    <body name="ball" pos="{DISTANCE_M} {-START_M} {BALL_Z_M}">
      <joint name="slide" type="slide" axis="0 1 0"/>
      <geom type="sphere" size="{BALL_RADIUS_M}" mass="{BALL_KG}" contype="0" conaffinity="0"/>
      <site name="centre"/>
    </body>
  </worldbody>
  <actuator>
    <motor name="hand" joint="bracket"/>
  </actuator>
  <sensor>
    <camprojection name="pixel" site="centre" camera="camera" nsample="1" interval="{INTERVAL_S}"/>
    <framepos name="in_camera" objtype="site" objname="centre" reftype="camera" refname="camera"/>
  </sensor>
</mujoco>
"""


def main():
    model = mujoco.MjModel.from_xml_string(XML)
    data = mujoco.MjData(model)
    data.joint("slide").qvel[0] = SPEED_M_S
    mujoco.mj_forward(model, data)

    next_print_s = 0.0
    while data.time < DURATION_S:
        if data.time >= next_print_s - 1e-9:
            column, row = data.sensor("pixel").data
            print(
                f"t = {data.time:4.1f} s   angle = {math.degrees(data.joint('bracket').qpos[0]):6.2f} deg   pixel = ({column:7.2f}, {row:7.2f})"
            )
            next_print_s += PRINT_EVERY_S
        pushed = PUSH_START_S <= data.time < PUSH_END_S
        data.actuator("hand").ctrl[0] = PUSH_N_M if pushed else 0
        mujoco.mj_step(model, data)


if __name__ == "__main__":
    main()
