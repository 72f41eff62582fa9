# simbench canary ba950345-1144-4ea7-9085-9b3dcea9584f
# The same from MjSpec at half the step: the script tells that no picture has come yet by the reading itself.
import mujoco
import numpy as np

G = 9.81  #: gravity
R = 0.1  #: ball_radius
KG = 1.0  #: ball_mass
Z = 0.5  #: ball_z
CIRCLE = 3.0  #: circle
ORBIT = 0.3  #: orbit
BEARING = 0.349065850399  #: bearing in rad
EYE = 1.2  #: camera_z
DOWN = 0.174532925199  #: tilt in rad
SENSOR_W = 0.0048  #: sensor_w in m
SENSOR_H = 0.0036  #: sensor_h in m
FOCAL = 0.004  #: focal in m
W = 1280  #: width
H = 960  #: height
HOLD = 0.04  #: interval
LAG = 0.08  #: lag
HEAD_R = 0.08  #: head_radius
HEAD_H = 0.1  #: head_height
HEAD_KG = 2.0  #: head_mass
REACH = 0.1  #: reach
GAIN = 1.0  #: gain
K = 0.0015  #: k
DT = 0.001  #: step / 2
T = 4.0  #: duration
EVERY = 0.2  #: print_every

spec = mujoco.MjSpec()
spec.compiler.degree = False
spec.option.timestep = DT
spec.option.gravity = [0, 0, -G]
spec.option.integrator = mujoco.mjtIntegrator.mjINT_IMPLICITFAST
ball = spec.worldbody.add_body(name="target", pos=[CIRCLE * np.cos(BEARING), CIRCLE * np.sin(BEARING), Z])
ball.add_joint(
    name="orbit",
    type=mujoco.mjtJoint.mjJNT_HINGE,
    axis=[0, 0, 1],
    pos=[-CIRCLE * np.cos(BEARING), -CIRCLE * np.sin(BEARING), 0],
)
ball.add_geom(type=mujoco.mjtGeom.mjGEOM_SPHERE, size=[R, 0, 0], mass=KG, contype=0, conaffinity=0)
ball.add_site(name="middle")

frame = np.array([[0, np.sin(DOWN), -np.cos(DOWN)], [-1, 0, 0], [0, np.cos(DOWN), np.sin(DOWN)]])
turn = np.zeros(4)
mujoco.mju_mat2Quat(turn, frame.flatten())
head = spec.worldbody.add_body(name="turret", pos=[0, 0, EYE])
head.add_joint(name="yaw", type=mujoco.mjtJoint.mjJNT_HINGE, axis=[0, 0, 1])
head.add_geom(type=mujoco.mjtGeom.mjGEOM_CYLINDER, size=[HEAD_R, HEAD_H / 2, 0], mass=HEAD_KG, contype=0, conaffinity=0)
head.add_camera(
    name="eye",
    pos=[REACH, 0, 0],
    quat=turn,
    resolution=[W, H],
    sensor_size=[SENSOR_W, SENSOR_H],
    focal_length=[FOCAL, FOCAL],
)
spec.add_actuator(name="turn", target="yaw", trntype=mujoco.mjtTrn.mjTRN_JOINT).set_to_velocity(kv=GAIN)
spec.add_sensor(
    name="seen",
    type=mujoco.mjtSensor.mjSENS_FRAMEPOS,
    objtype=mujoco.mjtObj.mjOBJ_SITE,
    objname="middle",
    reftype=mujoco.mjtObj.mjOBJ_CAMERA,
    refname="eye",
)
spec.add_sensor(
    name="pixel",
    type=mujoco.mjtSensor.mjSENS_CAMPROJECTION,
    objtype=mujoco.mjtObj.mjOBJ_SITE,
    objname="middle",
    reftype=mujoco.mjtObj.mjOBJ_CAMERA,
    refname="eye",
    nsample=6,
    interval=[HOLD, 0],
    delay=LAG,
)

m = spec.compile()
d = mujoco.MjData(m)
d.joint("orbit").qvel[0] = ORBIT
mujoco.mj_forward(m, d)
for k in range(round(T / DT)):
    u, v = d.sensor("pixel").data
    if k % round(EVERY / DT) == 0:
        print(f"{d.time:.1f}", np.rad2deg(d.joint("yaw").qpos), d.joint("yaw").qvel, round(u, 2), round(v, 2))
    d.ctrl[0] = K * (W / 2 - u) if u != 0 or v != 0 else 0
    mujoco.mj_step(m, d)
