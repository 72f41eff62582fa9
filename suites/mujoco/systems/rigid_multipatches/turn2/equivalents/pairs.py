# simbench canary ba950345-1144-4ea7-9085-9b3dcea9584f
# The same from MjSpec: explicit contact pairs say the friction, patches on bodies of their own; Euler at half the step.
import mujoco
import numpy as np

G = 9.81  #: gravity
L = 1.6  #: chassis_length
W = 0.8  #: chassis_width
H = 0.3  #: chassis_height
KG = 200.0  #: chassis_mass
Z = 0.45  #: chassis_z
R = 0.25  #: wheel_radius
B = 0.12  #: wheel_width
WHEEL_KG = 10.0  #: wheel_mass
X = 0.6  #: wheel_x
Y = 0.55  #: wheel_y
TORQUE = 30.0  #: torque
OFF = 2.0  #: off
FROM = -3.0  #: -run_up
ICE_FROM = 2.0  #: asphalt_end
EDGE = 8.0  #: asphalt_end + ice_length
END = 20.0  #: asphalt_end + ice_length + lower_length
DOWN = 0.06  #: step_down
WIDE = 4.0  #: patch_width
THICK = 0.2  #: patch_height
DRY = 0.5  #: asphalt_friction
ICE = 0.1  #: ice_friction
DT = 0.0005  #: step / 2
T = 5.0  #: duration
EVERY = 0.2  #: print_every

spec = mujoco.MjSpec()
spec.option.timestep = DT
spec.option.cone = mujoco.mjtCone.mjCONE_ELLIPTIC
spec.option.gravity = [0, 0, -G]
grounds = []
for name, start, end, mu, top in (
    ("dry", FROM, ICE_FROM, DRY, 0),
    ("ice", ICE_FROM, EDGE, ICE, 0),
    ("lower", EDGE, END, DRY, -DOWN),
):
    ground = spec.worldbody.add_body(name=name, pos=[(start + end) / 2, 0, top - THICK / 2])
    ground.add_geom(name=name, type=mujoco.mjtGeom.mjGEOM_BOX, size=[(end - start) / 2, WIDE / 2, THICK / 2])
    grounds.append((name, mu))

cart = spec.worldbody.add_body(name="cart", pos=[0, 0, Z])
cart.add_freejoint()
cart.add_geom(type=mujoco.mjtGeom.mjGEOM_BOX, size=[L / 2, W / 2, H / 2], mass=KG)
wheels = []
for x in (X, -X):
    for y in (Y, -Y):
        name = f"wheel{x:+}{y:+}"
        part = cart.add_body(name=name, pos=[x, y, R - Z])
        part.add_joint(name=name, type=mujoco.mjtJoint.mjJNT_HINGE, axis=[0, 1, 0])
        part.add_geom(
            name=name,
            type=mujoco.mjtGeom.mjGEOM_CYLINDER,
            size=[R, 0, 0],
            fromto=[0, -B / 2, 0, 0, B / 2, 0],
            mass=WHEEL_KG,
        )
        wheels.append(name)
        spec.add_actuator(name=name, target=name, trntype=mujoco.mjtTrn.mjTRN_JOINT).set_to_motor()
        for ground, mu in grounds:
            spec.add_pair(geomname1=ground, geomname2=name, friction=[mu, mu, 0.005, 0.0001, 0.0001], condim=3)

m = spec.compile()
d = mujoco.MjData(m)
mujoco.mj_forward(m, d)
for k in range(round(T / DT)):
    if k % round(EVERY / DT) == 0:
        print(f"{d.time:.1f}", *np.round([d.qpos[0], d.qpos[2], d.qvel[0], R * d.joint(wheels[0]).qvel[0]], 3))
    d.ctrl[:] = TORQUE * (d.time < OFF - 1e-9)
    mujoco.mj_step(m, d)
