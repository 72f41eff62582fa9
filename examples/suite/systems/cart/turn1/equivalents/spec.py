# simbench canary 7d1f0f0e-52a4-4b0b-9a5c-2f6a4a1c8e31
"""The same cart, built with MjSpec: its place at rest is where it starts, and its axis points the other way."""
import mujoco

G = 9.81  #: gravity
HALF_LENGTH_M = 0.1  #: length / 2
HALF_WIDTH_M = 0.05  #: width / 2
HALF_HEIGHT_M = 0.05  #: height / 2
HEIGHT_M = 0.1  #: centre_height
KG = 1.0  #: mass
SPRING_N_M = 40.0  #: stiffness
START_M = 0.1  #: start
STEP_S = 0.0005  #: step / 2
SECONDS = 5.0  #: duration

spec = mujoco.MjSpec()
spec.option.timestep = STEP_S
spec.option.gravity = [0, 0, -G]
spec.option.integrator = mujoco.mjtIntegrator.mjINT_RK4
wagon = spec.worldbody.add_body(name="wagon", pos=[START_M, 0, HEIGHT_M])
slider = wagon.add_joint(type=mujoco.mjtJoint.mjJNT_SLIDE, axis=[-1, 0, 0])
wagon.add_geom(type=mujoco.mjtGeom.mjGEOM_BOX, size=[HALF_LENGTH_M, HALF_WIDTH_M, HALF_HEIGHT_M], mass=KG)
model = spec.compile()
model.jnt_stiffness[0] = SPRING_N_M
model.qpos_spring[0] = START_M  # the body's place is where it starts, the spring's end is x = 0, the axis points along -X
data = mujoco.MjData(model)

for step in range(round(SECONDS / STEP_S)):
    if step % 1000 == 0:
        print(data.time, START_M - data.qpos[0])
    mujoco.mj_step(model, data)
