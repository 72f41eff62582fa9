# simbench canary ba950345-1144-4ea7-9085-9b3dcea9584f
# The same from MjSpec: the spring's plasticity in the joint, the push as an applied generalised force, angles in radians, half the step.
import mujoco
import numpy as np

G = 9.81  #: gravity
R = 0.1  #: ball_radius
KG = 1.0  #: ball_mass
X = 4.0  #: distance
Y = -1.0  #: -start
Z = 0.5  #: ball_z
V = 0.8  #: speed
EYE = 1.2  #: camera_z
DOWN = 0.174532925199  #: tilt in rad
CUBE = 0.1  #: edge
CUBE_KG = 0.8  #: housing
K = 2.0  #: stiffness
D = 0.4  #: damping
YIELD = 0.0698131700798  #: yield in rad
T0 = 0.5  #: push_start
T1 = 0.8  #: push_end
TORQUE = 0.5  #: push
SENSOR_W = 0.0048  #: sensor_w in m
SENSOR_H = 0.0036  #: sensor_h in m
FOCAL = 0.004  #: focal in m
W = 1280  #: width
H = 960  #: height
HOLD = 0.04  #: interval
DT = 0.001  #: step / 2
T = 3.0  #: duration
EVERY = 0.1  #: print_every

spec = mujoco.MjSpec()
spec.compiler.degree = False
spec.option.timestep = DT
spec.option.gravity = [0, 0, -G]
ball = spec.worldbody.add_body(name="target", pos=[X, Y, Z])
ball.add_joint(type=mujoco.mjtJoint.mjJNT_SLIDE, axis=[0, 1, 0])
ball.add_geom(type=mujoco.mjtGeom.mjGEOM_SPHERE, size=[R, 0, 0], mass=KG, contype=0, conaffinity=0)
ball.add_site(name="middle")

frame = np.array([[0, np.sin(DOWN), -np.cos(DOWN)], [-1, 0, 0], [0, np.cos(DOWN), np.sin(DOWN)]])
turn = np.zeros(4)
mujoco.mju_mat2Quat(turn, frame.flatten())
box = spec.worldbody.add_body(name="box", pos=[0, 0, EYE])
hinge = box.add_joint(name="hinge", type=mujoco.mjtJoint.mjJNT_HINGE, axis=[0, 1, 0], springyield=YIELD)
hinge.stiffness[0] = K
hinge.damping[0] = D
box.add_geom(type=mujoco.mjtGeom.mjGEOM_BOX, size=[CUBE / 2] * 3, mass=CUBE_KG, contype=0, conaffinity=0)
box.add_camera(name="eye", quat=turn, resolution=[W, H], sensor_size=[SENSOR_W, SENSOR_H], focal_length=[FOCAL, FOCAL])
spec.add_sensor(
    name="pixel",
    type=mujoco.mjtSensor.mjSENS_CAMPROJECTION,
    objtype=mujoco.mjtObj.mjOBJ_SITE,
    objname="middle",
    reftype=mujoco.mjtObj.mjOBJ_CAMERA,
    refname="eye",
    nsample=2,
    interval=[HOLD, 0],
)
spec.add_sensor(
    name="seen",
    type=mujoco.mjtSensor.mjSENS_FRAMEPOS,
    objtype=mujoco.mjtObj.mjOBJ_SITE,
    objname="middle",
    reftype=mujoco.mjtObj.mjOBJ_CAMERA,
    refname="eye",
)

m = spec.compile()
d = mujoco.MjData(m)
d.joint(0).qvel[0] = V
mujoco.mj_forward(m, d)
for k in range(round(T / DT)):
    if k % round(EVERY / DT) == 0:
        print(f"{d.time:.1f}", np.rad2deg(d.joint("hinge").qpos), *np.round(d.sensor("pixel").data, 2))
    d.joint("hinge").qfrc_applied[0] = TORQUE if T0 - 1e-9 <= d.time < T1 - 1e-9 else 0
    mujoco.mj_step(m, d)
