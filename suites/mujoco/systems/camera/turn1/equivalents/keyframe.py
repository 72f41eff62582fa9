# simbench canary ba950345-1144-4ea7-9085-9b3dcea9584f
# The same with the start in a keyframe, the camera turned by Euler angles and bound to a static body, RK4, a class.

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

# Raised from looking down to the horizon (90 degrees about X), less the tilt; before that turned to the right about Z.
XML = f"""
<mujoco model="camera">
  <compiler eulerseq="zxy"/>
  <option timestep="{STEP_S}" gravity="0 0 {-GRAVITY_M_S2}" integrator="RK4"/>
  <worldbody>
    <light pos="0 0 4"/>
    <camera name="camera" pos="0 0 {CAMERA_Z_M}" euler="-90 {90 - TILT_DEG} 0" fovy="{FOV_DEG}"
            resolution="{WIDTH} {HEIGHT}"/>
    <body name="ball" pos="{DISTANCE_M} {-START_M} {BALL_Z_M}">
      <joint name="slide" type="slide" axis="0 1 0"/>
      <geom type="sphere" size="{BALL_RADIUS_M}" mass="{BALL_KG}"/>
      <site name="centre"/>
    </body>
  </worldbody>
  <keyframe>
    <key qvel="{SPEED_M_S}"/>
  </keyframe>
  <sensor>
    <camprojection name="pixel" site="centre" camera="camera"/>
    <framepos name="in_camera" objtype="site" objname="centre" reftype="camera" refname="camera"/>
  </sensor>
</mujoco>
"""


class Watch:
    def __init__(self):
        self.model = mujoco.MjModel.from_xml_string(XML)
        self.data = mujoco.MjData(self.model)
        mujoco.mj_resetDataKeyframe(self.model, self.data, 0)
        mujoco.mj_forward(self.model, self.data)

    def run(self):
        every = round(PRINT_EVERY_S / STEP_S)
        for k in range(round(DURATION_S / STEP_S)):
            if k % every == 0:
                print(k * STEP_S, self.data.body("ball").xpos[1], self.data.sensor("pixel").data)
            mujoco.mj_step(self.model, self.data)


Watch().run()
