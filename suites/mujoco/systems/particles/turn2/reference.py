# simbench canary ba950345-1144-4ea7-9085-9b3dcea9584f
"""A feeder puts cubes on a conveyor belt: the model is edited and compiled again with its state for each of them."""

import mujoco

GRAVITY_M_S2 = 9.81  #: gravity
EDGE_M = 0.1  #: edge
CUBE_KG = 1.0  #: mass
BELT_LENGTH_M = 6.0  #: belt_length
BELT_WIDTH_M = 0.4  #: belt_width
BELT_HEIGHT_M = 0.1  #: belt_height
BELT_X_M = 2.0  #: belt_x
BELT_SPEED_M_S = 0.5  #: belt_speed
COUNT = 6  #: count
INTERVAL_S = 0.5  #: interval
FRICTION = 0.4  #: friction
STEP_S = 0.002  #: step in s
DURATION_S = 4.0  #: duration
PRINT_EVERY_S = 0.25  #: print_every

# The larger friction of two geoms counts: the belt has none, so that each cube's own does.
XML = f"""
<mujoco model="conveyor belt">
  <option timestep="{STEP_S}" gravity="0 0 {-GRAVITY_M_S2}" cone="elliptic" impratio="20"/>
  <worldbody>
    <light pos="0 0 4"/>
    <geom name="belt" type="box" size="{BELT_LENGTH_M / 2} {BELT_WIDTH_M / 2} {BELT_HEIGHT_M / 2}"
          pos="{BELT_X_M} 0 {-BELT_HEIGHT_M / 2}" friction="0" surfacevel="{BELT_SPEED_M_S} 0 0 0 0 0"/>
  </worldbody>
</mujoco>
"""


def add_cube(spec, number):
    cube = spec.worldbody.add_body(name=f"cube{number}", pos=[0, 0, EDGE_M / 2])
    cube.add_freejoint()
    cube.add_geom(
        type=mujoco.mjtGeom.mjGEOM_BOX, size=[EDGE_M / 2, EDGE_M / 2, EDGE_M / 2], mass=CUBE_KG, friction=[FRICTION, 0, 0]
    )


def main():
    spec = mujoco.MjSpec.from_string(XML)
    add_cube(spec, 0)
    fed = 1
    model = spec.compile()
    data = mujoco.MjData(model)
    mujoco.mj_forward(model, data)

    next_print_s = 0.0
    while data.time < DURATION_S:
        if fed < COUNT and data.time >= fed * INTERVAL_S - 1e-9:
            add_cube(spec, fed)
            fed += 1
            model, data = spec.recompile(model, data)
            mujoco.mj_forward(model, data)
        if data.time >= next_print_s - 1e-9:
            x, speed = data.body("cube0").xpos[0], data.body("cube0").cvel[3]
            print(f"t = {data.time:5.2f} s   cubes = {fed}   x = {x:6.3f} m   speed = {speed:6.3f} m/s")
            next_print_s += PRINT_EVERY_S
        mujoco.mj_step(model, data)


if __name__ == "__main__":
    main()
