# simbench canary 30aee123-ee2c-456f-a0cf-41b0fce6d2a6
"""Two blocks on springs and dampers above a shaken platform, each on a vertical guide."""
import math

import pychrono as chrono
import pychrono.irrlicht as irr

GRAVITY_M_S2 = 9.81  #: gravity
LOWER_MASS_KG = 4.0  #: mass
LOWER_EDGE_M = 0.2  #: edge
LOWER_STIFFNESS_N_M = 200.0  #: stiffness
LOWER_REST_LENGTH_M = 1.5  #: rest_length
LOWER_DAMPING_N_S_M = 2 * math.sqrt(LOWER_STIFFNESS_N_M * LOWER_MASS_KG)
UPPER_MASS_KG = 1.0  #: upper_mass
UPPER_EDGE_M = 0.1  #: upper_edge
UPPER_STIFFNESS_N_M = 100.0  #: upper_stiffness
UPPER_DAMPING_N_S_M = 5.0  #: upper_damping
UPPER_REST_LENGTH_M = 0.5  #: upper_rest_length
# The springs carry the blocks at the start.
LOWER_START_M = LOWER_REST_LENGTH_M - (LOWER_MASS_KG + UPPER_MASS_KG) * GRAVITY_M_S2 / LOWER_STIFFNESS_N_M
UPPER_START_M = LOWER_START_M + UPPER_REST_LENGTH_M - UPPER_MASS_KG * GRAVITY_M_S2 / UPPER_STIFFNESS_N_M
PLATFORM_KG = 10.0  #: platform_mass
PLATFORM_EDGE_M = 1.0  #: platform_edge
PLATFORM_HEIGHT_M = 0.1  #: platform_height
SHAKE_AMPLITUDE_M = 0.05  #: amplitude
SHAKE_HZ = 1.0  #: frequency
CAMERA_DISTANCE_M = 5.0  #: camera_distance
CAMERA_HEIGHT_M = 1.5  #: camera_height
TARGET_HEIGHT_M = 1.0  #: target_height
STEP_S = 0.001  #: step in s
DURATION_S = 6.0  #: duration
PRINT_EVERY_S = 0.1  #: print_every


def add_ground(system):
    ground = chrono.ChBody()
    ground.SetName("ground")
    ground.SetFixed(True)
    system.AddBody(ground)
    return ground


def add_platform(system, ground):
    """The motor drives along the Z axis of its frame and holds every other motion."""
    density = PLATFORM_KG / (PLATFORM_EDGE_M**2 * PLATFORM_HEIGHT_M)
    platform = chrono.ChBodyEasyBox(PLATFORM_EDGE_M, PLATFORM_EDGE_M, PLATFORM_HEIGHT_M, density, True, False)
    platform.SetName("platform")
    system.AddBody(platform)
    shaker = chrono.ChLinkMotorLinearPosition()
    shaker.Initialize(platform, ground, chrono.ChFramed(platform.GetPos()))
    shaker.SetMotionFunction(chrono.ChFunctionSine(SHAKE_AMPLITUDE_M, SHAKE_HZ))
    system.AddLink(shaker)
    return platform


def add_block(system, name, mass_kg, edge_m, start_m):
    inertia = mass_kg * edge_m**2 / 6
    block = chrono.ChBody()
    block.SetName(name)
    block.SetMass(mass_kg)
    block.SetInertiaXX(chrono.ChVector3d(inertia, inertia, inertia))
    block.SetPos(chrono.ChVector3d(0, 0, start_m))
    cube = chrono.ChVisualShapeBox(edge_m, edge_m, edge_m)
    cube.SetColor(chrono.ChColor(0.2, 0.4, 0.8))
    block.AddVisualShape(cube)
    system.AddBody(block)
    return block


def add_guide(system, block, ground):
    """A prismatic joint slides along the Z axis of its frame, which is world Z here."""
    guide = chrono.ChLinkLockPrismatic()
    guide.Initialize(block, ground, chrono.ChFramed(block.GetPos()))
    system.AddLink(guide)


def add_spring(system, upper, lower, stiffness_n_m, damping_n_s_m, rest_length_m):
    """Acts between the centres of two bodies."""
    spring = chrono.ChLinkTSDA()
    spring.Initialize(upper, lower, True, chrono.ChVector3d(0, 0, 0), chrono.ChVector3d(0, 0, 0))
    spring.SetRestLength(rest_length_m)
    spring.SetSpringCoefficient(stiffness_n_m)
    spring.SetDampingCoefficient(damping_n_s_m)
    spring.AddVisualShape(chrono.ChVisualShapeSpring(0.05, 80, 15))
    system.AddLink(spring)


def make_window(system):
    vis = irr.ChVisualSystemIrrlicht()
    vis.AttachSystem(system)
    vis.SetCameraVertical(chrono.CameraVerticalDir_Z)
    vis.SetWindowSize(1024, 768)
    vis.SetWindowTitle("Two blocks on a shaker")
    vis.Initialize()
    vis.AddSkyBox()
    vis.AddCamera(chrono.ChVector3d(0, -CAMERA_DISTANCE_M, CAMERA_HEIGHT_M), chrono.ChVector3d(0, 0, TARGET_HEIGHT_M))
    vis.AddTypicalLights()
    return vis


def main():
    system = chrono.ChSystemNSC()
    system.SetGravitationalAcceleration(chrono.ChVector3d(0, 0, -GRAVITY_M_S2))
    ground = add_ground(system)
    platform = add_platform(system, ground)
    lower = add_block(system, "lower", LOWER_MASS_KG, LOWER_EDGE_M, LOWER_START_M)
    upper = add_block(system, "upper", UPPER_MASS_KG, UPPER_EDGE_M, UPPER_START_M)
    for block in (lower, upper):
        add_guide(system, block, ground)
    add_spring(system, lower, platform, LOWER_STIFFNESS_N_M, LOWER_DAMPING_N_S_M, LOWER_REST_LENGTH_M)
    add_spring(system, upper, lower, UPPER_STIFFNESS_N_M, UPPER_DAMPING_N_S_M, UPPER_REST_LENGTH_M)
    vis = make_window(system)

    next_print_s = 0.0
    while vis.Run() and system.GetChTime() < DURATION_S:
        if system.GetChTime() >= next_print_s - STEP_S / 2:
            heights = "  ".join(f"{body.GetPos().z:7.4f}" for body in (platform, lower, upper))
            print(f"t = {system.GetChTime():5.2f} s   platform, lower, upper: {heights} m")
            next_print_s += PRINT_EVERY_S
        vis.BeginScene()
        vis.Render()
        vis.EndScene()
        system.DoStepDynamics(STEP_S)


if __name__ == "__main__":
    main()
