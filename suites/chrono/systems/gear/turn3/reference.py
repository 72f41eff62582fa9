# simbench canary 30aee123-ee2c-456f-a0cf-41b0fce6d2a6
"""A spur gear pair and a planetary stage behind it: a torque drives the first gear, a viscous brake holds the carrier back."""
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
STAGE_Y_M = 0.1  #: stage_y
SUN_RADIUS_M = 0.05  #: sun_radius
RING_RADIUS_M = 0.15  #: ring_radius
PLANET_RADIUS_M = (RING_RADIUS_M - SUN_RADIUS_M) / 2
PLANET_KG = 0.5  #: planet_mass
CARRIER_LENGTH_M = 0.2  #: carrier_length
CARRIER_WIDTH_M = 0.02  #: carrier_width
CARRIER_KG = 1.0  #: carrier_mass
TORQUE_N_M = 1.0  #: torque
BRAKE_N_M_S_RAD = 6.4  #: brake
CAMERA_X_M = 0.2  #: camera_x
CAMERA_DISTANCE_M = 1.0  #: camera_distance
CAMERA_HEIGHT_M = 1.2  #: camera_height
STEP_S = 0.001  #: step in s
DURATION_S = 3.0  #: duration
PRINT_EVERY_S = 0.25  #: print_every

A_CENTRE = chrono.ChVector3d(0, 0, HEIGHT_M)
B_CENTRE = chrono.ChVector3d(A_RADIUS_M + B_RADIUS_M, 0, HEIGHT_M)
STAGE_OFFSET = chrono.ChVector3d(0, STAGE_Y_M, 0)
STAGE_CENTRE = B_CENTRE + STAGE_OFFSET
ARM = chrono.ChVector3d(SUN_RADIUS_M + PLANET_RADIUS_M, 0, 0)
# Joints, motors and the shafts of gears turn about the Z axis of their frame: this rotation makes it world Y.
ABOUT_Y = chrono.QuatFromAngleX(-math.pi / 2)


def add_ground(system):
    ground = chrono.ChBody()
    ground.SetName("ground")
    ground.SetFixed(True)
    system.AddBody(ground)
    return ground


def add_gear(system, name, mass_kg, radius_m, centre):
    """A disc of uniform density whose axis is the body's Y axis."""
    about_axis = mass_kg * radius_m**2 / 2
    about_diameter = mass_kg * (3 * radius_m**2 + WIDTH_M**2) / 12
    gear = chrono.ChBody()
    gear.SetName(name)
    gear.SetMass(mass_kg)
    gear.SetInertiaXX(chrono.ChVector3d(about_diameter, about_axis, about_diameter))
    gear.SetPos(centre)
    disc = chrono.ChVisualShapeCylinder(radius_m, WIDTH_M)
    disc.SetColor(chrono.ChColor(0.7, 0.7, 0.3))
    gear.AddVisualShape(disc, chrono.ChFramed(chrono.VNULL, ABOUT_Y))
    system.AddBody(gear)
    return gear


def add_carrier(system):
    density = CARRIER_KG / (CARRIER_LENGTH_M * CARRIER_WIDTH_M**2)
    carrier = chrono.ChBodyEasyBox(CARRIER_LENGTH_M, CARRIER_WIDTH_M, CARRIER_WIDTH_M, density, True, False)
    carrier.SetName("carrier")
    carrier.SetPos(STAGE_CENTRE)
    system.AddBody(carrier)
    return carrier


def add_bearing(system, body, carried_by):
    bearing = chrono.ChLinkLockRevolute()
    bearing.Initialize(body, carried_by, chrono.ChFramed(body.GetPos(), ABOUT_Y))
    system.AddLink(bearing)


def add_mesh(system, first, second, first_radius_m, second_radius_m, first_at=chrono.VNULL, second_at=chrono.VNULL, second_is_ring=False):
    """The pitch circles roll on each other; seen from their axes, the second gear turns at -(first / second radius) times the first's rate.

    The shafts are given in the frames of their bodies: `first_at` and `second_at` are where the gears sit on them.
    """
    mesh = chrono.ChLinkLockGear()
    mesh.Initialize(first, second, chrono.ChFramed())
    mesh.SetFrameShaft1(chrono.ChFramed(first_at, ABOUT_Y))
    mesh.SetFrameShaft2(chrono.ChFramed(second_at, ABOUT_Y))
    mesh.SetTransmissionRatio(first_radius_m / second_radius_m)
    mesh.SetEpicyclic(second_is_ring)
    system.AddLink(mesh)


def add_planet(system, name, centre, carrier, ground):
    """Turns on the carrier and rolls inside the ring, which is part of the ground."""
    planet = add_gear(system, name, PLANET_KG, PLANET_RADIUS_M, centre)
    add_bearing(system, planet, carrier)
    add_mesh(system, planet, ground, PLANET_RADIUS_M, RING_RADIUS_M, second_at=STAGE_CENTRE, second_is_ring=True)
    return planet


def add_motor(system, gear, ground):
    """Carries the gear and drives it about +Y."""
    motor = chrono.ChLinkMotorRotationTorque()
    motor.Initialize(gear, ground, chrono.ChFramed(gear.GetPos(), ABOUT_Y))
    motor.SetTorqueFunction(chrono.ChFunctionConst(TORQUE_N_M))
    system.AddLink(motor)


def add_brake(system, body, ground):
    """A rotary damper without a spring about the Z axis of its frame, that is about Y."""
    brake = chrono.ChLinkRSDA()
    brake.Initialize(body, ground, chrono.ChFramed(body.GetPos(), ABOUT_Y))
    brake.SetSpringCoefficient(0)
    brake.SetDampingCoefficient(BRAKE_N_M_S_RAD)
    system.AddLink(brake)


def make_window(system):
    vis = irr.ChVisualSystemIrrlicht()
    vis.AttachSystem(system)
    vis.SetCameraVertical(chrono.CameraVerticalDir_Z)
    vis.SetWindowSize(1024, 768)
    vis.SetWindowTitle("Planetary gear")
    vis.Initialize()
    vis.AddSkyBox()
    eye = chrono.ChVector3d(CAMERA_X_M, CAMERA_DISTANCE_M, CAMERA_HEIGHT_M)
    vis.AddCamera(eye, chrono.ChVector3d(CAMERA_X_M, 0, HEIGHT_M))
    vis.AddTypicalLights()
    return vis


def main():
    system = chrono.ChSystemNSC()
    system.SetGravitationalAcceleration(chrono.ChVector3d(0, 0, -GRAVITY_M_S2))
    # A direct solver closes the loops of joints and meshes at every step.
    system.SetSolver(chrono.ChSolverSparseQR())
    ground = add_ground(system)
    gear_a = add_gear(system, "gear A", A_KG, A_RADIUS_M, A_CENTRE)
    gear_b = add_gear(system, "gear B", B_KG, B_RADIUS_M, B_CENTRE)
    add_motor(system, gear_a, ground)
    add_bearing(system, gear_b, ground)
    add_mesh(system, gear_a, gear_b, A_RADIUS_M, B_RADIUS_M)
    carrier = add_carrier(system)
    add_bearing(system, carrier, ground)
    first_planet = add_planet(system, "first planet", STAGE_CENTRE + ARM, carrier, ground)
    add_planet(system, "second planet", STAGE_CENTRE - ARM, carrier, ground)
    # Only one planet meshes with the sun: that the other rolls on it, too, follows, and saying it again makes the matrix singular.
    add_mesh(system, gear_b, first_planet, SUN_RADIUS_M, PLANET_RADIUS_M, first_at=STAGE_OFFSET)
    add_brake(system, carrier, ground)
    vis = make_window(system)

    next_print_s = 0.0
    while vis.Run() and system.GetChTime() < DURATION_S:
        if system.GetChTime() >= next_print_s - STEP_S / 2:
            rates = "   ".join(f"{body.GetName()} {body.GetAngVelParent().y:7.3f} rad/s" for body in (gear_a, gear_b, carrier))
            print(f"t = {system.GetChTime():5.2f} s   {rates}")
            next_print_s += PRINT_EVERY_S
        vis.BeginScene()
        vis.Render()
        vis.EndScene()
        system.DoStepDynamics(STEP_S)


if __name__ == "__main__":
    main()
