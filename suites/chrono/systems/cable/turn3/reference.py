# simbench canary 30aee123-ee2c-456f-a0cf-41b0fce6d2a6
"""A clamped elastic rod carries a payload at its free end and lets it drop on the floor after three seconds."""
import math

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
PAYLOAD_KG = 0.03  #: payload_mass
PAYLOAD_RADIUS_M = 0.02  #: payload_radius
FLOOR_EDGE_M = 4.0  #: floor_edge
FLOOR_THICKNESS_M = 0.1  #: floor_thickness
RELEASE_S = 3.0  #: release
CAMERA_DISTANCE_M = 3.0  #: camera_distance
CAMERA_HEIGHT_M = 0.8  #: camera_height
LOOK_HEIGHT_M = 0.5  #: look_height
STEP_S = 0.001  #: step in s
DURATION_S = 5.0  #: duration
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


def make_contact_material():
    """Soft enough for an impact of several steps; no restitution, so that the payload stays where it falls."""
    material = chrono.ChContactMaterialSMC()
    material.SetYoungModulus(2e5)
    material.SetRestitution(0.0)
    return material


def add_floor(system, material):
    floor = chrono.ChBodyEasyBox(FLOOR_EDGE_M, FLOOR_EDGE_M, FLOOR_THICKNESS_M, 1000, True, True, material)
    floor.SetName("floor")
    floor.SetPos(chrono.ChVector3d(0, 0, -FLOOR_THICKNESS_M / 2))
    floor.SetFixed(True)
    system.AddBody(floor)


def add_payload(system, pos, material):
    density = PAYLOAD_KG / (4 / 3 * math.pi * PAYLOAD_RADIUS_M**3)
    payload = chrono.ChBodyEasySphere(PAYLOAD_RADIUS_M, density, True, True, material)
    payload.SetName("payload")
    payload.SetPos(pos)
    system.AddBody(payload)
    return payload


def add_hook(system, node, payload):
    """Holds the payload's centre at the node; both may turn."""
    hook = chrono.ChLinkMateSpherical()
    hook.Initialize(payload, node, chrono.ChFramed(node.GetPos()))
    system.Add(hook)
    return hook


def make_window(system):
    vis = irr.ChVisualSystemIrrlicht()
    vis.AttachSystem(system)
    vis.SetCameraVertical(chrono.CameraVerticalDir_Z)
    vis.SetWindowSize(1024, 768)
    vis.SetWindowTitle("Rod with payload")
    vis.Initialize()
    vis.AddSkyBox()
    vis.AddCamera(chrono.ChVector3d(LENGTH_M / 2, -CAMERA_DISTANCE_M, CAMERA_HEIGHT_M), chrono.ChVector3d(LENGTH_M / 2, 0, LOOK_HEIGHT_M))
    vis.AddTypicalLights()
    return vis


def main():
    # Penalty contacts, as a direct solver can't do the complementarity of NSC ones.
    system = chrono.ChSystemSMC()
    system.SetCollisionSystemType(chrono.ChCollisionSystem.Type_BULLET)
    system.SetGravitationalAcceleration(chrono.ChVector3d(0, 0, -GRAVITY_M_S2))
    system.SetSolver(chrono.ChSolverSparseLU())
    tip = add_rod(system)[-1]
    material = make_contact_material()
    add_floor(system, material)
    payload = add_payload(system, tip.GetPos(), material)
    hook = add_hook(system, tip, payload)
    vis = make_window(system)

    is_hooked = True
    next_print_s = 0.0
    while vis.Run() and system.GetChTime() < DURATION_S:
        if is_hooked and system.GetChTime() >= RELEASE_S - STEP_S / 2:
            system.Remove(hook)
            is_hooked = False
        if system.GetChTime() >= next_print_s - STEP_S / 2:
            deflection_m = HEIGHT_M - tip.GetPos().z
            print(f"t = {system.GetChTime():5.2f} s   deflection = {1000 * deflection_m:7.2f} mm   payload at {payload.GetPos().z:6.3f} m")
            next_print_s += PRINT_EVERY_S
        vis.BeginScene()
        vis.Render()
        vis.EndScene()
        system.DoStepDynamics(STEP_S)


if __name__ == "__main__":
    main()
