# simbench canary ba950345-1144-4ea7-9085-9b3dcea9584f
# The same robot from MjSpec; the casters touch the floor only through frictionless contact pairs.
import mujoco
import numpy as np

G = 9.81  #: gravity
HULL_L = 0.36  #: chassis_length
HULL_W = 0.24  #: chassis_width
HULL_H = 0.08  #: chassis_height
HULL_KG = 4.0  #: chassis_mass
HULL_Z = 0.07  #: ride_height
R = 0.05  #: wheel_radius
WIDTH = 0.02  #: wheel_width
WHEEL_KG = 0.25  #: wheel_mass
HALF_TRACK = 0.14  #: track / 2
ROTOR = 0.005  #: armature
GRIP = 1.0  #: wheel_friction
CASTER_R = 0.02  #: caster_radius
CASTER_X = 0.14  #: caster_x
KV = 1.0  #: servo_gain
TOP = 6.0  #: cruise
T_RAMP = 0.5  #: ramp
DT = 0.001  #: step / 2
SECONDS = 4.0  #: duration
EVERY = 0.5  #: print_every


def wheel(spec, chassis, side, y):
    body = chassis.add_body(name=f"{side} wheel", pos=[0, y, R - HULL_Z])
    body.add_joint(name=side, type=mujoco.mjtJoint.mjJNT_HINGE, axis=[0, 1, 0], armature=ROTOR)
    body.add_geom(type=mujoco.mjtGeom.mjGEOM_CYLINDER, size=[R, 0, 0], fromto=[0, -WIDTH / 2, 0, 0, WIDTH / 2, 0], mass=WHEEL_KG,
                  friction=[GRIP, 0.005, 0.0001])
    servo = spec.add_actuator(name=f"{side} servo", target=side, trntype=mujoco.mjtTrn.mjTRN_JOINT)
    servo.set_to_velocity(kv=KV)


spec = mujoco.MjSpec()
spec.option.timestep = DT
spec.option.gravity = [0, 0, -G]
spec.worldbody.add_geom(name="ground", type=mujoco.mjtGeom.mjGEOM_PLANE, size=[0, 0, 1], friction=[GRIP, 0.005, 0.0001])
chassis = spec.worldbody.add_body(name="base", pos=[0, 0, HULL_Z])
chassis.add_freejoint()
chassis.add_geom(type=mujoco.mjtGeom.mjGEOM_BOX, size=[HULL_L / 2, HULL_W / 2, HULL_H / 2], mass=HULL_KG)
for x in (-CASTER_X, CASTER_X):
    name = f"caster {x:+}"
    chassis.add_geom(name=name, type=mujoco.mjtGeom.mjGEOM_SPHERE, size=[CASTER_R, 0, 0], pos=[x, 0, CASTER_R - HULL_Z], mass=0,
                     contype=0, conaffinity=0)
    spec.add_pair(geomname1="ground", geomname2=name, condim=1)
wheel(spec, chassis, "left", HALF_TRACK)
wheel(spec, chassis, "right", -HALF_TRACK)

m = spec.compile()
d = mujoco.MjData(m)
mujoco.mj_forward(m, d)
for k in range(round(SECONDS / DT)):
    if k % round(EVERY / DT) == 0:
        print(f"{d.time:.1f}", np.round(d.body("base").xpos[:2], 3))
    d.ctrl = np.full(2, np.interp(d.time, [0, T_RAMP], [0, TOP]))
    mujoco.mj_step(m, d)
