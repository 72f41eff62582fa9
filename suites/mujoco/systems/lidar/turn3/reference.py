# simbench canary ba950345-1144-4ea7-9085-9b3dcea9584f
"""A cart with a scanner drives towards a wall and stops by what the scanner sees."""

import mujoco

GRAVITY_M_S2 = 9.81  #: gravity
WALL_M = 0.1  #: wall
ROOM_X_M = 3.0  #: room_x
ROOM_Y_M = 2.0  #: room_y
WALL_HEIGHT_M = 1.0
HEAD_RADIUS_M = 0.05  #: head_radius
HEAD_HEIGHT_M = 0.08  #: head_height
HEAD_KG = 0.5  #: head_mass
HEAD_Y_M = -0.3  #: -head_back
CART_LENGTH_M = 0.4  #: cart_length
CART_WIDTH_M = 0.3  #: cart_width
CART_HEIGHT_M = 0.1  #: cart_height
CART_KG = 6.0  #: cart_mass
CART_X_M = -1.5  #: -cart_start
CART_Z_M = 0.3  #: cart_z
MAST_M = 0.2  #: mast
GAIN_NS_M = 20.0  #: gain
SPEED_M_S = 1.0  #: speed
BRAKE_DISTANCE_M = 1.2  #: brake_distance
RANGE_M = 5.0  #: range
INTERVAL_S = 0.1  #: interval
STEP_S = 0.002  #: step in s
DURATION_S = 6.0  #: duration
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
    <body name="cart" pos="{CART_X_M} {HEAD_Y_M} {CART_Z_M}">
      <joint name="rail" type="slide" axis="1 0 0"/>
      <geom type="box" size="{CART_LENGTH_M / 2} {CART_WIDTH_M / 2} {CART_HEIGHT_M / 2}" mass="{CART_KG}" contype="0" conaffinity="0"/>
      <body name="head" pos="0 0 {MAST_M}">
        <geom type="cylinder" size="{HEAD_RADIUS_M} {HEAD_HEIGHT_M / 2}" mass="{HEAD_KG}" contype="0" conaffinity="0"/>
        {"".join(site(name, *beam) for name, beam in BEAMS.items())}
      </body>
    </body>
  </worldbody>
  <sensor>
    {"".join(f'<rangefinder name="{name}" site="{name}" cutoff="{RANGE_M}" nsample="1" interval="{INTERVAL_S}"/>' for name in BEAMS)}
  </sensor>
  <actuator>
    <velocity name="servo" joint="rail" kv="{GAIN_NS_M}"/>
  </actuator>
</mujoco>
"""


def main():
    model = mujoco.MjModel.from_xml_string(XML)
    data = mujoco.MjData(model)
    data.actuator("servo").ctrl[0] = SPEED_M_S
    mujoco.mj_forward(model, data)

    next_print_s = 0.0
    while data.time < DURATION_S:
        front_m = data.sensor("front").data[0]
        if data.time >= next_print_s - 1e-9:
            x, speed = data.body("cart").xpos[0], data.joint("rail").qvel[0]
            print(f"t = {data.time:4.1f} s   x = {x:7.3f} m   speed = {speed:6.3f} m/s   front = {front_m:6.3f} m")
            next_print_s += PRINT_EVERY_S
        # A beam that meets nothing reads -1.
        if 0 <= front_m <= BRAKE_DISTANCE_M and data.time > INTERVAL_S:
            data.actuator("servo").ctrl[0] = 0
        mujoco.mj_step(model, data)


if __name__ == "__main__":
    main()
