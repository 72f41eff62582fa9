# simbench canary ba950345-1144-4ea7-9085-9b3dcea9584f
# The same platform built with MjSpec; commands come from one interpolation table, implicit integrator, sensors in another order.
import mujoco
import numpy as np

G = 9.81  #: gravity
UP = 1.0  #: hinge_height
ARM_L = 0.5  #: arm_length
ARM_W = 0.06  #: arm_width
ARM_T = 0.04  #: arm_thickness
ARM_KG = 1.0  #: arm_mass
BOX_L = 0.1  #: package_length
BOX_W = 0.08  #: package_width
BOX_H = 0.05  #: package_height
BOX_KG = 0.5  #: package_mass
AT = 0.3  #: radius
GAIN = 10.0  #: servo_gain
COUNTER_GAIN = 10.0  #: platform_gain
COUNTER_DAMPING = 0.02  #: platform_damping
TOP = 3.0  #: cruise
T_LEVEL = 3.0  #: cruise / spin_up
T_BRAKE = 4.0  #: brake_start
T_REST = 5.0  #: brake_start + cruise / brake
BX = 0.2  #: field_x
BZ = -0.45  #: -field_down
IMU_S = 0.01  #: 1 / imu_rate
GPS_S = 0.1  #: 1 / gps_rate
BASE_X = 2.0  #: base_x
BASE_Y = -1.0  #: -base_y
DT = 0.001  #: step in s
SECONDS = 6.0  #: duration
EVERY = 0.5  #: print_every
TABLE = np.array([(0, 0), (T_LEVEL, TOP), (T_BRAKE, TOP), (T_REST, 0), (SECONDS, 0)])
SITE = mujoco.mjtObj.mjOBJ_SITE


def plate(body, half, mass, at=(0, 0, 0)):
    body.add_geom(type=mujoco.mjtGeom.mjGEOM_BOX, size=half, pos=at, mass=mass, contype=0, conaffinity=0)


def hinge(spec, body, name, gain, damping=0.0):
    joint = body.add_joint(name=name, type=mujoco.mjtJoint.mjJNT_HINGE, axis=[0, 0, 1])
    joint.damping[0] = damping
    servo = spec.add_actuator(name=f"{name} servo", target=name, trntype=mujoco.mjtTrn.mjTRN_JOINT)
    servo.set_to_velocity(kv=gain)


def sensor(spec, name, kind, period, **reference):
    return spec.add_sensor(name=name, type=kind, objtype=SITE, objname="centre", nsample=1, interval=[period, 0], **reference)


def build():
    spec = mujoco.MjSpec()
    spec.option.timestep = DT
    spec.option.gravity = [0, 0, -G]
    spec.option.integrator = mujoco.mjtIntegrator.mjINT_IMPLICIT
    spec.option.magnetic = [BX, 0, BZ]
    spec.worldbody.add_site(name="base", pos=[BASE_X, BASE_Y, 0])
    arm = spec.worldbody.add_body(name="arm", pos=[0, 0, UP])
    hinge(spec, arm, "main", GAIN)
    plate(arm, [ARM_L / 2, ARM_W / 2, ARM_T / 2], ARM_KG, (ARM_L / 2, 0, 0))
    table = arm.add_body(name="table", pos=[AT, 0, 0])
    hinge(spec, table, "counter", COUNTER_GAIN, damping=COUNTER_DAMPING)
    plate(table, [BOX_L / 2, BOX_W / 2, BOX_H / 2], BOX_KG)
    half = np.sqrt(0.5)
    table.add_site(name="centre", quat=[half, 0, 0, half])
    kinds = mujoco.mjtSensor
    sensor(spec, "gps", kinds.mjSENS_FRAMEPOS, GPS_S, reftype=SITE, refname="base")
    sensor(spec, "mag", kinds.mjSENS_MAGNETOMETER, IMU_S)
    sensor(spec, "gyro", kinds.mjSENS_GYRO, IMU_S)
    sensor(spec, "acc", kinds.mjSENS_ACCELEROMETER, IMU_S)
    return spec.compile()


model = build()
data = mujoco.MjData(model)
mujoco.mj_forward(model, data)
for k in range(round(SECONDS / DT)):
    if k % round(EVERY / DT) == 0:
        print(f"{data.time:.1f}", *(np.round(data.sensor(s).data, 3) for s in ("acc", "gyro", "mag", "gps")))
    rate = np.interp(data.time, TABLE[:, 0], TABLE[:, 1])
    data.actuator("main servo").ctrl = rate
    data.actuator("counter servo").ctrl = -rate
    mujoco.mj_step(model, data)
