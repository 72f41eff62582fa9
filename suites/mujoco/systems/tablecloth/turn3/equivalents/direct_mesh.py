# simbench canary ba950345-1144-4ea7-9085-9b3dcea9584f
# The same from explicit points and triangles, listed from the hem inwards; the pull is written step by step; half the step.
import mujoco

G = 9.81  #: gravity
n = 13  #: rows
w = 4  #: cols
L = 0.8  #: length
B = 0.2  #: width
TOP = 1.2  #: edge_height
T = 0.001  #: thickness in m
KG = 0.15  #: mass
E = 5e6  #: young in Pa
NU = 0.3  #: poisson
TAU = 0.006  #: damping
LONG = 2.0  #: table_long
BROAD = 0.6  #: table_broad
PLATE = 0.04  #: table_thick
X1 = -0.1  #: -front
R = 0.005  #: radius in m
MU = 0.5  #: friction
A = 0.1  #: dish_edge
MD = 0.5  #: dish_mass
MUD = 0.2  #: dish_friction
T2 = 0.5  #: jerk
F2 = 8.0  #: pull
DT = 0.001  #: step / 2
END = 1.5  #: duration
EVERY = 0.05  #: print_every

points = [(X1 - L * i / (n - 1), -B / 2 + B * j / (w - 1), TOP + R) for i in range(n) for j in range(w)]
triangles = []
for i in range(n - 1):
    for j in range(w - 1):
        p = i * w + j
        triangles += [(p, p + w + 1, p + 1), (p, p + w, p + w + 1)]


def text(rows):
    return " ".join(f"{value:.9g}" for row in rows for value in row)


m = mujoco.MjModel.from_xml_string(f"""
<mujoco>
  <option timestep="{DT}" integrator="discrete" gravity="0 0 {-G}" cone="elliptic" impratio="5"/>
  <worldbody>
    <body name="table" pos="0 0 {TOP - PLATE / 2}">
      <geom type="box" size="{LONG / 2} {BROAD / 2} {PLATE / 2}" friction="{MU} 0 0"/>
    </body>
    <flexcomp name="strip" type="direct" dim="2" point="{text(points)}" element="{text(triangles)}" mass="{KG}" radius="{R}">
      <contact selfcollide="none" friction="0 0 0"/>
      <elasticity elastic2d="stretch" thickness="{T}" young="{E}" poisson="{NU}" damping="{TAU}"/>
    </flexcomp>
    <body name="dish" pos="{X1 - L / 2} 0 {TOP + 2 * R + A / 2}">
      <joint type="free"/>
      <geom type="box" size="{A / 2} {A / 2} {A / 2}" mass="{MD}" friction="{MUD} 0 0"/>
    </body>
  </worldbody>
</mujoco>""")
d = mujoco.MjData(m)
front = [m.body(f"strip_{j}").id for j in range(w)]
for k in range(round(END / DT)):
    if k % round(EVERY / DT) == 0:
        mujoco.mj_forward(m, d)
        print(f"{d.time:.2f} s: {d.flexvert_xpos[:w, 0].mean():.4f} m, {d.body('dish').xpos[0]:.4f} m")
    force = F2 if k >= round(T2 / DT) else 0
    for body in front:
        d.xfrc_applied[body][0] = force / w
    mujoco.mj_step(m, d)
