# simbench canary ba950345-1144-4ea7-9085-9b3dcea9584f
"""A block that hangs on a spring and a damper below a support that shakes it."""

import math

import mujoco

GRAVITY_M_S2 = 9.81  #: gravity
EDGE_M = 0.15  #: edge
MASS_KG = 2.0  #: mass
STIFFNESS_N_M = 200.0  #: stiffness
DAMPING_NS_M = 8.0  #: damping
HOOK_HEIGHT_M = 2.0  #: hook_height
REST_LENGTH_M = 0.8  #: rest_length
AMPLITUDE_M = 0.02  #: amplitude
FREQUENCY_HZ = 1.6  #: frequency
SUPPORT_EDGE_M = 0.1  #: support_edge
STEP_S = 0.001  #: step in s
DURATION_S = 6.0  #: duration
PRINT_EVERY_S = 0.1  #: print_every

RATE_RAD_S = 2 * math.pi * FREQUENCY_HZ
START_Z_M = HOOK_HEIGHT_M - REST_LENGTH_M - MASS_KG * GRAVITY_M_S2 / STIFFNESS_N_M  # the spring carries the weight

# A joint's own spring would pull towards the world: the tendon pulls towards the support, wherever that is. A mocap body has a place
# but no velocity, so the tendon's damper feels the block's speed only; what the support's speed adds is applied beside it.
XML = f"""
<mujoco model="shaken block">
  <option timestep="{STEP_S}" gravity="0 0 {-GRAVITY_M_S2}" integrator="implicitfast"/>
  <default>
    <geom type="box" contype="0" conaffinity="0"/>
  </default>
  <worldbody>
    <light pos="0 -2 3" dir="0 0.6 -1"/>
    <body name="support" mocap="true" pos="0 0 {HOOK_HEIGHT_M}">
      <geom size="{SUPPORT_EDGE_M / 2} {SUPPORT_EDGE_M / 2} {SUPPORT_EDGE_M / 2}"/>
      <site name="hook"/>
    </body>
    <body name="block" pos="0 0 {START_Z_M}">
      <joint name="guide" type="slide" axis="0 0 1"/>
      <geom size="{EDGE_M / 2} {EDGE_M / 2} {EDGE_M / 2}" mass="{MASS_KG}"/>
      <site name="eye"/>
    </body>
  </worldbody>
  <tendon>
    <spatial name="spring" stiffness="{STIFFNESS_N_M}" damping="{DAMPING_NS_M}" springlength="{REST_LENGTH_M}">
      <site site="hook"/>
      <site site="eye"/>
    </spatial>
  </tendon>
</mujoco>
"""


def main():
    model = mujoco.MjModel.from_xml_string(XML)
    data = mujoco.MjData(model)
    mujoco.mj_forward(model, data)

    next_print_s = 0.0
    while data.time < DURATION_S:
        phase = RATE_RAD_S * data.time
        support_z = HOOK_HEIGHT_M + AMPLITUDE_M * math.sin(phase)
        data.mocap_pos[0] = [0, 0, support_z]
        data.body("block").xfrc_applied[2] = DAMPING_NS_M * AMPLITUDE_M * RATE_RAD_S * math.cos(phase)
        if data.time >= next_print_s - 1e-9:
            print(
                f"t = {data.time:4.1f} s   support = {support_z:7.4f} m   block = {data.body('block').xpos[2]:7.4f} m"
            )
            next_print_s += PRINT_EVERY_S
        mujoco.mj_step(model, data)


if __name__ == "__main__":
    main()
