# simbench canary ba950345-1144-4ea7-9085-9b3dcea9584f
# The same sprung car from MjSpec, slide and kingpin on bodies of their own, shown in a passive viewer.
import time

import mujoco
import mujoco.viewer
import numpy as np

HINGE, SLIDE = mujoco.mjtJoint.mjJNT_HINGE, mujoco.mjtJoint.mjJNT_SLIDE
GRIP = [0.9, 0.005, 0.0001]

spec = mujoco.MjSpec()
spec.option.timestep = 0.002
spec.option.integrator = mujoco.mjtIntegrator.mjINT_IMPLICITFAST
spec.worldbody.add_geom(type=mujoco.mjtGeom.mjGEOM_PLANE, size=[0, 0, 0.1], friction=GRIP)
hump = spec.worldbody.add_body(name="hump", pos=[4, 0, -0.44])
hump.add_geom(type=mujoco.mjtGeom.mjGEOM_CYLINDER, size=[0.5, 0, 0], fromto=[0, 2, 0, 0, -2, 0], friction=GRIP)
hull = spec.worldbody.add_body(name="hull", pos=[0, 0, 0.5])
hull.add_freejoint()
hull.add_geom(type=mujoco.mjtGeom.mjGEOM_BOX, size=[1.1, 0.45, 0.2], mass=300)


def corner(x, y, steered):
    arm = hull.add_body(pos=[x, y, -0.2])
    slide = arm.add_joint(type=SLIDE, axis=[0, 0, 1], range=[-0.1, 0.1], limited=True)
    slide.stiffness[0] = 25000
    slide.damping[0] = 1500
    arm.add_geom(type=mujoco.mjtGeom.mjGEOM_SPHERE, size=[0.04, 0, 0], mass=2.5 if steered else 5, contype=0, conaffinity=0)
    hub = arm
    if steered:
        hub = arm.add_body()
        hub.add_joint(name=f"kingpin{y:+}", type=HINGE, axis=[0, 0, 1], range=[-np.pi / 6, np.pi / 6], limited=True)
        hub.add_geom(type=mujoco.mjtGeom.mjGEOM_SPHERE, size=[0.05, 0, 0], mass=2.5, contype=0, conaffinity=0)
        servo = spec.add_actuator(name=f"steer{y:+}", target=f"kingpin{y:+}", trntype=mujoco.mjtTrn.mjTRN_JOINT)
        servo.set_to_position(kp=5000, kv=200)
    wheel = hub.add_body(name=f"wheel{x:+}{y:+}")
    wheel.add_joint(name=f"axle{x:+}{y:+}", type=HINGE, axis=[0, 1, 0])
    wheel.add_geom(type=mujoco.mjtGeom.mjGEOM_CYLINDER, size=[0.3, 0, 0], fromto=[0, -0.1, 0, 0, 0.1, 0], mass=15, friction=GRIP)
    if not steered:
        drive = spec.add_actuator(name=f"drive{y:+}", target=f"axle{x:+}{y:+}", trntype=mujoco.mjtTrn.mjTRN_JOINT)
        drive.set_to_velocity(kv=100)


for side in (-0.6, 0.6):
    corner(-0.8, side, steered=False)
    corner(0.8, side, steered=True)

model = spec.compile()
data = mujoco.MjData(model)
with mujoco.viewer.launch_passive(model, data) as viewer:
    while viewer.is_running() and data.time < 6.0:
        started = time.time()
        target = 2.0 / 0.3 * min(data.time / 2.0, 1.0)
        data.actuator("drive-0.6").ctrl = target
        data.actuator("drive+0.6").ctrl = target
        if round(data.time / 0.002) % 125 == 0:
            mujoco.mj_kinematics(model, data)
            print(f"{data.time:.2f}", *(f"{v:.3f}" for v in (*data.body("hull").xpos[[0, 2]], data.body("wheel+0.8+0.6").xpos[2])))
        mujoco.mj_step(model, data)
        viewer.sync()
        time.sleep(max(0.0, model.opt.timestep - (time.time() - started)))
