# simbench canary 30aee123-ee2c-456f-a0cf-41b0fce6d2a6
"""A hinged column under a small side force and three stages of compression below its buckling load."""
import pychrono as chrono
import pychrono.fea as fea
import pychrono.irrlicht as irr

LENGTH_M = 0.8  #: length
WIDTH_M = 0.02  #: width in m
THICKNESS_M = 0.003  #: thickness in m
YOUNG_PA = 210e9  #: young in Pa
SHEAR_PA = 80.8e9  #: shear in Pa
DENSITY_KG_M3 = 7850.0  #: density
DAMPING_BETA_S = 0.005  #: beta
ELEMENTS = 20  #: elements
SIDE_FORCE_N = 1.0  #: side_force
FIRST_S = 0.6  #: first_time
FIRST_N = 50.0  #: first_force
SECOND_S = 1.2  #: second_time
SECOND_N = 100.0  #: second_force
STAGES = ((0.0, 0.0), (FIRST_S, FIRST_N), (SECOND_S, SECOND_N))  # from this time in s, this compression in N
CAMERA_DISTANCE_M = 1.5  #: camera_distance
STEP_S = 0.001  #: step in s
DURATION_S = 2.0  #: duration
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


def hold(system, node, ground, moves_along_z):
    """A hinge about world Y; the upper one also slides along world Z."""
    hinge = chrono.ChLinkMateGeneric(True, True, not moves_along_z, True, False, True)
    hinge.Initialize(node, ground, chrono.ChFramed(node.GetPos()))
    system.AddLink(hinge)


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


def compression_n(time_s):
    """The step that starts at this time is the first under the stage's force."""
    return [force for start, force in STAGES if time_s >= start - STEP_S / 2][-1]


def main():
    system = chrono.ChSystemSMC()
    system.SetGravitationalAcceleration(chrono.ChVector3d(0, 0, 0))
    ground = add_ground(system)
    nodes = add_column(system)
    middle, top = nodes[ELEMENTS // 2], nodes[ELEMENTS]
    hold(system, nodes[0], ground, moves_along_z=False)
    hold(system, top, ground, moves_along_z=True)
    middle.SetForce(chrono.ChVector3d(SIDE_FORCE_N, 0, 0))
    set_solver(system)
    vis = make_window(system)

    next_print_s = 0.0
    while vis.Run() and system.GetChTime() < DURATION_S:
        force_n = compression_n(system.GetChTime())
        top.SetForce(chrono.ChVector3d(0, 0, -force_n))
        if system.GetChTime() >= next_print_s - STEP_S / 2:
            print(f"t = {system.GetChTime():4.1f} s   force = {force_n:5.1f} N   deflection = {1000 * middle.GetPos().x:6.3f} mm")
            next_print_s += PRINT_EVERY_S
        vis.BeginScene()
        vis.Render()
        vis.EndScene()
        system.DoStepDynamics(STEP_S)


if __name__ == "__main__":
    main()
