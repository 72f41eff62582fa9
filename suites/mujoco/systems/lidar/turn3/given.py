# simbench canary ba950345-1144-4ea7-9085-9b3dcea9584f
"""A scanner stands in a room, and a pillar passes it; its rangefinders are sampled."""

import mujoco

GRAVITY_M_S2 = 9.81  #: gravity
WALL_M = 0.1  #: wall
ROOM_X_M = 3.0  #: room_x
ROOM_Y_M = 2.0  #: room_y
WALL_HEIGHT_M = 1.0
HEAD_RADIUS_M = 0.05  #: head_radius
HEAD_HEIGHT_M = 0.08  #: head_height
HEAD_KG = 0.5  #: head_mass
HEAD_X_M = 0.5
HEAD_Y_M = -0.3  #: -head_back
HEAD_Z_M = 0.6
PILLAR_RADIUS_M = 0.15
PILLAR_HEIGHT_M = 0.9
PILLAR_KG = 5.0
PILLAR_X_M = 1.8
PILLAR_Y_M = -1.0
PILLAR_SPEED_M_S = 0.5
RANGE_M = 5.0  #: range
INTERVAL_S = 0.1  #: interval
STEP_S = 0.002  #: step in s
DURATION_S = 3.0
PRINT_EVERY_S = 0.1  #: print_every

BEAMS = {  # name: place on the rim, direction
    "front": ((1, 0), (1, 0)),
    "left": ((0, 1), (0, 1)),
    "back": ((-1, 0), (-1, 0)),
    "right": ((0, -1), (0, -1)),
}


def wall(x, y, half_x, half_y):
    return f'<geom type="box" pos="{x} {y} {WALL_HEIGHT_M / 2}" size="{half_x} {half_y} {WALL_HEIGHT_M / 2}"/>'


def site(name, place, way):
    """A rangefinder looks along its site's Z axis."""
    x, y = place
    return f'<site name="{name}" pos="{x * HEAD_RADIUS_M} {y * HEAD_RADIUS_M} 0" zaxis="{way[0]} {way[1]} 0"/>'


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
      <geom type="cylinder" size="{HEAD_RADIUS_M} {HEAD_HEIGHT_M / 2}" mass="{HEAD_KG}"/>
      {"".join(site(name, *beam) for name, beam in BEAMS.items())}
    </body>
    <body name="pillar" pos="{PILLAR_X_M} {PILLAR_Y_M} {PILLAR_HEIGHT_M / 2}">
      <joint name="rail" type="slide" axis="0 1 0"/>
      <geom type="cylinder" size="{PILLAR_RADIUS_M} {PILLAR_HEIGHT_M / 2}" mass="{PILLAR_KG}" contype="0" conaffinity="0"/>
    </body>
  </worldbody>
  <sensor>
    {"".join(f'<rangefinder name="{name}" site="{name}" cutoff="{RANGE_M}" nsample="1" interval="{INTERVAL_S}"/>' for name in BEAMS)}
  </sensor>
</mujoco>
"""


def main():
    model = mujoco.MjModel.from_xml_string(XML)
    data = mujoco.MjData(model)
    data.joint("rail").qvel[0] = PILLAR_SPEED_M_S
    mujoco.mj_forward(model, data)

    next_print_s = 0.0
    while data.time < DURATION_S:
        if data.time >= next_print_s - 1e-9:
            readings = "   ".join(f"{name} = {data.sensor(name).data[0]:6.3f} m" for name in BEAMS)
            print(f"t = {data.time:4.1f} s   pillar = {data.body('pillar').xpos[1]:6.3f} m   {readings}")
            next_print_s += PRINT_EVERY_S
        mujoco.mj_step(model, data)


if __name__ == "__main__":
    main()
