# simbench canary ba950345-1144-4ea7-9085-9b3dcea9584f
# The same without MJCF text: the belt wins by its priority, whose friction holds for all; a loop over the feedings, half the step.
import mujoco

G = 9.81  #: gravity
A = 0.1  #: edge
M = 1.0  #: mass
LX = 6.0  #: belt_length
LY = 0.4  #: belt_width
LZ = 0.1  #: belt_height
CX = 2.0  #: belt_x
V = 0.5  #: belt_speed
N = 6  #: count
PAUSE = 0.5  #: interval
MU = 0.4  #: friction
DT = 0.001  #: step / 2
T = 4.0  #: duration
EVERY = 0.25  #: print_every

spec = mujoco.MjSpec()
spec.modelname = "feeder"
spec.option.timestep = DT
spec.option.gravity = [0, 0, -G]
spec.option.integrator = mujoco.mjtIntegrator.mjINT_IMPLICITFAST
spec.option.cone = mujoco.mjtCone.mjCONE_ELLIPTIC
spec.option.impratio = 5
BOX = mujoco.mjtGeom.mjGEOM_BOX
spec.worldbody.add_geom(
    type=BOX,
    size=[LX / 2, LY / 2, LZ / 2],
    pos=[CX, 0, -LZ / 2],
    friction=[MU, 0.005, 0.0001],
    priority=1,
    surfacevel=[V, 0, 0, 0, 0, 0],
)

m = d = None
printed = 0
for k in range(N):
    box = spec.worldbody.add_body(pos=[0, 0, A / 2])
    box.add_joint(type=mujoco.mjtJoint.mjJNT_FREE)
    box.add_geom(type=BOX, size=[A / 2] * 3, mass=M)
    if m is None:
        m = spec.compile()
        d = mujoco.MjData(m)
    else:
        m, d = spec.recompile(m, d)
    until = round(T / DT) if k == N - 1 else round((k + 1) * PAUSE / DT)
    for i in range(round(k * PAUSE / DT), until):
        if i * DT >= printed * EVERY - 1e-9:
            printed += 1
            print(f"{i * DT:.2f} {k + 1} {d.qpos[0]:.4f} {d.qvel[0]:.3f}")
        mujoco.mj_step(m, d)
