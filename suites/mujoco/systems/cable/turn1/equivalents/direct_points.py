# simbench canary ba950345-1144-4ea7-9085-9b3dcea9584f
# The same cable from explicit points, listed from right to left; stronger edge damping and a smaller step settle it.
import mujoco
import numpy as np

G = 9.81  #: gravity
n = 20  #: elements
END = 1.0  #: half_span
UP = 2.0  #: height
KG = 0.5  #: mass
THICK = 0.01  #: radius in m
K = 2300.0  #: edge_stiffness
D = 5.0  #: edge_damping
DT = 0.0005  #: step / 2
SECONDS = 5.0  #: duration
EVERY = 0.5  #: print_every
points = np.column_stack([np.linspace(END, -END, n + 1), np.zeros(n + 1), np.zeros(n + 1)])
elements = " ".join(f"{i} {i + 1}" for i in range(n))
xml = f"""
<mujoco>
  <option timestep="{DT}" gravity="0 0 {-G}" viscosity="3"/>
  <worldbody>
    <body name="frame" pos="0 0 {UP}">
      <flexcomp name="line" type="direct" dim="1" mass="{KG}" radius="{THICK}"
                point="{' '.join(map(str, points.ravel()))}" element="{elements}">
        <edge stiffness="{K}" damping="{D}"/>
        <contact selfcollide="none" contype="0" conaffinity="0"/>
        <pin id="{n}"/>
        <pin id="0"/>
      </flexcomp>
    </body>
  </worldbody>
</mujoco>"""

m = mujoco.MjModel.from_xml_string(xml)
d = mujoco.MjData(m)
for report in range(round(SECONDS / EVERY)):
    mujoco.mj_kinematics(m, d)
    mujoco.mj_flex(m, d)
    print(f"{d.time:.1f} s: {UP - d.flexvert_xpos[n // 2][2]:.4f} m")
    mujoco.mj_step(m, d, nstep=round(EVERY / DT))
