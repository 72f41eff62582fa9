# simbench canary ba950345-1144-4ea7-9085-9b3dcea9584f
# The same sensors with MjSpec: the arm starts from a keyframe, the GPS reads the package body, readings are collected first.
import mujoco
import numpy as np

BOX = mujoco.mjtGeom.mjGEOM_BOX

spec = mujoco.MjSpec()
spec.option.timestep = 0.0005
spec.option.integrator = mujoco.mjtIntegrator.mjINT_RK4
rotor = spec.worldbody.add_body(name="rotor", pos=[0, 0, 1])
rotor.add_joint(name="spin", type=mujoco.mjtJoint.mjJNT_HINGE, axis=[0, 0, 1])
rotor.add_geom(type=BOX, size=[0.25, 0.03, 0.02], pos=[0.25, 0, 0], mass=1, contype=0, conaffinity=0)
pod = rotor.add_body(name="pod", pos=[0.5, 0, 0])
pod.add_geom(type=BOX, size=[0.05, 0.04, 0.025], mass=0.5, contype=0, conaffinity=0)
pod.add_site(name="imu")
for name, kind in (("acc", mujoco.mjtSensor.mjSENS_ACCELEROMETER), ("rate", mujoco.mjtSensor.mjSENS_GYRO)):
    spec.add_sensor(name=name, type=kind, objtype=mujoco.mjtObj.mjOBJ_SITE, objname="imu")
spec.add_sensor(name="where", type=mujoco.mjtSensor.mjSENS_FRAMEPOS, objtype=mujoco.mjtObj.mjOBJ_BODY, objname="pod")
spec.add_key(name="spinning", qvel=[2.0])

model = spec.compile()
data = mujoco.MjData(model)
mujoco.mj_resetDataKeyframe(model, data, 0)
mujoco.mj_forward(model, data)
log = []
for k in range(10_000):
    if k % 1000 == 0:
        log.append((data.time, *data.sensordata))
    mujoco.mj_step(model, data)
print(np.array_str(np.array(log), precision=3, suppress_small=True, max_line_width=120))
