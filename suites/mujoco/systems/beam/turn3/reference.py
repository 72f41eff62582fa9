# simbench canary ba950345-1144-4ea7-9085-9b3dcea9584f
"""A column with a rectangular section, as a 1D flex, is compressed below and above Euler's critical load."""

import math

import mujoco

ELEMENTS = 13  #: elements
PIECE_M = 0.12  #: piece
WIDTH_M = 0.02  #: width in m
THICK_M = 0.01  #: thick in m
YOUNG_PA = 4.0e9  #: young in Pa
POISSON = 0.4  #: poisson
MASS_KG = 0.4  #: mass
DAMPING_S = 0.04  #: damping
SIDE_FORCE_N = 0.02  #: side_force
LOW_SHARE = 0.5  #: low_share
HIGH_SHARE = 1.2  #: high_share
FIRST_S = 3.0  #: first
SECOND_S = 8.0  #: second
STEP_S = 0.002  #: step in s
DURATION_S = 12.0  #: duration
PRINT_EVERY_S = 0.25  #: print_every

LENGTH_M = (ELEMENTS - 0.5) * PIECE_M
EULER_N = math.pi**2 * YOUNG_PA * WIDTH_M * THICK_M**3 / 12 / (4 * LENGTH_M**2)

# A grid is laid out about its middle: the first element reaches from half a piece behind the wall's face to half a piece before
# it. Section sizes are half sizes, the first one across (Y), the second one along Z. The edge constraint is as
# stiff as the step allows: by default the load would squeeze the column by 30 mm.
XML = f"""
<mujoco model="column">
  <option timestep="{STEP_S}" gravity="0 0 0" integrator="discrete"/>
  <worldbody>
    <light pos="0 -2 4" dir="0 0.4 -1"/>
    <geom type="box" size="0.05 0.1 0.1" pos="-0.05 0 0" contype="0" conaffinity="0"/>
    <flexcomp name="beam" type="grid" dim="1" count="{ELEMENTS + 1} 1 1" spacing="{PIECE_M} 1 1"
              pos="{(ELEMENTS - 1) * PIECE_M / 2} 0 0" mass="{MASS_KG}" radius="{THICK_M / 2}">
      <edge equality="true" solref="{2 * STEP_S} 1" solimp="0.99 0.999 0.001"/>
      <elasticity young="{YOUNG_PA}" poisson="{POISSON}" damping="{DAMPING_S}"
                  section="box" sectionsize="{WIDTH_M / 2} {THICK_M / 2}"/>
      <contact contype="0" conaffinity="0" selfcollide="none"/>
      <pin id="0 1"/>
    </flexcomp>
  </worldbody>
</mujoco>
"""


def axial_load(time_s):
    """On the last point along -X."""
    if time_s < FIRST_S - 1e-9:
        return LOW_SHARE * EULER_N
    return HIGH_SHARE * EULER_N if time_s < SECOND_S - 1e-9 else 0.0


def main():
    model = mujoco.MjModel.from_xml_string(XML)
    data = mujoco.MjData(model)
    tip = model.flex_vertbodyid[ELEMENTS]
    mujoco.mj_forward(model, data)

    next_print_s = 0.0
    while data.time < DURATION_S:
        if data.time >= next_print_s - 1e-9:
            x, _, z = data.flexvert_xpos[ELEMENTS]
            print(f"t = {data.time:5.2f} s   x = {x:7.4f} m   z = {z:7.4f} m")
            next_print_s += PRINT_EVERY_S
        data.xfrc_applied[tip, :3] = [-axial_load(data.time), 0, -SIDE_FORCE_N]
        mujoco.mj_step(model, data)
        if data.warning.number.any():
            raise RuntimeError(f"the simulation is unstable at t = {data.time} s")


if __name__ == "__main__":
    main()
