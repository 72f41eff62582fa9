# simbench canary 30aee123-ee2c-456f-a0cf-41b0fce6d2a6
# The same by a class, with half the step, whose motor is told its speed anew in every step.
import pychrono as chrono
from pychrono import vehicle


class Shearing:
    STEP = 0.0005  #: step / 2
    END = 1.4  #: duration
    EVERY = 0.1  #: print_every
    GRAVITY = 9.81  #: gravity
    SIZE = 2.0  #: soil_size
    SPACING = 0.04  #: spacing
    KPHI = 200e3  #: 1000 * kphi
    KC = 0.0
    N = 1.1  #: n
    COHESION = 1000.0  #: cohesion in Pa
    ANGLE = 30.0  #: friction_angle
    SHEAR = 0.01  #: shear in m
    ELASTIC = 500e3  #: elastic in Pa/m
    DAMPING = 30e3  #: damping in Pa*s/m
    LENGTH = 0.6  #: plate_length
    WIDTH = 0.36  #: plate_width
    HEIGHT = 0.4  #: plate_height
    MASS = 500.0  #: plate_mass
    EDGE = 0.2  #: carriage_size
    CARRIAGE = 20.0  #: carriage_mass
    ABOVE = 1.0  #: carriage_height
    FROM = 0.7  #: pull_at
    TO = 0.8  #: pulled
    SPEED = 0.03  #: pull_speed

    def __init__(self):
        self.system = chrono.ChSystemSMC()
        self.system.SetGravitationalAcceleration(chrono.ChVector3d(0, 0, -self.GRAVITY))
        self.system.SetSolver(chrono.ChSolverSparseQR())
        self.system.SetCollisionSystemType(chrono.ChCollisionSystem.Type_BULLET)
        self.soil = vehicle.SCMTerrain(self.system)
        bekker, mohr = (self.KPHI, self.KC, self.N), (self.COHESION, self.ANGLE)
        self.soil.SetSoilParameters(*bekker, *mohr, self.SHEAR, self.ELASTIC, self.DAMPING)
        self.soil.Initialize(self.SIZE, self.SIZE, self.SPACING)
        material = chrono.ChContactMaterialSMC()
        size = (self.LENGTH, self.WIDTH, self.HEIGHT)
        self.plate = chrono.ChBodyEasyBox(*size, self.MASS / (self.LENGTH * self.WIDTH * self.HEIGHT), False, True, material)
        self.plate.SetPos(chrono.ChVector3d(0, 0, self.HEIGHT / 2))
        self.system.AddBody(self.plate)
        world = chrono.ChBody()
        world.SetFixed(True)
        self.system.AddBody(world)
        carriage = chrono.ChBodyEasyBox(self.EDGE, self.EDGE, self.EDGE, self.CARRIAGE / self.EDGE**3, True, False)
        carriage.SetPos(chrono.ChVector3d(0, 0, self.ABOVE))
        self.system.AddBody(carriage)
        guide = chrono.ChLinkLockPrismatic()
        guide.Initialize(carriage, self.plate, chrono.ChFramed(chrono.VNULL, chrono.QUNIT))
        self.system.AddLink(guide)
        self.motor = chrono.ChLinkMotorLinearSpeed()
        self.motor.Initialize(carriage, world, chrono.ChFramed(chrono.VNULL, chrono.QuatFromAngleY(chrono.CH_PI_2)))
        self.speed = chrono.ChFunctionSetpoint()
        self.motor.SetSpeedFunction(self.speed)
        self.system.AddLink(self.motor)

    def run(self):
        shown = 0
        while self.system.GetChTime() < self.END - self.STEP / 2:
            now = self.system.GetChTime()
            if now > shown * self.EVERY - self.STEP / 2:
                print("%5.2f %8.4f %8.1f" % (now, self.HEIGHT / 2 - self.plate.GetPos().z, self.motor.GetMotorForce()))
                shown += 1
            self.speed.SetSetpoint(self.SPEED * min(max((now - self.FROM) / (self.TO - self.FROM), 0), 1), now)
            self.soil.Synchronize(now)
            self.system.DoStepDynamics(self.STEP)
            self.soil.Advance(self.STEP)


Shearing().run()
