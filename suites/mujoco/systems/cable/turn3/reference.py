# simbench canary ba950345-1144-4ea7-9085-9b3dcea9584f
"""A clamped elastic rod carries a payload at its free end and lets it drop after three seconds."""
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
PAYLOAD_RADIUS_M = 0.02  #: payload_radius
PAYLOAD_KG = 0.03  #: payload_mass
RELEASE_S = 3.0  #: release
STEP_S = 0.002  #: step in s
DURATION_S = 5.0  #: duration
PRINT_EVERY_S = 0.25  #: print_every

# Pinning two points clamps the first edge: its direction and its material frame stay put.
XML = f"""
<mujoco model="rod with payload">
  <option timestep="{STEP_S}" gravity="0 0 {-GRAVITY_M_S2}" integrator="discrete"/>
  <worldbody>
    <light pos="0 -2 4" dir="0 0.4 -1"/>
    <geom name="floor" type="plane" size="3 3 0.1"/>
    <geom type="box" size="0.03 0.03 0.03" pos="0 0 {HEIGHT_M}" contype="0" conaffinity="0"/>
    <flexcomp name="rod" type="grid" dim="1" count="{ELEMENTS + 1} 1 1" spacing="{LENGTH_M / ELEMENTS} 1 1"
              pos="{LENGTH_M / 2} 0 {HEIGHT_M}" mass="{MASS_KG}" radius="{RADIUS_M}" rgba="0.2 0.2 0.2 1">
      <edge equality="true"/>
      <elasticity young="{YOUNG_PA}" poisson="{POISSON}" damping="{DAMPING_S}"/>
      <contact contype="0" conaffinity="0" selfcollide="none"/>
      <pin id="0 1"/>
    </flexcomp>
    <body name="payload" pos="{LENGTH_M} 0 {HEIGHT_M}">
      <freejoint/>
      <geom type="sphere" size="{PAYLOAD_RADIUS_M}" mass="{PAYLOAD_KG}" rgba="0.8 0.2 0.2 1"/>
    </body>
  </worldbody>
  <equality>
    <connect name="hook" body1="payload" body2="rod_{ELEMENTS}" anchor="0 0 0"/>
  </equality>
</mujoco>
"""


def main():
    model = mujoco.MjModel.from_xml_string(XML)
    data = mujoco.MjData(model)
    tip = ELEMENTS
    hook = model.equality("hook").id

    next_print_s = 0.0
    mujoco.mj_forward(model, data)
    while data.time < DURATION_S:
        if data.time >= RELEASE_S - 1e-9:
            data.eq_active[hook] = 0
        if data.time >= next_print_s - 1e-9:
            deflection_m = HEIGHT_M - data.flexvert_xpos[tip, 2]
            height_m = data.body("payload").xpos[2]
            print(f"t = {data.time:5.2f} s   deflection = {1000 * deflection_m:7.2f} mm   payload at {height_m:6.3f} m")
            next_print_s += PRINT_EVERY_S
        mujoco.mj_step(model, data)


if __name__ == "__main__":
    main()
