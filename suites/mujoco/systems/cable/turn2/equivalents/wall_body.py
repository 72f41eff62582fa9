# simbench canary ba950345-1144-4ea7-9085-9b3dcea9584f
# The same cantilever built from explicit points in the frame of a wall body, a smaller step, functions.
import mujoco
import numpy as np

G = 9.81  #: gravity
N = 20  #: elements
LENGTH = 1.0  #: length
UP = 1.0  #: height
KG = 0.1  #: mass
THICK = 0.006  #: radius in m
E = 2.0e9  #: young in Pa
NU = 0.3  #: poisson
TAU = 0.02  #: damping
DT = 0.00125  #: 0.625 * step
SECONDS = 5.0  #: duration
EVERY = 0.5  #: print_every


def rod(points, **attributes):
    text = " ".join(f"{value:.6g}" for value in np.ravel(points))
    chain = " ".join(f"{i} {i + 1}" for i in range(len(points) - 1))
    extra = " ".join(f'{key}="{value}"' for key, value in attributes.items())
    return f"""
      <flexcomp name="beam" type="direct" dim="1" point="{text}" element="{chain}" {extra}>
        <pin range="0 1"/>
        <elasticity young="{E}" poisson="{NU}" damping="{TAU}"/>
        <edge equality="true"/>
        <contact selfcollide="none" contype="0" conaffinity="0"/>
      </flexcomp>"""


def build():
    points = [(LENGTH / N * i, 0, 0) for i in range(N + 1)]
    return mujoco.MjModel.from_xml_string(f"""
<mujoco>
  <option integrator="discrete" timestep="{DT}" gravity="0 0 {-G}" tolerance="1e-7"/>
  <worldbody>
    <body name="wall" pos="0 0 {UP}">
      <geom type="box" size=".01 .1 .1" pos="-0.01 0 0" contype="0" conaffinity="0"/>
      {rod(points, mass=KG, radius=THICK)}
    </body>
  </worldbody>
</mujoco>""")


def simulate(model, seconds):
    data = mujoco.MjData(model)
    for tick in range(round(seconds / model.opt.timestep)):
        if tick % round(EVERY / DT) == 0:
            mujoco.mj_forward(model, data)
            print(f"{data.time:.2f} s  tip has sunk {UP - data.flexvert_xpos[-1, 2]:.4f} m")
        mujoco.mj_step(model, data)


simulate(build(), SECONDS)
