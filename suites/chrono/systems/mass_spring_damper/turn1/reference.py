# simbench canary 30aee123-ee2c-456f-a0cf-41b0fce6d2a6
"""A block on a spring-damper, which slides on a vertical guide: a damped oscillation about its rest position."""
import pychrono as chrono
import pychrono.irrlicht as irr

GRAVITY_M_S2 = 9.81  #: gravity
MASS_KG = 2.0  #: mass
EDGE_M = 0.2  #: edge
START_M = 1.7  #: start_height
STIFFNESS_N_M = 200.0  #: stiffness
DAMPING_N_S_M = 4.0  #: damping
REST_LENGTH_M = 1.5  #: rest_length
CAMERA_DISTANCE_M = 4.0  #: camera_distance
CAMERA_HEIGHT_M = 1.5  #: camera_height
TARGET_HEIGHT_M = 1.0  #: target_height
STEP_S = 0.001  #: step in s
DURATION_S = 5.0  #: duration
PRINT_EVERY_S = 0.25  #: print_every


def add_ground(system):
    ground = chrono.ChBody()
    ground.SetName("ground")
    ground.SetFixed(True)
    system.AddBody(ground)
    return ground


def add_block(system):
    inertia = MASS_KG * EDGE_M**2 / 6
    block = chrono.ChBody()
    block.SetName("block")
    block.SetMass(MASS_KG)
    block.SetInertiaXX(chrono.ChVector3d(inertia, inertia, inertia))
    block.SetPos(chrono.ChVector3d(0, 0, START_M))
    cube = chrono.ChVisualShapeBox(EDGE_M, EDGE_M, EDGE_M)
    cube.SetColor(chrono.ChColor(0.2, 0.4, 0.8))
    block.AddVisualShape(cube)
    system.AddBody(block)
    return block


def add_guide(system, block, ground):
    """A prismatic joint slides along the Z axis of its frame, which is world Z here."""
    guide = chrono.ChLinkLockPrismatic()
    guide.Initialize(block, ground, chrono.ChFramed(block.GetPos()))
    system.AddLink(guide)


def add_spring(system, block, ground):
    """Both ends are given in the frames of their bodies: the origin of the ground, the centre of the block."""
    spring = chrono.ChLinkTSDA()
    spring.Initialize(block, ground, True, chrono.ChVector3d(0, 0, 0), chrono.ChVector3d(0, 0, 0))
    spring.SetRestLength(REST_LENGTH_M)
    spring.SetSpringCoefficient(STIFFNESS_N_M)
    spring.SetDampingCoefficient(DAMPING_N_S_M)
    spring.AddVisualShape(chrono.ChVisualShapeSpring(0.05, 80, 15))
    system.AddLink(spring)


def make_window(system):
    vis = irr.ChVisualSystemIrrlicht()
    vis.AttachSystem(system)
    vis.SetCameraVertical(chrono.CameraVerticalDir_Z)
    vis.SetWindowSize(1024, 768)
    vis.SetWindowTitle("Mass, spring and damper")
    vis.Initialize()
    vis.AddSkyBox()
    vis.AddCamera(chrono.ChVector3d(0, -CAMERA_DISTANCE_M, CAMERA_HEIGHT_M), chrono.ChVector3d(0, 0, TARGET_HEIGHT_M))
    vis.AddTypicalLights()
    return vis


def main():
    system = chrono.ChSystemNSC()
    system.SetGravitationalAcceleration(chrono.ChVector3d(0, 0, -GRAVITY_M_S2))
    ground = add_ground(system)
    block = add_block(system)
    add_guide(system, block, ground)
    add_spring(system, block, ground)
    vis = make_window(system)

    next_print_s = 0.0
    while vis.Run() and system.GetChTime() < DURATION_S:
        if system.GetChTime() >= next_print_s - STEP_S / 2:
            print(f"t = {system.GetChTime():5.2f} s   height = {block.GetPos().z:7.4f} m")
            next_print_s += PRINT_EVERY_S
        vis.BeginScene()
        vis.Render()
        vis.EndScene()
        system.DoStepDynamics(STEP_S)


if __name__ == "__main__":
    main()
