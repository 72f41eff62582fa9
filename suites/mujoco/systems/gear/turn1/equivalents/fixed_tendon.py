# simbench canary ba950345-1144-4ea7-9085-9b3dcea9584f
# The mesh as a fixed tendon over both hinges whose length stays zero; built with MjSpec, half the step.
import mujoco

R1 = 0.03  #: pinion_radius
M1 = 0.5  #: pinion_mass
R2 = 0.09  #: wheel_radius
M2 = 4.0  #: wheel_mass
B = 0.02  #: width
Z = 1.0  #: height
C = 0.05  #: brake
TAU = 0.2  #: torque
G = 9.81  #: gravity
DT = 0.0005  #: step / 2
T = 2.0  #: duration
EVERY = 0.1  #: print_every

spec = mujoco.MjSpec()
spec.option.timestep = DT
spec.option.gravity = [0, 0, -G]


def gear(name, x, radius, kg, damping=0.0):
    body = spec.worldbody.add_body(name=name, pos=[x, 0, Z])
    body.add_joint(name=name, type=mujoco.mjtJoint.mjJNT_HINGE, axis=[0, 1, 0], damping=[damping, 0, 0])
    body.add_geom(
        type=mujoco.mjtGeom.mjGEOM_CYLINDER,
        fromto=[0, -B / 2, 0, 0, B / 2, 0],
        size=[radius, 0, 0],
        mass=kg,
        contype=0,
        conaffinity=0,
    )


gear("small", 0, R1, M1)
gear("large", R1 + R2, R2, M2, C)
mesh = spec.add_tendon(name="mesh")
mesh.wrap_joint("small", R1)
mesh.wrap_joint("large", R2)
spec.add_equality(
    type=mujoco.mjtEq.mjEQ_TENDON,
    objtype=mujoco.mjtObj.mjOBJ_TENDON,
    name1="mesh",
    solref=[0.003, 1],
    solimp=[0.999, 0.9999, 0.001, 0.5, 2],
)
spec.add_actuator(name="drive", target="small", trntype=mujoco.mjtTrn.mjTRN_JOINT)

m = spec.compile()
d = mujoco.MjData(m)
d.ctrl[0] = TAU
for i in range(round(T / DT)):
    if i % round(EVERY / DT) == 0:
        print(f"{d.time:.1f} {d.qvel[0]:.3f} {d.qvel[1]:.3f}")
    mujoco.mj_step(m, d)
