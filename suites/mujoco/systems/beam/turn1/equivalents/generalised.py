# simbench canary ba950345-1144-4ea7-9085-9b3dcea9584f
"""The same turned by 180 degrees about X, from a list of pieces; the force acts by mj_applyFT in generalised coordinates."""

import mujoco
import numpy as np

PIECES = 13  #: elements
LENGTH = 0.12  #: piece
ACROSS = 0.02  #: width in m
UPRIGHT = 0.01  #: thick in m
MODULUS = 2.5e9  #: young in Pa
RATIO = 0.4  #: poisson
TOTAL_KG = 0.35  #: mass
RAYLEIGH_S = 0.015  #: damping
PULL_N = 0.15  #: force
STEP = 0.00125  #: 0.625 * step
SECONDS = 8.0  #: duration
EVERY = 0.1  #: print_every


def text():
    middle = (PIECES - 1) * LENGTH / 2
    return f"""
<mujoco>
  <option integrator="discrete" timestep="{STEP}" gravity="0 0 0" tolerance="1e-9"/>
  <worldbody>
    <frame pos="{middle} 0 0" quat="0 1 0 0">
      <flexcomp name="b" type="grid" dim="1" count="{PIECES + 1} 1 1" spacing="{LENGTH} 1 1" mass="{TOTAL_KG}"
                radius="{UPRIGHT / 2}">
        <pin id="1"/>
        <pin id="0"/>
        <elasticity section="box" sectionsize="{ACROSS / 2} {UPRIGHT / 2}" young="{MODULUS}" poisson="{RATIO}"
                    damping="{RAYLEIGH_S}"/>
        <edge equality="true"/>
        <contact selfcollide="none" contype="0" conaffinity="0"/>
      </flexcomp>
    </frame>
  </worldbody>
</mujoco>"""


class Beam:
    def __init__(self):
        self.model = mujoco.MjModel.from_xml_string(text())
        self.data = mujoco.MjData(self.model)
        mujoco.mj_forward(self.model, self.data)
        self.end = self.model.flex_vertbodyid[-1]

    def load(self):
        force, out = np.array([0, 0, -PULL_N]), np.zeros(self.model.nv)
        place = self.data.xpos[self.end].copy()
        mujoco.mj_applyFT(self.model, self.data, force, np.zeros(3), place, self.end, out)
        self.data.qfrc_applied[:] = out

    def run(self):
        for k in range(round(SECONDS / STEP)):
            self.load()
            if k % round(EVERY / STEP) == 0:
                print(f"{self.data.time:.2f}  {1000 * self.data.xpos[self.end][2]:.2f} mm")
            mujoco.mj_step(self.model, self.data)


Beam().run()
