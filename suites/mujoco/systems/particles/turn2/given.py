# simbench canary ba950345-1144-4ea7-9085-9b3dcea9584f
"""Three cubes and a ball on a slope: friction decides who slides, who stays, who stops and who rolls."""

import math

import mujoco

GRAVITY_M_S2 = 9.81  #: gravity
SLOPE_DEG = 20.0
EDGE_M = 0.1  #: edge
CUBE_KG = 1.0  #: mass
RADIUS_M = 0.05
BALL_KG = 0.5
APART_M = 0.3
BALL_Y_M = 0.6
SLIPPERY = 0.1
STICKY = 0.8
BRAKING = 0.5
BALL_FRICTION = 0.6
PUSH_M_S = 1.0
STEP_S = 0.002  #: step in s
DURATION_S = 2.0
PRINT_EVERY_S = 0.1

SLOPE_RAD = math.radians(SLOPE_DEG)
DOWNHILL = (math.cos(SLOPE_RAD), 0.0, -math.sin(SLOPE_RAD))
NORMAL = (math.sin(SLOPE_RAD), 0.0, math.cos(SLOPE_RAD))


def on_slope(height_m, y_m):
    """The place of a centre that far above the slope, on the line of fall through (0, y, 0)."""
    return f"{height_m * NORMAL[0]} {y_m} {height_m * NORMAL[2]}"


def cube(name, y_m, friction):
    return f"""
    <body name="{name}" pos="{on_slope(EDGE_M / 2, y_m)}" euler="0 {SLOPE_DEG} 0">
      <freejoint/>
      <geom type="box" size="{EDGE_M / 2} {EDGE_M / 2} {EDGE_M / 2}" mass="{CUBE_KG}" friction="{friction}"/>
    </body>"""


# The larger friction of two geoms counts: the slope has none, so that each particle's own does. An elliptic cone with a
# large impratio makes friction so stiff that what sticks doesn't creep.
XML = f"""
<mujoco model="friction on a slope">
  <option timestep="{STEP_S}" gravity="0 0 {-GRAVITY_M_S2}" cone="elliptic" impratio="20"/>
  <worldbody>
    <light pos="0 0 4"/>
    <geom name="slope" type="plane" size="10 2 0.1" euler="0 {SLOPE_DEG} 0" friction="0"/>
    {cube("slippery", -APART_M, SLIPPERY)}
    {cube("sticky", 0, STICKY)}
    {cube("braking", APART_M, BRAKING)}
    <body name="ball" pos="{on_slope(RADIUS_M, BALL_Y_M)}">
      <freejoint/>
      <geom type="sphere" size="{RADIUS_M}" mass="{BALL_KG}" friction="{BALL_FRICTION}"/>
    </body>
  </worldbody>
</mujoco>
"""

PARTICLES = ("slippery", "sticky", "braking", "ball")


def way(data, name):
    x, _, z = data.body(name).xpos
    return x * DOWNHILL[0] + z * DOWNHILL[2]


def main():
    model = mujoco.MjModel.from_xml_string(XML)
    data = mujoco.MjData(model)
    first = model.body("braking").dofadr[0]
    data.qvel[first : first + 3] = [PUSH_M_S * component for component in DOWNHILL]
    mujoco.mj_forward(model, data)

    next_print_s = 0.0
    while data.time < DURATION_S:
        if data.time >= next_print_s - 1e-9:
            ways = "   ".join(f"{name} = {way(data, name):7.4f} m" for name in PARTICLES)
            print(f"t = {data.time:4.1f} s   {ways}")
            next_print_s += PRINT_EVERY_S
        mujoco.mj_step(model, data)


if __name__ == "__main__":
    main()
