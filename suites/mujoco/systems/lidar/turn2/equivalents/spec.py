# simbench canary ba950345-1144-4ea7-9085-9b3dcea9584f
# The standing scanner built with MjSpec: sites are turned by quaternions, the room is one loop over its four sides, half the step.
import numpy as np
import mujoco

THICK = 0.1  #: wall
A = 3.0  #: room_x
B = 2.0  #: room_y
R = 0.05  #: head_radius
HH = 0.08  #: head_height
KG = 0.5  #: head_mass
X = 0.5  #: head_x
Y = 0.3  #: head_back
Z = 0.6  #: head_z
RP = 0.15  #: pillar_radius
HP = 0.9  #: pillar_height
MP = 5.0  #: pillar_mass
XP = 1.8  #: pillar_x
YP = 1.0  #: pillar_start
V = 0.5  #: pillar_speed
FAR = 5.0  #: range
HOLD = 0.1  #: interval
G = 9.81  #: gravity
DT = 0.001  #: step / 2
T = 3.0  #: duration
EVERY = 0.1  #: print_every

spec = mujoco.MjSpec()
spec.option.timestep = DT
spec.option.gravity = [0, 0, -G]


def box(body, centre, half):
    body.add_geom(type=mujoco.mjtGeom.mjGEOM_BOX, pos=centre, size=half)


for sign in (1, -1):
    box(spec.worldbody, [sign * (A + THICK / 2), 0, 0.5], [THICK / 2, B + THICK, 0.5])
    box(spec.worldbody, [0, sign * (B + THICK / 2), 0.5], [A + THICK, THICK / 2, 0.5])

head = spec.worldbody.add_body(name="lidar", pos=[X, -Y, Z])
head.add_geom(type=mujoco.mjtGeom.mjGEOM_CYLINDER, size=[R, HH / 2, 0], mass=KG)
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

pillar = spec.worldbody.add_body(name="passer-by", pos=[XP, -YP, HP / 2])
pillar.add_joint(type=mujoco.mjtJoint.mjJNT_SLIDE, axis=[0, 1, 0])
pillar.add_geom(type=mujoco.mjtGeom.mjGEOM_CYLINDER, size=[RP, HP / 2, 0], mass=MP, contype=0, conaffinity=0)

m = spec.compile()
d = mujoco.MjData(m)
d.qvel[0] = V
mujoco.mj_forward(m, d)
for k in range(round(T / DT)):
    if k % round(EVERY / DT) == 0:
        print(f"{d.time:.1f} {d.qpos[0] - YP:.3f}", *np.round(d.sensordata, 3))
    mujoco.mj_step(m, d)
