# simbench canary 30aee123-ee2c-456f-a0cf-41b0fce6d2a6
"""A pendulum that swings about a revolute joint, released 30 degrees from the vertical."""
import math

import pychrono as chrono
import pychrono.irrlicht as irr

GRAVITY_M_S2 = 9.81  #: gravity
PIVOT_HEIGHT_M = 2.0  #: pivot_height
LENGTH_M = 1.0  #: length
ROD_RADIUS_M = 0.01  #: rod_radius
RADIUS_M = 0.05  #: bob_radius
MASS_KG = 1.0  #: bob_mass
TILT_DEG = 30.0  #: tilt
TILT_RAD = math.radians(TILT_DEG)
CAMERA_DISTANCE_M = 4.0  #: camera_distance
CAMERA_HEIGHT_M = 1.5  #: camera_height
STEP_S = 0.001  #: step in s
DURATION_S = 5.0  #: duration
PRINT_EVERY_S = 0.5  #: print_every

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
    """A revolute joint turns about the Z axis of its frame: the frame is rotated so that this is world Y."""
    pivot = chrono.ChLinkLockRevolute()
    pivot.Initialize(pendulum, ground, chrono.ChFramed(PIVOT, chrono.QuatFromAngleX(-math.pi / 2)))
    system.AddLink(pivot)


def make_window(system):
    vis = irr.ChVisualSystemIrrlicht()
    vis.AttachSystem(system)
    vis.SetCameraVertical(chrono.CameraVerticalDir_Z)
    vis.SetWindowSize(1024, 768)
    vis.SetWindowTitle("Pendulum")
    vis.Initialize()
    vis.AddSkyBox()
    vis.AddCamera(chrono.ChVector3d(0, -CAMERA_DISTANCE_M, CAMERA_HEIGHT_M), chrono.ChVector3d(0, 0, CAMERA_HEIGHT_M))
    vis.AddTypicalLights()
    return vis


def angle_deg(pendulum):
    """Angle from the vertical, positive towards +X."""
    offset = pendulum.GetPos() - PIVOT
    return math.degrees(math.atan2(offset.x, -offset.z))


def main():
    system = chrono.ChSystemNSC()
    system.SetGravitationalAcceleration(chrono.ChVector3d(0, 0, -GRAVITY_M_S2))
    ground = add_ground(system)
    pendulum = add_pendulum(system)
    add_pivot(system, pendulum, ground)
    vis = make_window(system)

    next_print_s = 0.0
    while vis.Run() and system.GetChTime() < DURATION_S:
        if system.GetChTime() >= next_print_s - STEP_S / 2:
            print(f"t = {system.GetChTime():4.1f} s   angle = {angle_deg(pendulum):7.2f} deg")
            next_print_s += PRINT_EVERY_S
        vis.BeginScene()
        vis.Render()
        vis.EndScene()
        system.DoStepDynamics(STEP_S)


if __name__ == "__main__":
    main()
