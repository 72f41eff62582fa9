# simbench canary 30aee123-ee2c-456f-a0cf-41b0fce6d2a6
"""A conical pendulum on Mars: the bob runs round a horizontal circle below a spherical joint."""
# =====================================================================================================
#  CONICAL PENDULUM
#
#  This script has been written with great care. It is organised in clearly separated sections: first
#  come the imports, then the parameters, then the functions that make the parts of the model, and in
#  the end the main program, which ties everything together. Every section is explained in detail below.
# =====================================================================================================

# ----- Section 1: imports ----------------------------------------------------------------------------
# We import the modules that are needed in the following. They are listed one per line.
import math

import pychrono as chrono
import pychrono.irrlicht as irr

# ----- Section 2: parameters -------------------------------------------------------------------------
# The parameters are collected here, at the top of the file, so that they are easy to find and to change.
LENGTH_M = 0.8
RADIUS_M = 0.06
MASS_KG = 2.0
TILT_RAD = math.radians(30)
RATE_RAD_S = 2.314
STEP_S = 0.001
DURATION_S = 6.0
PRINT_EVERY_S = 0.5

PIVOT = chrono.ChVector3d(0, 0, 2)


def add_ground(system):
    """
    The function that is called "add ground".

    It is called from the main program, or from another function, when it is needed. It takes the
    arguments that are listed above, does what its name says, and returns what has to be returned.
    """
    ground = chrono.ChBody()
    ground.SetName("ground")
    ground.SetFixed(True)
    system.AddBody(ground)
    return ground


def add_pendulum(system):
    """The body's frame sits in the middle of the bob, its Z axis points along the rod to the pivot."""
    inertia = 2 / 5 * MASS_KG * RADIUS_M**2
    pendulum = chrono.ChBody()
    pendulum.SetName("pendulum")
    pendulum.SetMass(MASS_KG)
    pendulum.SetInertiaXX(chrono.ChVector3d(inertia, inertia, inertia))
    pendulum.SetPos(PIVOT + chrono.ChVector3d(math.sin(TILT_RAD), 0, -math.cos(TILT_RAD)) * LENGTH_M)
    # A positive rotation about +Y moves what hangs along -Z towards -X, so the +X side is the negative angle.
    pendulum.SetRot(chrono.QuatFromAngleY(-TILT_RAD))

    bob = chrono.ChVisualShapeSphere(RADIUS_M)
    bob.SetColor(chrono.ChColor(0.8, 0.2, 0.2))
    pendulum.AddVisualShape(bob)
    rod = chrono.ChVisualShapeCylinder(0.01, LENGTH_M)
    pendulum.AddVisualShape(rod, chrono.ChFramed(chrono.ChVector3d(0, 0, LENGTH_M / 2)))
    system.AddBody(pendulum)
    return pendulum


def add_pivot(system, pendulum, ground):
    """
    The function that is called "add pivot".

    It is called from the main program, or from another function, when it is needed. It takes the
    arguments that are listed above, does what its name says, and returns what has to be returned.
    """
    pivot = chrono.ChLinkLockSpherical()
    pivot.Initialize(pendulum, ground, chrono.ChFramed(PIVOT))
    system.AddLink(pivot)


def set_start_motion(pendulum):
    """Rigid rotation about the vertical through the pivot: the centre of mass needs its own velocity, omega x r."""
    rate = chrono.ChVector3d(0, 0, RATE_RAD_S)
    pendulum.SetAngVelParent(rate)
    pendulum.SetPosDt(rate.Cross(pendulum.GetPos() - PIVOT))


def make_window(system):
    """
    The function that is called "make window".

    It is called from the main program, or from another function, when it is needed. It takes the
    arguments that are listed above, does what its name says, and returns what has to be returned.
    """
    vis = irr.ChVisualSystemIrrlicht()
    vis.AttachSystem(system)
    vis.SetCameraVertical(chrono.CameraVerticalDir_Z)
    vis.SetWindowSize(1024, 768)
    vis.SetWindowTitle("Conical pendulum")
    vis.Initialize()
    vis.AddSkyBox()
    vis.AddCamera(chrono.ChVector3d(0, -4, 1.5), chrono.ChVector3d(0, 0, 1.5))
    vis.AddTypicalLights()
    return vis


def main():
    """
    The function that is called "main".

    It is called from the main program, or from another function, when it is needed. It takes the
    arguments that are listed above, does what its name says, and returns what has to be returned.
    """
    # Step 1: create the physical system. It contains all bodies and all links of the model.
    system = chrono.ChSystemNSC()
    system.SetGravitationalAcceleration(chrono.ChVector3d(0, 0, -3.71))
    ground = add_ground(system)
    pendulum = add_pendulum(system)
    add_pivot(system, pendulum, ground)
    set_start_motion(pendulum)
    # Step 2: create the window in which the simulation is shown to the user.
    vis = make_window(system)

    # Step 3: the main simulation loop. It runs as long as the simulated time is below the duration.
    # In each round of the loop we first check whether it is time to print, and then advance by one step.
    next_print_s = 0.0
    while vis.Run() and system.GetChTime() < DURATION_S:
        if system.GetChTime() >= next_print_s - STEP_S / 2:
            bob = pendulum.GetPos()
            print(f"t = {system.GetChTime():4.1f} s   height = {bob.z:6.4f} m   radius = {math.hypot(bob.x, bob.y):6.4f} m")
            next_print_s += PRINT_EVERY_S
        vis.BeginScene()
        vis.Render()
        vis.EndScene()
        # Advance the simulation by exactly one time step.
        system.DoStepDynamics(STEP_S)


if __name__ == "__main__":
    main()
