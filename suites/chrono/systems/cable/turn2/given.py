# simbench canary 30aee123-ee2c-456f-a0cf-41b0fce6d2a6
"""Sag of a rubber cord between two pinned supports: ANCF cable elements that settle under their own weight."""
import math

import pychrono as chrono
import pychrono.fea as fea
import pychrono.irrlicht as irr

ELEMENTS = 20  #: elements
SPAN_M = 2.0
HEIGHT_M = 2.0
RADIUS_M = 0.01  #: cord_diameter / 2 in m
DENSITY_KG_M3 = 796.0
YOUNG_PA = 0.732e6
DAMPING_S = 0.01
STEP_S = 0.005
DURATION_S = 5.0
PRINT_EVERY_S = 0.5

GRAVITY = chrono.ChVector3d(0, 0, -9.81)


def add_ground(system):
    ground = chrono.ChBody()
    ground.SetName("ground")
    ground.SetFixed(True)
    system.AddBody(ground)
    return ground


def make_section():
    section = fea.ChBeamSectionCable()
    section.SetDiameter(RADIUS_M)
    section.SetDensity(DENSITY_KG_M3)
    section.SetYoungModulus(YOUNG_PA)
    return section


def add_weight(nodes):
    """Each node carries its share of the cord's weight."""
    mass_kg = DENSITY_KG_M3 * math.pi * RADIUS_M**2 * SPAN_M
    for node in nodes:
        node.SetForce(GRAVITY * (mass_kg / len(nodes)))


def add_cord(system):
    """A straight chain of elements from the left support to the right one; returns its nodes in this order."""
    mesh = fea.ChMesh()
    builder = fea.ChBuilderCableANCF()
    start, end = chrono.ChVector3d(-SPAN_M / 2, 0, HEIGHT_M), chrono.ChVector3d(SPAN_M / 2, 0, HEIGHT_M)
    builder.BuildBeam(mesh, make_section(), ELEMENTS, start, end)
    # The element has a damping of its own and doesn't read the section's: stress follows strain + DAMPING_S * strain rate.
    for element in builder.GetLastBeamElements():
        element.SetAlphaDamp(DAMPING_S)
    nodes = list(builder.GetLastBeamNodes())
    add_weight(nodes)

    surface = chrono.ChVisualShapeFEA()
    surface.SetFEMdataType(chrono.ChVisualShapeFEA.DataType_SURFACE)
    mesh.AddVisualShapeFEA(surface)
    system.Add(mesh)
    return nodes


def add_pin(system, node, ground):
    """Holds the node's position, not its slope."""
    pin = fea.ChLinkNodeFrame()
    pin.Initialize(node, ground)
    system.Add(pin)
    return pin


def make_window(system):
    vis = irr.ChVisualSystemIrrlicht()
    vis.AttachSystem(system)
    vis.SetCameraVertical(chrono.CameraVerticalDir_Z)
    vis.SetWindowSize(1024, 768)
    vis.SetWindowTitle("Sagging cord")
    vis.Initialize()
    vis.AddSkyBox()
    vis.AddCamera(chrono.ChVector3d(0, -4, 2), chrono.ChVector3d(0, 0, 1.8))
    vis.AddTypicalLights()
    return vis


def main():
    system = chrono.ChSystemSMC()
    system.SetGravitationalAcceleration(GRAVITY)
    # Stiffness matrices and constraints in one system of equations: a direct solver.
    system.SetSolver(chrono.ChSolverSparseLU())
    ground = add_ground(system)
    nodes = add_cord(system)
    left_pin = add_pin(system, nodes[0], ground)
    add_pin(system, nodes[-1], ground)
    vis = make_window(system)

    middle = nodes[ELEMENTS // 2]
    next_print_s = 0.0
    while vis.Run() and system.GetChTime() < DURATION_S:
        if system.GetChTime() >= next_print_s - STEP_S / 2:
            sag_m = HEIGHT_M - middle.GetPos().z
            force_n = left_pin.GetReactionOnBody().x
            print(f"t = {system.GetChTime():4.1f} s   sag = {1000 * sag_m:7.2f} mm   support force = {force_n:6.3f} N")
            next_print_s += PRINT_EVERY_S
        vis.BeginScene()
        vis.Render()
        vis.EndScene()
        system.DoStepDynamics(STEP_S)


if __name__ == "__main__":
    main()
