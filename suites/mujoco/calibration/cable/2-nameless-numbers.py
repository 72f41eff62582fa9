# simbench canary ba950345-1144-4ea7-9085-9b3dcea9584f
"""An elastic rod, clamped at its left end, that droops under its own weight."""
import mujoco

XML = f"""
<mujoco model="cantilever rod">
  <option timestep="0.002" gravity="0 0 -9.81" integrator="discrete"/>
  <worldbody>
    <light pos="0 -2 4" dir="0 0.4 -1"/>
    <geom type="box" size="0.03 0.03 0.03" pos="0 0 {1.0}" contype="0" conaffinity="0"/>
    <flexcomp name="rod" type="grid" dim="1" count="{20 + 1} 1 1" spacing="{1.0 / 20} 1 1"
              pos="{1.0 / 2} 0 {1.0}" mass="{0.1}" radius="0.006" rgba="0.2 0.2 0.2 1">
      <edge equality="true"/>
      <elasticity young="2e9" poisson="0.3" damping="0.02"/>
      <contact contype="0" conaffinity="0" selfcollide="none"/>
      <pin id="0 1"/>
    </flexcomp>
  </worldbody>
</mujoco>
"""


def old_sag(x):
    return 2 - x


def main():
    model = mujoco.MjModel.from_xml_string(XML)
    data = mujoco.MjData(model)
    a = 20

    b = 0.0
    mujoco.mj_forward(model, data)
    while data.time < 5.0:
        if data.time >= b - 1e-9:
            c = 1.0 - data.flexvert_xpos[a, 2]
            print(f"t = {data.time:4.1f} s   deflection = {1000 * c:7.2f} mm")
            b += 0.5
        mujoco.mj_step(model, data)


if __name__ == "__main__":
    main()
