# simbench canary ba950345-1144-4ea7-9085-9b3dcea9584f
"""The same conical pendulum built with MjSpec about the bob's centre, its joint velocity solved from the Jacobian."""

from dataclasses import dataclass

import mujoco
import numpy as np


@dataclass(frozen=True)
class Setup:
    gravity: float
    pivot: tuple
    length: float
    rod_radius: float
    bob_radius: float
    bob_mass: float
    tilt: float
    step: float


MARS = 3.71  #: gravity
PIVOT_Z = 2.0  #: pivot_height
LENGTH = 0.8  #: length
ROD_RADIUS = 0.01  #: rod_radius
BOB_RADIUS = 0.06  #: bob_radius
BOB_MASS = 2.0  #: bob_mass
TILT_DEG = 30.0  #: tilt
STEP = 0.001  #: step in s
RUN_FOR = 6.0  #: duration
PRINT_EVERY = 0.5  #: print_every


def build(setup):
    spec = mujoco.MjSpec()
    spec.modelname = "conical"
    spec.option.timestep = setup.step
    spec.option.integrator = mujoco.mjtIntegrator.mjINT_RK4
    spec.option.gravity = [0, 0, -setup.gravity]
    px, py, pz = setup.pivot
    bob = spec.worldbody.add_body(name="bob", pos=[px, py, pz - setup.length])
    bob.add_joint(name="pivot", type=mujoco.mjtJoint.mjJNT_BALL, pos=[0, 0, setup.length])
    bob.add_geom(name="ball", type=mujoco.mjtGeom.mjGEOM_SPHERE, size=[setup.bob_radius, 0, 0], mass=setup.bob_mass)
    bob.add_geom(
        name="rod",
        type=mujoco.mjtGeom.mjGEOM_CAPSULE,
        fromto=[0, 0, setup.length, 0, 0, 0],
        size=[setup.rod_radius, 0, 0],
        mass=0,
        contype=0,
        conaffinity=0,
    )
    return spec.compile()


def start(model, data, setup):
    # Tilted about -Y, which takes what hangs along -Z towards +X.
    mujoco.mju_axisAngle2Quat(data.joint("pivot").qpos, np.array([0.0, -1.0, 0.0]), setup.tilt)
    mujoco.mj_forward(model, data)
    omega_world = np.array([0.0, 0.0, np.sqrt(setup.gravity / (setup.length * np.cos(setup.tilt)))])
    jac_rot = np.zeros((3, model.nv))
    mujoco.mj_jacBody(model, data, None, jac_rot, model.body("bob").id)
    data.qvel[:] = np.linalg.solve(jac_rot, omega_world)
    mujoco.mj_forward(model, data)


def simulate(model, data, pivot):
    lines = round(RUN_FOR / PRINT_EVERY)
    stride = round(PRINT_EVERY / model.opt.timestep)
    for line in range(lines + 1):
        mujoco.mj_kinematics(model, data)
        bob = data.geom("ball").xpos
        print(
            f"{data.time:.1f} s: height {bob[2]:.4f} m, distance {np.hypot(bob[0] - pivot[0], bob[1] - pivot[1]):.4f} m"
        )
        if line < lines:
            for _ in range(stride):
                mujoco.mj_step(model, data)


if __name__ == "__main__":
    setup = Setup(MARS, (0.0, 0.0, PIVOT_Z), LENGTH, ROD_RADIUS, BOB_RADIUS, BOB_MASS, np.deg2rad(TILT_DEG), STEP)
    model = build(setup)
    data = mujoco.MjData(model)
    start(model, data, setup)
    simulate(model, data, setup.pivot)
