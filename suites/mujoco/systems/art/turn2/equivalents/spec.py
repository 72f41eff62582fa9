# simbench canary ba950345-1144-4ea7-9085-9b3dcea9584f
# The same from MjSpec: the trailer is a free body of its own that is built where it stands, tied to the tractor by a connect constraint.
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
BAR = 1.8  #: drawbar
BEND = 0.104719755120  #: bend in rad
CART_L = 1.4  #: trailer_length
CART_W = 0.9  #: trailer_width
CART_H = 0.5  #: trailer_height
CART_KG = 400.0  #: trailer_mass
CART_AHEAD = 0.1  #: trailer_ahead
CART_Z = 0.55  #: trailer_z
CART_Y = 0.55  #: trailer_y
GAIN = 100.0  #: gain
TOP = -5.0  #: -back_up
T_RAMP = 1.0  #: ramp
DT = 0.001  #: step in s
SECONDS = 4.5  #: duration
EVERY = 0.25  #: print_every
HINGE = mujoco.mjtJoint.mjJNT_HINGE

spec = mujoco.MjSpec()
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
cart = hull("cart", HITCH_X - (BAR - CART_AHEAD) * np.cos(BEND), CART_Z, [CART_L, CART_W, CART_H], CART_KG)
cart.pos[1] = -(BAR - CART_AHEAD) * np.sin(BEND)
cart.quat = [np.cos(BEND / 2), 0, 0, np.sin(BEND / 2)]
for side in (1, -1):
    wheel(tug, f"rear{side}", [-TUG_X, side * REAR, R - TUG_Z])
    wheel(cart, f"cart{side}", [-CART_AHEAD, side * CART_Y, R - CART_Z])
fork = tug.add_body(name="fork", pos=[BASE - TUG_X, 0, R - TUG_Z])
pin = fork.add_joint(name="pin", type=HINGE, axis=[0, 0, 1])
pin.damping[0] = 80
fork.mass, fork.inertia, fork.explicitinertial = FORK_KG, [0.02, 0.02, 0.02], True
wheel(fork, "front", [0, 0, 0])
tie = spec.add_equality(
    name="hitch", type=mujoco.mjtEq.mjEQ_CONNECT, objtype=mujoco.mjtObj.mjOBJ_BODY, name1="tug", name2="cart"
)
tie.data[:3] = [HITCH_X - TUG_X, 0, HITCH_Z - TUG_Z]
spec.add_actuator(name="drive", target="front", trntype=mujoco.mjtTrn.mjTRN_JOINT).set_to_velocity(kv=GAIN)
spec.add_actuator(name="steer", target="pin", trntype=mujoco.mjtTrn.mjTRN_JOINT).set_to_position(kp=15000)

model = spec.compile()
data = mujoco.MjData(model)


def yaw(name):
    w, x, y, z = data.body(name).xquat
    return np.degrees(np.arctan2(2 * (w * z + x * y), 1 - 2 * (y * y + z * z)))


mujoco.mj_forward(model, data)
for k in range(round(SECONDS / DT)):
    if k % round(EVERY / DT) == 0:
        print(
            f"{data.time:.1f}",
            *np.round(data.body("tug").xpos[:2], 3),
            round(yaw("tug"), 1),
            round(yaw("cart"), 1),
            round(yaw("cart") - yaw("tug"), 1),
        )
    data.ctrl = [np.interp(data.time, [0, T_RAMP], [0, TOP]), 0]
    mujoco.mj_step(model, data)
