# simbench canary 30aee123-ee2c-456f-a0cf-41b0fce6d2a6
"""A Jeffcott rotor: an elastic shaft in two bearings, with an unbalanced disc in its middle, below its critical speed."""
import math

import pychrono as chrono
import pychrono.fea as fea
import pychrono.irrlicht as irr

LENGTH_M = 1.0  #: length
DIAMETER_M = 0.012  #: diameter in m
YOUNG_PA = 210e9  #: young in Pa
SHEAR_PA = 80.8e9  #: shear in Pa
DENSITY_KG_M3 = 7850.0  #: density
DAMPING_BETA_S = 0.002  #: beta
ELEMENTS = 8  #: elements
DISC_KG = 4.0  #: disc_mass
DISC_RADIUS_M = 0.12  #: disc_radius
DISC_THICKNESS_M = 0.0113  #: disc_thickness in m
ECCENTRICITY_M = 0.002  #: eccentricity in m
SPEED_RAD_S = 30.0  #: speed
RUN_UP_S = 1.0  #: run_up
SPEED = ((0.0, 0.0), (RUN_UP_S, SPEED_RAD_S), (10.0, SPEED_RAD_S))  # time in s, speed in rad/s
CAMERA_DISTANCE_M = 1.2  #: camera_distance
CAMERA_HEIGHT_M = 0.6  #: camera_height
STEP_S = 0.001  #: step in s
DURATION_S = 3.0  #: duration
PRINT_EVERY_S = 0.1  #: print_every


def add_ground(system):
    ground = chrono.ChBody()
    ground.SetName("ground")
    ground.SetFixed(True)
    system.AddBody(ground)
    return ground


def make_section():
    section = fea.ChBeamSectionEulerAdvanced()
    section.SetYoungModulus(YOUNG_PA)
    section.SetShearModulus(SHEAR_PA)
    section.SetDensity(DENSITY_KG_M3)
    section.SetAsCircularSection(DIAMETER_M)
    section.SetRayleighDamping(DAMPING_BETA_S)
    # The default rotary inertia, mass / 500 m², is far more than that of so thin a shaft, d² / 16.
    section.SetArtificialJyyJzzFactor(DIAMETER_M**2 / 16)
    return section


def add_shaft(system):
    """Nodes from the left end to the right one."""
    mesh = fea.ChMesh()
    mesh.SetAutomaticGravity(False)
    builder = fea.ChBuilderBeamEuler()
    left, right, up = chrono.ChVector3d(0, 0, 0), chrono.ChVector3d(LENGTH_M, 0, 0), chrono.ChVector3d(0, 0, 1)
    builder.BuildBeam(mesh, make_section(), ELEMENTS, left, right, up)

    surface = chrono.ChVisualShapeFEA()
    surface.SetFEMdataType(chrono.ChVisualShapeFEA.DataType_SURFACE)
    surface.SetSmoothFaces(True)
    mesh.AddVisualShapeFEA(surface)
    system.Add(mesh)
    return list(builder.GetLastBeamNodes())  # a copy: the builder's own list dies with it


def add_bearing(system, node, ground, holds_along_x):
    """Holds the place of a node and leaves all its rotations free."""
    bearing = chrono.ChLinkMateGeneric(holds_along_x, True, True, False, False, False)
    bearing.Initialize(node, ground, chrono.ChFramed(node.GetPos()))
    system.AddLink(bearing)


def add_disc(system, node):
    """The body's origin is its centre of mass, beside the shaft's axis."""
    volume_m3 = math.pi * DISC_RADIUS_M**2 * DISC_THICKNESS_M
    disc = chrono.ChBodyEasyCylinder(chrono.ChAxis_X, DISC_RADIUS_M, DISC_THICKNESS_M, DISC_KG / volume_m3, True, False)
    disc.SetName("disc")
    disc.SetPos(node.GetPos() + chrono.ChVector3d(0, ECCENTRICITY_M, 0))
    system.AddBody(disc)
    weld = chrono.ChLinkMateFix()
    weld.Initialize(node, disc)
    system.AddLink(weld)
    return disc


def add_motor(system, node, ground):
    """Turns about the Z axis of its frame, which is turned to world X here. Its own guide would keep the end from tilting."""
    speed = chrono.ChFunctionInterp()
    for time_s, speed_rad_s in SPEED:
        speed.AddPoint(time_s, speed_rad_s)
    motor = chrono.ChLinkMotorRotationSpeed()
    motor.SetSpindleConstraint(chrono.ChLinkMotorRotation.SpindleConstraint_FREE)
    motor.Initialize(node, ground, chrono.ChFramed(node.GetPos(), chrono.QuatFromAngleY(chrono.CH_PI_2)))
    motor.SetSpeedFunction(speed)
    system.AddLink(motor)
    return motor


def set_solver(system):
    """Finite elements with joints need a direct solver."""
    system.SetSolver(chrono.ChSolverSparseLU())
    stepper = chrono.ChTimestepperHHT(system)
    stepper.SetStepControl(False)
    system.SetTimestepper(stepper)


def make_window(system):
    vis = irr.ChVisualSystemIrrlicht()
    vis.AttachSystem(system)
    vis.SetCameraVertical(chrono.CameraVerticalDir_Z)
    vis.SetWindowSize(1024, 768)
    vis.SetWindowTitle("Jeffcott rotor")
    vis.Initialize()
    vis.AddSkyBox()
    vis.AddCamera(chrono.ChVector3d(LENGTH_M, -CAMERA_DISTANCE_M, CAMERA_HEIGHT_M), chrono.ChVector3d(LENGTH_M / 2, 0, 0))
    vis.AddTypicalLights()
    return vis


def main():
    system = chrono.ChSystemSMC()
    system.SetGravitationalAcceleration(chrono.ChVector3d(0, 0, 0))
    ground = add_ground(system)
    nodes = add_shaft(system)
    middle = nodes[ELEMENTS // 2]
    add_bearing(system, nodes[0], ground, holds_along_x=True)
    add_bearing(system, nodes[ELEMENTS], ground, holds_along_x=False)
    add_disc(system, middle)
    motor = add_motor(system, nodes[0], ground)
    set_solver(system)
    vis = make_window(system)

    next_print_s = 0.0
    while vis.Run() and system.GetChTime() < DURATION_S:
        if system.GetChTime() >= next_print_s - STEP_S / 2:
            whirl_m = math.hypot(middle.GetPos().y, middle.GetPos().z)
            print(f"t = {system.GetChTime():4.1f} s   speed = {motor.GetMotorAngleDt():6.2f} rad/s   whirl = {1000 * whirl_m:6.3f} mm")
            next_print_s += PRINT_EVERY_S
        vis.BeginScene()
        vis.Render()
        vis.EndScene()
        system.DoStepDynamics(STEP_S)


if __name__ == "__main__":
    main()
