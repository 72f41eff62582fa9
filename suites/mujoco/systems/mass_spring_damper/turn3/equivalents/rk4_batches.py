# simbench canary ba950345-1144-4ea7-9085-9b3dcea9584f
"""The same, by RK4 at half the step, in batches of steps."""

import math

import mujoco

GRAVITY_M_S2 = 9.81  #: gravity
EDGE_M = 0.15  #: edge
MASS_KG = 2.0  #: mass
STIFFNESS_N_M = 200.0  #: stiffness
DAMPING_NS_M = 8.0  #: damping
HOOK_HEIGHT_M = 2.0  #: hook_height
REST_LENGTH_M = 0.8  #: rest_length
FORCE_N = 5.0  #: force
FREQUENCY_HZ = 1.6  #: frequency
SUPPORT_EDGE_M = 0.1  #: support_edge
ABSORBER_EDGE_M = 0.08  #: absorber_edge
ABSORBER_KG = 0.4  #: absorber_mass
ABSORBER_STIFFNESS_N_M = 40.0  #: absorber_stiffness
ABSORBER_REST_M = 0.3  #: absorber_rest
ABSORBER_DAMPING_NS_M = 0.8  #: absorber_damping
STEP_S = 0.0005  #: step / 2
DURATION_S = 8.0  #: duration
PRINT_EVERY_S = 0.1  #: print_every

RATE_RAD_S = 2 * math.pi * FREQUENCY_HZ
# Where the springs carry the weights: the upper one carries both.
START_Z_M = HOOK_HEIGHT_M - REST_LENGTH_M - (MASS_KG + ABSORBER_KG) * GRAVITY_M_S2 / STIFFNESS_N_M
ABSORBER_Z_M = START_Z_M - ABSORBER_REST_M - ABSORBER_KG * GRAVITY_M_S2 / ABSORBER_STIFFNESS_N_M

XML = f"""
<mujoco model="vibration absorber">
  <option timestep="{STEP_S}" gravity="0 0 {-GRAVITY_M_S2}" integrator="RK4"/>
  <default>
    <geom type="box" contype="0" conaffinity="0"/>
  </default>
  <worldbody>
    <light pos="0 -2 3" dir="0 0.6 -1"/>
    <body name="support" pos="0 0 {HOOK_HEIGHT_M}">
      <geom size="{SUPPORT_EDGE_M / 2} {SUPPORT_EDGE_M / 2} {SUPPORT_EDGE_M / 2}"/>
      <site name="hook"/>
    </body>
    <body name="block" pos="0 0 {START_Z_M}">
      <joint name="guide" type="slide" axis="0 0 1"/>
      <geom size="{EDGE_M / 2} {EDGE_M / 2} {EDGE_M / 2}" mass="{MASS_KG}"/>
      <site name="eye"/>
    </body>
    <body name="damper" pos="0 0 {ABSORBER_Z_M}">
      <joint name="absorber guide" type="slide" axis="0 0 1"/>
      <geom size="{ABSORBER_EDGE_M / 2} {ABSORBER_EDGE_M / 2} {ABSORBER_EDGE_M / 2}" mass="{ABSORBER_KG}"/>
      <site name="absorber eye"/>
    </body>
  </worldbody>
  <tendon>
    <spatial name="spring" stiffness="{STIFFNESS_N_M}" damping="{DAMPING_NS_M}" springlength="{REST_LENGTH_M}">
      <site site="hook"/>
      <site site="eye"/>
    </spatial>
    <spatial name="absorber spring" stiffness="{ABSORBER_STIFFNESS_N_M}" damping="{ABSORBER_DAMPING_NS_M}" springlength="{ABSORBER_REST_M}">
      <site site="eye"/>
      <site site="absorber eye"/>
    </spatial>
  </tendon>
  <actuator>
    <general name="shaker" joint="guide"/>
  </actuator>
</mujoco>
"""


def shake(model, data):
    data.actuator("shaker").ctrl[0] = FORCE_N * math.sin(RATE_RAD_S * data.time)


def main():
    model = mujoco.MjModel.from_xml_string(XML)
    data = mujoco.MjData(model)
    mujoco.set_mjcb_control(shake)

    next_print_s = 0.0
    while data.time < DURATION_S:
        mujoco.mj_step(model, data, 5)
        if data.time >= next_print_s - 1e-9:
            block_z, absorber_z = data.body("block").xpos[2], data.body("damper").xpos[2]
            print(f"t = {data.time:4.1f} s   block = {block_z:7.4f} m   absorber = {absorber_z:7.4f} m")
            next_print_s += PRINT_EVERY_S
    mujoco.set_mjcb_control(None)


if __name__ == "__main__":
    main()
