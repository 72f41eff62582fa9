# simbench canary ba950345-1144-4ea7-9085-9b3dcea9584f
"""The same from text that is compiled again, a general actuator in place of the position servo."""

import mujoco
import numpy as np

GRAVITY = 9.81  #: gravity
SIDE = 0.1  #: edge
WEIGHT_KG = 1.0  #: mass
LENGTH = 6.0  #: belt_length
WIDTH = 0.4  #: belt_width
HEIGHT = 0.1  #: belt_height
CENTRE_X = 2.0  #: belt_x
SPEED = 0.5  #: belt_speed
TOTAL = 6  #: count
GAP_S = 0.5  #: interval
GRIP = 0.4  #: friction
SLIP = 0.1  #: slippery
THICK = 0.06  #: gate_thick
BROAD = 0.4  #: gate_width
HIGH = 0.2  #: gate_high
GATE_KG = 5.0  #: gate_mass
FACE = 0.9  #: face_x
UNDER = 0.01  #: gap in m
K = 1000.0  #: servo_gain
D = 140.0  #: servo_damping
FREE_S = 4.0  #: opens
FLEES = 2.0  #: gate_speed
STEP = 0.002  #: step in s
END_S = 5.5  #: duration
EVERY_S = 0.25  #: print_every


def cube(i):
    h, mu = SIDE / 2, GRIP if i < TOTAL - 2 else SLIP
    return (
        f'<body name="c{i}" pos="0 0 {h}"><freejoint/>'
        f'<geom type="box" size="{h} {h} {h}" mass="{WEIGHT_KG}" friction="{mu} 0.005 0.0001"/></body>'
    )


def text(cubes):
    return f"""
<mujoco>
  <option timestep="{STEP}" gravity="0 0 {-GRAVITY}" cone="elliptic" impratio="3"/>
  <worldbody>
    <geom type="box" size="{LENGTH / 2} {WIDTH / 2} {HEIGHT / 2}" pos="{CENTRE_X} 0 {-HEIGHT / 2}"
          surfacevel="{SPEED} 0 0 0 0 0" friction="0 0.005 0.0001"/>
    <body name="gate" pos="{FACE + THICK / 2} 0 {UNDER + HIGH / 2}">
      <joint name="rail" type="slide" axis="1 0 0"/>
      <geom type="box" size="{THICK / 2} {BROAD / 2} {HIGH / 2}" mass="{GATE_KG}" priority="2" condim="1" friction="0 0 0"/>
    </body>
    {"".join(cube(i) for i in range(cubes))}
  </worldbody>
  <actuator>
    <general joint="rail" gainprm="{K}" biastype="affine" biasprm="0 {-K} {-D}"/>
  </actuator>
</mujoco>"""


def with_one_more(old, cubes):
    model = mujoco.MjModel.from_xml_string(text(cubes))
    new = mujoco.MjData(model)
    if old is not None:
        new.time = old.time
        new.qpos[: old.qpos.size] = old.qpos
        new.qvel[: old.qvel.size] = old.qvel
    return model, new


data, cubes, steps = None, 0, 0
while steps * STEP < END_S - 1e-9:
    if cubes < TOTAL and steps * STEP >= cubes * GAP_S - 1e-9:
        cubes += 1
        model, data = with_one_more(data, cubes)
    data.ctrl[0] = max(0, steps * STEP - FREE_S) * FLEES
    if steps % round(EVERY_S / STEP) == 0:
        print(f"{steps * STEP:.2f} s  gate {data.qpos[0]:.4f} m ", np.round(data.qpos[1::7], 3))
    mujoco.mj_step(model, data)
    steps += 1
