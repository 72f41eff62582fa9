# simbench canary ba950345-1144-4ea7-9085-9b3dcea9584f
# The same platform built with MjSpec; commands come from one interpolation table, implicit integrator, sensors in another order.
import mujoco
import numpy as np

TABLE = np.array([(0.0, 0.0), (3.0, 3.0), (4.0, 3.0), (5.0, 0.0), (6.0, 0.0)])
SITE = mujoco.mjtObj.mjOBJ_SITE


def plate(body, half, mass, at=(0, 0, 0)):
    body.add_geom(type=mujoco.mjtGeom.mjGEOM_BOX, size=half, pos=at, mass=mass, contype=0, conaffinity=0)


def hinge(spec, body, name, damping=0.0):
    joint = body.add_joint(name=name, type=mujoco.mjtJoint.mjJNT_HINGE, axis=[0, 0, 1])
    joint.damping[0] = damping
    servo = spec.add_actuator(name=f"{name} servo", target=name, trntype=mujoco.mjtTrn.mjTRN_JOINT)
    servo.set_to_velocity(kv=10)


def sensor(spec, name, kind, period, **reference):
    return spec.add_sensor(name=name, type=kind, objtype=SITE, objname="centre", nsample=1, interval=[period, 0], **reference)


def build():
    spec = mujoco.MjSpec()
    spec.option.timestep = 0.001
    spec.option.integrator = mujoco.mjtIntegrator.mjINT_IMPLICIT
    spec.option.magnetic = [0.2, 0, -0.45]
    spec.worldbody.add_site(name="base", pos=[2, -1, 0])
    arm = spec.worldbody.add_body(name="arm", pos=[0, 0, 1])
    hinge(spec, arm, "main")
    plate(arm, [0.25, 0.03, 0.02], 1, (0.25, 0, 0))
    table = arm.add_body(name="table", pos=[0.3, 0, 0])
    hinge(spec, table, "counter", damping=0.02)
    plate(table, [0.05, 0.04, 0.025], 0.5)
    half = np.sqrt(0.5)
    table.add_site(name="centre", quat=[half, 0, 0, half])
    kinds = mujoco.mjtSensor
    sensor(spec, "gps", kinds.mjSENS_FRAMEPOS, 0.1, reftype=SITE, refname="base")
    sensor(spec, "mag", kinds.mjSENS_MAGNETOMETER, 0.01)
    sensor(spec, "gyro", kinds.mjSENS_GYRO, 0.01)
    sensor(spec, "acc", kinds.mjSENS_ACCELEROMETER, 0.01)
    return spec.compile()


model = build()
data = mujoco.MjData(model)
mujoco.mj_forward(model, data)
for k in range(6000):
    if k % 500 == 0:
        print(f"{data.time:.1f}", *(np.round(data.sensor(s).data, 3) for s in ("acc", "gyro", "mag", "gps")))
    rate = np.interp(data.time, TABLE[:, 0], TABLE[:, 1])
    data.actuator("main servo").ctrl = rate
    data.actuator("counter servo").ctrl = -rate
    mujoco.mj_step(model, data)
