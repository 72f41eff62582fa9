# simbench canary ba950345-1144-4ea7-9085-9b3dcea9584f
# The spring as a tendon between the hook and the block, built with MjSpec; half the step, RK4.
import mujoco

HOOK = 2.0  #: hook_height
L0 = 0.8  #: rest_length
K = 80.0  #: stiffness
C = 0.8  #: damping
KG = 2.0  #: mass
A = 0.15  #: edge
G = 9.81  #: gravity
DT = 0.0005  #: step / 2
T = 5.0  #: duration
EVERY = 0.1  #: print_every

spec = mujoco.MjSpec()
spec.option.timestep = DT
spec.option.gravity = [0, 0, -G]
spec.option.integrator = mujoco.mjtIntegrator.mjINT_RK4
spec.worldbody.add_site(name="hook", pos=[0, 0, HOOK])
cube = spec.worldbody.add_body(name="cube", pos=[0, 0, HOOK - L0])
cube.add_joint(type=mujoco.mjtJoint.mjJNT_SLIDE, axis=[0, 0, 1])
cube.add_geom(type=mujoco.mjtGeom.mjGEOM_BOX, size=[A / 2] * 3, mass=KG, contype=0, conaffinity=0)
cube.add_site(name="eye")
spring = spec.add_tendon(name="spring", stiffness=[K, 0, 0], damping=[C, 0, 0], springlength=[L0, L0])
spring.wrap_site("hook")
spring.wrap_site("eye")

m = spec.compile()
d = mujoco.MjData(m)
for i in range(round(T / DT)):
    if i % round(EVERY / DT) == 0:
        print(f"{d.time:.1f} {HOOK - L0 + d.qpos[0]:.4f} {d.qvel[0]:.4f}")
    mujoco.mj_step(m, d)
