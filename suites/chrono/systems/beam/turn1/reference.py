# simbench canary 30aee123-ee2c-456f-a0cf-41b0fce6d2a6
"""A cantilever beam of Euler-Bernoulli elements under a sudden force at its tip: it swings and comes to rest."""
import pychrono as chrono
import pychrono.fea as fea
import pychrono.irrlicht as irr

LENGTH_M = 1.5  #: length
WIDTH_M = 0.03  #: width in m
HEIGHT_M = 0.005  #: height in m
YOUNG_PA = 70e9  #: young in Pa
SHEAR_PA = 26.3e9  #: shear in Pa
DENSITY_KG_M3 = 2700.0  #: density
DAMPING_BETA_S = 0.015  #: beta
ELEMENTS = 10  #: elements
FORCE_N = 0.5  #: force
CAMERA_DISTANCE_M = 2.0  #: camera_distance
CAMERA_HEIGHT_M = 0.5  #: camera_height
STEP_S = 0.002  #: step in s
DURATION_S = 5.0  #: duration
PRINT_EVERY_S = 0.1  #: print_every


def make_section():
    section = fea.ChBeamSectionEulerAdvanced()
    section.SetYoungModulus(YOUNG_PA)
    section.SetShearModulus(SHEAR_PA)
    section.SetDensity(DENSITY_KG_M3)
    section.SetAsRectangularSection(WIDTH_M, HEIGHT_M)
    section.SetRayleighDamping(DAMPING_BETA_S)
    # The default rotary inertia, mass / 500 m², is far more than that of so thin a section, h² / 12.
    section.SetArtificialJyyJzzFactor(HEIGHT_M**2 / 12)
    return section


def add_beam(system):
    """A beam along X whose first node is clamped. The section's Y axis, along its width, is the world's Y."""
    mesh = fea.ChMesh()
    mesh.SetAutomaticGravity(False)
    builder = fea.ChBuilderBeamEuler()
    start, end, width = chrono.ChVector3d(0, 0, 0), chrono.ChVector3d(LENGTH_M, 0, 0), chrono.ChVector3d(0, 1, 0)
    builder.BuildBeam(mesh, make_section(), ELEMENTS, start, end, width)
    nodes = list(builder.GetLastBeamNodes())  # a copy: the builder's own list dies with it
    nodes[0].SetFixed(True)

    colours = chrono.ChVisualShapeFEA()
    colours.SetFEMdataType(chrono.ChVisualShapeFEA.DataType_ELEM_BEAM_MY)
    colours.SetColormapRange(-FORCE_N * LENGTH_M, FORCE_N * LENGTH_M)
    colours.SetSmoothFaces(True)
    mesh.AddVisualShapeFEA(colours)
    system.Add(mesh)
    return nodes


def set_solver(system):
    """Finite elements need a direct solver; HHT takes only very little energy out of the slow modes."""
    system.SetSolver(chrono.ChSolverSparseQR())
    stepper = chrono.ChTimestepperHHT(system)
    stepper.SetStepControl(False)
    system.SetTimestepper(stepper)


def make_window(system):
    vis = irr.ChVisualSystemIrrlicht()
    vis.AttachSystem(system)
    vis.SetCameraVertical(chrono.CameraVerticalDir_Z)
    vis.SetWindowSize(1024, 768)
    vis.SetWindowTitle("Cantilever beam")
    vis.Initialize()
    vis.AddSkyBox()
    vis.AddCamera(chrono.ChVector3d(LENGTH_M / 2, -CAMERA_DISTANCE_M, CAMERA_HEIGHT_M), chrono.ChVector3d(LENGTH_M / 2, 0, 0))
    vis.AddTypicalLights()
    return vis


def main():
    system = chrono.ChSystemSMC()
    system.SetGravitationalAcceleration(chrono.ChVector3d(0, 0, 0))
    nodes = add_beam(system)
    tip = nodes[ELEMENTS]
    tip.SetForce(chrono.ChVector3d(0, 0, -FORCE_N))
    set_solver(system)
    vis = make_window(system)

    next_print_s = 0.0
    while vis.Run() and system.GetChTime() < DURATION_S:
        if system.GetChTime() >= next_print_s - STEP_S / 2:
            print(f"t = {system.GetChTime():5.2f} s   tip deflection = {1000 * tip.GetPos().z:7.2f} mm")
            next_print_s += PRINT_EVERY_S
        vis.BeginScene()
        vis.Render()
        vis.EndScene()
        system.DoStepDynamics(STEP_S)


if __name__ == "__main__":
    main()
