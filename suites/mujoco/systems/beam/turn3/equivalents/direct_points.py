# simbench canary ba950345-1144-4ea7-9085-9b3dcea9584f
# The same from explicit points in the frame of a wall, half the step; the stages are rows of a table.
import mujoco
import numpy as np

n = 13  #: elements
a = 0.12  #: piece
B = 0.02  #: width in m
H = 0.01  #: thick in m
E = 4.0e9  #: young in Pa
NU = 0.4  #: poisson
KG = 0.4  #: mass
TAU = 0.04  #: damping
F = 0.02  #: side_force
LITTLE = 0.5  #: low_share
MUCH = 1.2  #: high_share
T1 = 3.0  #: first
T2 = 8.0  #: second
DT = 0.001  #: step / 2
T = 12.0  #: duration
EVERY = 0.25  #: print_every

points = " ".join(f"{(i - 0.5) * a:.9g} 0 0" for i in range(n + 1))
chain = " ".join(f"{i} {i + 1}" for i in range(n))
m = mujoco.MjModel.from_xml_string(f"""
<mujoco>
  <option integrator="discrete" timestep="{DT}" solver="Newton"><flag gravity="disable"/></option>
  <worldbody>
    <body name="wall">
      <flexcomp name="rod" type="direct" dim="1" point="{points}" element="{chain}" mass="{KG}" radius="{H / 2}">
        <pin range="0 1"/>
        <contact selfcollide="none" contype="0" conaffinity="0"/>
        <elasticity section="box" sectionsize="{B / 2} {H / 2}" young="{E}" poisson="{NU}" damping="{TAU}"/>
        <edge equality="true" solimp="0.999 0.9999 0.001"/>
      </flexcomp>
    </body>
  </worldbody>
</mujoco>""")
m.opt.gravity = np.zeros(3)
d = mujoco.MjData(m)
end = m.body(f"rod_{n}").id
critical = (np.pi / ((2 * n - 1) * a)) ** 2 * E * B * H**3 / 12
stages = [(round(T1 / DT), LITTLE), (round(T2 / DT), MUCH), (float("inf"), 0)]
for k in range(round(T / DT)):
    if k % round(EVERY / DT) == 0:
        mujoco.mj_forward(m, d)
        print(f"{d.time:.1f} s: {d.flexvert_xpos[-1].round(4)}")
    share = next(value for until, value in stages if k < until)
    d.xfrc_applied[end] = [-share * critical, 0, -F, 0, 0, 0]
    mujoco.mj_step(m, d)
