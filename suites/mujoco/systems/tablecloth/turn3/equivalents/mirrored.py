# simbench canary ba950345-1144-4ea7-9085-9b3dcea9584f
"""The same as a grid that is turned by 180 degrees about Z (the hem is the first row), pulled by mj_applyFT; a class."""

import mujoco
import numpy as np


class Table:
    gravity = 9.81  #: gravity
    rows = 13  #: rows
    columns = 4  #: cols
    long = 0.8  #: length
    wide = 0.2  #: width
    up = 1.2  #: edge_height
    thick = 0.001  #: thickness in m
    kg = 0.15  #: mass
    modulus = 5e6  #: young in Pa
    ratio = 0.3  #: poisson
    rayleigh = 0.006  #: damping
    table_x = 2.0  #: table_long
    table_y = 0.6  #: table_broad
    table_z = 0.04  #: table_thick
    front = 0.1  #: front
    radius = 0.005  #: radius in m
    mu = 0.5  #: friction
    dish = 0.1  #: dish_edge
    dish_kg = 0.5  #: dish_mass
    dish_mu = 0.2  #: dish_friction
    tear = 0.5  #: jerk
    much = 8.0  #: pull
    step = 0.00125  #: 0.625 * step
    seconds = 1.5  #: duration
    every = 0.05  #: print_every

    def model(self):
        return mujoco.MjModel.from_xml_string(f"""
<mujoco>
  <option integrator="discrete" timestep="{self.step}" gravity="0 0 -{self.gravity}" cone="elliptic" impratio="20"/>
  <default><geom friction="{self.mu} 0.005 0.0001"/></default>
  <worldbody>
    <geom type="box" pos="0 0 {self.up - self.table_z / 2}"
          size="{self.table_x / 2} {self.table_y / 2} {self.table_z / 2}"/>
    <frame quat="0 0 0 1" pos="{-self.front - self.long / 2} 0 {self.up + self.radius}">
      <flexcomp name="f" type="grid" dim="2" count="{self.rows} {self.columns} 1" mass="{self.kg}" radius="{self.radius}"
                spacing="{self.long / (self.rows - 1)} {self.wide / (self.columns - 1)} 1">
        <elasticity elastic2d="stretch" young="{self.modulus}" poisson="{self.ratio}" damping="{self.rayleigh}"
                    thickness="{self.thick}"/>
        <contact selfcollide="none" friction="0 0.005 0.0001"/>
      </flexcomp>
    </frame>
    <body name="cube" pos="{-self.front - self.long / 2} 0 {self.up + 2 * self.radius + self.dish / 2}">
      <freejoint/>
      <geom type="box" size="{self.dish / 2} {self.dish / 2} {self.dish / 2}" mass="{self.dish_kg}"
            friction="{self.dish_mu} 0.005 0.0001"/>
    </body>
  </worldbody>
</mujoco>""")

    def force(self, m, d):
        time = d.time + self.step / 2
        size = self.much if time > self.tear else 0
        out = np.zeros(m.nv)
        for j in range(self.columns):
            body = m.flex_vertbodyid[j]
            mujoco.mj_applyFT(m, d, np.array([size / self.columns, 0, 0]), np.zeros(3), d.xpos[body].copy(), body, out)
        d.qfrc_applied[:] = out

    def run(self):
        m = self.model()
        d = mujoco.MjData(m)
        mujoco.mj_forward(m, d)
        shown = 0
        while d.time < self.seconds - self.step / 2:
            if d.time >= shown * self.every - 1e-9:
                print(f"{d.time:.3f}  {d.flexvert_xpos[0, 0]:.4f}  {d.body('cube').xpos[0]:.4f}")
                shown += 1
            self.force(m, d)
            mujoco.mj_step(m, d)


Table().run()
