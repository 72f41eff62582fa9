# simbench canary ba950345-1144-4ea7-9085-9b3dcea9584f
# The same from MjSpec: the camera sits on a static body and is turned by a quaternion, its field of view comes from a focal length.
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
W = 640  #: width
H = 480  #: height
FOV = 0.785398163397  #: fov in rad
DT = 0.001  #: step / 2
T = 2.5  #: duration
EVERY = 0.1  #: print_every

spec = mujoco.MjSpec()
spec.option.timestep = DT
spec.option.gravity = [0, 0, -G]
ball = spec.worldbody.add_body(name="target", pos=[X, Y, Z])
ball.add_joint(type=mujoco.mjtJoint.mjJNT_SLIDE, axis=[0, 1, 0])
ball.add_geom(type=mujoco.mjtGeom.mjGEOM_SPHERE, size=[R, 0, 0], mass=KG)
ball.add_site(name="middle")

# Columns: right, up and backwards of the camera, in the world.
frame = np.array([[0, np.sin(DOWN), -np.cos(DOWN)], [-1, 0, 0], [0, np.cos(DOWN), np.sin(DOWN)]])
turn = np.zeros(4)
mujoco.mju_mat2Quat(turn, frame.flatten())
mast = spec.worldbody.add_body(name="mast", pos=[0, 0, EYE])
size = [0.004 * W / H, 0.004]
focal = size[1] / 2 / np.tan(FOV / 2)
mast.add_camera(name="eye", quat=turn, resolution=[W, H], sensor_size=size, focal_length=[focal, focal])
spec.add_sensor(
    name="pixel",
    type=mujoco.mjtSensor.mjSENS_CAMPROJECTION,
    objtype=mujoco.mjtObj.mjOBJ_SITE,
    objname="middle",
    reftype=mujoco.mjtObj.mjOBJ_CAMERA,
    refname="eye",
)
spec.add_sensor(
    name="seen",
    type=mujoco.mjtSensor.mjSENS_FRAMEPOS,
    objtype=mujoco.mjtObj.mjOBJ_BODY,
    objname="target",
    reftype=mujoco.mjtObj.mjOBJ_CAMERA,
    refname="eye",
)

m = spec.compile()
d = mujoco.MjData(m)
d.qvel[0] = V
mujoco.mj_forward(m, d)
for k in range(round(T / DT)):
    if k % round(EVERY / DT) == 0:
        print(f"{d.time:.1f}", d.qpos + Y, *np.round(d.sensor("pixel").data, 2))
    mujoco.mj_step(m, d)
