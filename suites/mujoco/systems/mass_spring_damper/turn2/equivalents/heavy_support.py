# simbench canary ba950345-1144-4ea7-9085-9b3dcea9584f
# The support as a body of its own, so heavy and so stiffly driven that nothing moves it: it has a velocity, which the damper feels.
import math

import numpy as np
import mujoco

HOOK = 2.0  #: hook_height
L0 = 0.8  #: rest_length
K = 200.0  #: stiffness
C = 8.0  #: damping
KG = 2.0  #: mass
A = 0.15  #: edge
S = 0.1  #: support_edge
G = 9.81  #: gravity
AMP = 0.02  #: amplitude
W = 2 * math.pi * 1.6  #: rate in rad/s
DT = 0.0005  #: step / 2
T = 6.0  #: duration
EVERY = 0.1  #: print_every

spec = mujoco.MjSpec()
spec.option.timestep = DT
spec.option.gravity = [0, 0, -G]
spec.option.integrator = mujoco.mjtIntegrator.mjINT_IMPLICITFAST


def cube(name, z, edge, kg):
    body = spec.worldbody.add_body(name=name, pos=[0, 0, z])
    body.add_joint(name=name + " slide", type=mujoco.mjtJoint.mjJNT_SLIDE, axis=[0, 0, 1])
    body.add_geom(type=mujoco.mjtGeom.mjGEOM_BOX, size=[edge / 2] * 3, mass=kg, contype=0, conaffinity=0)
    body.add_site(name=name + " eye")
    return body


cube("support", HOOK, S, 1000).gravcomp = 1
cube("block", HOOK - L0 - KG * G / K, A, KG)
spring = spec.add_tendon(name="spring", stiffness=[K, 0, 0], damping=[C, 0, 0], springlength=[L0, L0])
spring.wrap_site("support eye")
spring.wrap_site("block eye")
for gain, bias in ((1e8, [0, -1e8, 0]), (1e6, [0, 0, -1e6])):  # follows a place and a speed
    spec.add_actuator(
        target="support slide",
        trntype=mujoco.mjtTrn.mjTRN_JOINT,
        gainprm=[gain] + [0] * 9,
        biasprm=bias + [0] * 7,
        biastype=mujoco.mjtBias.mjBIAS_AFFINE,
    )

m = spec.compile()
d = mujoco.MjData(m)
d.joint("support slide").qvel[0] = AMP * W
for i in range(round(T / DT)):
    d.ctrl[:] = AMP * np.sin(W * d.time), AMP * W * np.cos(W * d.time)
    if i % round(EVERY / DT) == 0:
        print(f"{d.time:.1f} {HOOK + d.qpos[0]:.4f} {d.body('block').xpos[2]:.4f}")
    mujoco.mj_step(m, d)
