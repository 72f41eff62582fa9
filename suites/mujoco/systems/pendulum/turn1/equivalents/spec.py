# simbench canary ba950345-1144-4ea7-9085-9b3dcea9584f
# The same pendulum built with MjSpec: the swing arm is created already tilted, explicit inertia, half the step.
import numpy as np
import mujoco

spec = mujoco.MjSpec()
spec.option.timestep = 0.0005
spec.option.gravity = [0, 0, -9.81]

theta = np.deg2rad(30)
stand = spec.worldbody.add_body(name="stand", pos=[0, 0, 2])
arm = stand.add_body(name="swing", quat=[np.cos(-theta / 2), 0, np.sin(-theta / 2), 0])
arm.explicitinertial = True
arm.mass = 1.0
arm.ipos = [0, 0, -1]
arm.inertia = [2 / 5 * 0.05**2] * 3
arm.add_joint(type=mujoco.mjtJoint.mjJNT_HINGE, axis=[0, -1, 0])
arm.add_geom(type=mujoco.mjtGeom.mjGEOM_SPHERE, pos=[0, 0, -1], size=[0.05, 0, 0])
arm.add_geom(type=mujoco.mjtGeom.mjGEOM_CYLINDER, fromto=[0, 0, 0, 0, 0, -1], size=[0.01, 0, 0], contype=0, conaffinity=0)

m = spec.compile()
d = mujoco.MjData(m)

steps_per_print = round(0.5 / m.opt.timestep)
for i in range(round(5.0 / m.opt.timestep)):
    if i % steps_per_print == 0:
        print(f"{d.time:.2f}, {30 + np.rad2deg(d.qpos[0]):.3f}")
    mujoco.mj_step(m, d)
