# simbench canary ba950345-1144-4ea7-9085-9b3dcea9584f
# The same car built with MjSpec; the servo's law is written out and sent to torque motors at half the step.
import mujoco
import numpy as np

GAIN = 100.0
RADIUS = 0.3


def add_wheel(spec, chassis, x, y):
    wheel = chassis.add_body(pos=[x, y, -0.2])
    axle = wheel.add_joint(name=f"axle {x:+} {y:+}", type=mujoco.mjtJoint.mjJNT_HINGE, axis=[0, 1, 0])
    wheel.add_geom(type=mujoco.mjtGeom.mjGEOM_CYLINDER, size=[RADIUS, 0, 0], fromto=[0, -0.1, 0, 0, 0.1, 0], mass=15,
                   friction=[0.9, 0.005, 0.0001])
    motor = spec.add_actuator(name=f"motor {x:+} {y:+}", target=axle.name, trntype=mujoco.mjtTrn.mjTRN_JOINT)
    motor.set_to_motor()
    return axle.name


def build():
    spec = mujoco.MjSpec()
    spec.option.timestep = 0.001
    spec.worldbody.add_geom(type=mujoco.mjtGeom.mjGEOM_PLANE, size=[0, 0, 1], friction=[0.9, 0.005, 0.0001])
    chassis = spec.worldbody.add_body(name="body", pos=[0, 0, 0.5])
    chassis.add_freejoint()
    chassis.add_geom(type=mujoco.mjtGeom.mjGEOM_BOX, size=[1.1, 0.45, 0.2], mass=300)
    axles = [add_wheel(spec, chassis, x, y) for x in (-0.8, 0.8) for y in (-0.6, 0.6)]
    return spec.compile(), axles


model, axles = build()
data = mujoco.MjData(model)
speed_index = np.array([model.joint(name).dofadr[0] for name in axles])
for k in range(5000):
    target = 10.0 * np.clip(data.time / 2.0, 0, 1)
    data.ctrl = GAIN * (target - data.qvel[speed_index])
    if k % 500 == 0:
        mujoco.mj_kinematics(model, data)
        print(f"{data.time:.1f} s: x {data.body('body').xpos[0]:.3f} m, front left {RADIUS * data.qvel[speed_index[3]]:.3f} m/s")
    mujoco.mj_step(model, data)
