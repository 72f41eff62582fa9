# simbench canary ba950345-1144-4ea7-9085-9b3dcea9584f
# The same with wheels that have no friction of their own, so that the ground's is the larger one; a keyframe, default classes, a class.

import mujoco

GRAVITY_M_S2 = 9.81  #: gravity
CHASSIS_LENGTH_M = 1.6  #: chassis_length
CHASSIS_WIDTH_M = 0.8  #: chassis_width
CHASSIS_HEIGHT_M = 0.3  #: chassis_height
CHASSIS_KG = 200.0  #: chassis_mass
CHASSIS_Z_M = 0.45  #: chassis_z
WHEEL_RADIUS_M = 0.25  #: wheel_radius
WHEEL_WIDTH_M = 0.12  #: wheel_width
WHEEL_KG = 10.0  #: wheel_mass
WHEEL_X_M = 0.6  #: wheel_x
WHEEL_Y_M = 0.55  #: wheel_y
ASPHALT_M = 2.0  #: asphalt_end
ICE_M = 4.0  #: ice_length
WET_M = 12.0  #: wet_length
PATCH_WIDTH_M = 4.0  #: patch_width
PATCH_HEIGHT_M = 0.2  #: patch_height
ASPHALT_MU = 0.5  #: asphalt_friction
ICE_MU = 0.1  #: ice_friction
WET_MU = 0.25  #: wet_friction
BRAKE_N_M = 300.0  #: brake
SPEED_M_S = 8.0  #: speed
RUN_UP_M = 3.0  #: run_up
STEP_S = 0.001  #: step in s
DURATION_S = 4.5  #: duration
PRINT_EVERY_S = 0.2  #: print_every

WHEELS = {"front_left": (1, 1), "front_right": (1, -1), "rear_left": (-1, 1), "rear_right": (-1, -1)}


def patch(name, start_m, length_m, friction):
    return f"""
    <geom name="{name}" type="box" pos="{start_m + length_m / 2} 0 {-PATCH_HEIGHT_M / 2}"
          size="{length_m / 2} {PATCH_WIDTH_M / 2} {PATCH_HEIGHT_M / 2}" friction="{friction} 0.005 0.0001"/>"""


def wheel(name, x, y):
    return f"""
      <body name="{name}" pos="{x * WHEEL_X_M} {y * WHEEL_Y_M} {WHEEL_RADIUS_M - CHASSIS_Z_M}">
        <joint name="{name}" type="hinge" axis="0 1 0" frictionloss="{BRAKE_N_M}"/>
        <geom type="cylinder" size="{WHEEL_RADIUS_M} {WHEEL_WIDTH_M / 2}" euler="90 0 0" mass="{WHEEL_KG}" friction="0 0.005 0.0001"/>
      </body>"""


XML = f"""
<mujoco model="brake test">
  <option timestep="{STEP_S}" gravity="0 0 {-GRAVITY_M_S2}" integrator="implicitfast" cone="elliptic"/>
  <keyframe>
    <key qpos="0 0 {CHASSIS_Z_M} 1 0 0 0 0 0 0 0" qvel="{SPEED_M_S} 0 0 0 0 0 {4 * (str(SPEED_M_S / WHEEL_RADIUS_M) + " ")}"/>
  </keyframe>
  <worldbody>
    <light pos="0 0 10" dir="0 0 -1" type="directional"/>
    {patch("asphalt", -RUN_UP_M, RUN_UP_M + ASPHALT_M, ASPHALT_MU)}
    {patch("ice", ASPHALT_M, ICE_M, ICE_MU)}
    {patch("wet", ASPHALT_M + ICE_M, WET_M, WET_MU)}
    <body name="chassis" pos="0 0 {CHASSIS_Z_M}">
      <freejoint/>
      <geom type="box" size="{CHASSIS_LENGTH_M / 2} {CHASSIS_WIDTH_M / 2} {CHASSIS_HEIGHT_M / 2}" mass="{CHASSIS_KG}"
            rgba="0.2 0.3 0.8 1"/>
      {"".join(wheel(name, *side) for name, side in WHEELS.items())}
    </body>
  </worldbody>
</mujoco>
"""


class Cart:
    def __init__(self):
        self.model = mujoco.MjModel.from_xml_string(XML)
        self.data = mujoco.MjData(self.model)
        mujoco.mj_resetDataKeyframe(self.model, self.data, 0)
        mujoco.mj_forward(self.model, self.data)

    def run(self):
        for k in range(round(DURATION_S / STEP_S)):
            if k % round(PRINT_EVERY_S / STEP_S) == 0:
                print(
                    k * STEP_S,
                    self.data.qpos[0],
                    self.data.qvel[0],
                    WHEEL_RADIUS_M * self.data.joint("front_left").qvel[0],
                )
            mujoco.mj_step(self.model, self.data)


Cart().run()
