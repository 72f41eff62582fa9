# simbench canary 30aee123-ee2c-456f-a0cf-41b0fce6d2a6
"""An elastic rod of Euler beam elements, clamped at its left end, that droops under its own weight."""
import pychrono as chrono
import pychrono.fea as fea
import pychrono.irrlicht as irr

GRAVITY_M_S2 = 9.81  #: gravity
ELEMENTS = 20  #: elements
LENGTH_M = 1.0  #: length
HEIGHT_M = 1.0  #: height
DIAMETER_M = 0.012  #: diameter in m
DENSITY_KG_M3 = 884.0  #: density
YOUNG_PA = 2e9  #: young in Pa
POISSON = 0.3  #: poisson
DAMPING_S = 0.05  #: damping
STEP_S = 0.002  #: step in s
DURATION_S = 3.0  #: duration
PRINT_EVERY_S = 0.25  #: print_every


def add_rod(system):
    """A straight chain of elements along X whose first node is clamped; returns its nodes from the clamp to the free end."""
    section = fea.ChBeamSectionEulerAdvanced()
    section.SetAsCircularSection(DIAMETER_M)
    section.SetDensity(DENSITY_KG_M3)
    section.SetYoungModulus(YOUNG_PA)
    section.SetShearModulusFromPoisson(POISSON)
    section.SetRayleighDamping(DAMPING_S)

    mesh = fea.ChMesh()
    builder = fea.ChBuilderBeamEuler()
    start, end = chrono.ChVector3d(0, 0, HEIGHT_M), chrono.ChVector3d(LENGTH_M, 0, HEIGHT_M)
    builder.BuildBeam(mesh, section, ELEMENTS, start, end, chrono.ChVector3d(0, 1, 0))
    # A fixed node keeps its position and its rotation: a clamp.
    nodes = list(builder.GetLastBeamNodes())
    nodes[0].SetFixed(True)

    surface = chrono.ChVisualShapeFEA()
    surface.SetFEMdataType(chrono.ChVisualShapeFEA.DataType_SURFACE)
    mesh.AddVisualShapeFEA(surface)
    system.Add(mesh)
    return nodes


def make_window(system):
    vis = irr.ChVisualSystemIrrlicht()
    vis.AttachSystem(system)
    vis.SetCameraVertical(chrono.CameraVerticalDir_Z)
    vis.SetWindowSize(1024, 768)
    vis.SetWindowTitle("Clamped rod")
    vis.Initialize()
    vis.AddSkyBox()
    vis.AddCamera(chrono.ChVector3d(0.5, -2, 1), chrono.ChVector3d(0.5, 0, 0.9))
    vis.AddTypicalLights()
    return vis


def main():
    system = chrono.ChSystemSMC()
    system.SetGravitationalAcceleration(chrono.ChVector3d(0, 0, -GRAVITY_M_S2))
    # Stiffness matrices want a direct solver.
    system.SetSolver(chrono.ChSolverSparseLU())
    nodes = add_rod(system)
    vis = make_window(system)

    tip = nodes[-1]
    next_print_s = 0.0
    while vis.Run() and system.GetChTime() < DURATION_S:
        if system.GetChTime() >= next_print_s - STEP_S / 2:
            deflection_m = HEIGHT_M - tip.GetPos().z
            print(f"t = {system.GetChTime():5.2f} s   deflection = {1000 * deflection_m:7.2f} mm")
            next_print_s += PRINT_EVERY_S
        vis.BeginScene()
        vis.Render()
        vis.EndScene()
        system.DoStepDynamics(STEP_S)


if __name__ == "__main__":
    main()
