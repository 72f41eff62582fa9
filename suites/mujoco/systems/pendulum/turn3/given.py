# simbench canary ba950345-1144-4ea7-9085-9b3dcea9584f
"""A conical pendulum on Mars: the bob runs round a horizontal circle below a ball joint."""
import math

import mujoco
import numpy as np

GRAVITY_M_S2 = 3.71
PIVOT_HEIGHT_M = 2.0  #: pivot_height
LENGTH_M = 0.8  #: length
ROD_RADIUS_M = 0.01  #: rod_radius
BOB_RADIUS_M = 0.06  #: bob_radius
BOB_MASS_KG = 2.0  #: bob_mass
TILT_DEG = 30.0
TILT_RAD = math.radians(TILT_DEG)
RATE_RAD_S = math.sqrt(GRAVITY_M_S2 / (LENGTH_M * math.cos(TILT_RAD)))  # of steady conical motion
STEP_S = 0.001  #: step in s
DURATION_S = 6.0
PRINT_EVERY_S = 0.5

XML = f"""
<mujoco model="conical pendulum">
  <option timestep="{STEP_S}" gravity="0 0 {-GRAVITY_M_S2}" integrator="RK4"/>
  <visual>
    <headlight ambient="0.4 0.4 0.4"/>
  </visual>
  <worldbody>
    <light pos="0 -2 4" dir="0 0.4 -1"/>
    <body name="pendulum" pos="0 0 {PIVOT_HEIGHT_M}">
      <joint name="pivot" type="ball" damping="0"/>
      <geom name="rod" type="capsule" fromto="0 0 0 0 0 {-LENGTH_M}" size="{ROD_RADIUS_M}" mass="0"
            contype="0" conaffinity="0" rgba="0.6 0.6 0.6 1"/>
      <geom name="bob" type="sphere" pos="0 0 {-LENGTH_M}" size="{BOB_RADIUS_M}" mass="{BOB_MASS_KG}" rgba="0.8 0.2 0.2 1"/>
    </body>
  </worldbody>
</mujoco>
"""


def set_start(model, data):
    """Tilts the pendulum towards +X and lets it turn about the world's vertical."""
    pivot = data.joint("pivot")
    pivot.qpos[:] = [math.cos(TILT_RAD / 2), 0, -math.sin(TILT_RAD / 2), 0]
    mujoco.mj_kinematics(model, data)
    # The velocity of a ball joint is given in the frame of its body, not of the world.
    world_from_body = data.body("pendulum").xmat.reshape(3, 3)
    pivot.qvel[:] = world_from_body.T @ np.array([0, 0, RATE_RAD_S])
    mujoco.mj_forward(model, data)


def main():
    model = mujoco.MjModel.from_xml_string(XML)
    data = mujoco.MjData(model)
    set_start(model, data)

    next_print_s = 0.0
    while data.time < DURATION_S:
        if data.time >= next_print_s - 1e-9:
            x, y, z = data.body("pendulum").xipos
            print(f"t = {data.time:4.1f} s   height = {z:6.4f} m   radius = {math.hypot(x, y):6.4f} m")
            next_print_s += PRINT_EVERY_S
        mujoco.mj_step(model, data)


if __name__ == "__main__":
    main()
