# simbench canary ba950345-1144-4ea7-9085-9b3dcea9584f
# The same cable from explicit points, listed from right to left; stronger edge damping and a smaller step settle it.
import mujoco
import numpy as np

n = 20
points = np.column_stack([np.linspace(1, -1, n + 1), np.zeros(n + 1), np.zeros(n + 1)])
elements = " ".join(f"{i} {i + 1}" for i in range(n))
xml = f"""
<mujoco>
  <option timestep="0.0005" viscosity="1"/>
  <worldbody>
    <body name="frame" pos="0 0 2">
      <flexcomp name="line" type="direct" dim="1" mass="0.5" radius="0.01"
                point="{' '.join(map(str, points.ravel()))}" element="{elements}">
        <edge stiffness="2300" damping="5"/>
        <contact selfcollide="none" contype="0" conaffinity="0"/>
        <pin id="{n}"/>
        <pin id="0"/>
      </flexcomp>
    </body>
  </worldbody>
</mujoco>"""

m = mujoco.MjModel.from_xml_string(xml)
d = mujoco.MjData(m)
for report in range(10):
    mujoco.mj_kinematics(m, d)
    mujoco.mj_flex(m, d)
    print(f"{d.time:.1f} s: {2 - d.flexvert_xpos[n // 2][2]:.4f} m")
    mujoco.mj_step(m, d, nstep=round(0.5 / m.opt.timestep))
