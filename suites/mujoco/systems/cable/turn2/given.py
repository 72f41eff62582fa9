# simbench canary ba950345-1144-4ea7-9085-9b3dcea9584f
"""Sag of an elastic cable between two supports, as a 1D flex that settles in a viscous medium."""
import mujoco

GRAVITY_M_S2 = 9.81  #: gravity
ELEMENTS = 20  #: elements
SPAN_M = 2.0
HEIGHT_M = 2.0
MASS_KG = 0.5
RADIUS_M = 0.01
EDGE_STIFFNESS_N_M = 2300
EDGE_DAMPING_N_S_M = 5
STEP_S = 0.001
DURATION_S = 5.0  #: duration
PRINT_EVERY_S = 0.5  #: print_every

# The viscosity only serves to bring the cable to rest: it has no influence on the final shape.
XML = f"""
<mujoco model="cable">
  <option timestep="{STEP_S}" gravity="0 0 {-GRAVITY_M_S2}" viscosity="2"/>
  <worldbody>
    <light pos="0 -2 4" dir="0 0.4 -1"/>
    <geom type="sphere" size="0.03" pos="{-SPAN_M / 2} 0 {HEIGHT_M}" contype="0" conaffinity="0"/>
    <geom type="sphere" size="0.03" pos="{SPAN_M / 2} 0 {HEIGHT_M}" contype="0" conaffinity="0"/>
    <flexcomp name="cable" type="grid" dim="1" count="{ELEMENTS + 1} 1 1" spacing="{SPAN_M / ELEMENTS} 1 1"
              pos="0 0 {HEIGHT_M}" mass="{MASS_KG}" radius="{RADIUS_M}" rgba="0.2 0.2 0.2 1">
      <edge stiffness="{EDGE_STIFFNESS_N_M}" damping="{EDGE_DAMPING_N_S_M}"/>
      <contact contype="0" conaffinity="0" selfcollide="none"/>
      <pin id="0 {ELEMENTS}"/>
    </flexcomp>
  </worldbody>
</mujoco>
"""


def main():
    model = mujoco.MjModel.from_xml_string(XML)
    data = mujoco.MjData(model)
    middle = ELEMENTS // 2

    next_print_s = 0.0
    mujoco.mj_forward(model, data)
    while data.time < DURATION_S:
        if data.time >= next_print_s - 1e-9:
            sag_m = HEIGHT_M - data.flexvert_xpos[middle, 2]
            print(f"t = {data.time:4.1f} s   sag = {1000 * sag_m:7.2f} mm")
            next_print_s += PRINT_EVERY_S
        mujoco.mj_step(model, data)


if __name__ == "__main__":
    main()
