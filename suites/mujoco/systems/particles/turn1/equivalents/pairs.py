# simbench canary ba950345-1144-4ea7-9085-9b3dcea9584f
"""The same with contact pairs that say each friction, the push in a keyframe, RK4, a class."""

import math

import mujoco


class Slope:
    GRAVITY = 9.81  #: gravity
    ANGLE_DEG = 20.0  #: slope
    EDGE = 0.1  #: edge
    KG = 1.0  #: mass
    BALL_R = 0.05  #: radius
    BALL_KG = 0.5  #: ball_mass
    BETWEEN = 0.3  #: apart
    BALL_AT = 0.6  #: ball_y
    ICE = 0.1  #: slippery
    RUBBER = 0.8  #: sticky
    WOOD = 0.5  #: braking
    BALL = 0.6  #: ball_friction
    SPEED = 1.0  #: push
    STEP = 0.002  #: step in s
    SECONDS = 2.0  #: duration
    EVERY = 0.1  #: print_every

    def __init__(self):
        a = math.radians(self.ANGLE_DEG)
        self.cos, self.sin = math.cos(a), math.sin(a)
        self.model = mujoco.MjModel.from_xml_string(self.text())
        self.data = mujoco.MjData(self.model)

    def cube(self, name, y):
        h = self.EDGE / 2
        return (
            f'<body name="{name}" pos="{h * self.sin} {y} {h * self.cos}" axisangle="0 1 0 {self.ANGLE_DEG}"><freejoint/>'
            f'<geom name="{name}" type="box" size="{h} {h} {h}" mass="{self.KG}"/></body>'
        )

    def text(self):
        pairs = {"ice": self.ICE, "rubber": self.RUBBER, "wood": self.WOOD, "ball": self.BALL}
        r = self.BALL_R
        return f"""
<mujoco>
  <option timestep="{self.STEP}" gravity="0 0 -{self.GRAVITY}" integrator="RK4" cone="elliptic" impratio="50"/>
  <default><geom contype="0" conaffinity="0"/></default>
  <worldbody>
    <geom name="ground" type="plane" size="0 0 1" zaxis="{self.sin} 0 {self.cos}"/>
    <body name="ball" pos="{r * self.sin} {self.BALL_AT} {r * self.cos}">
      <freejoint/>
      <geom name="ball" type="sphere" size="{r}" mass="{self.BALL_KG}"/>
    </body>
    {self.cube("wood", self.BETWEEN)}
    {self.cube("rubber", 0)}
    {self.cube("ice", -self.BETWEEN)}
  </worldbody>
  <contact>
    {"".join(f'<pair geom1="ground" geom2="{n}" condim="3" friction="{mu} {mu}"/>' for n, mu in pairs.items())}
  </contact>
  <keyframe>
    <key name="start" qvel="0 0 0 0 0 0 {self.SPEED * self.cos} 0 {-self.SPEED * self.sin} 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0"/>
  </keyframe>
</mujoco>"""

    def run(self):
        m, d = self.model, self.data
        mujoco.mj_resetDataKeyframe(m, d, m.key("start").id)
        shown = -1
        while d.time < self.SECONDS - self.STEP / 2:
            if int(d.time / self.EVERY + 1e-6) > shown:
                shown += 1
                along = [d.xpos[b][0] * self.cos - d.xpos[b][2] * self.sin for b in (4, 3, 2, 1)]
                print(f"{d.time:.2f} s", " ".join(f"{s:.4f}" for s in along))
            mujoco.mj_step(m, d)


Slope().run()
