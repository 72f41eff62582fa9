# simbench canary ba950345-1144-4ea7-9085-9b3dcea9584f
# The same mechanism, with the loop cut elsewhere: the rod hangs on the slider, and its other end is tied to the crank by two sites.
# Built with MjSpec, half the step; the servo is a control callback that writes the wanted rate.
import math

import numpy as np
import mujoco

R = 0.2  #: crank_length
L = 0.6  #: rod_length
W = 0.02  #: bar_width
A = 0.1  #: slider_edge
M_CRANK = 1.0  #: crank_mass
M_ROD = 2.0  #: rod_mass
M_SLIDER = 5.0  #: slider_mass
E = 0.1  #: offset
KV = 300.0  #: gain
ALPHA = 2 * math.pi  #: ramp
G = 9.81  #: gravity
DT = 0.0005  #: step / 2
T = 2.0  #: duration
EVERY = 0.1  #: print_every

spec = mujoco.MjSpec()
spec.option.timestep = DT
spec.option.gravity = [0, 0, -G]
spec.option.integrator = mujoco.mjtIntegrator.mjINT_IMPLICIT


def box(body, half, centre, kg):
    body.add_geom(type=mujoco.mjtGeom.mjGEOM_BOX, size=half, pos=centre, mass=kg, contype=0, conaffinity=0)


crank = spec.worldbody.add_body(name="c")
crank.add_joint(name="turn", type=mujoco.mjtJoint.mjJNT_HINGE, axis=[0, 0, 1])
box(crank, [R / 2, W / 2, W / 2], [R / 2, 0, 0], M_CRANK)
crank.add_site(name="pin on crank", pos=[R, 0, 0])

slider = spec.worldbody.add_body(name="s", pos=[R + np.sqrt(L**2 - E**2), E, 0])
slider.add_joint(name="slide", type=mujoco.mjtJoint.mjJNT_SLIDE, axis=[1, 0, 0])
box(slider, [A / 2, A / 2, A / 2], [0, 0, 0], M_SLIDER)

half = np.arcsin(E / L) / 2
rod = slider.add_body(name="r", quat=[np.cos(half), 0, 0, np.sin(half)])
rod.add_joint(name="swing", type=mujoco.mjtJoint.mjJNT_HINGE, axis=[0, 0, 1])
box(rod, [L / 2, W / 2, W / 2], [-L / 2, 0, 0], M_ROD)
rod.add_site(name="pin on rod", pos=[-L, 0, 0])

spec.add_equality(
    type=mujoco.mjtEq.mjEQ_CONNECT,
    objtype=mujoco.mjtObj.mjOBJ_SITE,
    name1="pin on crank",
    name2="pin on rod",
    solref=[0.004, 1],
    solimp=[0.999, 0.9999, 0.0001, 0.5, 2],
)
spec.add_actuator(
    target="turn",
    trntype=mujoco.mjtTrn.mjTRN_JOINT,
    gainprm=[KV] + [0] * 9,
    biasprm=[0, 0, -KV] + [0] * 7,
    biastype=mujoco.mjtBias.mjBIAS_AFFINE,
)

m = spec.compile()
d = mujoco.MjData(m)


def run_up(model, data):
    data.ctrl[0] = ALPHA * data.time


mujoco.set_mjcb_control(run_up)
per_print = round(EVERY / DT)
for i in range(round(T / DT)):
    if i % per_print == 0:
        print(f"{d.time:.1f} {np.rad2deg(d.joint('turn').qpos[0]):.1f} {d.body('s').xpos[0]:.4f}")
    mujoco.mj_step(m, d)
mujoco.set_mjcb_control(None)
