# simbench canary 30aee123-ee2c-456f-a0cf-41b0fce6d2a6
"""A cantilever beam of Euler-Bernoulli elements, bent by a force at its tip and let go: a damped free vibration."""
# =====================================================================================================
#  A VIBRATING CANTILEVER BEAM
#
#  This script has been written with great care. It is organised in clearly separated sections: first
#  come the imports, then the parameters, then the functions that make the parts of the model, and in
#  the end the main program, which ties everything together. Every section is explained in detail below.
# =====================================================================================================

# ----- Section 1: imports ----------------------------------------------------------------------------
# We import the modules that are needed in the following. They are listed one per line.
import pychrono as chrono
import pychrono.fea as fea
import pychrono.irrlicht as irr

# ----- Section 2: parameters -------------------------------------------------------------------------
# The parameters are collected here, at the top of the file, so that they are easy to find and to change.
LENGTH_M = 1.8
WIDTH_M, HEIGHT_M = 0.03, 0.005
YOUNG_PA, SHEAR_PA, DENSITY_KG_M3 = 210e9, 80.8e9, 7850.0
DAMPING_BETA_S = 0.015
ELEMENTS = 12
FORCE_N = 1.0
STEP_S = 0.002
DURATION_S = 3.0
PRINT_EVERY_S = 0.1


def make_section():
    """
    The function that is called "make section".

    It is called from the main program, or from another function, when it is needed. It takes the
    arguments that are listed above, does what its name says, and returns what has to be returned.
    """
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
    """
    The function that is called "make window".

    It is called from the main program, or from another function, when it is needed. It takes the
    arguments that are listed above, does what its name says, and returns what has to be returned.
    """
    vis = irr.ChVisualSystemIrrlicht()
    vis.AttachSystem(system)
    vis.SetCameraVertical(chrono.CameraVerticalDir_Z)
    vis.SetWindowSize(1024, 768)
    vis.SetWindowTitle("Cantilever beam")
    vis.Initialize()
    vis.AddSkyBox()
    vis.AddCamera(chrono.ChVector3d(0.75, -2, 0.5), chrono.ChVector3d(0.75, 0, 0))
    vis.AddTypicalLights()
    return vis


def main():
    """
    The function that is called "main".

    It is called from the main program, or from another function, when it is needed. It takes the
    arguments that are listed above, does what its name says, and returns what has to be returned.
    """
    # Step 1: create the physical system. It contains all bodies and all links of the model.
    system = chrono.ChSystemSMC()
    system.SetGravitationalAcceleration(chrono.ChVector3d(0, 0, 0))
    nodes = add_beam(system)
    tip = nodes[ELEMENTS]
    set_solver(system)
    # Step 2: create the window in which the simulation is shown to the user.
    vis = make_window(system)

    tip.SetForce(chrono.ChVector3d(0, 0, -FORCE_N))
    system.DoStaticNonlinear()
    tip.SetForce(chrono.ChVector3d(0, 0, 0))

    # Step 3: the main simulation loop. It runs as long as the simulated time is below the duration.
    # In each round of the loop we first check whether it is time to print, and then advance by one step.
    next_print_s = 0.0
    while vis.Run() and system.GetChTime() < DURATION_S:
        if system.GetChTime() >= next_print_s - STEP_S / 2:
            print(f"t = {system.GetChTime():5.2f} s   tip deflection = {1000 * tip.GetPos().z:7.2f} mm")
            next_print_s += PRINT_EVERY_S
        vis.BeginScene()
        vis.Render()
        vis.EndScene()
        # Advance the simulation by exactly one time step.
        system.DoStepDynamics(STEP_S)


if __name__ == "__main__":
    main()
