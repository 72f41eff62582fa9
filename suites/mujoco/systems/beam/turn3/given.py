# simbench canary ba950345-1144-4ea7-9085-9b3dcea9584f
"""A cantilever beam with a rectangular section, as a 1D flex, is bent the stiff way and let go."""

import mujoco

ELEMENTS = 13  #: elements
PIECE_M = 0.12  #: piece
WIDTH_M = 0.02  #: width in m
THICK_M = 0.01  #: thick in m
YOUNG_PA = 4.0e9  #: young in Pa
POISSON = 0.4  #: poisson
MASS_KG = 0.4  #: mass
DAMPING_S = 0.01
FORCE_N = 1.2
RAMP_S = 2.5
RELEASE_S = 5.0
STEP_S = 0.002  #: step in s
DURATION_S = 9.0
PRINT_EVERY_S = 0.1

# A grid is laid out about its middle: the first element reaches from half a piece behind the wall's face to half a piece before
# it. Section sizes are half sizes, the first one across (Y), the second one along Z.
XML = f"""
<mujoco model="cantilever beam">
  <option timestep="{STEP_S}" gravity="0 0 0" integrator="discrete"/>
  <worldbody>
    <light pos="0 -2 4" dir="0 0.4 -1"/>
    <geom type="box" size="0.05 0.1 0.1" pos="-0.05 0 0" contype="0" conaffinity="0"/>
    <flexcomp name="beam" type="grid" dim="1" count="{ELEMENTS + 1} 1 1" spacing="{PIECE_M} 1 1"
              pos="{(ELEMENTS - 1) * PIECE_M / 2} 0 0" mass="{MASS_KG}" radius="{THICK_M / 2}">
      <edge equality="true"/>
      <elasticity young="{YOUNG_PA}" poisson="{POISSON}" damping="{DAMPING_S}"
                  section="box" sectionsize="{WIDTH_M / 2} {THICK_M / 2}"/>
      <contact contype="0" conaffinity="0" selfcollide="none"/>
      <pin id="0 1"/>
    </flexcomp>
  </worldbody>
</mujoco>
"""


def force(time_s):
    """On the last point along Y."""
    return FORCE_N * min(1.0, time_s / RAMP_S) if time_s < RELEASE_S - 1e-9 else 0.0


def main():
    model = mujoco.MjModel.from_xml_string(XML)
    data = mujoco.MjData(model)
    tip = model.flex_vertbodyid[ELEMENTS]
    mujoco.mj_forward(model, data)

    next_print_s = 0.0
    while data.time < DURATION_S:
        if data.time >= next_print_s - 1e-9:
            print(f"t = {data.time:4.1f} s   y = {1000 * data.flexvert_xpos[ELEMENTS, 1]:7.2f} mm")
            next_print_s += PRINT_EVERY_S
        data.xfrc_applied[tip, 1] = force(data.time)
        mujoco.mj_step(model, data)
        if data.warning.number.any():
            raise RuntimeError(f"the simulation is unstable at t = {data.time} s")


if __name__ == "__main__":
    main()
