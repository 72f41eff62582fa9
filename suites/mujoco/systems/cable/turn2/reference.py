# simbench canary ba950345-1144-4ea7-9085-9b3dcea9584f
"""An elastic rod, clamped at its left end, that droops under its own weight."""
import mujoco

GRAVITY_M_S2 = 9.81  #: gravity
ELEMENTS = 20  #: elements
LENGTH_M = 1.0  #: length
HEIGHT_M = 1.0  #: height
MASS_KG = 0.1  #: mass
RADIUS_M = 0.006  #: radius in m
YOUNG_PA = 2.0e9  #: young in Pa
POISSON = 0.3  #: poisson
DAMPING_S = 0.02  #: damping
STEP_S = 0.002  #: step in s
DURATION_S = 5.0  #: duration
PRINT_EVERY_S = 0.5  #: print_every

# Pinning two points clamps the first edge: its direction and its material frame stay put.
XML = f"""
<mujoco model="cantilever rod">
  <option timestep="{STEP_S}" gravity="0 0 {-GRAVITY_M_S2}" integrator="discrete"/>
  <worldbody>
    <light pos="0 -2 4" dir="0 0.4 -1"/>
    <geom type="box" size="0.03 0.03 0.03" pos="0 0 {HEIGHT_M}" contype="0" conaffinity="0"/>
    <flexcomp name="rod" type="grid" dim="1" count="{ELEMENTS + 1} 1 1" spacing="{LENGTH_M / ELEMENTS} 1 1"
              pos="{LENGTH_M / 2} 0 {HEIGHT_M}" mass="{MASS_KG}" radius="{RADIUS_M}" rgba="0.2 0.2 0.2 1">
      <edge equality="true"/>
      <elasticity young="{YOUNG_PA}" poisson="{POISSON}" damping="{DAMPING_S}"/>
      <contact contype="0" conaffinity="0" selfcollide="none"/>
      <pin id="0 1"/>
    </flexcomp>
  </worldbody>
</mujoco>
"""


def main():
    model = mujoco.MjModel.from_xml_string(XML)
    data = mujoco.MjData(model)
    tip = ELEMENTS

    next_print_s = 0.0
    mujoco.mj_forward(model, data)
    while data.time < DURATION_S:
        if data.time >= next_print_s - 1e-9:
            deflection_m = HEIGHT_M - data.flexvert_xpos[tip, 2]
            print(f"t = {data.time:4.1f} s   deflection = {1000 * deflection_m:7.2f} mm")
            next_print_s += PRINT_EVERY_S
        mujoco.mj_step(model, data)


if __name__ == "__main__":
    main()
