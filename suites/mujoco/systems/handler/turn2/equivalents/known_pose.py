# simbench canary ba950345-1144-4ea7-9085-9b3dcea9584f
# MjSpec; the weld's pose is known beforehand and given to the compiler; weights by gravcomp, half the step, late set points in the script.
import mujoco

G = 9.81  #: gravity
DT = 0.0005  #: step / 2
T = 0.9  #: stage
LATE = 0.06  #: delay in s
TX = 0.4  #: table_length
TY = 0.3  #: table_width
TZ = 0.15  #: table_height
A = 0.2  #: trolley_edge
M1 = 4.0  #: trolley_mass
K1 = 4000.0  #: trolley_gain
D1 = 250.0  #: trolley_damping
B = 0.06  #: ram_width
L = 0.6  #: ram_length
M2 = 2.0  #: ram_mass
K2 = 5000.0  #: ram_gain
D2 = 200.0  #: ram_damping
E = 0.1  #: load_edge
M3 = 1.5  #: load_mass
X0 = -0.5  #: -start
Z1 = 1.2  #: rail_height
Z2 = 0.77  #: ram_z
OFF = 0.02  #: offset
MU = 0.8  #: friction
DROP = 0.35  #: drop
WAY = 0.9  #: travel
EVERY = 0.1  #: print_every

BOX, SLIDE = mujoco.mjtGeom.mjGEOM_BOX, mujoco.mjtJoint.mjJNT_SLIDE

spec = mujoco.MjSpec()
spec.option.timestep = DT
spec.option.gravity = [0, 0, -G]
spec.option.integrator = mujoco.mjtIntegrator.mjINT_IMPLICIT
spec.worldbody.add_geom(type=mujoco.mjtGeom.mjGEOM_PLANE, size=[0, 0, 0.1], friction=[MU, 0.005, 0.0001])

spec.worldbody.add_geom(type=BOX, pos=[X0 + WAY, 0, TZ / 2], size=[TX / 2, TY / 2, TZ / 2], friction=[MU, 0.005, 0.0001])

load = spec.worldbody.add_body(name="cargo", pos=[X0 + OFF, 0, E / 2])
load.add_freejoint()
load.add_geom(type=BOX, size=[E / 2] * 3, mass=M3, friction=[MU, 0.005, 0.0001])

cart = spec.worldbody.add_body(name="cart", pos=[X0, 0, Z1])
cart.add_joint(name="x", type=SLIDE, axis=[1, 0, 0])
cart.add_geom(type=BOX, size=[A / 2] * 3, mass=M1, contype=0, conaffinity=0)
arm = cart.add_body(name="arm", pos=[0, 0, Z2 - Z1], gravcomp=1)
arm.add_joint(name="z", type=SLIDE, axis=[0, 0, 1])
arm.add_geom(type=BOX, size=[B / 2, B / 2, L / 2], mass=M2, contype=0, conaffinity=0)


def servo(joint, gain, damping):
    spec.add_actuator(
        name=joint,
        target=joint,
        trntype=mujoco.mjtTrn.mjTRN_JOINT,
        gainprm=[gain] + [0] * 9,
        biastype=mujoco.mjtBias.mjBIAS_AFFINE,
        biasprm=[0, -gain, -damping] + [0] * 7,
    )


servo("x", K1, D1)
servo("z", K2, D2)

# Where the ram is when it grips.
hang = Z2 - DROP
hold = spec.add_equality(
    type=mujoco.mjtEq.mjEQ_WELD,
    objtype=mujoco.mjtObj.mjOBJ_BODY,
    name1="arm",
    name2="cargo",
    active=False,
    solref=[0.003, 1],
    solimp=[0.999, 0.9999, 0.001, 0.5, 2],
    data=[0, 0, 0, OFF, 0, E / 2 - hang, 1, 0, 0, 0, 1, 0],
)

m = spec.compile()
d = mujoco.MjData(m)


def ramp(t, start):
    return min(max((t - start * T) / T, 0.0), 1.0)


n = round(7 * T / DT)
for i in range(n):
    t = i * DT
    d.ctrl[0] = WAY * ramp(t - LATE, 3)
    d.ctrl[1] = -DROP * (ramp(t - LATE, 0) - ramp(t - LATE, 2)) - (DROP - TZ) * (ramp(t - LATE, 4) - ramp(t - LATE, 6))
    held = 1.5 * T <= t + 1e-9 < 5.5 * T
    d.eq_active[0] = held
    m.body_gravcomp[m.body("cargo").id] = held
    if i % round(EVERY / DT) == 0:
        print(f"{t:.1f} {d.body('cart').xpos[0]:.4f} {d.body('arm').xpos[2]:.4f} {d.body('cargo').xpos}")
    mujoco.mj_step(m, d)
