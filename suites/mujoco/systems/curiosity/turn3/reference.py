# simbench canary ba950345-1144-4ea7-9085-9b3dcea9584f
"""A six-wheeled rover passes under a bar, which bends its antenna for good, and drives up twisted ground."""

import mujoco
import numpy as np

GRAVITY_M_S2 = 9.81  #: gravity
CHASSIS_LENGTH_M = 0.8  #: chassis_length
CHASSIS_WIDTH_M = 0.5  #: chassis_width
CHASSIS_HEIGHT_M = 0.3  #: chassis_height
CHASSIS_KG = 40.0  #: chassis_mass
CHASSIS_Z_M = 0.5  #: chassis_z
TRACK_M = 0.9  #: track
FRONT_M = 0.6  #: front
BACK_M = 0.3  #: back
ROCKER_PIVOT_M = 0.4  #: rocker_pivot
BOGIE_PIVOT_M = 0.25  #: bogie_pivot
BOGIE_HALF_M = 0.3  #: bogie_half
BAR_M = 0.05  #: bar
ROCKER_KG = 3.0  #: rocker_mass
BOGIE_KG = 2.0  #: bogie_mass
WHEEL_RADIUS_M = 0.15  #: wheel_radius
WHEEL_WIDTH_M = 0.1  #: wheel_width
WHEEL_KG = 3.0  #: wheel_mass
FRICTION = 0.9  #: friction
GAIN_NMS_RAD = 30.0  #: gain
SPEED_RAD_S = 2.2  #: speed
RAMP_S = 1.0  #: ramp
BRAKE_S = 9.0  #: brake
TERRAIN_START_M = 1.5  #: terrain_start
TERRAIN_LENGTH_M = 3.0  #: terrain_length
TERRAIN_WIDTH_M = 2.0  #: terrain_width
TWIST_1_M = 0.1  #: twist
ANTENNA_X_M = 0.3  #: antenna_x
ANTENNA_LENGTH_M = 0.6  #: antenna_length
ANTENNA_RADIUS_M = 0.01  #: antenna_radius
ANTENNA_KG = 0.05  #: antenna_mass
SPRING_NM_RAD = 10.0  #: spring
DAMPING_NMS_RAD = 0.3  #: antenna_damping
YIELD_DEG = 20.0  #: yield
CLEARANCE_M = 1.1  #: clearance
BAR_X_M = 0.7  #: bar_x
BAR_RADIUS_M = 0.02  #: bar_radius
HALF_BAR_M = 0.5  #: half_bar
LIMIT_DEG = 25.0  #: limit
STEP_S = 0.001  #: step in s
DURATION_S = 11.0  #: duration
PRINT_EVERY_S = 0.1  #: print_every

R = WHEEL_RADIUS_M
HIGHEST_M = TWIST_1_M * TERRAIN_LENGTH_M * TERRAIN_WIDTH_M
CELL_M = 0.05


def heights():
    """Heights of the ground, as shares of the highest: rows run along Y, columns along X."""
    x = np.linspace(0, TERRAIN_LENGTH_M, round(TERRAIN_LENGTH_M / CELL_M) + 1)
    y = np.linspace(0, TERRAIN_WIDTH_M, round(TERRAIN_WIDTH_M / CELL_M) + 1)
    return TWIST_1_M * np.outer(y, x) / HIGHEST_M


GROUND = heights()
SIDES = {"left": TRACK_M / 2, "right": -TRACK_M / 2}


def bar(start, end, kg):
    """A straight bar of square section between two points of the plane of a side."""
    ends = " ".join(str(v) for v in (start[0], 0, start[1], end[0], 0, end[1]))
    return f'<geom type="box" fromto="{ends}" size="{BAR_M / 2}" mass="{kg}" contype="0" conaffinity="0"/>'


def wheel(name, x, z):
    return f"""
      <body name="{name}" pos="{x} 0 {z}">
        <joint name="{name}" type="hinge" axis="0 1 0"/>
        <geom type="cylinder" size="{R} {WHEEL_WIDTH_M / 2}" euler="90 0 0" mass="{WHEEL_KG}"/>
      </body>"""


def side(name, y):
    """Rocker, bogie and three wheels; the rocker's frame is at its pivot, the bogie's at its own."""
    front = (FRONT_M, R - ROCKER_PIVOT_M)
    bogie = (-BACK_M, BOGIE_PIVOT_M - ROCKER_PIVOT_M)
    low = R - BOGIE_PIVOT_M
    return f"""
    <body name="rocker_{name}" pos="0 {y} {ROCKER_PIVOT_M - CHASSIS_Z_M}">
      <joint name="rocker_{name}" type="hinge" axis="0 1 0"/>
      {bar(bogie, front, ROCKER_KG)}
      {wheel(f"front_{name}", *front)}
      <body name="bogie_{name}" pos="{bogie[0]} 0 {bogie[1]}">
        <joint name="bogie_{name}" type="hinge" axis="0 1 0" range="{-LIMIT_DEG} {LIMIT_DEG}"/>
        {bar((-BOGIE_HALF_M, low), (BOGIE_HALF_M, low), BOGIE_KG)}
        {wheel(f"middle_{name}", BOGIE_HALF_M, low)}
        {wheel(f"rear_{name}", -BOGIE_HALF_M, low)}
      </body>
    </body>"""


WHEELS = [f"{place}_{name}" for place in ("front", "middle", "rear") for name in SIDES]

XML = f"""
<mujoco model="rover">
  <option timestep="{STEP_S}" gravity="0 0 {-GRAVITY_M_S2}" integrator="implicitfast"/>
  <default>
    <geom friction="{FRICTION}"/>
  </default>
  <asset>
    <hfield name="terrain" nrow="{GROUND.shape[0]}" ncol="{GROUND.shape[1]}" size="{TERRAIN_LENGTH_M / 2} {TERRAIN_WIDTH_M / 2} {HIGHEST_M} 0.1"/>
  </asset>
  <worldbody>
    <light pos="0 -2 4" dir="0 0.4 -1"/>
    <geom name="ground" type="plane" size="20 20 0.1"/>
    <geom name="terrain" type="hfield" hfield="terrain" pos="{TERRAIN_START_M + TERRAIN_LENGTH_M / 2} 0 0"/>
    <geom name="bar" type="capsule" fromto="{BAR_X_M} {-HALF_BAR_M} {CLEARANCE_M} {BAR_X_M} {HALF_BAR_M} {CLEARANCE_M}" size="{BAR_RADIUS_M}" contype="2" conaffinity="2"/>
    <body name="chassis" pos="0 0 {CHASSIS_Z_M}">
      <freejoint name="chassis"/>
      <geom type="box" size="{CHASSIS_LENGTH_M / 2} {CHASSIS_WIDTH_M / 2} {CHASSIS_HEIGHT_M / 2}" mass="{CHASSIS_KG}" contype="0" conaffinity="0"/>
      {"".join(side(name, y) for name, y in SIDES.items())}
      <body name="antenna" pos="{ANTENNA_X_M} 0 {CHASSIS_HEIGHT_M / 2}">
        <joint name="antenna" type="hinge" axis="0 1 0" stiffness="{SPRING_NM_RAD}" damping="{DAMPING_NMS_RAD}" springyield="{YIELD_DEG}"/>
        <geom type="capsule" fromto="0 0 0 0 0 {ANTENNA_LENGTH_M}" size="{ANTENNA_RADIUS_M}" mass="{ANTENNA_KG}" contype="2" conaffinity="2"/>
      </body>
    </body>
  </worldbody>
  <equality>
    <!-- The differential: the chassis' pitch is the mean of the rockers'. -->
    <joint name="differential" joint1="rocker_left" joint2="rocker_right" polycoef="0 -1 0 0 0" solref="0.005 1" solimp="0.999 0.9999 0.001"/>
  </equality>
  <actuator>
    {"".join(f'<velocity name="{name}" joint="{name}" kv="{GAIN_NMS_RAD}"/>' for name in WHEELS)}
  </actuator>
</mujoco>
"""


def main():
    model = mujoco.MjModel.from_xml_string(XML)
    model.hfield_data[:] = GROUND.ravel()
    data = mujoco.MjData(model)
    mujoco.mj_forward(model, data)

    next_print_s = 0.0
    while data.time < DURATION_S:
        data.ctrl[:] = SPEED_RAD_S * np.interp(data.time, [0, RAMP_S, BRAKE_S, BRAKE_S + RAMP_S], [0, 1, 1, 0])
        if data.time >= next_print_s - 1e-9:
            x, _, z = data.body("chassis").xpos
            left, right, antenna = (data.joint(name).qpos[0] for name in ("rocker_left", "rocker_right", "antenna"))
            print(f"t = {data.time:4.1f} s   x = {x:6.3f} m   z = {z:6.3f} m   rockers = {left:7.4f}, {right:7.4f} rad   antenna = {antenna:7.4f} rad")
            next_print_s += PRINT_EVERY_S
        mujoco.mj_step(model, data)


if __name__ == "__main__":
    main()
