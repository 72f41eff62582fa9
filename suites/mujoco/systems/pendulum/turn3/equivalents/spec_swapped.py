# simbench canary ba950345-1144-4ea7-9085-9b3dcea9584f
# Built with MjSpec, second pendulum first, the coupling as a tendon whose ends are swapped, tilt in the body's frame.
import mujoco
import numpy as np


def add_pendulum(spec, pivot, tilt_deg, label):
    half = np.deg2rad(tilt_deg) / 2
    body = spec.worldbody.add_body(name=label, pos=pivot, quat=[np.cos(half), 0, -np.sin(half), 0])
    body.add_joint(type=mujoco.mjtJoint.mjJNT_BALL)
    body.add_geom(type=mujoco.mjtGeom.mjGEOM_SPHERE, size=[0.06, 0, 0], pos=[0, 0, -0.8], mass=2)
    body.add_geom(type=mujoco.mjtGeom.mjGEOM_CYLINDER, size=[0.008, 0, 0], fromto=[0, 0, 0, 0, 0, -0.8], mass=0,
                  contype=0, conaffinity=0)
    body.add_site(name=f"{label} centre", pos=[0, 0, -0.8])


spec = mujoco.MjSpec()
spec.option.timestep = 5e-4
spec.option.gravity = [0, 0, -9.81]
spec.worldbody.add_light(pos=[0.5, -3, 4])
spec.worldbody.add_camera(name="view", pos=[0.5, -4, 1.5], quat=[np.sqrt(0.5), np.sqrt(0.5), 0, 0])
add_pendulum(spec, [1, 0, 2], 0, "right")
add_pendulum(spec, [0, 0, 2], 10, "left")
spring = spec.add_tendon(name="spring")
spring.wrap_site("right centre")
spring.wrap_site("left centre")
spring.stiffness[0] = 8
spring.springlength = [1, 1]

model = spec.compile()
data = mujoco.MjData(model)
mujoco.mj_forward(model, data)
while data.time < 5.0 - 1e-9:
    tilts = []
    for label in ("left", "right"):
        dx, _, dz = data.site(f"{label} centre").xpos - data.body(label).xpos
        tilts.append(float(np.rad2deg(np.arctan2(dx, -dz))))
    print(f"{data.time:.2f}", *(f"{t:.2f}" for t in tilts))
    mujoco.mj_step(model, data, nstep=500)
    mujoco.mj_kinematics(model, data)
