# simbench canary ba950345-1144-4ea7-9085-9b3dcea9584f
# MjSpec; the differential is a fixed tendon; the height field's data come with the spec, on another grid; half the step.
import mujoco

G = 9.81  #: gravity
CX = 0.8  #: chassis_length
CY = 0.5  #: chassis_width
CZ = 0.3  #: chassis_height
CM = 40.0  #: chassis_mass
CH = 0.5  #: chassis_z
HALF = 0.45  #: half_track
AHEAD = 0.6  #: front
BEHIND = 0.3  #: back
PZ = 0.4  #: rocker_pivot
BZ = 0.25  #: bogie_pivot
BH = 0.3  #: bogie_half
SQ = 0.05  #: bar
RM = 3.0  #: rocker_mass
BM = 2.0  #: bogie_mass
WR = 0.15  #: wheel_radius
WW = 0.1  #: wheel_width
WM = 3.0  #: wheel_mass
MU = 0.9  #: friction
KV = 30.0  #: gain
OMEGA = 2.2  #: speed
RAMP = 1.0  #: ramp
STOP = 9.0  #: brake
HX = 3.0  #: terrain_length
HY = 2.0  #: terrain_width
H0 = 1.5  #: terrain_start
TWIST = 0.1  #: twist
AX = 0.3  #: antenna_x
AL = 0.6  #: antenna_length
AR = 0.01  #: antenna_radius
AM = 0.05  #: antenna_mass
AK = 10.0  #: spring
AD = 0.3  #: antenna_damping
AY = 20.0  #: yield
XB = 0.7  #: bar_x
ZB = 1.1  #: clearance
RB = 0.02  #: bar_radius
YB = 0.5  #: half_bar
TURN_DEG = 25.0  #: limit
DT = 0.0005  #: step / 2
END = 11.0  #: duration
EVERY = 0.1  #: print_every

spec = mujoco.MjSpec()
spec.option.timestep = DT
spec.option.gravity = [0, 0, -G]
spec.option.integrator = mujoco.mjtIntegrator.mjINT_IMPLICITFAST
GEOM, HINGE = mujoco.mjtGeom, mujoco.mjtJoint.mjJNT_HINGE
spec.worldbody.add_geom(type=GEOM.mjGEOM_PLANE, size=[0, 0, 0.1], friction=[MU, 0.005, 0.0001])

chassis = spec.worldbody.add_body(name="chassis")
chassis.add_freejoint()
chassis.add_geom(type=GEOM.mjGEOM_BOX, pos=[0, 0, CH], size=[CX / 2, CY / 2, CZ / 2], mass=CM, contype=0, conaffinity=0)


def turning(parent, name, pos):
    body = parent.add_body(name=name, pos=pos)
    body.add_joint(name=name, type=HINGE, axis=[0, 1, 0])
    return body


NX, NY = 101, 81
top = TWIST * HX * HY
spec.add_hfield(
    name="hill",
    size=[HX / 2, HY / 2, top, 0.05],
    nrow=NY,
    ncol=NX,
    userdata=[i / (NX - 1) * j / (NY - 1) for j in range(NY) for i in range(NX)],
)
spec.worldbody.add_geom(
    type=GEOM.mjGEOM_HFIELD, hfieldname="hill", pos=[H0 + HX / 2, 0, 0], friction=[MU, 0.005, 0.0001]
)
touching = dict(contype=4, conaffinity=4)
spec.worldbody.add_geom(type=GEOM.mjGEOM_CAPSULE, fromto=[XB, YB, ZB, XB, -YB, ZB], size=[RB, 0, 0], **touching)
whip = chassis.add_body(name="whip")
root = whip.add_joint(
    name="root", type=HINGE, axis=[0, 1, 0], pos=[AX, 0, CH + CZ / 2], stiffness=[AK, 0, 0], damping=[AD, 0, 0]
)
root.springyield = AY
whip.add_geom(
    type=GEOM.mjGEOM_CAPSULE, fromto=[AX, 0, CH + CZ / 2, AX, 0, CH + CZ / 2 + AL], size=[AR, 0, 0], mass=AM, **touching
)


def bar(body, a, b, kg):
    body.add_geom(type=GEOM.mjGEOM_BOX, fromto=[*a, *b], size=[SQ / 2, 0, 0], mass=kg, contype=0, conaffinity=0)


def wheel(parent, name, pos):
    body = turning(parent, name, pos)
    body.add_geom(
        type=GEOM.mjGEOM_CYLINDER,
        fromto=[0, WW / 2, 0, 0, -WW / 2, 0],
        size=[WR, 0, 0],
        mass=WM,
        friction=[MU, 0.005, 0.0001],
    )
    spec.add_actuator(
        name=name,
        target=name,
        trntype=mujoco.mjtTrn.mjTRN_JOINT,
        gainprm=[KV] + [0] * 9,
        biastype=mujoco.mjtBias.mjBIAS_AFFINE,
        biasprm=[0, 0, -KV] + [0] * 7,
    )


differential = spec.add_tendon(name="differential")
for tag, y in (("r", -HALF), ("l", HALF)):
    rocker = turning(chassis, "rocker" + tag, [0, y, PZ])
    hub, pivot = [AHEAD, 0, WR - PZ], [-BEHIND, 0, BZ - PZ]
    bar(rocker, hub, pivot, RM)
    bogie = turning(rocker, "bogie" + tag, pivot)
    spec.joint("bogie" + tag).range = [-TURN_DEG, TURN_DEG]
    bar(bogie, [BH, 0, WR - BZ], [-BH, 0, WR - BZ], BM)
    wheel(bogie, "rear" + tag, [-BH, 0, WR - BZ])
    wheel(bogie, "middle" + tag, [BH, 0, WR - BZ])
    wheel(rocker, "front" + tag, hub)
    differential.wrap_joint("rocker" + tag, 1)
spec.add_equality(
    type=mujoco.mjtEq.mjEQ_TENDON,
    objtype=mujoco.mjtObj.mjOBJ_TENDON,
    name1="differential",
    solref=[0.004, 1],
    solimp=[0.999, 0.9999, 0.001, 0.5, 2],
)

m = spec.compile()
d = mujoco.MjData(m)
for i in range(round(END / DT)):
    d.ctrl[:] = OMEGA * max(min(d.time / RAMP, 1, (STOP + RAMP - d.time) / RAMP), 0)
    if i % round(EVERY / DT) == 0:
        print(f"{d.time:.1f} {d.qpos[0]:.3f} {d.qvel[0]:.3f} {d.joint('rockerl').qpos[0]:.4f} {d.joint('rockerr').qpos[0]:.4f} {d.joint('root').qpos[0]:.4f}")
    mujoco.mj_step(m, d)
