# simbench canary ba950345-1144-4ea7-9085-9b3dcea9584f
# The same without MJCF text: the cubes don't collide with the gate by default, contact pairs say how they do; half the step.
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
MU_LAST = 0.1  #: slippery
GX = 0.06  #: gate_thick
GY = 0.4  #: gate_width
GZ = 0.2  #: gate_high
MG = 5.0  #: gate_mass
FACE = 0.9  #: face_x
FREE = 0.01  #: gap in m
KP = 1000.0  #: servo_gain
KV = 140.0  #: servo_damping
GO = 4.0  #: opens
AHEAD = 2.0  #: gate_speed
DT = 0.001  #: step / 2
T = 5.5  #: duration
EVERY = 0.25  #: print_every

BOX = mujoco.mjtGeom.mjGEOM_BOX

spec = mujoco.MjSpec()
spec.option.timestep = DT
spec.option.gravity = [0, 0, -G]
spec.option.integrator = mujoco.mjtIntegrator.mjINT_IMPLICITFAST
spec.option.cone = mujoco.mjtCone.mjCONE_ELLIPTIC
spec.option.impratio = 10
spec.worldbody.add_geom(
    name="belt",
    type=BOX,
    size=[LX / 2, LY / 2, LZ / 2],
    pos=[CX, 0, -LZ / 2],
    friction=[0, 0, 0],
    surfacevel=[V, 0, 0, 0, 0, 0],
)
gate = spec.worldbody.add_body(name="gate", pos=[FACE + GX / 2, 0, FREE + GZ / 2])
gate.add_joint(name="gate", type=mujoco.mjtJoint.mjJNT_SLIDE, axis=[1, 0, 0])
gate.add_geom(name="gate", type=BOX, size=[GX / 2, GY / 2, GZ / 2], mass=MG, contype=0, conaffinity=0)
servo = spec.add_actuator(name="gate", target="gate", trntype=mujoco.mjtTrn.mjTRN_JOINT)
servo.set_to_position(kp=KP, kv=KV)


def feed(k):
    box = spec.worldbody.add_body(pos=[0, 0, A / 2])
    box.add_joint(type=mujoco.mjtJoint.mjJNT_FREE)
    mu = MU if k < N - 2 else MU_LAST
    box.add_geom(name=f"box{k}", type=BOX, size=[A / 2] * 3, mass=M, friction=[mu, 0, 0])
    spec.add_pair(geomname1="gate", geomname2=f"box{k}", condim=1, friction=[0, 0, 0, 0, 0])


feed(0)
m = spec.compile()
d = mujoco.MjData(m)
k = 1
for i in range(round(T / DT)):
    if k < N and i == round(k * PAUSE / DT):
        feed(k)
        m, d = spec.recompile(m, d)
        k += 1
    d.ctrl[0] = AHEAD * (i * DT - GO) if i * DT > GO else 0
    if i % round(EVERY / DT) == 0:
        print(f"{i * DT:.2f}", f"{1000 * d.qpos[0]:.1f} mm", d.qpos[1::7].round(3))
    mujoco.mj_step(m, d)
