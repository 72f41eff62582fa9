# simbench canary ba950345-1144-4ea7-9085-9b3dcea9584f
# Built with MjSpec, second pendulum first, the coupling as a tendon whose ends are swapped, tilt in the body's frame.
import mujoco
import numpy as np

G = 9.81  #: gravity
PIVOT_Z = 2.0  #: pivot_height
APART = 1.0  #: pivot_distance
ROD = 0.8  #: length
ROD_R = 0.01  #: rod_radius
BOB_R = 0.06  #: bob_radius
BOB_KG = 2.0  #: bob_mass
K = 8.0  #: stiffness
START_DEG = 10.0  #: tilt
EYE_BACK = 4.0  #: camera_distance
EYE_UP = 1.5  #: camera_height
DT = 0.0005  #: step / 2
SECONDS = 5.0  #: duration
EVERY = 0.25  #: print_every


def add_pendulum(spec, pivot, tilt_deg, label):
    half = np.deg2rad(tilt_deg) / 2
    body = spec.worldbody.add_body(name=label, pos=pivot, quat=[np.cos(half), 0, -np.sin(half), 0])
    body.add_joint(type=mujoco.mjtJoint.mjJNT_BALL)
    body.add_geom(type=mujoco.mjtGeom.mjGEOM_SPHERE, size=[BOB_R, 0, 0], pos=[0, 0, -ROD], mass=BOB_KG)
    body.add_geom(type=mujoco.mjtGeom.mjGEOM_CYLINDER, size=[ROD_R, 0, 0], fromto=[0, 0, 0, 0, 0, -ROD], mass=0,
                  contype=0, conaffinity=0)
    body.add_site(name=f"{label} centre", pos=[0, 0, -ROD])


spec = mujoco.MjSpec()
spec.option.timestep = DT
spec.option.gravity = [0, 0, -G]
spec.worldbody.add_light(pos=[0.5, -3, 4])
spec.worldbody.add_camera(name="view", pos=[APART / 2, -EYE_BACK, EYE_UP], quat=[np.sqrt(0.5), np.sqrt(0.5), 0, 0])
add_pendulum(spec, [APART, 0, PIVOT_Z], 0, "right")
add_pendulum(spec, [0, 0, PIVOT_Z], START_DEG, "left")
spring = spec.add_tendon(name="spring")
spring.wrap_site("right centre")
spring.wrap_site("left centre")
spring.stiffness[0] = K
spring.springlength = [APART, APART]

model = spec.compile()
data = mujoco.MjData(model)
mujoco.mj_forward(model, data)
while data.time < SECONDS - 1e-9:
    tilts = []
    for label in ("left", "right"):
        dx, _, dz = data.site(f"{label} centre").xpos - data.body(label).xpos
        tilts.append(float(np.rad2deg(np.arctan2(dx, -dz))))
    print(f"{data.time:.2f}", *(f"{t:.2f}" for t in tilts))
    mujoco.mj_step(model, data, nstep=round(EVERY / DT))
    mujoco.mj_kinematics(model, data)
