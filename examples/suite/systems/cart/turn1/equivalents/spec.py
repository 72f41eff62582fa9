# simbench canary 7d1f0f0e-52a4-4b0b-9a5c-2f6a4a1c8e31
"""The same cart, built with MjSpec: its place at rest is where it starts, and its axis points the other way."""
import mujoco

spec = mujoco.MjSpec()
spec.option.timestep = 0.0005
spec.option.integrator = mujoco.mjtIntegrator.mjINT_RK4
wagon = spec.worldbody.add_body(name="wagon", pos=[0.1, 0, 0.1])
slider = wagon.add_joint(type=mujoco.mjtJoint.mjJNT_SLIDE, axis=[-1, 0, 0])
wagon.add_geom(type=mujoco.mjtGeom.mjGEOM_BOX, size=[0.1, 0.05, 0.05], mass=1)
model = spec.compile()
model.jnt_stiffness[0] = 40
model.qpos_spring[0] = 0.1  # the body's place is x = 0.1, the spring's end is x = 0, and the axis points along -X
data = mujoco.MjData(model)

for step in range(10000):
    if step % 1000 == 0:
        print(data.time, 0.1 - data.qpos[0])
    mujoco.mj_step(model, data)
