# simbench canary 30aee123-ee2c-456f-a0cf-41b0fce6d2a6
"""A pair of spur gears on a fixed frame; the small one is driven at constant speed."""
import math

import pychrono as chrono
import pychrono.irrlicht as irr

GRAVITY_M_S2 = 9.81  #: gravity
HEIGHT_M = 1.0  #: height
A_RADIUS_M = 0.1  #: radius_a
A_KG = 2.0  #: mass_a
B_RADIUS_M = 0.2  #: radius_b
B_KG = 8.0  #: mass_b
WIDTH_M = 0.04  #: width
SPEED_RAD_S = 2 * math.pi
CAMERA_X_M = 0.15  #: camera_x
CAMERA_DISTANCE_M = 1.0  #: camera_distance
CAMERA_HEIGHT_M = 1.2  #: camera_height
STEP_S = 0.001  #: step in s
DURATION_S = 2.0
PRINT_EVERY_S = 0.1

A_CENTRE = chrono.ChVector3d(0, 0, HEIGHT_M)
B_CENTRE = chrono.ChVector3d(B_RADIUS_M, 0, HEIGHT_M)
# Joints, motors and the shafts of gears turn about the Z axis of their frame: this rotation makes it world Y.
ABOUT_Y = chrono.QuatFromAngleX(-math.pi / 2)


def add_ground(system):
    ground = chrono.ChBody()
    ground.SetName("ground")
    ground.SetFixed(True)
    system.AddBody(ground)
    return ground


def add_gear(system, name, mass_kg, radius_m, centre):
    """A disc of uniform density."""
    about_axis = mass_kg * radius_m**2 / 2
    about_diameter = mass_kg * (3 * radius_m**2 + WIDTH_M**2) / 12
    gear = chrono.ChBody()
    gear.SetName(name)
    gear.SetMass(mass_kg)
    gear.SetInertiaXX(chrono.ChVector3d(about_diameter, about_diameter, about_axis))
    gear.SetPos(centre)
    disc = chrono.ChVisualShapeCylinder(radius_m, WIDTH_M)
    disc.SetColor(chrono.ChColor(0.7, 0.7, 0.3))
    gear.AddVisualShape(disc, chrono.ChFramed(chrono.VNULL, ABOUT_Y))
    system.AddBody(gear)
    return gear


def add_bearing(system, gear, ground):
    bearing = chrono.ChLinkLockRevolute()
    bearing.Initialize(gear, ground, chrono.ChFramed(gear.GetPos(), ABOUT_Y))
    system.AddLink(bearing)


def add_mesh(system, first, second, first_radius_m, second_radius_m):
    """The pitch circles roll on each other."""
    mesh = chrono.ChLinkLockGear()
    mesh.Initialize(first, second, chrono.ChFramed())
    mesh.SetFrameShaft1(chrono.ChFramed(chrono.VNULL, ABOUT_Y))
    mesh.SetFrameShaft2(chrono.ChFramed(chrono.VNULL, ABOUT_Y))
    mesh.SetTransmissionRatio(second_radius_m / first_radius_m)
    system.AddLink(mesh)


def add_motor(system, gear, ground):
    """Carries the gear and drives it about +Y."""
    motor = chrono.ChLinkMotorRotationSpeed()
    motor.Initialize(gear, ground, chrono.ChFramed(gear.GetPos(), ABOUT_Y))
    motor.SetSpeedFunction(chrono.ChFunctionConst(SPEED_RAD_S))
    system.AddLink(motor)


def make_window(system):
    vis = irr.ChVisualSystemIrrlicht()
    vis.AttachSystem(system)
    vis.SetCameraVertical(chrono.CameraVerticalDir_Z)
    vis.SetWindowSize(1024, 768)
    vis.SetWindowTitle("Gears")
    vis.Initialize()
    vis.AddSkyBox()
    eye = chrono.ChVector3d(CAMERA_X_M, -CAMERA_DISTANCE_M, CAMERA_HEIGHT_M)
    vis.AddCamera(eye, chrono.ChVector3d(CAMERA_X_M, 0, HEIGHT_M))
    vis.AddTypicalLights()
    return vis


def main():
    system = chrono.ChSystemNSC()
    system.SetGravitationalAcceleration(chrono.ChVector3d(0, 0, -GRAVITY_M_S2))
    # Motor, mesh and bearing form a closed loop through the ground: the direct solver closes it exactly at every step.
    system.SetSolver(chrono.ChSolverSparseQR())
    ground = add_ground(system)
    gear_a = add_gear(system, "gear A", A_KG, A_RADIUS_M, A_CENTRE)
    gear_b = add_gear(system, "gear B", B_KG, B_RADIUS_M, B_CENTRE)
    add_motor(system, gear_a, ground)
    add_bearing(system, gear_b, ground)
    add_mesh(system, gear_a, gear_b, A_RADIUS_M, B_RADIUS_M)
    vis = make_window(system)

    next_print_s = 0.0
    while vis.Run() and system.GetChTime() < DURATION_S:
        if system.GetChTime() >= next_print_s - STEP_S / 2:
            rates = "   ".join(f"{gear.GetName()} {gear.GetAngVelParent().y:7.3f} rad/s" for gear in (gear_a, gear_b))
            print(f"t = {system.GetChTime():4.1f} s   {rates}")
            next_print_s += PRINT_EVERY_S
        vis.BeginScene()
        vis.Render()
        vis.EndScene()
        system.DoStepDynamics(STEP_S)


if __name__ == "__main__":
    main()
