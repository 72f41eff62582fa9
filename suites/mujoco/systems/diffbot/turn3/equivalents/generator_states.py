# simbench canary ba950345-1144-4ea7-9085-9b3dcea9584f
# The same behaviour as a generator that waits for conditions; MjSpec model, headless, half the step.
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
WALL_T = 0.1  #: wall_thickness
WALL_W = 2.0  #: wall_width
WALL_H = 0.5  #: wall_height
WALL_X = 1.25  #: wall_face + wall_thickness / 2
V = 0.3  #: speed
W = 1.0  #: yaw
TURN_DEG = 90.0  #: turn_angle
NEAR = 0.3  #: stop_distance
DT = 0.001  #: step / 2
SECONDS = 6.0  #: duration
EVERY = 0.5  #: print_every


def build():
    spec = mujoco.MjSpec()
    spec.option.timestep = DT
    spec.option.gravity = [0, 0, -G]
    world = spec.worldbody
    world.add_geom(type=mujoco.mjtGeom.mjGEOM_PLANE, size=[0, 0, 1], friction=[GRIP, 0.005, 0.0001])
    barrier = world.add_body(name="barrier", pos=[WALL_X, 0, WALL_H / 2])
    barrier.add_geom(type=mujoco.mjtGeom.mjGEOM_BOX, size=[WALL_T / 2, WALL_W / 2, WALL_H / 2])
    hull = world.add_body(name="hull", pos=[0, 0, HULL_Z])
    hull.add_freejoint()
    hull.add_geom(type=mujoco.mjtGeom.mjGEOM_BOX, size=[HULL_L / 2, HULL_W / 2, HULL_H / 2], mass=HULL_KG)
    for x in (-CASTER_X, CASTER_X):
        hull.add_geom(type=mujoco.mjtGeom.mjGEOM_SPHERE, size=[CASTER_R, 0, 0], pos=[x, 0, CASTER_R - HULL_Z], mass=0, condim=1, priority=2)
    half = np.sqrt(0.5)
    hull.add_site(name="eye", pos=[HULL_L / 2, 0, 0], quat=[half, 0, half, 0])
    for side, y in (("right", -HALF_TRACK), ("left", HALF_TRACK)):
        disc = hull.add_body(name=side, pos=[0, y, R - HULL_Z])
        disc.add_joint(name=f"{side} hinge", type=mujoco.mjtJoint.mjJNT_HINGE, axis=[0, 1, 0], armature=ROTOR)
        disc.add_geom(type=mujoco.mjtGeom.mjGEOM_CYLINDER, size=[R, 0, 0], fromto=[0, -WIDTH / 2, 0, 0, WIDTH / 2, 0], mass=WHEEL_KG,
                      friction=[GRIP, 0.005, 0.0001])
        servo = spec.add_actuator(name=side, target=f"{side} hinge", trntype=mujoco.mjtTrn.mjTRN_JOINT)
        servo.set_to_velocity(kv=KV)
    spec.add_sensor(name="lidar", type=mujoco.mjtSensor.mjSENS_RANGEFINDER, objtype=mujoco.mjtObj.mjOBJ_SITE, objname="eye",
                    intprm=[1 << int(mujoco.mjtRayDataField.mjRAYDATA_DIST), 0, 0])
    return spec.compile()


def behaviour(sense):
    """Yields (state, v, w); `sense` gives (distance, yaw)."""
    while not 0 <= sense()[0] <= NEAR:
        yield "go", V, 0.0
    while sense()[1] < np.deg2rad(TURN_DEG - 1):
        yield "turn", 0.0, W
    while True:
        yield "go on", V, 0.0


model = build()
data = mujoco.MjData(model)
mujoco.mj_forward(model, data)


def sense():
    matrix = data.body("hull").xmat
    return data.sensor("lidar").data.item(), np.arctan2(matrix[3], matrix[0])


plan = behaviour(sense)
for k in range(round(SECONDS / model.opt.timestep)):
    state, v, w = next(plan)
    data.actuator("left").ctrl = (v - HALF_TRACK * w) / R
    data.actuator("right").ctrl = (v + HALF_TRACK * w) / R
    if k % round(EVERY / DT) == 0:
        distance, yaw = sense()
        print(f"{data.time:.1f} {state:8} {data.qpos[0]:.3f} {data.qpos[1]:.3f} {np.rad2deg(yaw):.1f} {distance:.3f}")
    mujoco.mj_step(model, data)
