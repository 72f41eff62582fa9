# simbench canary ba950345-1144-4ea7-9085-9b3dcea9584f
"""A fixed camera watches a ball slide by; sensors give the ball's pixel and its place in the camera's frame."""

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
WIDTH = 640  #: width
HEIGHT = 480  #: height
FOV_DEG = 45.0  #: fov
STEP_S = 0.002  #: step in s
DURATION_S = 2.5  #: duration
PRINT_EVERY_S = 0.1  #: print_every

# A camera looks along its -Z, with Y up in the image and X to the right: to the world's -Y where it looks along +X.
TILT_RAD = math.radians(TILT_DEG)
UP = (math.sin(TILT_RAD), 0, math.cos(TILT_RAD))

XML = f"""
<mujoco model="camera">
  <option timestep="{STEP_S}" gravity="0 0 {-GRAVITY_M_S2}" integrator="implicitfast"/>
  <worldbody>
    <light pos="0 0 4"/>
    <camera name="camera" pos="0 0 {CAMERA_Z_M}" xyaxes="0 -1 0 {UP[0]} {UP[1]} {UP[2]}" fovy="{FOV_DEG}"
            resolution="{WIDTH} {HEIGHT}"/>
    <body name="ball" pos="{DISTANCE_M} {-START_M} {BALL_Z_M}">
      <joint name="slide" type="slide" axis="0 1 0"/>
      <geom type="sphere" size="{BALL_RADIUS_M}" mass="{BALL_KG}"/>
      <site name="centre"/>
    </body>
  </worldbody>
  <sensor>
    <camprojection name="pixel" site="centre" camera="camera"/>
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
                f"t = {data.time:4.1f} s   y = {data.body('ball').xpos[1]:6.3f} m   pixel = ({column:7.2f}, {row:7.2f})"
            )
            next_print_s += PRINT_EVERY_S
        mujoco.mj_step(model, data)


if __name__ == "__main__":
    main()
