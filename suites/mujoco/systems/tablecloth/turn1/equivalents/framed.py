# simbench canary ba950345-1144-4ea7-9085-9b3dcea9584f
"""The same as a grid in a frame that is turned the other way (the pinned row is the last one), inside a body for the table."""

import mujoco


class Strip:
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
    step = 0.00125  #: 0.625 * step
    seconds = 1.2  #: duration
    every = 0.05  #: print_every

    def model(self):
        pins = " ".join(str((self.rows - 1) * self.columns + j) for j in range(self.columns))
        return mujoco.MjModel.from_xml_string(f"""
<mujoco>
  <option integrator="discrete" timestep="{self.step}" gravity="0 0 -{self.gravity}" tolerance="1e-9"/>
  <worldbody>
    <body name="table" pos="0 0 {self.up}">
      <frame axisangle="0 1 0 -90" pos="0 0 {-self.long / 2}">
        <flexcomp name="f" type="grid" dim="2" count="{self.rows} {self.columns} 1" mass="{self.kg}" radius="0.003"
                  spacing="{self.long / (self.rows - 1)} {self.wide / (self.columns - 1)} 1">
          <elasticity elastic2d="stretch" young="{self.modulus}" poisson="{self.ratio}" damping="{self.rayleigh}"
                      thickness="{self.thick}"/>
          <contact selfcollide="none" conaffinity="0" contype="0"/>
          <pin id="{pins}"/>
        </flexcomp>
      </frame>
    </body>
  </worldbody>
</mujoco>""")

    def run(self):
        m = self.model()
        d = mujoco.MjData(m)
        mujoco.mj_forward(m, d)
        start = d.flexvert_xpos[0, 2]
        shown = 0
        while d.time < self.seconds - self.step / 2:
            if d.time >= shown * self.every - 1e-9:
                print(f"{d.time:.3f}  {1000 * (start - d.flexvert_xpos[0, 2]):.2f} mm")
                shown += 1
            mujoco.mj_step(m, d)


Strip().run()
