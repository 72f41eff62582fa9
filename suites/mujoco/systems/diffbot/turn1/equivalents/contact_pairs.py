# simbench canary ba950345-1144-4ea7-9085-9b3dcea9584f
# The same robot from MjSpec; the casters touch the floor only through frictionless contact pairs.
import mujoco
import numpy as np


def wheel(spec, chassis, side, y):
    body = chassis.add_body(name=f"{side} wheel", pos=[0, y, -0.02])
    body.add_joint(name=side, type=mujoco.mjtJoint.mjJNT_HINGE, axis=[0, 1, 0], armature=0.005)
    body.add_geom(type=mujoco.mjtGeom.mjGEOM_CYLINDER, size=[0.05, 0, 0], fromto=[0, -0.01, 0, 0, 0.01, 0], mass=0.25,
                  friction=[1, 0.005, 0.0001])
    servo = spec.add_actuator(name=f"{side} servo", target=side, trntype=mujoco.mjtTrn.mjTRN_JOINT)
    servo.set_to_velocity(kv=1)


spec = mujoco.MjSpec()
spec.option.timestep = 0.001
spec.worldbody.add_geom(name="ground", type=mujoco.mjtGeom.mjGEOM_PLANE, size=[0, 0, 1])
chassis = spec.worldbody.add_body(name="base", pos=[0, 0, 0.07])
chassis.add_freejoint()
chassis.add_geom(type=mujoco.mjtGeom.mjGEOM_BOX, size=[0.18, 0.12, 0.04], mass=4)
for x in (-0.14, 0.14):
    name = f"caster {x:+}"
    chassis.add_geom(name=name, type=mujoco.mjtGeom.mjGEOM_SPHERE, size=[0.02, 0, 0], pos=[x, 0, -0.05], mass=0,
                     contype=0, conaffinity=0)
    spec.add_pair(geomname1="ground", geomname2=name, condim=1)
wheel(spec, chassis, "left", 0.14)
wheel(spec, chassis, "right", -0.14)

m = spec.compile()
d = mujoco.MjData(m)
mujoco.mj_forward(m, d)
for k in range(4000):
    if k % 500 == 0:
        print(f"{d.time:.1f}", np.round(d.body("base").xpos[:2], 3))
    d.ctrl = np.full(2, np.interp(d.time, [0, 0.5], [0, 6]))
    mujoco.mj_step(m, d)
