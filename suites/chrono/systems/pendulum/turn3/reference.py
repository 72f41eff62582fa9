# simbench canary 30aee123-ee2c-456f-a0cf-41b0fce6d2a6
"""Two equal pendulums on spherical joints, coupled by a spring between their bobs: they exchange their swing."""
import math

import pychrono as chrono
import pychrono.irrlicht as irr

GRAVITY_M_S2 = 9.81  #: gravity
PIVOT_HEIGHT_M = 2.0  #: pivot_height
PIVOT_DISTANCE_M = 1.0  #: pivot_distance
LENGTH_M = 0.8  #: length
ROD_RADIUS_M = 0.01  #: rod_radius
RADIUS_M = 0.06  #: bob_radius
MASS_KG = 2.0  #: bob_mass
TILT_DEG = 10.0  #: tilt
STIFFNESS_N_M = 8.0  #: stiffness
CAMERA_DISTANCE_M = 4.0  #: camera_distance
CAMERA_HEIGHT_M = 1.5  #: camera_height
STEP_S = 0.001  #: step in s
DURATION_S = 5.0  #: duration
PRINT_EVERY_S = 0.25  #: print_every

FIRST_PIVOT = chrono.ChVector3d(0, 0, PIVOT_HEIGHT_M)
SECOND_PIVOT = chrono.ChVector3d(PIVOT_DISTANCE_M, 0, PIVOT_HEIGHT_M)
MIDDLE_M = PIVOT_DISTANCE_M / 2


def add_ground(system):
    ground = chrono.ChBody()
    ground.SetName("ground")
    ground.SetFixed(True)
    system.AddBody(ground)
    return ground


def add_pendulum(system, ground, name, pivot_pos, tilt_rad):
    """A pendulum on its spherical joint. The body's frame sits in the middle of the bob, its Z axis points to the pivot."""
    inertia = 2 / 5 * MASS_KG * RADIUS_M**2
    pendulum = chrono.ChBody()
    pendulum.SetName(name)
    pendulum.SetMass(MASS_KG)
    pendulum.SetInertiaXX(chrono.ChVector3d(inertia, inertia, inertia))
    pendulum.SetPos(pivot_pos + chrono.ChVector3d(math.sin(tilt_rad), 0, -math.cos(tilt_rad)) * LENGTH_M)
    # A positive rotation about +Y moves what hangs along -Z towards -X, so the +X side is the negative angle.
    pendulum.SetRot(chrono.QuatFromAngleY(-tilt_rad))

    bob = chrono.ChVisualShapeSphere(RADIUS_M)
    bob.SetColor(chrono.ChColor(0.8, 0.2, 0.2))
    pendulum.AddVisualShape(bob)
    rod = chrono.ChVisualShapeCylinder(ROD_RADIUS_M, LENGTH_M)
    pendulum.AddVisualShape(rod, chrono.ChFramed(chrono.ChVector3d(0, 0, LENGTH_M / 2)))
    system.AddBody(pendulum)

    pivot = chrono.ChLinkLockSpherical()
    pivot.Initialize(pendulum, ground, chrono.ChFramed(pivot_pos))
    system.AddLink(pivot)
    return pendulum


def add_spring(system, first, second):
    """Acts between the centres of the bobs, which are the origins of the two bodies."""
    spring = chrono.ChLinkTSDA()
    spring.Initialize(first, second, True, chrono.ChVector3d(0, 0, 0), chrono.ChVector3d(0, 0, 0))
    spring.SetRestLength(PIVOT_DISTANCE_M)
    spring.SetSpringCoefficient(STIFFNESS_N_M)
    spring.SetDampingCoefficient(0)
    spring.AddVisualShape(chrono.ChVisualShapeSpring(0.03, 80, 15))
    system.AddLink(spring)


def make_window(system):
    vis = irr.ChVisualSystemIrrlicht()
    vis.AttachSystem(system)
    vis.SetCameraVertical(chrono.CameraVerticalDir_Z)
    vis.SetWindowSize(1024, 768)
    vis.SetWindowTitle("Coupled pendulums")
    vis.Initialize()
    vis.AddSkyBox()
    vis.AddCamera(chrono.ChVector3d(MIDDLE_M, -CAMERA_DISTANCE_M, CAMERA_HEIGHT_M), chrono.ChVector3d(MIDDLE_M, 0, CAMERA_HEIGHT_M))
    vis.AddTypicalLights()
    return vis


def tilt_deg(pendulum, pivot_pos):
    """Angle from the vertical in the XZ plane, positive towards +X."""
    offset = pendulum.GetPos() - pivot_pos
    return math.degrees(math.atan2(offset.x, -offset.z))


def main():
    system = chrono.ChSystemNSC()
    system.SetGravitationalAcceleration(chrono.ChVector3d(0, 0, -GRAVITY_M_S2))
    ground = add_ground(system)
    first = add_pendulum(system, ground, "first", FIRST_PIVOT, math.radians(TILT_DEG))
    second = add_pendulum(system, ground, "second", SECOND_PIVOT, 0.0)
    add_spring(system, first, second)
    vis = make_window(system)

    next_print_s = 0.0
    while vis.Run() and system.GetChTime() < DURATION_S:
        if system.GetChTime() >= next_print_s - STEP_S / 2:
            tilts = tilt_deg(first, FIRST_PIVOT), tilt_deg(second, SECOND_PIVOT)
            print(f"t = {system.GetChTime():5.2f} s   first {tilts[0]:7.2f} deg   second {tilts[1]:7.2f} deg")
            next_print_s += PRINT_EVERY_S
        vis.BeginScene()
        vis.Render()
        vis.EndScene()
        system.DoStepDynamics(STEP_S)


if __name__ == "__main__":
    main()
