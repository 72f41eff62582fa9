# simbench canary 30aee123-ee2c-456f-a0cf-41b0fce6d2a6
"""A hinged column in a testing machine, which shortens it far beyond the point where it buckles."""
import pychrono as chrono
import pychrono.fea as fea
import pychrono.irrlicht as irr

LENGTH_M = 0.8  #: length
WIDTH_M = 0.02  #: width in m
THICKNESS_M = 0.004  #: thickness in m
YOUNG_PA = 210e9  #: young in Pa
SHEAR_PA = 80.8e9  #: shear in Pa
DENSITY_KG_M3 = 7850.0  #: density
DAMPING_BETA_S = 0.005  #: beta
ELEMENTS = 20  #: elements
SIDE_FORCE_N = 0.1
PLATEN_KG = 2.0  #: platen_mass
PLATEN_SIDE_M = 0.1  #: platen_side
PLATEN_HEIGHT_M = 0.02  #: platen_height
TRAVEL_M = 0.004  #: travel in m
TRAVEL_S = 1.0  #: travel_time
TRAVEL = ((0.0, 0.0), (TRAVEL_S, -TRAVEL_M), (10.0, -TRAVEL_M))  # time in s, displacement of the platen in m
CAMERA_DISTANCE_M = 1.5
STEP_S = 0.001  #: step in s
DURATION_S = 1.5
PRINT_EVERY_S = 0.05  #: print_every


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
    section.SetAsRectangularSection(WIDTH_M, THICKNESS_M)
    section.SetRayleighDamping(DAMPING_BETA_S)
    # The default rotary inertia, mass / 500 m², is far more than that of so thin a section, t² / 12.
    section.SetArtificialJyyJzzFactor(THICKNESS_M**2 / 12)
    return section


def add_column(system):
    """Nodes from the lower end to the upper one. The section's Y axis, along its width, is the world's Y."""
    mesh = fea.ChMesh()
    mesh.SetAutomaticGravity(False)
    builder = fea.ChBuilderBeamEuler()
    lower, upper, width = chrono.ChVector3d(0, 0, 0), chrono.ChVector3d(0, 0, LENGTH_M), chrono.ChVector3d(0, 1, 0)
    builder.BuildBeam(mesh, make_section(), ELEMENTS, lower, upper, width)

    colours = chrono.ChVisualShapeFEA()
    colours.SetFEMdataType(chrono.ChVisualShapeFEA.DataType_ELEM_BEAM_MY)
    colours.SetColormapRange(-1, 1)
    colours.SetSmoothFaces(True)
    mesh.AddVisualShapeFEA(colours)
    system.Add(mesh)
    return list(builder.GetLastBeamNodes())  # a copy: the builder's own list dies with it


def add_hinge(system, node, body):
    """A hinge about world Y."""
    hinge = chrono.ChLinkMateGeneric(True, True, True, True, False, True)
    hinge.Initialize(node, body, chrono.ChFramed(node.GetPos()))
    system.AddLink(hinge)


def add_platen(system, ground):
    """The motor drives along the Z axis of its frame and holds every other motion."""
    volume_m3 = PLATEN_SIDE_M**2 * PLATEN_HEIGHT_M
    platen = chrono.ChBodyEasyBox(PLATEN_SIDE_M, PLATEN_SIDE_M, PLATEN_HEIGHT_M, PLATEN_KG / volume_m3, True, False)
    platen.SetName("platen")
    platen.SetPos(chrono.ChVector3d(0, 0, LENGTH_M + PLATEN_HEIGHT_M / 2))
    system.AddBody(platen)
    travel = chrono.ChFunctionInterp()
    for time_s, displacement_m in TRAVEL:
        travel.AddPoint(time_s, displacement_m)
    motor = chrono.ChLinkMotorLinearPosition()
    motor.Initialize(platen, ground, chrono.ChFramed(platen.GetPos()))
    motor.SetMotionFunction(travel)
    system.AddLink(motor)
    return platen, motor


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
    vis.SetWindowTitle("Column under compression")
    vis.Initialize()
    vis.AddSkyBox()
    vis.AddCamera(chrono.ChVector3d(0, -CAMERA_DISTANCE_M, LENGTH_M / 2), chrono.ChVector3d(0, 0, LENGTH_M / 2))
    vis.AddTypicalLights()
    return vis


def main():
    system = chrono.ChSystemSMC()
    system.SetGravitationalAcceleration(chrono.ChVector3d(0, 0, 0))
    ground = add_ground(system)
    nodes = add_column(system)
    middle = nodes[ELEMENTS // 2]
    platen, motor = add_platen(system, ground)
    add_hinge(system, nodes[0], ground)
    add_hinge(system, nodes[ELEMENTS], platen)
    middle.SetForce(chrono.ChVector3d(SIDE_FORCE_N, 0, 0))
    set_solver(system)
    vis = make_window(system)

    next_print_s = 0.0
    while vis.Run() and system.GetChTime() < DURATION_S:
        if system.GetChTime() >= next_print_s - STEP_S / 2:
            state = f"displacement = {1000 * motor.GetMotorPos():6.3f} mm   force = {abs(motor.GetMotorForce()):6.1f} N"
            print(f"t = {system.GetChTime():5.2f} s   {state}   deflection = {1000 * middle.GetPos().x:6.2f} mm")
            next_print_s += PRINT_EVERY_S
        vis.BeginScene()
        vis.Render()
        vis.EndScene()
        system.DoStepDynamics(STEP_S)


if __name__ == "__main__":
    main()
