# simbench canary ba950345-1144-4ea7-9085-9b3dcea9584f
# The same sprung car from MjSpec, slide and kingpin on bodies of their own, shown in a passive viewer.
import time

import mujoco
import mujoco.viewer

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
T_RAMP = 2.0  #: ramp
V = 2.0  #: speed
LIMIT_DEG = 30.0  #: kingpin_limit
ARM_KG = 5.0  #: carrier_mass
TRAVEL = 0.1  #: travel
K = 25000.0  #: stiffness
D = 1500.0  #: damping
HUMP_R = 0.5  #: bump_radius
HUMP_L = 4.0  #: bump_length
HUMP_X = 4.0  #: bump_x
HUMP_Z = -0.44  #: bump_height - bump_radius
DT = 0.002  #: step in s
SECONDS = 6.0  #: duration
EVERY = 0.25  #: print_every
HINGE, SLIDE = mujoco.mjtJoint.mjJNT_HINGE, mujoco.mjtJoint.mjJNT_SLIDE
GRIP = [MU, 0.005, 0.0001]

spec = mujoco.MjSpec()
spec.option.timestep = DT
spec.option.gravity = [0, 0, -G]
spec.option.integrator = mujoco.mjtIntegrator.mjINT_IMPLICITFAST
spec.worldbody.add_geom(type=mujoco.mjtGeom.mjGEOM_PLANE, size=[0, 0, 0.1], friction=GRIP)
hump = spec.worldbody.add_body(name="hump", pos=[HUMP_X, 0, HUMP_Z])
hump.add_geom(type=mujoco.mjtGeom.mjGEOM_CYLINDER, size=[HUMP_R, 0, 0], fromto=[0, HUMP_L / 2, 0, 0, -HUMP_L / 2, 0], friction=GRIP)
hull = spec.worldbody.add_body(name="hull", pos=[0, 0, RADIUS + DROP])
hull.add_freejoint()
hull.add_geom(type=mujoco.mjtGeom.mjGEOM_BOX, size=[HULL_L / 2, HULL_W / 2, HULL_H / 2], mass=HULL_KG)


def corner(x, y, steered):
    arm = hull.add_body(pos=[x, y, -DROP])
    slide = arm.add_joint(type=SLIDE, axis=[0, 0, 1], range=[-TRAVEL, TRAVEL], limited=True)
    slide.stiffness[0] = K
    slide.damping[0] = D
    arm.add_geom(type=mujoco.mjtGeom.mjGEOM_SPHERE, size=[0.04, 0, 0], mass=ARM_KG / 2 if steered else ARM_KG, contype=0, conaffinity=0)
    hub = arm
    if steered:
        hub = arm.add_body()
        hub.add_joint(name=f"kingpin{y:+}", type=HINGE, axis=[0, 0, 1], range=[-LIMIT_DEG, LIMIT_DEG], limited=True)
        hub.add_geom(type=mujoco.mjtGeom.mjGEOM_SPHERE, size=[0.05, 0, 0], mass=ARM_KG / 2, contype=0, conaffinity=0)
        servo = spec.add_actuator(name=f"steer{y:+}", target=f"kingpin{y:+}", trntype=mujoco.mjtTrn.mjTRN_JOINT)
        servo.set_to_position(kp=20000, kv=300)
    wheel = hub.add_body(name=f"wheel{x:+}{y:+}")
    wheel.add_joint(name=f"axle{x:+}{y:+}", type=HINGE, axis=[0, 1, 0])
    wheel.add_geom(type=mujoco.mjtGeom.mjGEOM_CYLINDER, size=[RADIUS, 0, 0], fromto=[0, -WIDTH / 2, 0, 0, WIDTH / 2, 0], mass=WHEEL_KG, friction=GRIP)
    if not steered:
        drive = spec.add_actuator(name=f"drive{y:+}", target=f"axle{x:+}{y:+}", trntype=mujoco.mjtTrn.mjTRN_JOINT)
        drive.set_to_velocity(kv=GAIN)


for side in (-WY, WY):
    corner(-WX, side, steered=False)
    corner(WX, side, steered=True)

model = spec.compile()
data = mujoco.MjData(model)
with mujoco.viewer.launch_passive(model, data) as viewer:
    while viewer.is_running() and data.time < SECONDS:
        started = time.time()
        target = V / RADIUS * min(data.time / T_RAMP, 1.0)
        data.actuator(f"drive{-WY:+}").ctrl = target
        data.actuator(f"drive{WY:+}").ctrl = target
        if round(data.time / DT) % round(EVERY / DT) == 0:
            mujoco.mj_kinematics(model, data)
            print(f"{data.time:.2f}", *(f"{v:.3f}" for v in (*data.body("hull").xpos[[0, 2]], data.body(f"wheel{WX:+}{WY:+}").xpos[2])))
        mujoco.mj_step(model, data)
        viewer.sync()
        time.sleep(max(0.0, model.opt.timestep - (time.time() - started)))
