# simbench canary 30aee123-ee2c-456f-a0cf-41b0fce6d2a6
"""A feeder puts cubes on a conveyor belt, one behind the other; friction carries them along."""
import math

import pychrono as chrono
import pychrono.irrlicht as irr

GRAVITY_M_S2 = 9.81  #: gravity
EDGE_M = 0.1  #: edge
DENSITY_KG_M3 = 1000.0  #: density
NUMBER = 6  #: number
RATE_HZ = 2.0  #: rate
GAP_M = 0.01  #: gap in m
BELT_LENGTH_M = 6.0  #: belt_length
BELT_WIDTH_M = 0.4  #: belt_width
BELT_HEIGHT_M = 0.1  #: belt_height
BELT_KG = 20.0  #: belt_mass
BELT_BEHIND_M = 0.5  #: belt_behind
BELT_SPEED_M_S = 0.5  #: belt_speed
FRICTION = 0.5  #: friction
RESTITUTION = 0.0
CAMERA_X_M = 0.5  #: camera_x
CAMERA_DISTANCE_M = 3.0  #: camera_distance
CAMERA_HEIGHT_M = 1.5  #: camera_height
STEP_S = 0.002  #: step in s
DURATION_S = 4.0
PRINT_EVERY_S = 0.25  #: print_every

FEED_POINT = chrono.ChVector3d(0, 0, EDGE_M / 2 + GAP_M)
BELT_CENTRE = chrono.ChVector3d(-BELT_BEHIND_M, 0, -BELT_HEIGHT_M / 2)
# Linear motors move along the Z axis of their frame: this rotation makes it world X.
ALONG_X = chrono.QuatFromAngleY(math.pi / 2)


class Arrival(chrono.ChRandomShapeCreator_AddBodyCallback):
    """Gives each new cube its material and makes it known to the collision system and to the window, which don't look for it."""

    def __init__(self, system, vis, material):
        super().__init__()
        self.collision, self.vis, self.material = system.GetCollisionSystem(), vis, material
        self.cubes = []

    def OnAddBody(self, body, coords, creator):
        body.GetCollisionModel().SetAllShapesMaterial(self.material)
        self.collision.BindItem(body)
        self.vis.BindItem(body)
        self.cubes.append(body)


def make_material():
    material = chrono.ChContactMaterialNSC()
    material.SetFriction(FRICTION)
    material.SetRestitution(RESTITUTION)
    return material


def add_ground(system):
    ground = chrono.ChBody()
    ground.SetName("ground")
    ground.SetFixed(True)
    system.AddBody(ground)
    return ground


def add_belt(system, ground, material):
    """A plate on a motor that drives it along X and holds every other motion."""
    density = BELT_KG / (BELT_LENGTH_M * BELT_WIDTH_M * BELT_HEIGHT_M)
    belt = chrono.ChBodyEasyBox(BELT_LENGTH_M, BELT_WIDTH_M, BELT_HEIGHT_M, density, True, True, material)
    belt.SetName("belt")
    belt.SetPos(BELT_CENTRE)
    belt.SetPosDt(chrono.ChVector3d(BELT_SPEED_M_S, 0, 0))
    system.AddBody(belt)
    motor = chrono.ChLinkMotorLinearSpeed()
    motor.Initialize(belt, ground, chrono.ChFramed(BELT_CENTRE, ALONG_X))
    motor.SetSpeedFunction(chrono.ChFunctionConst(BELT_SPEED_M_S))
    system.AddLink(motor)


def make_emitter(callback):
    """Everything that is random by default is replaced by the base class, which gives zero, one place and no rotation."""
    emitter = chrono.ChParticleEmitter()
    emitter.SetParticlesPerSecond(RATE_HZ)
    emitter.SetUseParticleReservoir(True)
    emitter.SetParticleReservoirAmount(NUMBER)
    emitter.SetParticlePositioner(chrono.ChRandomParticlePosition())
    emitter.SetParticleAligner(chrono.ChRandomParticleAlignment())
    cubes = chrono.ChRandomShapeCreatorBoxes()
    cubes.SetXsizeDistribution(chrono.ChConstantDistribution(EDGE_M))
    cubes.SetDensityDistribution(chrono.ChConstantDistribution(DENSITY_KG_M3))
    emitter.SetParticleCreator(cubes)
    emitter.RegisterAddBodyCallback(callback)
    return emitter


def make_window(system):
    vis = irr.ChVisualSystemIrrlicht()
    vis.AttachSystem(system)
    vis.SetCameraVertical(chrono.CameraVerticalDir_Z)
    vis.SetWindowSize(1024, 768)
    vis.SetWindowTitle("Conveyor belt")
    vis.Initialize()
    vis.AddSkyBox()
    vis.AddCamera(chrono.ChVector3d(CAMERA_X_M, -CAMERA_DISTANCE_M, CAMERA_HEIGHT_M), chrono.ChVector3d(CAMERA_X_M, 0, 0))
    vis.AddTypicalLights()
    return vis


def main():
    # Bodies of some centimetres: the collision margins must be small against them.
    chrono.ChCollisionModel.SetDefaultSuggestedEnvelope(0.002)
    chrono.ChCollisionModel.SetDefaultSuggestedMargin(0.002)
    system = chrono.ChSystemNSC()
    system.SetCollisionSystemType(chrono.ChCollisionSystem.Type_BULLET)
    system.SetGravitationalAcceleration(chrono.ChVector3d(0, 0, -GRAVITY_M_S2))
    system.SetSolverType(chrono.ChSolver.Type_PSOR)
    system.GetSolver().AsIterative().SetMaxIterations(200)
    material = make_material()
    ground = add_ground(system)
    add_belt(system, ground, material)
    vis = make_window(system)
    arrival = Arrival(system, vis, material)
    emitter = make_emitter(arrival)
    outlet = chrono.ChFrameMovingd(FEED_POINT)

    next_print_s = 0.0
    while vis.Run() and system.GetChTime() < DURATION_S:
        emitter.EmitParticles(system, STEP_S, outlet)
        if system.GetChTime() >= next_print_s - STEP_S / 2:
            first = arrival.cubes[0]
            motion = f"x = {first.GetPos().x:6.3f} m, vx = {first.GetPosDt().x:6.3f} m/s"
            print(f"t = {system.GetChTime():4.2f} s   {len(arrival.cubes)} cubes, the first at {motion}")
            next_print_s += PRINT_EVERY_S
        vis.BeginScene()
        vis.Render()
        vis.EndScene()
        system.DoStepDynamics(STEP_S)


if __name__ == "__main__":
    main()
