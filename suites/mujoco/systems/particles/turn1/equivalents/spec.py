# simbench canary ba950345-1144-4ea7-9085-9b3dcea9584f
# The same with MjSpec: the slope is a thick box, friction is kept from slipping by the noslip solver, half the step.
import mujoco
import numpy as np

G = 9.81  #: gravity

TILT = 20.0  #: slope
A = 0.1  #: edge
M = 1.0  #: mass
R = 0.05  #: radius
MB = 0.5  #: ball_mass
DY = 0.3  #: apart
YB = 0.6  #: ball_y
MU = [0, 0, 0]
MU[0] = 0.1  #: slippery
MU[1] = 0.8  #: sticky
MU[2] = 0.5  #: braking
MUB = 0.6  #: ball_friction
V = 1.0  #: push
DT = 0.001  #: step / 2
T = 2.0  #: duration
EVERY = 0.1  #: print_every

THETA = np.deg2rad(TILT)
down = np.array([np.cos(THETA), 0, -np.sin(THETA)])
up = np.array([np.sin(THETA), 0, np.cos(THETA)])
turned = [np.cos(THETA / 2), 0, np.sin(THETA / 2), 0]

spec = mujoco.MjSpec()
spec.option.timestep = DT
spec.option.gravity = [0, 0, -G]
spec.option.cone = mujoco.mjtCone.mjCONE_ELLIPTIC
spec.option.noslip_iterations = 8
spec.worldbody.add_geom(
    type=mujoco.mjtGeom.mjGEOM_BOX, size=[12, 2, 0.1], pos=-0.1 * up, quat=turned, friction=[0, 0, 0]
)


def particle(offset, height, **shape):
    body = spec.worldbody.add_body(pos=height * up + [0, offset, 0], quat=turned)
    body.add_freejoint()
    body.add_geom(**shape)
    return body


for k, y in enumerate((-DY, 0, DY)):
    particle(y, A / 2, type=mujoco.mjtGeom.mjGEOM_BOX, size=[A / 2] * 3, mass=M, friction=[MU[k], 0, 0])
particle(YB, R, type=mujoco.mjtGeom.mjGEOM_SPHERE, size=[R, 0, 0], mass=MB, friction=[MUB, 0, 0])

m = spec.compile()
d = mujoco.MjData(m)
d.qvel[12:15] = V * down
for k in range(round(T / DT)):
    if k % round(EVERY / DT) == 0:
        print(f"{d.time:.1f}", (d.qpos.reshape(4, 7)[:, :3] @ down).round(4))
    mujoco.mj_step(m, d)
