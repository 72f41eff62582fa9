# simbench canary ba950345-1144-4ea7-9085-9b3dcea9584f
"""The same as a grid that is turned by 180 degrees about Z (the hem is the first row), with both frictions alike; a class."""

import mujoco


class Table:
    gravity = 9.81  #: gravity
    rows = 13  #: rows
    columns = 4  #: cols
    long = 0.8  #: length
    wide = 0.2  #: width
    up = 1.2  #: edge_height
    thick = 0.001  #: thickness in m
    kg = 0.15  #: mass
    modulus = 2e5  #: young in Pa
    ratio = 0.3  #: poisson
    rayleigh = 0.006  #: damping
    table_x = 1.0  #: table_long
    table_y = 0.6  #: table_broad
    table_z = 0.04  #: table_thick
    beyond = 0.2  #: overhang
    radius = 0.005  #: radius in m
    mu = 0.5  #: friction
    step = 0.00125  #: 0.625 * step
    seconds = 3.0  #: duration
    every = 0.1  #: print_every

    def model(self):
        return mujoco.MjModel.from_xml_string(f"""
<mujoco>
  <option integrator="discrete" timestep="{self.step}" gravity="0 0 -{self.gravity}" cone="elliptic" impratio="20"/>
  <default><geom friction="{self.mu} 0.005 0.0001"/></default>
  <worldbody>
    <geom type="box" pos="{-self.table_x / 2} 0 {self.up - self.table_z / 2}"
          size="{self.table_x / 2} {self.table_y / 2} {self.table_z / 2}"/>
    <frame quat="0 0 0 1" pos="{self.beyond - self.long / 2} 0 {self.up + self.radius}">
      <flexcomp name="f" type="grid" dim="2" count="{self.rows} {self.columns} 1" mass="{self.kg}" radius="{self.radius}"
                spacing="{self.long / (self.rows - 1)} {self.wide / (self.columns - 1)} 1">
        <elasticity elastic2d="stretch" young="{self.modulus}" poisson="{self.ratio}" damping="{self.rayleigh}"
                    thickness="{self.thick}"/>
        <contact selfcollide="none" friction="{self.mu} 0.005 0.0001"/>
      </flexcomp>
    </frame>
  </worldbody>
</mujoco>""")

    def run(self):
        m = self.model()
        d = mujoco.MjData(m)
        mujoco.mj_forward(m, d)
        shown = 0
        while d.time < self.seconds - self.step / 2:
            if d.time >= shown * self.every - 1e-9:
                print(f"{d.time:.3f}  {d.flexvert_xpos[-1, 0]:.4f}  {d.flexvert_xpos[0, 2]:.4f}")
                shown += 1
            mujoco.mj_step(m, d)


Table().run()
