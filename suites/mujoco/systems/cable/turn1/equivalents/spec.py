# simbench canary ba950345-1144-4ea7-9085-9b3dcea9584f
"""The same cable built with MjSpec: points on slides, which an applied drag settles."""

import mujoco

GRAVITY = 9.81  #: gravity
PIECES = 20  #: elements
HALF = 1.0  #: half_span
TOP = 2.0  #: height
WEIGHT_KG = 0.5  #: mass
ROPE_RADIUS = 0.01  #: radius in m
SPRING = 2300.0  #: edge_stiffness
DASHPOT = 5.0  #: edge_damping
TIMESTEP = 0.0005  #: step / 2
END_S = 5.0  #: duration
REPORT_S = 0.5  #: print_every

POINT_KG = WEIGHT_KG / (PIECES + 1)
# Only serves to bring the cable to rest: a force of 12 / s times the momentum of a point.
DRAG = 12 * POINT_KG


def add_point(spec, name, pos):
    body = spec.worldbody.add_body(name=name, pos=pos, mass=POINT_KG, inertia=[1e-6] * 3, explicitinertial=True)
    for axis in ([0, 0, 1], [1, 0, 0], [0, 1, 0]):
        body.add_joint(type=mujoco.mjtJoint.mjJNT_SLIDE, axis=axis)


def build():
    spec = mujoco.MjSpec()
    spec.option.timestep = TIMESTEP
    spec.option.gravity = [0, 0, -GRAVITY]
    bodies, vertices = [], []
    for i in range(PIECES + 1):
        pos = [HALF * (2 * i / PIECES - 1), 0, TOP]
        if i in (0, PIECES):
            bodies.append("world")
            vertices += pos
        else:
            add_point(spec, f"point{i}", pos)
            bodies.append(f"point{i}")
            vertices += [0, 0, 0]
    flex = spec.add_flex(name="rope", dim=1, radius=ROPE_RADIUS, contype=0, conaffinity=0)
    flex.selfcollide = mujoco.mjtFlexSelf.mjFLEXSELF_NONE
    flex.edgestiffness = SPRING
    flex.edgedamping = DASHPOT
    flex.vertbody = bodies
    flex.vert = vertices
    flex.elem = [end for i in range(PIECES) for end in (i, i + 1)]
    return spec.compile()


def main():
    model = build()
    data = mujoco.MjData(model)
    every = round(REPORT_S / TIMESTEP)
    for tick in range(round(END_S / TIMESTEP) + 1):
        mujoco.mj_step1(model, data)
        if tick % every == 0:
            print(f"{data.time:.1f} s  sag {TOP - data.flexvert_xpos[PIECES // 2, 2]:.4f} m")
        data.qfrc_applied[:] = -DRAG * data.qvel
        mujoco.mj_step2(model, data)


main()
