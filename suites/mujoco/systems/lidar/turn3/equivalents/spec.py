# simbench canary ba950345-1144-4ea7-9085-9b3dcea9584f
# The cart with its scanner, built with MjSpec: sites are turned by quaternions, the room is one loop over its four sides, half the step.
import numpy as np
import mujoco

THICK = 0.1  #: wall
A = 3.0  #: room_x
B = 2.0  #: room_y
R = 0.05  #: head_radius
HH = 0.08  #: head_height
KG = 0.5  #: head_mass
Y = 0.3  #: head_back
LC = 0.4  #: cart_length
WC = 0.3  #: cart_width
HC = 0.1  #: cart_height
MC = 6.0  #: cart_mass
START = 1.5  #: cart_start
ZC = 0.3  #: cart_z
MAST = 0.2  #: mast
KV = 20.0  #: gain
V = 1.0  #: speed
STOP = 1.2  #: brake_distance
FAR = 5.0  #: range
HOLD = 0.1  #: interval
G = 9.81  #: gravity
DT = 0.001  #: step / 2
T = 6.0  #: duration
EVERY = 0.1  #: print_every

spec = mujoco.MjSpec()
spec.option.timestep = DT
spec.option.gravity = [0, 0, -G]


def box(body, centre, half):
    body.add_geom(type=mujoco.mjtGeom.mjGEOM_BOX, pos=centre, size=half)


for sign in (1, -1):
    box(spec.worldbody, [sign * (A + THICK / 2), 0, 0.5], [THICK / 2, B + THICK, 0.5])
    box(spec.worldbody, [0, sign * (B + THICK / 2), 0.5], [A + THICK, THICK / 2, 0.5])

cart = spec.worldbody.add_body(name="trolley", pos=[-START, -Y, ZC])
cart.add_joint(name="way", type=mujoco.mjtJoint.mjJNT_SLIDE, axis=[1, 0, 0])
cart.add_geom(type=mujoco.mjtGeom.mjGEOM_BOX, size=[LC / 2, WC / 2, HC / 2], mass=MC, contype=0, conaffinity=0)
head = cart.add_body(name="lidar", pos=[0, 0, MAST])
head.add_geom(type=mujoco.mjtGeom.mjGEOM_CYLINDER, size=[R, HH / 2, 0], mass=KG, contype=0, conaffinity=0)
for i in range(4):
    angle = i * np.pi / 2
    # Z axis turned down to the horizon and round by `angle`.
    down, turn, quat = (
        np.array([np.sqrt(0.5), 0, np.sqrt(0.5), 0]),
        np.array([np.cos(angle / 2), 0, 0, np.sin(angle / 2)]),
        np.zeros(4),
    )
    mujoco.mju_mulQuat(quat, turn, down)
    head.add_site(name=f"beam{i}", pos=[R * np.cos(angle), R * np.sin(angle), 0], quat=quat)
    spec.add_sensor(
        name=f"beam{i}",
        type=mujoco.mjtSensor.mjSENS_RANGEFINDER,
        objtype=mujoco.mjtObj.mjOBJ_SITE,
        objname=f"beam{i}",
        cutoff=FAR,
        nsample=1,
        interval=[HOLD, 0],
        intprm=[1, 0, 0],
    )

spec.add_actuator(
    target="way",
    trntype=mujoco.mjtTrn.mjTRN_JOINT,
    gainprm=[KV] + [0] * 9,
    biasprm=[0, 0, -KV] + [0] * 7,
    biastype=mujoco.mjtBias.mjBIAS_AFFINE,
)

m = spec.compile()
d = mujoco.MjData(m)
d.ctrl[0] = V
mujoco.mj_forward(m, d)
for k in range(round(T / DT)):
    ahead = d.sensor("beam0").data[0]
    if k % round(EVERY / DT) == 0:
        print(f"{d.time:.1f} {d.qpos[0] - START:.3f} {d.qvel[0]:.3f} {ahead:.3f}")
    if k and 0 < ahead <= STOP:
        d.ctrl[0] = 0
    mujoco.mj_step(m, d)
