# simbench canary ba950345-1144-4ea7-9085-9b3dcea9584f
"""The same by hand: text with one cube more is compiled, and time, positions and velocities are copied over; RK4."""

import mujoco

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
FRICTION = 0.4  #: friction
STEP = 0.002  #: step in s
END_S = 4.0  #: duration
EVERY_S = 0.25  #: print_every


def text(cubes):
    bodies = "".join(
        f'<body name="c{i}" pos="0 0 {SIDE / 2}"><freejoint/>'
        f'<geom type="box" size="{SIDE / 2} {SIDE / 2} {SIDE / 2}" mass="{WEIGHT_KG}"/></body>'
        for i in range(cubes)
    )
    return f"""
<mujoco>
  <option timestep="{STEP}" gravity="0 0 {-GRAVITY}" integrator="RK4" cone="elliptic" impratio="10"/>
  <default><geom friction="{FRICTION} 0.005 0.0001"/></default>
  <worldbody>
    <geom type="box" size="{LENGTH / 2} {WIDTH / 2} {HEIGHT / 2}"
          pos="{CENTRE_X} 0 {-HEIGHT / 2}" surfacevel="{SPEED} 0 0 0 0 0"/>
    {bodies}
  </worldbody>
</mujoco>"""


def with_one_more(old, cubes):
    model = mujoco.MjModel.from_xml_string(text(cubes))
    new = mujoco.MjData(model)
    if old is not None:
        new.time = old.time
        new.qpos[: old.qpos.size] = old.qpos
        new.qvel[: old.qvel.size] = old.qvel
        new.qacc_warmstart[: old.qvel.size] = old.qacc_warmstart
    return model, new


data, cubes, steps = None, 0, 0
while steps * STEP < END_S - 1e-9:
    if cubes < TOTAL and steps * STEP >= cubes * GAP_S - 1e-9:
        cubes += 1
        model, data = with_one_more(data, cubes)
    if steps % round(EVERY_S / STEP) == 0:
        print(f"{steps * STEP:.2f} s  {cubes} cubes  x {data.qpos[0]:.4f} m  v {data.qvel[0]:.3f} m/s")
    mujoco.mj_step(model, data)
    steps += 1
