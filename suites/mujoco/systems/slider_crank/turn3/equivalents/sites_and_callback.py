# simbench canary ba950345-1144-4ea7-9085-9b3dcea9584f
# The same two cylinders, one function for both; each loop is closed between two sites.
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
M_SECOND = 3.0  #: second_mass
WALL = 1.4  #: anchor
K = 300.0  #: stiffness
C = 10.0  #: damping
REST = 0.6  #: rest_length
CAM_X = 0.4  #: camera_x
CAM_Y = 0.4  #: camera_y
CAM_Z = 2.0  #: camera_height
KV = 300.0  #: gain
ALPHA = 2 * math.pi  #: ramp
G = 9.81  #: gravity
DT = 0.0005  #: step / 2
T = 2.0  #: duration
EVERY = 0.1  #: print_every

spec = mujoco.MjSpec()
spec.option.timestep = DT
spec.option.gravity = [0, 0, -G]
spec.option.integrator = mujoco.mjtIntegrator.mjINT_IMPLICITFAST


def box(body, half, centre, kg):
    body.add_geom(type=mujoco.mjtGeom.mjGEOM_BOX, size=half, pos=centre, mass=kg, contype=0, conaffinity=0)


crank = spec.worldbody.add_body(name="c")
crank.add_joint(name="turn", type=mujoco.mjtJoint.mjJNT_HINGE, axis=[0, 0, 1])
box(crank, [R / 2, W / 2, W / 2], [R / 2, 0, 0], M_CRANK)


def cylinder(name, pos, along, angle, kg):
    """A slider on its line, and on the crank a rod whose far end is tied to it."""
    slider = spec.worldbody.add_body(name=name, pos=pos)
    slider.add_joint(type=mujoco.mjtJoint.mjJNT_SLIDE, axis=along)
    box(slider, [A / 2, A / 2, A / 2], [0, 0, 0], kg)
    slider.add_site(name=name + " pin")
    rod = crank.add_body(name=name + " rod", pos=[R, 0, 0], quat=[np.cos(angle / 2), 0, 0, np.sin(angle / 2)])
    rod.add_joint(type=mujoco.mjtJoint.mjJNT_HINGE, axis=[0, 0, 1])
    box(rod, [L / 2, W / 2, W / 2], [L / 2, 0, 0], M_ROD)
    rod.add_site(name=name + " end", pos=[L, 0, 0])
    spec.add_equality(
        type=mujoco.mjtEq.mjEQ_CONNECT,
        objtype=mujoco.mjtObj.mjOBJ_SITE,
        name1=name + " end",
        name2=name + " pin",
        solref=[0.004, 1],
        solimp=[0.999, 0.9999, 0.0001, 0.5, 2],
    )
    return slider


reach = np.sqrt(L**2 - E**2)
height = np.sqrt(L**2 - R**2)
cylinder("s", [R + reach, E, 0], [1, 0, 0], np.arctan2(E, reach), M_SLIDER)
second = cylinder("t", [0, height, 0], [0, 1, 0], np.arctan2(height, -R), M_SECOND)
second.add_site(name="lower")
spec.worldbody.add_site(name="upper", pos=[0, WALL, 0])
spring = spec.add_tendon(name="spring", stiffness=[K, 0, 0], damping=[C, 0, 0], springlength=[REST, REST])
spring.wrap_site("lower")
spring.wrap_site("upper")
spec.worldbody.add_camera(name="top", pos=[CAM_X, CAM_Y, CAM_Z])
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
        print(
            f"{d.time:.1f} {np.rad2deg(d.joint('turn').qpos[0]):.1f} {d.body('s').xpos[0]:.4f} {d.body('t').xpos[1]:.4f}"
        )
    mujoco.mj_step(m, d)
mujoco.set_mjcb_control(None)
