# simbench canary 30aee123-ee2c-456f-a0cf-41b0fce6d2a6
"""A cantilever beam with a block and a spring-damper on its tip, bent by a force and let go: a damped free vibration."""
import math

import pychrono as chrono
import pychrono.fea as fea
import pychrono.irrlicht as irr

LENGTH_M = 1.8
WIDTH_M, HEIGHT_M = 0.03, 0.005
YOUNG_PA, SHEAR_PA, DENSITY_KG_M3 = 210e9, 80.8e9, 7850.0
DAMPING_BETA_S = 0.015
ELEMENTS = 12
FORCE_N = 2.0
BLOCK_KG, BLOCK_EDGE_M = 1.0, 0.05
STIFFNESS_N_M, DAMPING_N_S_M, REST_LENGTH_M = 40.0, 0.6, 0.5
STEP_S = 0.002
DURATION_S = 4.0
PRINT_EVERY_S = 0.1


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


def add_ground(system):
    ground = chrono.ChBody()
    ground.SetName("ground")
    ground.SetFixed(True)
    system.AddBody(ground)
    return ground


def add_block(system, tip):
    """A cube about the tip's node, rigidly tied to it."""
    block = chrono.ChBody()
    block.SetMass(BLOCK_KG)
    block.SetName("block")
    block.SetPos(tip.GetPos())
    system.AddBody(block)
    weld = chrono.ChLinkMateFix()
    weld.Initialize(tip, block)
    system.AddLink(weld)
    return block


def add_spring(system, block, ground):
    """From the centre of the block down to the ground; relaxed while the beam is straight."""
    spring = chrono.ChLinkTSDA()
    spring.Initialize(block, ground, False, block.GetPos(), block.GetPos() - chrono.ChVector3d(0, 0, REST_LENGTH_M))
    spring.SetRestLength(REST_LENGTH_M)
    spring.SetSpringCoefficient(STIFFNESS_N_M)
    spring.SetDampingCoefficient(DAMPING_N_S_M)
    spring.IsStiff(True)  # only then does a static solve count its stiffness
    spring.AddVisualShape(chrono.ChVisualShapeSpring(0.02, 80, 15))
    system.AddLink(spring)


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
    vis.SetWindowTitle("Cantilever beam with a block")
    vis.Initialize()
    vis.AddSkyBox()
    vis.AddCamera(chrono.ChVector3d(0.9, -2.5, 0.3), chrono.ChVector3d(0.9, 0, -0.2))
    vis.AddTypicalLights()
    return vis


def main():
    system = chrono.ChSystemSMC()
    system.SetGravitationalAcceleration(chrono.ChVector3d(0, 0, 0))
    nodes = add_beam(system)
    tip = nodes[ELEMENTS]
    ground = add_ground(system)
    block = add_block(system, tip)
    add_spring(system, block, ground)
    set_solver(system)
    vis = make_window(system)

    tip.SetForce(chrono.ChVector3d(0, 0, -FORCE_N))
    system.DoStaticNonlinear()
    tip.SetForce(chrono.ChVector3d(0, 0, 0))

    next_print_s = 0.0
    while vis.Run() and system.GetChTime() < DURATION_S:
        if system.GetChTime() >= next_print_s - STEP_S / 2:
            angle_deg = math.degrees(block.GetRot().GetCardanAnglesXYZ().y)
            print(f"t = {system.GetChTime():5.2f} s   height = {1000 * block.GetPos().z:7.2f} mm   angle = {angle_deg:6.3f} deg")
            next_print_s += PRINT_EVERY_S
        vis.BeginScene()
        vis.Render()
        vis.EndScene()
        system.DoStepDynamics(STEP_S)


if __name__ == "__main__":
    main()
