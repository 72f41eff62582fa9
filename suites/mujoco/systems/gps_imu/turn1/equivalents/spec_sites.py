# simbench canary ba950345-1144-4ea7-9085-9b3dcea9584f
# The same sensors with MjSpec: the arm starts from a keyframe, the GPS reads the package body, readings are collected first.
import mujoco
import numpy as np

G = 9.81  #: gravity
UP = 1.0  #: hinge_height
ARM_L = 0.5  #: arm_length
ARM_W = 0.06  #: arm_width
ARM_T = 0.04  #: arm_thickness
ARM_KG = 1.0  #: arm_mass
POD_L = 0.1  #: package_length
POD_W = 0.08  #: package_width
POD_H = 0.05  #: package_height
POD_KG = 0.5  #: package_mass
SPIN = 2.0  #: rate
DT = 0.0005  #: step / 2
SECONDS = 5.0  #: duration
EVERY = 0.5  #: print_every
BOX = mujoco.mjtGeom.mjGEOM_BOX

spec = mujoco.MjSpec()
spec.option.timestep = DT
spec.option.gravity = [0, 0, -G]
spec.option.integrator = mujoco.mjtIntegrator.mjINT_RK4
rotor = spec.worldbody.add_body(name="rotor", pos=[0, 0, UP])
rotor.add_joint(name="spin", type=mujoco.mjtJoint.mjJNT_HINGE, axis=[0, 0, 1])
rotor.add_geom(type=BOX, size=[ARM_L / 2, ARM_W / 2, ARM_T / 2], pos=[ARM_L / 2, 0, 0], mass=ARM_KG, contype=0, conaffinity=0)
pod = rotor.add_body(name="pod", pos=[ARM_L, 0, 0])
pod.add_geom(type=BOX, size=[POD_L / 2, POD_W / 2, POD_H / 2], mass=POD_KG, contype=0, conaffinity=0)
pod.add_site(name="imu")
for name, kind in (("acc", mujoco.mjtSensor.mjSENS_ACCELEROMETER), ("rate", mujoco.mjtSensor.mjSENS_GYRO)):
    spec.add_sensor(name=name, type=kind, objtype=mujoco.mjtObj.mjOBJ_SITE, objname="imu")
spec.add_sensor(name="where", type=mujoco.mjtSensor.mjSENS_FRAMEPOS, objtype=mujoco.mjtObj.mjOBJ_BODY, objname="pod")
spec.add_key(name="spinning", qvel=[SPIN])

model = spec.compile()
data = mujoco.MjData(model)
mujoco.mj_resetDataKeyframe(model, data, 0)
mujoco.mj_forward(model, data)
log = []
for k in range(round(SECONDS / DT)):
    if k % round(EVERY / DT) == 0:
        log.append((data.time, *data.sensordata))
    mujoco.mj_step(model, data)
print(np.array_str(np.array(log), precision=3, suppress_small=True, max_line_width=120))
