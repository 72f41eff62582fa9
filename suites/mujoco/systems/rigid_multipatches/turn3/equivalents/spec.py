# simbench canary ba950345-1144-4ea7-9085-9b3dcea9584f
# The same from MjSpec: contacts only by explicit pairs, the height field on a body of its own.
import mujoco
import numpy as np

G = 9.81  #: gravity
L = 1.6  #: chassis_length
W = 0.8  #: chassis_width
H = 0.3  #: chassis_height
KG = 200.0  #: chassis_mass
Z = 0.45  #: chassis_z
R = 0.25  #: wheel_radius
B = 0.12  #: wheel_width
WHEEL_KG = 10.0  #: wheel_mass
X = 0.6  #: wheel_x
Y = 0.55  #: wheel_y
V = 3.0  #: speed
FROM = -3.0  #: -run_up
WAVY_FROM = 2.0  #: asphalt_end
WAVES = 4  #: waves
WAVE = 1.2  #: wave
CREST = 0.04  #: crest
RUN_OUT = 8.0  #: run_out
WIDE = 4.0  #: patch_width
THICK = 0.2  #: patch_height
MU = 0.5  #: asphalt_friction
PLATE_X = 10.05  #: plate_x
PLATE = 0.1  #: plate_thickness
PLATE_W = 2.0  #: plate_width
PLATE_H = 0.3  #: plate_height
PLATE_KG = 5.0  #: plate_mass
K = 40000.0  #: stiffness
D = 100.0  #: damping
YIELD = 0.05  #: yield
DT = 0.001  #: step in s
T = 5.0  #: duration
EVERY = 0.1  #: print_every
BOX, NO = mujoco.mjtGeom.mjGEOM_BOX, dict(contype=0, conaffinity=0)

spec = mujoco.MjSpec()
spec.option.timestep = DT
spec.option.gravity = [0, 0, -G]
spec.option.integrator = mujoco.mjtIntegrator.mjINT_IMPLICITFAST
s = np.linspace(0, WAVES, 30 * WAVES + 1)
row = (1 - np.cos(2 * np.pi * s)) / 2
spec.add_hfield(
    name="waves", nrow=3, ncol=len(row), size=[WAVES * WAVE / 2, WIDE / 2, CREST, THICK], userdata=np.tile(row, 3)
)
WAVY_TO = WAVY_FROM + WAVES * WAVE
for name, start, end in (("before", FROM, WAVY_FROM), ("after", WAVY_TO, WAVY_TO + RUN_OUT)):
    spec.worldbody.add_geom(
        name=name, type=BOX, pos=[(start + end) / 2, 0, -THICK / 2], size=[(end - start) / 2, WIDE / 2, THICK / 2]
    )
wavy = spec.worldbody.add_body(name="washboard", pos=[(WAVY_FROM + WAVY_TO) / 2, 0, 0])
wavy.add_geom(name="waves", type=mujoco.mjtGeom.mjGEOM_HFIELD, hfieldname="waves", friction=[MU, 0.005, 0.0001])

cart = spec.worldbody.add_body(name="cart", pos=[0, 0, Z])
cart.add_freejoint()
cart.add_geom(name="hull", type=BOX, size=[L / 2, W / 2, H / 2], mass=KG, **NO)
wheels = []
for x in (X, -X):
    for y in (Y, -Y):
        name = f"wheel{x:+}{y:+}"
        part = cart.add_body(name=name, pos=[x, y, R - Z])
        part.add_joint(name=name, type=mujoco.mjtJoint.mjJNT_HINGE, axis=[0, 1, 0])
        part.add_geom(
            name=name,
            type=mujoco.mjtGeom.mjGEOM_CYLINDER,
            size=[R, 0, 0],
            fromto=[0, -B / 2, 0, 0, B / 2, 0],
            mass=WHEEL_KG,
            **NO,
        )
        wheels.append(name)
        for ground in ("before", "waves", "after"):
            spec.add_pair(geomname1=ground, geomname2=name, friction=[MU, MU, 0.005, 0.0001, 0.0001], condim=3)
plate = spec.worldbody.add_body(name="shield", pos=[PLATE_X, 0, Z])
rail = plate.add_joint(name="rail", type=mujoco.mjtJoint.mjJNT_SLIDE, axis=[1, 0, 0], springyield=YIELD)
rail.stiffness[0] = K
rail.damping[0] = D
plate.add_geom(name="shield", type=BOX, size=[PLATE / 2, PLATE_W / 2, PLATE_H / 2], mass=PLATE_KG, **NO)
spec.add_pair(geomname1="hull", geomname2="shield")

m = spec.compile()
d = mujoco.MjData(m)
free = m.jnt_dofadr[m.body("cart").jntadr[0]]
d.qvel[free] = V
for name in wheels:
    d.joint(name).qvel[0] = V / R
mujoco.mj_forward(m, d)
for k in range(round(T / DT)):
    if k % round(EVERY / DT) == 0:
        print(f"{d.time:.1f}", *np.round([*d.body("cart").xpos[[0, 2]], d.qvel[free], d.joint("rail").qpos[0]], 3))
    mujoco.mj_step(m, d)
