# simbench canary ba950345-1144-4ea7-9085-9b3dcea9584f
"""Cubes on a conveyor belt queue up in front of a gate that yields, and go on when it runs away."""

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
SLIPPERY = 0.1  #: slippery
SLIPPERY_CUBES = 2
GATE_THICK_M = 0.06  #: gate_thick
GATE_WIDTH_M = 0.4  #: gate_width
GATE_HIGH_M = 0.2  #: gate_high
GATE_KG = 5.0  #: gate_mass
FACE_X_M = 0.9  #: face_x
GAP_M = 0.01  #: gap in m
SERVO_GAIN_N_M = 1000.0  #: servo_gain
SERVO_DAMPING_N_S_M = 140.0  #: servo_damping
OPENS_S = 4.0  #: opens
GATE_SPEED_M_S = 2.0  #: gate_speed
STEP_S = 0.002  #: step in s
DURATION_S = 5.5  #: duration
PRINT_EVERY_S = 0.25  #: print_every

# The larger friction of two geoms counts: the belt has none, so that each cube's own does. The gate has the higher
# priority, so that its friction of zero counts whatever a cube has.
XML = f"""
<mujoco model="conveyor belt">
  <option timestep="{STEP_S}" gravity="0 0 {-GRAVITY_M_S2}" cone="elliptic" impratio="20"/>
  <worldbody>
    <light pos="0 0 4"/>
    <geom name="belt" type="box" size="{BELT_LENGTH_M / 2} {BELT_WIDTH_M / 2} {BELT_HEIGHT_M / 2}"
          pos="{BELT_X_M} 0 {-BELT_HEIGHT_M / 2}" friction="0" surfacevel="{BELT_SPEED_M_S} 0 0 0 0 0"/>
    <body name="gate" pos="{FACE_X_M + GATE_THICK_M / 2} 0 {GAP_M + GATE_HIGH_M / 2}">
      <joint name="guide" type="slide" axis="1 0 0"/>
      <geom type="box" size="{GATE_THICK_M / 2} {GATE_WIDTH_M / 2} {GATE_HIGH_M / 2}" mass="{GATE_KG}"
            friction="0" priority="1"/>
    </body>
  </worldbody>
  <actuator>
    <position name="servo" joint="guide" kp="{SERVO_GAIN_N_M}" kv="{SERVO_DAMPING_N_S_M}"/>
  </actuator>
</mujoco>
"""


def add_cube(spec, number):
    cube = spec.worldbody.add_body(name=f"cube{number}", pos=[0, 0, EDGE_M / 2])
    cube.add_freejoint()
    friction = FRICTION if number < COUNT - SLIPPERY_CUBES else SLIPPERY
    cube.add_geom(
        type=mujoco.mjtGeom.mjGEOM_BOX, size=[EDGE_M / 2, EDGE_M / 2, EDGE_M / 2], mass=CUBE_KG, friction=[friction, 0, 0]
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
            places = "  ".join(f"{data.body(f'cube{i}').xpos[0]:6.3f}" for i in range(fed))
            print(f"t = {data.time:5.2f} s   gate = {1000 * data.joint('guide').qpos[0]:7.1f} mm   x = {places} m")
            next_print_s += PRINT_EVERY_S
        data.actuator("servo").ctrl[0] = GATE_SPEED_M_S * max(0.0, data.time - OPENS_S)
        mujoco.mj_step(model, data)


if __name__ == "__main__":
    main()
