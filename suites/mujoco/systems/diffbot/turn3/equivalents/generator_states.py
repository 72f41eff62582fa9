# simbench canary ba950345-1144-4ea7-9085-9b3dcea9584f
# The same behaviour as a generator that waits for conditions; MjSpec model, headless, half the step.
import mujoco
import numpy as np

RADIUS, HALF_TRACK = 0.05, 0.14


def build():
    spec = mujoco.MjSpec()
    spec.option.timestep = 0.001
    world = spec.worldbody
    world.add_geom(type=mujoco.mjtGeom.mjGEOM_PLANE, size=[0, 0, 1], friction=[1, 0.005, 0.0001])
    barrier = world.add_body(name="barrier", pos=[1.25, 0, 0.25])
    barrier.add_geom(type=mujoco.mjtGeom.mjGEOM_BOX, size=[0.05, 1, 0.25])
    hull = world.add_body(name="hull", pos=[0, 0, 0.07])
    hull.add_freejoint()
    hull.add_geom(type=mujoco.mjtGeom.mjGEOM_BOX, size=[0.18, 0.12, 0.04], mass=4)
    for x in (-0.14, 0.14):
        hull.add_geom(type=mujoco.mjtGeom.mjGEOM_SPHERE, size=[0.02, 0, 0], pos=[x, 0, -0.05], mass=0, condim=1, priority=2)
    half = np.sqrt(0.5)
    hull.add_site(name="eye", pos=[0.18, 0, 0], quat=[half, 0, half, 0])
    for side, y in (("right", -HALF_TRACK), ("left", HALF_TRACK)):
        disc = hull.add_body(name=side, pos=[0, y, -0.02])
        disc.add_joint(name=f"{side} hinge", type=mujoco.mjtJoint.mjJNT_HINGE, axis=[0, 1, 0], armature=0.005)
        disc.add_geom(type=mujoco.mjtGeom.mjGEOM_CYLINDER, size=[RADIUS, 0, 0], fromto=[0, -0.01, 0, 0, 0.01, 0], mass=0.25,
                      friction=[1, 0.005, 0.0001])
        servo = spec.add_actuator(name=side, target=f"{side} hinge", trntype=mujoco.mjtTrn.mjTRN_JOINT)
        servo.set_to_velocity(kv=1)
    spec.add_sensor(name="lidar", type=mujoco.mjtSensor.mjSENS_RANGEFINDER, objtype=mujoco.mjtObj.mjOBJ_SITE, objname="eye",
                    intprm=[1 << int(mujoco.mjtRayDataField.mjRAYDATA_DIST), 0, 0])
    return spec.compile()


def behaviour(sense):
    """Yields (state, v, w); `sense` gives (distance, yaw)."""
    while not 0 <= sense()[0] <= 0.3:
        yield "go", 0.3, 0.0
    while sense()[1] < np.deg2rad(89):
        yield "turn", 0.0, 1.0
    while True:
        yield "go on", 0.3, 0.0


model = build()
data = mujoco.MjData(model)
mujoco.mj_forward(model, data)


def sense():
    matrix = data.body("hull").xmat
    return data.sensor("lidar").data.item(), np.arctan2(matrix[3], matrix[0])


plan = behaviour(sense)
for k in range(round(6 / model.opt.timestep)):
    state, v, w = next(plan)
    data.actuator("left").ctrl = (v - HALF_TRACK * w) / RADIUS
    data.actuator("right").ctrl = (v + HALF_TRACK * w) / RADIUS
    if k % 500 == 0:
        distance, yaw = sense()
        print(f"{data.time:.1f} {state:8} {data.qpos[0]:.3f} {data.qpos[1]:.3f} {np.rad2deg(yaw):.1f} {distance:.3f}")
    mujoco.mj_step(model, data)
