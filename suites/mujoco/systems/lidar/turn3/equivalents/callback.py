# simbench canary ba950345-1144-4ea7-9085-9b3dcea9584f
"""The same with the brake in a control callback and the servo as a law of the script's own, RK4, half the step."""

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
STEP_S = 0.001  #: step / 2
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
  <option timestep="{STEP_S}" gravity="0 0 {-GRAVITY_M_S2}" integrator="Euler"/>
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
    <motor name="push" joint="rail"/>
  </actuator>
</mujoco>
"""


class Brake:
    def __init__(self):
        self.wanted_m_s = SPEED_M_S

    def __call__(self, model, data):
        if data.time > 0 and 0 < data.sensor("front").data[0] <= BRAKE_DISTANCE_M:
            self.wanted_m_s = 0.0
        data.ctrl[0] = GAIN_NS_M * (self.wanted_m_s - data.qvel[0])


model = mujoco.MjModel.from_xml_string(XML)
data = mujoco.MjData(model)
mujoco.set_mjcb_control(Brake())
for i in range(round(DURATION_S / STEP_S)):
    mujoco.mj_step(model, data)
    if i % round(PRINT_EVERY_S / STEP_S) == 0:
        print(f"{data.time:.1f} {data.body('cart').xpos[0]:.3f} {data.qvel[0]:.3f} {data.sensordata[0]:.3f}")
mujoco.set_mjcb_control(None)
