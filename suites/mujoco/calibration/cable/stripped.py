# simbench canary ba950345-1144-4ea7-9085-9b3dcea9584f
import mujoco

ELEMENTS = 20
LENGTH_M = 1.0
HEIGHT_M = 1.0
MASS_KG = 0.1
DURATION_S = 5.0
PRINT_EVERY_S = 0.5

XML = f"""
<mujoco model="cantilever rod">
  <option timestep="0.002" gravity="0 0 -9.81" integrator="discrete"/>
  <worldbody>
    <light pos="0 -2 4" dir="0 0.4 -1"/>
    <geom type="box" size="0.03 0.03 0.03" pos="0 0 {HEIGHT_M}" contype="0" conaffinity="0"/>
    <flexcomp name="rod" type="grid" dim="1" count="{ELEMENTS + 1} 1 1" spacing="{LENGTH_M / ELEMENTS} 1 1"
              pos="{LENGTH_M / 2} 0 {HEIGHT_M}" mass="{MASS_KG}" radius="0.006" rgba="0.2 0.2 0.2 1">
      <edge equality="true"/>
      <elasticity young="2e9" poisson="0.3" damping="0.02"/>
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
