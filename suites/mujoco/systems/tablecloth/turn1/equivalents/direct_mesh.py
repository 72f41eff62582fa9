# simbench canary ba950345-1144-4ea7-9085-9b3dcea9584f
# The same from explicit points and triangles, listed from the hem upwards; half the step.
import mujoco
import numpy as np

G = 9.81  #: gravity
n = 13  #: rows
w = 4  #: cols
L = 0.8  #: length
B = 0.2  #: width
TOP = 1.2  #: edge_height
T = 0.001  #: thickness in m
KG = 0.15  #: mass
E = 200e3  #: young in Pa
NU = 0.3  #: poisson
TAU = 0.006  #: damping
DT = 0.001  #: step / 2
END = 1.2  #: duration
EVERY = 0.05  #: print_every

points = [(0, -B / 2 + B * j / (w - 1), TOP - L + L * i / (n - 1)) for i in range(n) for j in range(w)]
triangles = []
for i in range(n - 1):
    for j in range(w - 1):
        p = i * w + j
        triangles += [(p, p + 1, p + w + 1), (p, p + w + 1, p + w)]


def text(rows):
    return " ".join(f"{value:.9g}" for row in rows for value in row)


m = mujoco.MjModel.from_xml_string(f"""
<mujoco>
  <option timestep="{DT}" integrator="discrete" gravity="0 0 {-G}" solver="CG"/>
  <worldbody>
    <flexcomp name="strip" type="direct" dim="2" point="{text(points)}" element="{text(triangles)}" mass="{KG}" radius="0.001">
      <pin range="{(n - 1) * w} {n * w - 1}"/>
      <contact selfcollide="none" contype="0" conaffinity="0"/>
      <elasticity elastic2d="stretch" thickness="{T}" young="{E}" poisson="{NU}" damping="{TAU}"/>
    </flexcomp>
  </worldbody>
</mujoco>""")
d = mujoco.MjData(m)
for k in range(round(END / DT)):
    if k % round(EVERY / DT) == 0:
        mujoco.mj_forward(m, d)
        print(f"{d.time:.2f} s: {TOP - L - d.flexvert_xpos[:w, 2].mean():.5f} m")
    mujoco.mj_step(m, d)
