# simbench canary ba950345-1144-4ea7-9085-9b3dcea9584f
# The same with sites at the trailer's axle and sensors for what the driver sees, at half the step; a stiffer fork, default contacts.

import math

import mujoco

GRAVITY_M_S2 = 9.81  #: gravity
WHEEL_RADIUS_M = 0.2  #: wheel_radius
WHEEL_WIDTH_M = 0.08  #: wheel_width
WHEEL_KG = 8.0  #: wheel_mass
FRICTION = 0.8  #: friction
TUG_LENGTH_M = 1.6  #: tug_length
TUG_WIDTH_M = 0.6  #: tug_width
TUG_HEIGHT_M = 0.4  #: tug_height
TUG_KG = 400.0  #: tug_mass
TUG_AHEAD_M = 0.6  #: tug_ahead
TUG_Z_M = 0.65  #: tug_z
WHEELBASE_M = 1.4  #: wheelbase
REAR_Y_M = 0.4  #: rear_y
FORK_KG = 4.0  #: fork_mass
OVERHANG_M = 0.4  #: overhang
HITCH_Z_M = 0.25  #: hitch_z
DRAWBAR_M = 1.8  #: drawbar
TRAILER_LENGTH_M = 1.4  #: trailer_length
TRAILER_WIDTH_M = 0.9  #: trailer_width
TRAILER_HEIGHT_M = 0.5  #: trailer_height
TRAILER_KG = 400.0  #: trailer_mass
TRAILER_AHEAD_M = 0.1  #: trailer_ahead
TRAILER_Z_M = 0.55  #: trailer_z
TRAILER_Y_M = 0.55  #: trailer_y
PATH_Y_M = 0.3  #: path_y
BLEND_M = 1.0  #: blend
K_Y_RAD_M = 2.0  #: k_y
K_THETA = 5.5  #: k_theta
K_PHI = 3.0  #: k_phi
LIMIT_DEG = 35.0  #: limit
PEDAL_N_M_S_M = 160.0  #: pedal
REVERSE_M_S = 1.0  #: reverse
DOCK_M = 8.0  #: dock
STEP_S = 0.0005  #: step / 2
DURATION_S = 14.0  #: duration
PRINT_EVERY_S = 0.5  #: print_every


def wheel(name, x_m, y_m, z_m):
    return f"""
      <body name="{name}" pos="{x_m} {y_m} {z_m}">
        <joint name="{name}_axle" type="hinge" axis="0 1 0"/>
        <geom type="cylinder" size="{WHEEL_RADIUS_M} {WHEEL_WIDTH_M / 2}" euler="90 0 0" mass="{WHEEL_KG}" rgba="0.1 0.1 0.1 1"/>
      </body>"""


# The tractor's frame is on the ground under the middle of its rear axle, the trailer's is at the hitch.
XML = f"""
<mujoco model="tow tractor and trailer">
  <option timestep="{STEP_S}" gravity="0 0 {-GRAVITY_M_S2}" integrator="Euler"/>
  <default>
    <geom friction="{FRICTION} 0.005 0.0001"/>
  </default>
  <worldbody>
    <light pos="0 0 10" dir="0 0 -1" type="directional"/>
    <geom name="ground" type="plane" size="50 50 0.1" rgba="0.5 0.6 0.5 1"/>
    <body name="tug">
      <site name="tug"/>
      <freejoint/>
      <geom type="box" pos="{TUG_AHEAD_M} 0 {TUG_Z_M}" size="{TUG_LENGTH_M / 2} {TUG_WIDTH_M / 2} {TUG_HEIGHT_M / 2}"
            mass="{TUG_KG}" rgba="0.8 0.6 0.1 1"/>
      {wheel("rear_left", 0, REAR_Y_M, WHEEL_RADIUS_M)}
      {wheel("rear_right", 0, -REAR_Y_M, WHEEL_RADIUS_M)}
      <body name="fork" pos="{WHEELBASE_M} 0 {WHEEL_RADIUS_M}">
        <joint name="steering" type="hinge" axis="0 0 1" damping="100" range="{-LIMIT_DEG} {LIMIT_DEG}"/>
        <geom type="sphere" size="0.05" mass="{FORK_KG}" contype="0" conaffinity="0"/>
        {wheel("front", 0, 0, 0)}
      </body>
      <body name="trailer" pos="{-OVERHANG_M} 0 {HITCH_Z_M}">
        <joint name="hitch" type="ball"/>
        <site name="axle" pos="{-DRAWBAR_M} 0 0"/>
        <geom type="box" pos="{TRAILER_AHEAD_M - DRAWBAR_M} 0 {TRAILER_Z_M - HITCH_Z_M}"
              size="{TRAILER_LENGTH_M / 2} {TRAILER_WIDTH_M / 2} {TRAILER_HEIGHT_M / 2}" mass="{TRAILER_KG}"/>
        {wheel("trailer_left", -DRAWBAR_M, TRAILER_Y_M, WHEEL_RADIUS_M - HITCH_Z_M)}
        {wheel("trailer_right", -DRAWBAR_M, -TRAILER_Y_M, WHEEL_RADIUS_M - HITCH_Z_M)}
      </body>
    </body>
  </worldbody>
  <actuator>
    <motor name="drive" joint="front_axle"/>
    <position name="steer" joint="steering" kp="20000"/>
  </actuator>
  <sensor>
    <framepos name="axle" objtype="site" objname="axle"/>
    <framexaxis name="trailer_ahead" objtype="site" objname="axle"/>
    <framexaxis name="tug_ahead" objtype="site" objname="tug"/>
    <velocimeter name="speed" site="tug"/>
  </sensor>
</mujoco>
"""


def angle(vector):
    return math.atan2(vector[1], vector[0])


model = mujoco.MjModel.from_xml_string(XML)
data = mujoco.MjData(model)
wanted = -REVERSE_M_S
start = -OVERHANG_M - DRAWBAR_M
mujoco.mj_forward(model, data)
for k in range(round(DURATION_S / STEP_S)):
    # Sensors belong to the state before the last step: half a millisecond ago.
    x, y = data.sensor("axle").data[:2]
    theta = angle(data.sensor("trailer_ahead").data)
    phi = angle(data.sensor("tug_ahead").data) - theta
    speed = data.sensor("speed").data[0]
    path = PATH_Y_M * min(max((start - x) / BLEND_M, 0.0), 1.0)
    wanted = 0.0 if x <= -DOCK_M else wanted
    data.ctrl[:] = [PEDAL_N_M_S_M * (wanted - speed), K_Y_RAD_M * (y - path) - K_THETA * theta + K_PHI * phi]
    if k % round(PRINT_EVERY_S / STEP_S) == 0:
        print(
            f"{data.time:.1f} {x:.3f} {y:.3f} {math.degrees(phi):.2f} {math.degrees(data.joint('steering').qpos[0]):.2f} {speed:.3f}"
        )
    mujoco.mj_step(model, data)
