# simbench canary ba950345-1144-4ea7-9085-9b3dcea9584f
"""Two equal pendulums on ball joints, coupled by a spring between their bobs: they exchange their swing."""
import math

import mujoco

LENGTH_M = 0.8
TILT_RAD = math.radians(10)
DURATION_S = 5.0
PRINT_EVERY_S = 0.25


def pendulum_xml(name, pivot_x_m):
    return f"""
    <body name="{name}" pos="{pivot_x_m} 0 2">
      <joint name="{name}_pivot" type="ball" damping="0"/>
      <geom type="capsule" fromto="0 0 0 0 0 {-LENGTH_M}" size="0.01" mass="0" contype="0" conaffinity="0"
            rgba="0.6 0.6 0.6 1"/>
      <geom type="sphere" pos="0 0 {-LENGTH_M}" size="0.06" mass="2" rgba="0.8 0.2 0.2 1"/>
      <site name="{name}_bob" pos="0 0 {-LENGTH_M}" size="0.01"/>
    </body>"""


XML = f"""
<mujoco model="coupled pendulums">
  <option timestep="0.001" gravity="0 0 -9.81" integrator="RK4"/>
  <worldbody>
    <light pos="0 -2 4" dir="0 0.4 -1"/>
    <camera name="front" pos="0.5 -4 1.5" xyaxes="1 0 0 0 0 1"/>
    {pendulum_xml("first", 0)}
    {pendulum_xml("second", 1)}
  </worldbody>
  <tendon>
    <spatial name="coupling" springlength="1" stiffness="8" damping="0" width="0.005" rgba="0.2 0.4 0.9 1">
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
    data.joint("first_pivot").qpos[:] = [math.cos(TILT_RAD / 2), 0, math.sin(TILT_RAD / 2), 0]
    mujoco.mj_forward(model, data)

    next_print_s = 0.0
    while data.time < DURATION_S:
        if data.time >= next_print_s - 1e-9:
            print(f"t = {data.time:5.2f} s   first {tilt_deg(data, 'first'):7.2f} deg   second {tilt_deg(data, 'second'):7.2f} deg")
            next_print_s += PRINT_EVERY_S
        mujoco.mj_step(model, data)


if __name__ == "__main__":
    main()
