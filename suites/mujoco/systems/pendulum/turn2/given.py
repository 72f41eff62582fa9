# simbench canary ba950345-1144-4ea7-9085-9b3dcea9584f
"""A pendulum that swings about a hinge in the world, released 30 degrees from the vertical."""
import math

import mujoco

PIVOT_HEIGHT_M = 2.0  #: pivot_height
LENGTH_M = 1.0
ROD_RADIUS_M = 0.01  #: rod_radius
STEP_S = 0.001  #: step in s
DURATION_S = 5.0
PRINT_EVERY_S = 0.5

XML = f"""
<mujoco model="pendulum">
  <option timestep="{STEP_S}" gravity="0 0 -9.81" integrator="RK4"/>
  <visual>
    <headlight ambient="0.4 0.4 0.4"/>
  </visual>
  <worldbody>
    <light pos="0 -2 4" dir="0 0.4 -1"/>
    <body name="pendulum" pos="0 0 {PIVOT_HEIGHT_M}">
      <joint name="pivot" type="hinge" axis="0 1 0" damping="0"/>
      <geom name="rod" type="capsule" fromto="0 0 0 0 0 {-LENGTH_M}" size="{ROD_RADIUS_M}" mass="0"
            contype="0" conaffinity="0" rgba="0.6 0.6 0.6 1"/>
      <geom name="bob" type="sphere" pos="0 0 {-LENGTH_M}" size="0.05" mass="1" rgba="0.8 0.2 0.2 1"/>
    </body>
  </worldbody>
</mujoco>
"""


def main():
    model = mujoco.MjModel.from_xml_string(XML)
    data = mujoco.MjData(model)

    # A positive rotation about +Y moves what hangs along -Z towards -X, so the +X side is the negative angle.
    data.joint("pivot").qpos[0] = -math.radians(30)
    mujoco.mj_forward(model, data)

    next_print_s = 0.0
    while data.time < DURATION_S:
        if data.time >= next_print_s - 1e-9:
            angle_deg = -math.degrees(data.joint("pivot").qpos[0])
            print(f"t = {data.time:4.1f} s   angle = {angle_deg:7.2f} deg")
            next_print_s += PRINT_EVERY_S
        mujoco.mj_step(model, data)


if __name__ == "__main__":
    main()
