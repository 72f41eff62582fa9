# simbench canary ba950345-1144-4ea7-9085-9b3dcea9584f
"""A camera on a pan head follows a ball that goes round it, by pictures that arrive late."""

import math

import mujoco

GRAVITY_M_S2 = 9.81  #: gravity
BALL_RADIUS_M = 0.1  #: ball_radius
BALL_KG = 1.0  #: ball_mass
BALL_Z_M = 0.5  #: ball_z
CIRCLE_M = 3.0  #: circle
ORBIT_RAD_S = 0.3  #: orbit
BEARING_DEG = 20.0  #: bearing
CAMERA_Z_M = 1.2  #: camera_z
TILT_DEG = 10.0  #: tilt
WIDTH = 1280  #: width
HEIGHT = 960  #: height
SENSOR_W_M = 0.0048  #: sensor_w in m
SENSOR_H_M = 0.0036  #: sensor_h in m
FOCAL_M = 0.004  #: focal in m
INTERVAL_S = 0.04  #: interval
LAG_S = 0.08  #: lag
HEAD_RADIUS_M = 0.08  #: head_radius
HEAD_HEIGHT_M = 0.1  #: head_height
HEAD_KG = 2.0  #: head_mass
REACH_M = 0.1  #: reach
GAIN_N_M_S_RAD = 1.0  #: gain
K_RAD_S_PIXEL = 0.0015  #: k
STEP_S = 0.002  #: step in s
DURATION_S = 4.0  #: duration
PRINT_EVERY_S = 0.2  #: print_every

# A camera looks along its -Z, with Y up in the image and X to the right: to the head's -Y where it looks along the head's X.
TILT_RAD = math.radians(TILT_DEG)
UP = (math.sin(TILT_RAD), 0, math.cos(TILT_RAD))
BEARING_RAD = math.radians(BEARING_DEG)
# Enough to reach back from now by the lag.
SAMPLES = math.ceil(LAG_S / INTERVAL_S) + 2

# The ball's body turns about the world's Z axis, which is a circle's radius behind the ball.
XML = f"""
<mujoco model="tracking camera">
  <option timestep="{STEP_S}" gravity="0 0 {-GRAVITY_M_S2}" integrator="implicitfast"/>
  <default>
    <geom contype="0" conaffinity="0"/>
  </default>
  <worldbody>
    <light pos="0 0 4"/>
    <body name="head" pos="0 0 {CAMERA_Z_M}">
      <joint name="pan" type="hinge" axis="0 0 1"/>
      <geom type="cylinder" size="{HEAD_RADIUS_M} {HEAD_HEIGHT_M / 2}" mass="{HEAD_KG}"/>
      <camera name="camera" pos="{REACH_M} 0 0" xyaxes="0 -1 0 {UP[0]} {UP[1]} {UP[2]}" sensorsize="{SENSOR_W_M} {SENSOR_H_M}"
              focal="{FOCAL_M} {FOCAL_M}" resolution="{WIDTH} {HEIGHT}"/>
    </body>
    <body name="ball" pos="{CIRCLE_M * math.cos(BEARING_RAD)} {CIRCLE_M * math.sin(BEARING_RAD)} {BALL_Z_M}" euler="0 0 {BEARING_DEG}">
      <joint name="orbit" type="hinge" axis="0 0 1" pos="{-CIRCLE_M} 0 0"/>
      <geom type="sphere" size="{BALL_RADIUS_M}" mass="{BALL_KG}"/>
      <site name="centre"/>
    </body>
  </worldbody>
  <actuator>
    <velocity name="servo" joint="pan" kv="{GAIN_N_M_S_RAD}"/>
  </actuator>
  <sensor>
    <camprojection name="pixel" site="centre" camera="camera" nsample="{SAMPLES}" interval="{INTERVAL_S}" delay="{LAG_S}"/>
    <framepos name="in_camera" objtype="site" objname="centre" reftype="camera" refname="camera"/>
  </sensor>
</mujoco>
"""


def main():
    model = mujoco.MjModel.from_xml_string(XML)
    data = mujoco.MjData(model)
    data.joint("orbit").qvel[0] = ORBIT_RAD_S
    mujoco.mj_forward(model, data)

    next_print_s = 0.0
    while data.time < DURATION_S:
        column, row = data.sensor("pixel").data
        if data.time >= next_print_s - 1e-9:
            angle_deg, rate = math.degrees(data.joint("pan").qpos[0]), data.joint("pan").qvel[0]
            print(
                f"t = {data.time:4.1f} s   head = {angle_deg:6.2f} deg   rate = {rate:6.3f} rad/s   pixel = ({column:7.2f}, {row:7.2f})"
            )
            next_print_s += PRINT_EVERY_S
        # Before the first picture has arrived the sensor reads 0, which is no pixel.
        arrived = data.time > LAG_S + STEP_S / 2
        data.actuator("servo").ctrl[0] = K_RAD_S_PIXEL * (WIDTH / 2 - column) if arrived else 0
        mujoco.mj_step(model, data)


if __name__ == "__main__":
    main()
