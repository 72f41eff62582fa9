# simbench canary ba950345-1144-4ea7-9085-9b3dcea9584f
"""A strip of soft cloth, as a 2D flex, lies on a table; a part hangs over the edge, and friction holds it."""

import mujoco

GRAVITY_M_S2 = 9.81  #: gravity
ROWS = 13  #: rows
COLS = 4  #: cols
LENGTH_M = 0.8  #: length
WIDTH_M = 0.2  #: width
EDGE_HEIGHT_M = 1.2  #: edge_height
TABLE_LONG_M = 1.0
TABLE_BROAD_M = 0.6  #: table_broad
TABLE_THICK_M = 0.04  #: table_thick
OVERHANG_M = 0.2
RADIUS_M = 0.005  #: radius in m
FRICTION = 0.5  #: friction
THICKNESS_M = 0.001  #: thickness in m
MASS_KG = 0.15  #: mass
YOUNG_PA = 200000.0
POISSON = 0.3  #: poisson
DAMPING_S = 0.006  #: damping
STEP_S = 0.002  #: step in s
DURATION_S = 3.0
PRINT_EVERY_S = 0.1

# The larger friction of two counts: the table's is what is asked for, the cloth has none of its own. An elliptic cone with a large
# impratio keeps what sticks from creeping. Points 0 … COLS - 1 are the row that lies farthest on the table.
XML = f"""
<mujoco model="tablecloth">
  <option timestep="{STEP_S}" gravity="0 0 {-GRAVITY_M_S2}" integrator="discrete" cone="elliptic" impratio="10"/>
  <worldbody>
    <light pos="1 0 3" dir="-0.3 0 -1"/>
    <geom name="table" type="box" size="{TABLE_LONG_M / 2} {TABLE_BROAD_M / 2} {TABLE_THICK_M / 2}"
          pos="{-TABLE_LONG_M / 2} 0 {EDGE_HEIGHT_M - TABLE_THICK_M / 2}" friction="{FRICTION}"/>
    <flexcomp name="cloth" type="grid" dim="2" count="{ROWS} {COLS} 1" spacing="{LENGTH_M / (ROWS - 1)} {WIDTH_M / (COLS - 1)} 1"
              pos="{OVERHANG_M - LENGTH_M / 2} 0 {EDGE_HEIGHT_M + RADIUS_M}" mass="{MASS_KG}" radius="{RADIUS_M}">
      <elasticity young="{YOUNG_PA}" poisson="{POISSON}" thickness="{THICKNESS_M}" damping="{DAMPING_S}" elastic2d="stretch"/>
      <contact selfcollide="none" friction="0"/>
    </flexcomp>
  </worldbody>
</mujoco>
"""


def main():
    model = mujoco.MjModel.from_xml_string(XML)
    data = mujoco.MjData(model)
    mujoco.mj_forward(model, data)

    next_print_s = 0.0
    while data.time < DURATION_S:
        if data.time >= next_print_s - 1e-9:
            end_m, hem_m = data.flexvert_xpos[:COLS, 0].mean(), data.flexvert_xpos[-COLS:, 2].mean()
            print(f"t = {data.time:5.2f} s   end on the table at x = {end_m:8.4f} m   hem at z = {hem_m:7.4f} m")
            next_print_s += PRINT_EVERY_S
        mujoco.mj_step(model, data)
        if data.warning.number.any():
            raise RuntimeError(f"the simulation is unstable at t = {data.time} s")


if __name__ == "__main__":
    main()
