# simbench canary ba950345-1144-4ea7-9085-9b3dcea9584f
# The same from MjSpec: explicit contact pairs say the friction, default cone, patches on bodies of their own, Euler at half the step.
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
BRAKE = 300.0  #: brake
V = 8.0  #: speed
FROM = -3.0  #: -run_up
ICE_FROM = 2.0  #: asphalt_end
WET_FROM = 6.0  #: asphalt_end + ice_length
WET_TO = 18.0  #: asphalt_end + ice_length + wet_length
WIDE = 4.0  #: patch_width
THICK = 0.2  #: patch_height
DRY = 0.5  #: asphalt_friction
ICE = 0.1  #: ice_friction
WET = 0.25  #: wet_friction
DT = 0.0005  #: step / 2
T = 4.5  #: duration
EVERY = 0.2  #: print_every

spec = mujoco.MjSpec()
spec.option.timestep = DT
spec.option.gravity = [0, 0, -G]
grounds = []
for name, start, end, mu in (
    ("dry", FROM, ICE_FROM, DRY),
    ("ice", ICE_FROM, WET_FROM, ICE),
    ("wet", WET_FROM, WET_TO, WET),
):
    ground = spec.worldbody.add_body(name=name, pos=[(start + end) / 2, 0, -THICK / 2])
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
        part.add_joint(name=name, type=mujoco.mjtJoint.mjJNT_HINGE, axis=[0, 1, 0], frictionloss=BRAKE)
        part.add_geom(
            name=name,
            type=mujoco.mjtGeom.mjGEOM_CYLINDER,
            size=[R, 0, 0],
            fromto=[0, -B / 2, 0, 0, B / 2, 0],
            mass=WHEEL_KG,
        )
        wheels.append(name)
        for ground, mu in grounds:
            spec.add_pair(geomname1=ground, geomname2=name, friction=[mu, mu, 0.005, 0.0001, 0.0001], condim=3)

m = spec.compile()
d = mujoco.MjData(m)
d.qvel[0] = V
for name in wheels:
    d.joint(name).qvel[0] = V / R
mujoco.mj_forward(m, d)
for k in range(round(T / DT)):
    if k % round(EVERY / DT) == 0:
        print(f"{d.time:.1f}", *np.round([d.qpos[0], d.qvel[0], R * d.joint(wheels[0]).qvel[0]], 3))
    mujoco.mj_step(m, d)
