# simbench canary ba950345-1144-4ea7-9085-9b3dcea9584f
# Mesh and rope as fixed tendons over joints whose lengths stay zero; built with MjSpec, half the step.
import mujoco

R1 = 0.03  #: pinion_radius
M1 = 0.5  #: pinion_mass
R2 = 0.09  #: wheel_radius
M2 = 4.0  #: wheel_mass
B = 0.02  #: width
Z = 1.0  #: height
RD = 0.05  #: drum_radius
BD = 0.06  #: drum_width
MD = 1.0  #: drum_mass
A = 0.1  #: load_edge
ML = 2.0  #: load_mass
ZL = 0.2  #: load_start
TAU = 0.5  #: torque
G = 9.81  #: gravity
DT = 0.0005  #: step / 2
T = 1.5  #: duration
EVERY = 0.1  #: print_every

spec = mujoco.MjSpec()
spec.option.timestep = DT
spec.option.gravity = [0, 0, -G]


def disc(body, radius, width, kg):
    body.add_geom(
        type=mujoco.mjtGeom.mjGEOM_CYLINDER,
        fromto=[0, -width / 2, 0, 0, width / 2, 0],
        size=[radius, 0, 0],
        mass=kg,
        contype=0,
        conaffinity=0,
    )


def shaft(name, x):
    body = spec.worldbody.add_body(name=name, pos=[x, 0, Z])
    body.add_joint(name=name, type=mujoco.mjtJoint.mjJNT_HINGE, axis=[0, 1, 0])
    return body


def tie(name, first, first_arm, second, second_arm):
    tendon = spec.add_tendon(name=name)
    tendon.wrap_joint(first, first_arm)
    tendon.wrap_joint(second, second_arm)
    spec.add_equality(
        type=mujoco.mjtEq.mjEQ_TENDON,
        objtype=mujoco.mjtObj.mjOBJ_TENDON,
        name1=name,
        solref=[0.003, 1],
        solimp=[0.999, 0.9999, 0.001, 0.5, 2],
    )


disc(shaft("small", 0), R1, B, M1)
large = shaft("large", R1 + R2)
disc(large, R2, B, M2)
disc(large, RD, BD, MD)
load = spec.worldbody.add_body(name="load", pos=[R1 + R2 + RD, 0, ZL])
load.add_joint(name="load", type=mujoco.mjtJoint.mjJNT_SLIDE, axis=[0, 0, 1])
load.add_geom(type=mujoco.mjtGeom.mjGEOM_BOX, size=[A / 2] * 3, mass=ML, contype=0, conaffinity=0)
tie("mesh", "small", R1, "large", R2)
tie("rope", "load", 1, "large", RD)
spec.add_actuator(name="drive", target="small", trntype=mujoco.mjtTrn.mjTRN_JOINT)

m = spec.compile()
d = mujoco.MjData(m)
d.ctrl[0] = TAU
for i in range(round(T / DT)):
    if i % round(EVERY / DT) == 0:
        print(f"{d.time:.1f} {d.qvel[1]:.3f} {ZL + d.qpos[2]:.4f}")
    mujoco.mj_step(m, d)
