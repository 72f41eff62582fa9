# simbench canary ba950345-1144-4ea7-9085-9b3dcea9584f
"""The trick with the tablecloth: a cloth, as a 2D flex, is pulled away under a dish."""

import mujoco

GRAVITY_M_S2 = 9.81  #: gravity
ROWS = 13  #: rows
COLS = 4  #: cols
LENGTH_M = 0.8  #: length
WIDTH_M = 0.2  #: width
EDGE_HEIGHT_M = 1.2  #: edge_height
TABLE_LONG_M = 2.0  #: table_long
TABLE_BROAD_M = 0.6  #: table_broad
TABLE_THICK_M = 0.04  #: table_thick
FRONT_M = 0.1  #: front
RADIUS_M = 0.005  #: radius in m
FRICTION = 0.5  #: friction
DISH_EDGE_M = 0.1  #: dish_edge
DISH_KG = 0.5  #: dish_mass
DISH_FRICTION = 0.2  #: dish_friction
JERK_S = 0.5  #: jerk
PULL_N = 8.0  #: pull
THICKNESS_M = 0.001  #: thickness in m
MASS_KG = 0.15  #: mass
YOUNG_PA = 5.0e6  #: young in Pa
POISSON = 0.3  #: poisson
DAMPING_S = 0.006  #: damping
STEP_S = 0.002  #: step in s
DURATION_S = 1.5  #: duration
PRINT_EVERY_S = 0.05  #: print_every

# The larger friction of two counts: the cloth has none of its own, so that the table's counts below it and the dish's above it. An
# elliptic cone with a large impratio keeps what sticks from creeping. The last COLS points are the front hem.
XML = f"""
<mujoco model="tablecloth trick">
  <option timestep="{STEP_S}" gravity="0 0 {-GRAVITY_M_S2}" integrator="discrete" cone="elliptic" impratio="10"/>
  <worldbody>
    <light pos="1 0 3" dir="-0.3 0 -1"/>
    <geom name="table" type="box" size="{TABLE_LONG_M / 2} {TABLE_BROAD_M / 2} {TABLE_THICK_M / 2}"
          pos="0 0 {EDGE_HEIGHT_M - TABLE_THICK_M / 2}" friction="{FRICTION}"/>
    <body name="dish" pos="{-FRONT_M - LENGTH_M / 2} 0 {EDGE_HEIGHT_M + 2 * RADIUS_M + DISH_EDGE_M / 2}">
      <freejoint/>
      <geom type="box" size="{DISH_EDGE_M / 2} {DISH_EDGE_M / 2} {DISH_EDGE_M / 2}" mass="{DISH_KG}" friction="{DISH_FRICTION}"/>
    </body>
    <flexcomp name="cloth" type="grid" dim="2" count="{ROWS} {COLS} 1" spacing="{LENGTH_M / (ROWS - 1)} {WIDTH_M / (COLS - 1)} 1"
              pos="{-FRONT_M - LENGTH_M / 2} 0 {EDGE_HEIGHT_M + RADIUS_M}" mass="{MASS_KG}" radius="{RADIUS_M}">
      <elasticity young="{YOUNG_PA}" poisson="{POISSON}" thickness="{THICKNESS_M}" damping="{DAMPING_S}" elastic2d="stretch"/>
      <contact selfcollide="none" friction="0"/>
    </flexcomp>
  </worldbody>
</mujoco>
"""


def pull(time_s):
    """On the whole front hem."""
    return PULL_N if time_s >= JERK_S - 1e-9 else 0.0


def main():
    model = mujoco.MjModel.from_xml_string(XML)
    data = mujoco.MjData(model)
    hem = model.flex_vertbodyid[-COLS:]
    mujoco.mj_forward(model, data)

    next_print_s = 0.0
    while data.time < DURATION_S:
        if data.time >= next_print_s - 1e-9:
            hem_m, dish_m = data.flexvert_xpos[-COLS:, 0].mean(), data.body("dish").xpos[0]
            print(f"t = {data.time:5.2f} s   hem at x = {hem_m:8.4f} m   dish at x = {dish_m:8.4f} m")
            next_print_s += PRINT_EVERY_S
        data.xfrc_applied[hem, 0] = pull(data.time) / COLS
        mujoco.mj_step(model, data)
        if data.warning.number.any():
            raise RuntimeError(f"the simulation is unstable at t = {data.time} s")


if __name__ == "__main__":
    main()
