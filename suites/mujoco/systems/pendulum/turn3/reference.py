# simbench canary ba950345-1144-4ea7-9085-9b3dcea9584f
"""Two equal pendulums on ball joints, coupled by a spring between their bobs: they exchange their swing."""
import math

import mujoco

GRAVITY_M_S2 = 9.81  #: gravity
PIVOT_HEIGHT_M = 2.0  #: pivot_height
PIVOT_DISTANCE_M = 1.0  #: pivot_distance
LENGTH_M = 0.8  #: length
ROD_RADIUS_M = 0.01  #: rod_radius
BOB_RADIUS_M = 0.06  #: bob_radius
BOB_MASS_KG = 2.0  #: bob_mass
STIFFNESS_N_M = 8.0  #: stiffness
TILT_DEG = 10.0  #: tilt
CAMERA_DISTANCE_M = 4.0  #: camera_distance
CAMERA_HEIGHT_M = 1.5  #: camera_height
STEP_S = 0.001  #: step in s
DURATION_S = 5.0  #: duration
PRINT_EVERY_S = 0.25  #: print_every


def pendulum_xml(name, pivot_x_m):
    return f"""
    <body name="{name}" pos="{pivot_x_m} 0 {PIVOT_HEIGHT_M}">
      <joint name="{name}_pivot" type="ball" damping="0"/>
      <geom type="capsule" fromto="0 0 0 0 0 {-LENGTH_M}" size="{ROD_RADIUS_M}" mass="0" contype="0" conaffinity="0"
            rgba="0.6 0.6 0.6 1"/>
      <geom type="sphere" pos="0 0 {-LENGTH_M}" size="{BOB_RADIUS_M}" mass="{BOB_MASS_KG}" rgba="0.8 0.2 0.2 1"/>
      <site name="{name}_bob" pos="0 0 {-LENGTH_M}" size="0.01"/>
    </body>"""


XML = f"""
<mujoco model="coupled pendulums">
  <option timestep="{STEP_S}" gravity="0 0 {-GRAVITY_M_S2}" integrator="RK4"/>
  <worldbody>
    <light pos="0 -2 4" dir="0 0.4 -1"/>
    <camera name="front" pos="{PIVOT_DISTANCE_M / 2} {-CAMERA_DISTANCE_M} {CAMERA_HEIGHT_M}" xyaxes="1 0 0 0 0 1"/>
    {pendulum_xml("first", 0)}
    {pendulum_xml("second", PIVOT_DISTANCE_M)}
  </worldbody>
  <tendon>
    <spatial name="coupling" springlength="{PIVOT_DISTANCE_M}" stiffness="{STIFFNESS_N_M}" damping="0" width="0.005"
             rgba="0.2 0.4 0.9 1">
      <site site="first_bob"/>
      <site site="second_bob"/>
    </spatial>
  </tendon>
</mujoco>
"""


def tilt_deg(data, name):
    """Angle of the pendulum from the vertical in the XZ plane, positive towards +X."""
    offset = data.site(f"{name}_bob").xpos - data.body(name).xpos
    return math.degrees(math.atan2(offset[0], -offset[2]))


def main():
    model = mujoco.MjModel.from_xml_string(XML)
    data = mujoco.MjData(model)
    half_tilt_rad = math.radians(TILT_DEG) / 2
    data.joint("first_pivot").qpos[:] = [math.cos(half_tilt_rad), 0, -math.sin(half_tilt_rad), 0]
    mujoco.mj_forward(model, data)

    next_print_s = 0.0
    while data.time < DURATION_S:
        if data.time >= next_print_s - 1e-9:
            print(f"t = {data.time:5.2f} s   first {tilt_deg(data, 'first'):7.2f} deg   second {tilt_deg(data, 'second'):7.2f} deg")
            next_print_s += PRINT_EVERY_S
        mujoco.mj_step(model, data)


if __name__ == "__main__":
    main()
