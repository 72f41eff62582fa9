# simbench canary ba950345-1144-4ea7-9085-9b3dcea9584f
# The same from MjSpec: the trailer is a free body of its own, tied to the tractor by a connect constraint; the driver is a callback that
# reads poses from the generalised coordinates.
import mujoco
import numpy as np

G = 9.81  #: gravity
R = 0.2  #: wheel_radius
W = 0.08  #: wheel_width
WHEEL_KG = 8.0  #: wheel_mass
MU = 0.8  #: friction
TUG_L = 1.6  #: tug_length
TUG_W = 0.6  #: tug_width
TUG_H = 0.4  #: tug_height
TUG_KG = 400.0  #: tug_mass
TUG_X = 0.6  #: tug_ahead
TUG_Z = 0.65  #: tug_z
BASE = 1.4  #: wheelbase
REAR = 0.4  #: rear_y
FORK_KG = 4.0  #: fork_mass
HITCH_X = -0.4  #: -overhang
HITCH_Z = 0.25  #: hitch_z
AXLE_X = -2.2  #: -trailer_axle
BAR = 1.8  #: drawbar
CART_L = 1.4  #: trailer_length
CART_W = 0.9  #: trailer_width
CART_H = 0.5  #: trailer_height
CART_KG = 400.0  #: trailer_mass
CART_X = -2.1  #: -trailer_back
CART_Z = 0.55  #: trailer_z
CART_Y = 0.55  #: trailer_y
LINE = 0.3  #: path_y
LINE_X = -3.2  #: path_x
KY = 2.0  #: k_y
KT = 5.5  #: k_theta
KP = 3.0  #: k_phi
LIMIT = 0.610865238198  #: limit in rad
PEDAL = 160.0  #: pedal
BACK = -1.0  #: -reverse
DOCK = -8.0  #: -dock
DT = 0.001  #: step in s
SECONDS = 14.0  #: duration
EVERY = 0.5  #: print_every
HINGE = mujoco.mjtJoint.mjJNT_HINGE

spec = mujoco.MjSpec()
spec.compiler.degree = False
spec.option.timestep = DT
spec.option.gravity = [0, 0, -G]
spec.worldbody.add_geom(type=mujoco.mjtGeom.mjGEOM_PLANE, size=[0, 0, 1], friction=[MU, 0.005, 0.0001])


def hull(name, x, z, size, kg):
    body = spec.worldbody.add_body(name=name, pos=[x, 0, z])
    body.add_freejoint()
    body.add_geom(type=mujoco.mjtGeom.mjGEOM_BOX, size=[s / 2 for s in size], mass=kg)
    return body


def wheel(body, name, place):
    part = body.add_body(name=name, pos=place)
    part.add_joint(name=name, type=HINGE, axis=[0, 1, 0])
    part.add_geom(
        type=mujoco.mjtGeom.mjGEOM_CYLINDER,
        size=[R, 0, 0],
        fromto=[0, -W / 2, 0, 0, W / 2, 0],
        mass=WHEEL_KG,
        friction=[MU, 0.005, 0.0001],
        priority=1,
    )


tug = hull("tug", TUG_X, TUG_Z, [TUG_L, TUG_W, TUG_H], TUG_KG)
cart = hull("cart", CART_X, CART_Z, [CART_L, CART_W, CART_H], CART_KG)
for side in (1, -1):
    wheel(tug, f"rear{side}", [-TUG_X, side * REAR, R - TUG_Z])
    wheel(cart, f"cart{side}", [AXLE_X - CART_X, side * CART_Y, R - CART_Z])
fork = tug.add_body(name="fork", pos=[BASE - TUG_X, 0, R - TUG_Z])
pin = fork.add_joint(name="pin", type=HINGE, axis=[0, 0, 1])
pin.damping[0] = 80
pin.range, pin.limited = [-LIMIT, LIMIT], True
fork.mass, fork.inertia, fork.explicitinertial = FORK_KG, [0.02, 0.02, 0.02], True
wheel(fork, "front", [0, 0, 0])
tie = spec.add_equality(
    name="hitch", type=mujoco.mjtEq.mjEQ_CONNECT, objtype=mujoco.mjtObj.mjOBJ_BODY, name1="tug", name2="cart"
)
tie.data[:3] = [HITCH_X - TUG_X, 0, HITCH_Z - TUG_Z]
spec.add_actuator(name="drive", target="front", trntype=mujoco.mjtTrn.mjTRN_JOINT).set_to_motor()
spec.add_actuator(name="steer", target="pin", trntype=mujoco.mjtTrn.mjTRN_JOINT).set_to_position(kp=15000)

model = spec.compile()
data = mujoco.MjData(model)
tug_q, cart_q = (model.body(name).jntadr[0] for name in ("tug", "cart"))
tug_q, cart_q, tug_v = model.jnt_qposadr[tug_q], model.jnt_qposadr[cart_q], model.jnt_dofadr[tug_q]
docked = False


def heading(q):
    w, x, y, z = q[3:7]
    return np.arctan2(2 * (w * z + x * y), 1 - 2 * (y * y + z * z))


def view(data):
    tug, cart = data.qpos[tug_q : tug_q + 7], data.qpos[cart_q : cart_q + 7]
    theta, ahead = heading(cart), CART_X - AXLE_X
    return cart[:2] - ahead * np.array([np.cos(theta), np.sin(theta)]), theta, heading(tug)


def drive(model, data):
    global docked
    axle, theta, tug = view(data)
    docked = docked or axle[0] <= DOCK
    v = np.array([np.cos(tug), np.sin(tug)]) @ data.qvel[tug_v : tug_v + 2]
    data.ctrl[0] = PEDAL * ((0 if docked else BACK) - v)
    data.ctrl[1] = np.clip(
        KY * (axle[1] - np.interp(axle[0], [LINE_X, AXLE_X], [LINE, 0])) - KT * theta + KP * (tug - theta),
        -LIMIT,
        LIMIT,
    )


mujoco.set_mjcb_control(drive)
for k in range(round(SECONDS / DT)):
    if k % round(EVERY / DT) == 0:
        axle, theta, tug = view(data)
        print(f"{data.time:.1f}", *np.round(axle, 3), np.round(np.degrees([tug - theta, data.joint("pin").qpos[0]]), 2))
    mujoco.mj_step(model, data)
mujoco.set_mjcb_control(None)
