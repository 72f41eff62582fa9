# simbench canary 30aee123-ee2c-456f-a0cf-41b0fce6d2a6
"""A conical pendulum on Mars: the bob runs round a horizontal circle below a spherical joint."""
import math

import pychrono as chrono
import pychrono.irrlicht as irr

GRAVITY_M_S2 = 3.71
PIVOT_HEIGHT_M = 2.0  #: pivot_height
LENGTH_M = 0.8  #: length
ROD_RADIUS_M = 0.01  #: rod_radius
RADIUS_M = 0.06  #: bob_radius
MASS_KG = 2.0  #: bob_mass
TILT_DEG = 30.0
TILT_RAD = math.radians(TILT_DEG)
RATE_RAD_S = math.sqrt(GRAVITY_M_S2 / (LENGTH_M * math.cos(TILT_RAD)))  # of steady conical motion
CAMERA_DISTANCE_M = 4.0  #: camera_distance
CAMERA_HEIGHT_M = 1.5  #: camera_height
STEP_S = 0.001  #: step in s
DURATION_S = 6.0
PRINT_EVERY_S = 0.5

PIVOT = chrono.ChVector3d(0, 0, PIVOT_HEIGHT_M)


def add_ground(system):
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
    rod = chrono.ChVisualShapeCylinder(ROD_RADIUS_M, LENGTH_M)
    pendulum.AddVisualShape(rod, chrono.ChFramed(chrono.ChVector3d(0, 0, LENGTH_M / 2)))
    system.AddBody(pendulum)
    return pendulum


def add_pivot(system, pendulum, ground):
    pivot = chrono.ChLinkLockSpherical()
    pivot.Initialize(pendulum, ground, chrono.ChFramed(PIVOT))
    system.AddLink(pivot)


def set_start_motion(pendulum):
    """Rigid rotation about the vertical through the pivot: the centre of mass needs its own velocity, omega x r."""
    rate = chrono.ChVector3d(0, 0, RATE_RAD_S)
    pendulum.SetAngVelParent(rate)
    pendulum.SetPosDt(rate.Cross(pendulum.GetPos() - PIVOT))


def make_window(system):
    vis = irr.ChVisualSystemIrrlicht()
    vis.AttachSystem(system)
    vis.SetCameraVertical(chrono.CameraVerticalDir_Z)
    vis.SetWindowSize(1024, 768)
    vis.SetWindowTitle("Conical pendulum")
    vis.Initialize()
    vis.AddSkyBox()
    vis.AddCamera(chrono.ChVector3d(0, -CAMERA_DISTANCE_M, CAMERA_HEIGHT_M), chrono.ChVector3d(0, 0, CAMERA_HEIGHT_M))
    vis.AddTypicalLights()
    return vis


def main():
    system = chrono.ChSystemNSC()
    system.SetGravitationalAcceleration(chrono.ChVector3d(0, 0, -GRAVITY_M_S2))
    ground = add_ground(system)
    pendulum = add_pendulum(system)
    add_pivot(system, pendulum, ground)
    set_start_motion(pendulum)
    vis = make_window(system)

    next_print_s = 0.0
    while vis.Run() and system.GetChTime() < DURATION_S:
        if system.GetChTime() >= next_print_s - STEP_S / 2:
            bob = pendulum.GetPos()
            print(f"t = {system.GetChTime():4.1f} s   height = {bob.z:6.4f} m   radius = {math.hypot(bob.x, bob.y):6.4f} m")
            next_print_s += PRINT_EVERY_S
        vis.BeginScene()
        vis.Render()
        vis.EndScene()
        system.DoStepDynamics(STEP_S)


if __name__ == "__main__":
    main()
