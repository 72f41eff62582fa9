# simbench canary 30aee123-ee2c-456f-a0cf-41b0fce6d2a6
"""Cubes on a conveyor belt queue up in front of a gate and go on together when it lets go."""
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
GATE_THICKNESS_M = 0.05  #: gate_thickness
GATE_WIDTH_M = 0.4  #: gate_width
GATE_HEIGHT_M = 0.2  #: gate_height
GATE_KG = 5.0  #: gate_mass
GATE_FACE_M = 0.9  #: gate_face
GATE_GAP_M = 0.01  #: gate_gap in m
GATE_OPENS_S = 4.0  #: opens
GATE_SPEED_M_S = 1.0  #: gate_speed
FRICTION = 0.5  #: friction
RESTITUTION = 0.0
CAMERA_X_M = 0.5  #: camera_x
CAMERA_DISTANCE_M = 3.0  #: camera_distance
CAMERA_HEIGHT_M = 1.5  #: camera_height
STEP_S = 0.002  #: step in s
DURATION_S = 5.5  #: duration
PRINT_EVERY_S = 0.25  #: print_every

FEED_POINT = chrono.ChVector3d(0, 0, EDGE_M / 2 + GAP_M)
BELT_CENTRE = chrono.ChVector3d(-BELT_BEHIND_M, 0, -BELT_HEIGHT_M / 2)
BELT_M = (BELT_LENGTH_M, BELT_WIDTH_M, BELT_HEIGHT_M)
GATE_M = (GATE_THICKNESS_M, GATE_WIDTH_M, GATE_HEIGHT_M)
GATE_CENTRE = chrono.ChVector3d(GATE_FACE_M + GATE_THICKNESS_M / 2, 0, GATE_GAP_M + GATE_HEIGHT_M / 2)
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


def make_material(friction):
    material = chrono.ChContactMaterialNSC()
    material.SetFriction(friction)
    material.SetRestitution(RESTITUTION)
    return material


def add_ground(system):
    ground = chrono.ChBody()
    ground.SetName("ground")
    ground.SetFixed(True)
    system.AddBody(ground)
    return ground


def add_driven_box(system, ground, name, size_m, mass_kg, centre, material, speed):
    """A box on a motor that drives it along X and holds every other motion; `speed` is a function of time."""
    length, width, height = size_m
    box = chrono.ChBodyEasyBox(length, width, height, mass_kg / (length * width * height), True, True, material)
    box.SetName(name)
    box.SetPos(centre)
    box.SetPosDt(chrono.ChVector3d(speed.GetVal(0), 0, 0))
    system.AddBody(box)
    motor = chrono.ChLinkMotorLinearSpeed()
    motor.Initialize(box, ground, chrono.ChFramed(centre, ALONG_X))
    motor.SetSpeedFunction(speed)
    system.AddLink(motor)
    return box


def gate_speed():
    """Holds until the gate opens, then runs ahead."""
    speed = chrono.ChFunctionSequence()
    speed.InsertFunct(chrono.ChFunctionConst(0), GATE_OPENS_S)
    speed.InsertFunct(chrono.ChFunctionConst(GATE_SPEED_M_S), 2 * DURATION_S)
    return speed


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
    vis.SetWindowTitle("Conveyor belt with a gate")
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
    material = make_material(FRICTION)
    ground = add_ground(system)
    add_driven_box(system, ground, "belt", BELT_M, BELT_KG, BELT_CENTRE, material, chrono.ChFunctionConst(BELT_SPEED_M_S))
    gate = add_driven_box(system, ground, "gate", GATE_M, GATE_KG, GATE_CENTRE, make_material(0.0), gate_speed())
    vis = make_window(system)
    arrival = Arrival(system, vis, material)
    emitter = make_emitter(arrival)
    outlet = chrono.ChFrameMovingd(FEED_POINT)

    next_print_s = 0.0
    while vis.Run() and system.GetChTime() < DURATION_S:
        emitter.EmitParticles(system, STEP_S, outlet)
        if system.GetChTime() >= next_print_s - STEP_S / 2:
            places = "  ".join(f"{cube.GetPos().x:6.3f}" for cube in arrival.cubes)
            print(f"t = {system.GetChTime():4.2f} s   force on the gate {gate.GetContactForce().x:6.2f} N   cubes at x = {places} m")
            next_print_s += PRINT_EVERY_S
        vis.BeginScene()
        vis.Render()
        vis.EndScene()
        system.DoStepDynamics(STEP_S)


if __name__ == "__main__":
    main()
