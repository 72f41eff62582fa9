# simbench canary ba950345-1144-4ea7-9085-9b3dcea9584f
# The same car built with MjSpec; the servo's law is written out and sent to torque motors at half the step.
import mujoco
import numpy as np

G = 9.81  #: gravity
HULL_L = 2.2  #: chassis_length
HULL_W = 0.9  #: chassis_width
HULL_H = 0.4  #: chassis_height
HULL_KG = 300.0  #: chassis_mass
RADIUS = 0.3  #: wheel_radius
WIDTH = 0.2  #: wheel_width
WHEEL_KG = 15.0  #: wheel_mass
WX = 0.8  #: wheel_x
WY = 0.6  #: wheel_y
DROP = 0.2  #: drop
MU = 0.9  #: wheel_friction
GAIN = 100.0  #: servo_gain
TOP = 10.0  #: cruise
T_RAMP = 2.0  #: ramp
DT = 0.001  #: step / 2
SECONDS = 5.0  #: duration
EVERY = 0.5  #: print_every


def add_wheel(spec, chassis, x, y):
    wheel = chassis.add_body(pos=[x, y, -DROP])
    axle = wheel.add_joint(name=f"axle {x:+} {y:+}", type=mujoco.mjtJoint.mjJNT_HINGE, axis=[0, 1, 0])
    wheel.add_geom(type=mujoco.mjtGeom.mjGEOM_CYLINDER, size=[RADIUS, 0, 0], fromto=[0, -WIDTH / 2, 0, 0, WIDTH / 2, 0], mass=WHEEL_KG,
                   friction=[MU, 0.005, 0.0001])
    motor = spec.add_actuator(name=f"motor {x:+} {y:+}", target=axle.name, trntype=mujoco.mjtTrn.mjTRN_JOINT)
    motor.set_to_motor()
    return axle.name


def build():
    spec = mujoco.MjSpec()
    spec.option.timestep = DT
    spec.option.gravity = [0, 0, -G]
    spec.worldbody.add_geom(type=mujoco.mjtGeom.mjGEOM_PLANE, size=[0, 0, 1], friction=[MU, 0.005, 0.0001])
    chassis = spec.worldbody.add_body(name="body", pos=[0, 0, RADIUS + DROP])
    chassis.add_freejoint()
    chassis.add_geom(type=mujoco.mjtGeom.mjGEOM_BOX, size=[HULL_L / 2, HULL_W / 2, HULL_H / 2], mass=HULL_KG)
    axles = [add_wheel(spec, chassis, x, y) for x in (-WX, WX) for y in (-WY, WY)]
    return spec.compile(), axles


model, axles = build()
data = mujoco.MjData(model)
speed_index = np.array([model.joint(name).dofadr[0] for name in axles])
for k in range(round(SECONDS / DT)):
    target = TOP * np.clip(data.time / T_RAMP, 0, 1)
    data.ctrl = GAIN * (target - data.qvel[speed_index])
    if k % round(EVERY / DT) == 0:
        mujoco.mj_kinematics(model, data)
        print(f"{data.time:.1f} s: x {data.body('body').xpos[0]:.3f} m, front left {RADIUS * data.qvel[speed_index[3]]:.3f} m/s")
    mujoco.mj_step(model, data)
