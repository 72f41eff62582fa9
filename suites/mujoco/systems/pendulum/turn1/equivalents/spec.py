# simbench canary ba950345-1144-4ea7-9085-9b3dcea9584f
# The same pendulum built with MjSpec: the swing arm is created already tilted, explicit inertia, half the step.
import numpy as np
import mujoco

HINGE_Z = 2.0  #: pivot_height
ROD = 1.0  #: length
ROD_R = 0.01  #: rod_radius
BOB_R = 0.05  #: bob_radius
BOB_KG = 1.0  #: bob_mass
START_DEG = 30.0  #: tilt
G = 9.81  #: gravity
DT = 0.0005  #: step / 2
SECONDS = 5.0  #: duration
EVERY = 0.5  #: print_every

spec = mujoco.MjSpec()
spec.option.timestep = DT
spec.option.gravity = [0, 0, -G]

theta = np.deg2rad(START_DEG)
stand = spec.worldbody.add_body(name="stand", pos=[0, 0, HINGE_Z])
arm = stand.add_body(name="swing", quat=[np.cos(-theta / 2), 0, np.sin(-theta / 2), 0])
arm.explicitinertial = True
arm.mass = BOB_KG
arm.ipos = [0, 0, -ROD]
arm.inertia = [2 / 5 * BOB_KG * BOB_R**2] * 3
arm.add_joint(type=mujoco.mjtJoint.mjJNT_HINGE, axis=[0, -1, 0])
arm.add_geom(type=mujoco.mjtGeom.mjGEOM_SPHERE, pos=[0, 0, -ROD], size=[BOB_R, 0, 0])
arm.add_geom(type=mujoco.mjtGeom.mjGEOM_CYLINDER, fromto=[0, 0, 0, 0, 0, -ROD], size=[ROD_R, 0, 0], contype=0, conaffinity=0)

m = spec.compile()
d = mujoco.MjData(m)

steps_per_print = round(EVERY / m.opt.timestep)
for i in range(round(SECONDS / m.opt.timestep)):
    if i % steps_per_print == 0:
        print(f"{d.time:.2f}, {START_DEG + np.rad2deg(d.qpos[0]):.3f}")
    mujoco.mj_step(m, d)
