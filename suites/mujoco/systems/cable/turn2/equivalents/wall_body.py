# simbench canary ba950345-1144-4ea7-9085-9b3dcea9584f
# The same cantilever built from explicit points in the frame of a wall body, a smaller step, functions.
import mujoco
import numpy as np


def rod(points, **attributes):
    text = " ".join(f"{value:.6g}" for value in np.ravel(points))
    chain = " ".join(f"{i} {i + 1}" for i in range(len(points) - 1))
    extra = " ".join(f'{key}="{value}"' for key, value in attributes.items())
    return f"""
      <flexcomp name="beam" type="direct" dim="1" point="{text}" element="{chain}" {extra}>
        <pin range="0 1"/>
        <elasticity young="2.0e9" poisson="0.3" damping="0.02"/>
        <edge equality="true"/>
        <contact selfcollide="none" contype="0" conaffinity="0"/>
      </flexcomp>"""


def build():
    points = [(0.05 * i, 0, 0) for i in range(21)]
    return mujoco.MjModel.from_xml_string(f"""
<mujoco>
  <option integrator="discrete" timestep="0.00125" tolerance="1e-7"/>
  <worldbody>
    <body name="wall" pos="0 0 1">
      <geom type="box" size=".01 .1 .1" pos="-0.01 0 0" contype="0" conaffinity="0"/>
      {rod(points, mass=0.1, radius=0.006)}
    </body>
  </worldbody>
</mujoco>""")


def simulate(model, seconds):
    data = mujoco.MjData(model)
    for tick in range(round(seconds / model.opt.timestep)):
        if tick % 400 == 0:
            mujoco.mj_forward(model, data)
            print(f"{data.time:.2f} s  tip has sunk {1 - data.flexvert_xpos[-1, 2]:.4f} m")
        mujoco.mj_step(model, data)


simulate(build(), 5.0)
