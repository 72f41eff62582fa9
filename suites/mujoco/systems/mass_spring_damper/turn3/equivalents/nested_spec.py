# simbench canary ba950345-1144-4ea7-9085-9b3dcea9584f
# The absorber as a child of the block, whose slide joint carries its own spring and damper; the block's spring is its joint's, too. MjSpec.
import math

import mujoco

HOOK = 2.0  #: hook_height
L1 = 0.8  #: rest_length
K1 = 200.0  #: stiffness
C1 = 8.0  #: damping
M1 = 2.0  #: mass
A1 = 0.15  #: edge
S = 0.1  #: support_edge
M2 = 0.4  #: absorber_mass
A2 = 0.08  #: absorber_edge
K2 = 40.0  #: absorber_stiffness
C2 = 0.8  #: absorber_damping
L2 = 0.3  #: absorber_rest
F = 5.0  #: force
HZ = 1.6  #: frequency
G = 9.81  #: gravity
DT = 0.0005  #: step / 2
T = 8.0  #: duration
EVERY = 0.1  #: print_every

spec = mujoco.MjSpec()
spec.option.timestep = DT
spec.option.gravity = [0, 0, -G]
spec.option.integrator = mujoco.mjtIntegrator.mjINT_IMPLICIT


def hung(parent, name, below, edge, kg, stiffness, damping, sag):
    """A cube on a slide joint, put where its spring is stretched by `sag`."""
    body = parent.add_body(name=name, pos=[0, 0, -below - sag])
    body.add_joint(
        name=name,
        type=mujoco.mjtJoint.mjJNT_SLIDE,
        axis=[0, 0, 1],
        stiffness=[stiffness, 0, 0],
        damping=[damping, 0, 0],
        springref=sag,
    )
    body.add_geom(type=mujoco.mjtGeom.mjGEOM_BOX, size=[edge / 2] * 3, mass=kg, contype=0, conaffinity=0)
    return body


top = spec.worldbody.add_body(name="support", pos=[0, 0, HOOK])
top.add_geom(type=mujoco.mjtGeom.mjGEOM_BOX, size=[S / 2] * 3, contype=0, conaffinity=0)
block = hung(top, "block", L1, A1, M1, K1, C1, (M1 + M2) * G / K1)
hung(block, "absorber", L2, A2, M2, K2, C2, M2 * G / K2)
spec.add_actuator(target="block", trntype=mujoco.mjtTrn.mjTRN_JOINT)

m = spec.compile()
d = mujoco.MjData(m)


def force(model, data):
    data.ctrl[0] = F * math.sin(2 * math.pi * HZ * data.time)


mujoco.set_mjcb_control(force)
per_print = round(EVERY / DT)
for _ in range(round(T / EVERY)):
    mujoco.mj_step(m, d, per_print)
    print(f"{d.time:.1f} {d.body('block').xpos[2]:.4f} {d.body('absorber').xpos[2]:.4f}")
mujoco.set_mjcb_control(None)
