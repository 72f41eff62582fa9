# simbench canary 30aee123-ee2c-456f-a0cf-41b0fce6d2a6
"""A particle emitter drops cubes into a tray, where they come to rest."""
import pychrono as chrono
import pychrono.irrlicht as irr

GRAVITY_M_S2 = 9.81  #: gravity
EDGE_M = 0.08  #: edge
DENSITY_KG_M3 = 1000.0  #: density
NUMBER = 12  #: number
RATE_HZ = 6.0  #: rate
OUTLET_M = 0.6  #: 2 * outlet
OUTLET_HEIGHT_M = 1.0  #: outlet_height
START_SPEED_M_S = 1.0  #: start_speed
TRAY_M = 1.0  #: tray
WALL_HEIGHT_M = 0.3  #: wall_height
WALL_M = 0.05  #: wall
FRICTION = 0.5  #: friction
RESTITUTION = 0.1  #: restitution
SEED = 7
CAMERA_DISTANCE_M = 2.5  #: camera_distance
CAMERA_HEIGHT_M = 1.5  #: camera_height
TARGET_HEIGHT_M = 0.3  #: target_height
STEP_S = 0.001  #: step in s
DURATION_S = 3.5  #: duration
PRINT_EVERY_S = 0.25  #: print_every


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


def add_tray(system, material):
    """One fixed body with five boxes; its frame lies in the middle of the floor's top."""
    tray = chrono.ChBody()
    tray.SetName("tray")
    tray.SetFixed(True)
    outer, off = TRAY_M + 2 * WALL_M, (TRAY_M + WALL_M) / 2
    for size, pos in (
        ((outer, outer, WALL_M), (0, 0, -WALL_M / 2)),
        ((WALL_M, outer, WALL_HEIGHT_M), (off, 0, WALL_HEIGHT_M / 2)),
        ((WALL_M, outer, WALL_HEIGHT_M), (-off, 0, WALL_HEIGHT_M / 2)),
        ((TRAY_M, WALL_M, WALL_HEIGHT_M), (0, off, WALL_HEIGHT_M / 2)),
        ((TRAY_M, WALL_M, WALL_HEIGHT_M), (0, -off, WALL_HEIGHT_M / 2)),
    ):
        frame = chrono.ChFramed(chrono.ChVector3d(*pos))
        tray.AddCollisionShape(chrono.ChCollisionShapeBox(material, *size), frame)
        tray.AddVisualShape(chrono.ChVisualShapeBox(*size), frame)
    tray.EnableCollision(True)
    system.AddBody(tray)


def make_emitter(callback):
    """Works in the frame that is passed to EmitParticles: the outlet lies about its origin, -Z is down."""
    emitter = chrono.ChParticleEmitter()
    emitter.SetParticlesPerSecond(RATE_HZ)
    emitter.SetUseParticleReservoir(True)
    emitter.SetParticleReservoirAmount(NUMBER)

    # A box is sampled over half of each of its edges only (its half lengths times -0.5 … 0.5), so it is twice the outlet.
    positions = chrono.ChRandomParticlePositionOnGeometry()
    positions.SetGeometry(chrono.ChBox(chrono.ChVector3d(2 * OUTLET_M, 2 * OUTLET_M, 0)), chrono.ChFramed())
    emitter.SetParticlePositioner(positions)
    emitter.SetParticleAligner(chrono.ChRandomParticleAlignmentUniform())

    downwards = chrono.ChRandomParticleVelocityConstantDirection()
    downwards.SetDirection(chrono.ChVector3d(0, 0, -1))
    downwards.SetModulusDistribution(START_SPEED_M_S)
    emitter.SetParticleVelocity(downwards)

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
    vis.SetWindowTitle("Particles")
    vis.Initialize()
    vis.AddSkyBox()
    vis.AddCamera(chrono.ChVector3d(0, -CAMERA_DISTANCE_M, CAMERA_HEIGHT_M), chrono.ChVector3d(0, 0, TARGET_HEIGHT_M))
    vis.AddTypicalLights()
    return vis


def main():
    chrono.ChRandom.SetSeed(SEED)
    # Bodies of some centimetres: the collision margins must be small against them.
    chrono.ChCollisionModel.SetDefaultSuggestedEnvelope(0.002)
    chrono.ChCollisionModel.SetDefaultSuggestedMargin(0.002)
    system = chrono.ChSystemNSC()
    system.SetCollisionSystemType(chrono.ChCollisionSystem.Type_BULLET)
    system.SetGravitationalAcceleration(chrono.ChVector3d(0, 0, -GRAVITY_M_S2))
    system.SetSolverType(chrono.ChSolver.Type_PSOR)
    system.GetSolver().AsIterative().SetMaxIterations(100)
    material = make_material()
    add_tray(system, material)
    vis = make_window(system)
    arrival = Arrival(system, vis, material)
    emitter = make_emitter(arrival)
    outlet = chrono.ChFrameMovingd(chrono.ChVector3d(0, 0, OUTLET_HEIGHT_M))

    next_print_s = 0.0
    while vis.Run() and system.GetChTime() < DURATION_S:
        emitter.EmitParticles(system, STEP_S, outlet)
        if system.GetChTime() >= next_print_s - STEP_S / 2:
            height = sum(cube.GetPos().z for cube in arrival.cubes) / len(arrival.cubes)
            print(f"t = {system.GetChTime():4.2f} s   {len(arrival.cubes):2d} cubes, mean height {height:6.3f} m")
            next_print_s += PRINT_EVERY_S
        vis.BeginScene()
        vis.Render()
        vis.EndScene()
        system.DoStepDynamics(STEP_S)


if __name__ == "__main__":
    main()
