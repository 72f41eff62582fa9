# simbench canary 30aee123-ee2c-456f-a0cf-41b0fce6d2a6
"""A cantilever beam with a block and a spring-damper on its tip, bent by a force and let go: a damped free vibration."""
import math

import pychrono as chrono
import pychrono.fea as fea
import pychrono.irrlicht as irr

LENGTH_M = 1.8  #: length
WIDTH_M = 0.03  #: width in m
HEIGHT_M = 0.005  #: height in m
YOUNG_PA = 210e9  #: young in Pa
SHEAR_PA = 80.8e9  #: shear in Pa
DENSITY_KG_M3 = 7850.0  #: density
DAMPING_BETA_S = 0.015  #: beta
ELEMENTS = 12  #: elements
FORCE_N = 2.0  #: force
BLOCK_KG = 1.0  #: block_mass
BLOCK_EDGE_M = 0.05  #: block_edge
STIFFNESS_N_M = 40.0  #: stiffness
DAMPING_N_S_M = 0.6  #: damping
REST_LENGTH_M = 0.5  #: rest_length
CAMERA_DISTANCE_M = 2.5  #: camera_distance
CAMERA_HEIGHT_M = 0.3  #: camera_height
LOOK_DEPTH_M = 0.2  #: look_depth
STEP_S = 0.002  #: step in s
DURATION_S = 4.0  #: duration
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


def add_ground(system):
    ground = chrono.ChBody()
    ground.SetName("ground")
    ground.SetFixed(True)
    system.AddBody(ground)
    return ground


def add_block(system, tip):
    """A cube about the tip's node, rigidly tied to it."""
    block = chrono.ChBodyEasyBox(BLOCK_EDGE_M, BLOCK_EDGE_M, BLOCK_EDGE_M, BLOCK_KG / BLOCK_EDGE_M**3, True, False)
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
    vis.AddCamera(chrono.ChVector3d(LENGTH_M / 2, -CAMERA_DISTANCE_M, CAMERA_HEIGHT_M), chrono.ChVector3d(LENGTH_M / 2, 0, -LOOK_DEPTH_M))
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
