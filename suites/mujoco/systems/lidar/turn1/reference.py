# simbench canary ba950345-1144-4ea7-9085-9b3dcea9584f
"""A scanner's head with four rangefinders turns in a room."""

import math

import mujoco

GRAVITY_M_S2 = 9.81  #: gravity
WALL_M = 0.1  #: wall
ROOM_X_M = 3.0  #: room_x
ROOM_Y_M = 2.0  #: room_y
WALL_HEIGHT_M = 1.0
HEAD_RADIUS_M = 0.05  #: head_radius
HEAD_HEIGHT_M = 0.08  #: head_height
HEAD_KG = 0.5  #: head_mass
HEAD_X_M = 0.5  #: head_x
HEAD_Y_M = -0.3  #: -head_back
HEAD_Z_M = 0.6  #: head_z
RANGE_M = 10.0  #: range
SPIN_RAD_S = 1.0  #: spin
STEP_S = 0.002  #: step in s
DURATION_S = 3.0  #: duration
PRINT_EVERY_S = 0.1  #: print_every

BEAMS = {"front": (1, 0), "left": (0, 1), "back": (-1, 0), "right": (0, -1)}


def wall(x, y, half_x, half_y):
    return f'<geom type="box" pos="{x} {y} {WALL_HEIGHT_M / 2}" size="{half_x} {half_y} {WALL_HEIGHT_M / 2}"/>'


def site(name, x, y):
    """On the rim; a rangefinder looks along its site's Z axis."""
    return f'<site name="{name}" pos="{x * HEAD_RADIUS_M} {y * HEAD_RADIUS_M} 0" zaxis="{x} {y} 0"/>'


XML = f"""
<mujoco model="scanner">
  <option timestep="{STEP_S}" gravity="0 0 {-GRAVITY_M_S2}" integrator="implicitfast"/>
  <worldbody>
    <light pos="0 0 4"/>
    {wall(ROOM_X_M + WALL_M / 2, 0, WALL_M / 2, ROOM_Y_M + WALL_M)}
    {wall(-ROOM_X_M - WALL_M / 2, 0, WALL_M / 2, ROOM_Y_M + WALL_M)}
    {wall(0, ROOM_Y_M + WALL_M / 2, ROOM_X_M, WALL_M / 2)}
    {wall(0, -ROOM_Y_M - WALL_M / 2, ROOM_X_M, WALL_M / 2)}
    <body name="head" pos="{HEAD_X_M} {HEAD_Y_M} {HEAD_Z_M}">
      <joint name="spin" type="hinge" axis="0 0 1"/>
      <geom type="cylinder" size="{HEAD_RADIUS_M} {HEAD_HEIGHT_M / 2}" mass="{HEAD_KG}"/>
      {"".join(site(name, *way) for name, way in BEAMS.items())}
    </body>
  </worldbody>
  <sensor>
    {"".join(f'<rangefinder name="{name}" site="{name}" cutoff="{RANGE_M}"/>' for name in BEAMS)}
  </sensor>
</mujoco>
"""


def main():
    model = mujoco.MjModel.from_xml_string(XML)
    data = mujoco.MjData(model)
    data.joint("spin").qvel[0] = SPIN_RAD_S
    mujoco.mj_forward(model, data)

    next_print_s = 0.0
    while data.time < DURATION_S:
        if data.time >= next_print_s - 1e-9:
            readings = "   ".join(f"{name} = {data.sensor(name).data[0]:6.3f} m" for name in BEAMS)
            print(f"t = {data.time:4.1f} s   angle = {math.degrees(data.joint('spin').qpos[0]):6.1f} deg   {readings}")
            next_print_s += PRINT_EVERY_S
        mujoco.mj_step(model, data)


if __name__ == "__main__":
    main()
