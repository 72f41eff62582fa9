# simbench canary ba950345-1144-4ea7-9085-9b3dcea9584f
# The same scanner built with MjSpec: sites are turned by quaternions, the room is one loop over its four sides, RK4, half the step.
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
FAR = 10.0  #: range
OMEGA = 1.0  #: spin
G = 9.81  #: gravity
DT = 0.001  #: step / 2
T = 3.0  #: duration
EVERY = 0.1  #: print_every

spec = mujoco.MjSpec()
spec.option.timestep = DT
spec.option.gravity = [0, 0, -G]
spec.option.integrator = mujoco.mjtIntegrator.mjINT_RK4


def box(body, centre, half):
    body.add_geom(type=mujoco.mjtGeom.mjGEOM_BOX, pos=centre, size=half)


for sign in (1, -1):
    box(spec.worldbody, [sign * (A + THICK / 2), 0, 0.5], [THICK / 2, B + THICK, 0.5])
    box(spec.worldbody, [0, sign * (B + THICK / 2), 0.5], [A + THICK, THICK / 2, 0.5])

head = spec.worldbody.add_body(name="lidar", pos=[X, -Y, Z])
head.add_joint(type=mujoco.mjtJoint.mjJNT_HINGE, axis=[0, 0, 1])
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
        intprm=[1, 0, 0],
    )

m = spec.compile()
d = mujoco.MjData(m)
d.qvel[0] = OMEGA
mujoco.mj_forward(m, d)
for k in range(round(T / DT)):
    if k % round(EVERY / DT) == 0:
        print(f"{d.time:.1f} {np.rad2deg(d.qpos[0]):.1f}", *np.round(d.sensordata, 3))
    mujoco.mj_step(m, d)
