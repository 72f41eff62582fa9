# simbench canary ba950345-1144-4ea7-9085-9b3dcea9584f
"""A strip of soft cloth, as a 2D flex, hangs from a table's edge and stretches under its own weight."""

import mujoco

GRAVITY_M_S2 = 9.81  #: gravity
ROWS = 13  #: rows
COLS = 4  #: cols
LENGTH_M = 0.8  #: length
WIDTH_M = 0.2  #: width
EDGE_HEIGHT_M = 1.2  #: edge_height
THICKNESS_M = 0.001  #: thickness in m
MASS_KG = 0.15  #: mass
YOUNG_PA = 200000.0  #: young in Pa
POISSON = 0.3  #: poisson
DAMPING_S = 0.006  #: damping
STEP_S = 0.002  #: step in s
DURATION_S = 1.2
PRINT_EVERY_S = 0.05

# The grid's first axis, turned down by 90 degrees about Y, runs from the table's edge to the hem: point 0 … COLS - 1 is the top row.
XML = f"""
<mujoco model="hanging cloth">
  <option timestep="{STEP_S}" gravity="0 0 {-GRAVITY_M_S2}" integrator="discrete"/>
  <worldbody>
    <light pos="1 0 3" dir="-0.3 0 -1"/>
    <flexcomp name="cloth" type="grid" dim="2" count="{ROWS} {COLS} 1" spacing="{LENGTH_M / (ROWS - 1)} {WIDTH_M / (COLS - 1)} 1"
              pos="0 0 {EDGE_HEIGHT_M - LENGTH_M / 2}" euler="0 90 0" mass="{MASS_KG}" radius="0.002">
      <elasticity young="{YOUNG_PA}" poisson="{POISSON}" thickness="{THICKNESS_M}" damping="{DAMPING_S}" elastic2d="stretch"/>
      <contact contype="0" conaffinity="0" selfcollide="none"/>
      <pin range="0 {COLS - 1}"/>
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
            hem_m = data.flexvert_xpos[-COLS:, 2].mean()
            print(f"t = {data.time:5.2f} s   sunk by {1000 * (EDGE_HEIGHT_M - LENGTH_M - hem_m):6.2f} mm")
            next_print_s += PRINT_EVERY_S
        mujoco.mj_step(model, data)
        if data.warning.number.any():
            raise RuntimeError(f"the simulation is unstable at t = {data.time} s")


if __name__ == "__main__":
    main()
