# simbench canary 30aee123-ee2c-456f-a0cf-41b0fce6d2a6
# The wheel by a class, with half the step, whose motors are told their speeds anew in every step.
import pychrono as chrono
from pychrono import vehicle


class WheelTester:
    STEP = 0.0005  #: step / 2
    END = 2.0  #: duration
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
    X = -0.8  #: start_x
    RADIUS = 0.48  #: wheel_radius
    WIDTH = 0.28  #: wheel_width
    MASS = 200.0  #: wheel_mass
    HUB_EDGE = 0.2  #: hub_size
    HUB = 300.0  #: hub_mass
    SLIP = 0.25  #: slip
    EDGE = 0.2  #: carriage_size
    CARRIAGE = 20.0  #: carriage_mass
    ABOVE = 1.0  #: carriage_height
    FROM = 0.4  #: pull_at
    TO = 0.6  #: pulled
    SPEED = 0.8  #: pull_speed

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
        density = self.MASS / (chrono.CH_PI * self.RADIUS**2 * self.WIDTH)
        self.wheel = chrono.ChBodyEasyCylinder(chrono.ChAxis_Y, self.RADIUS, self.WIDTH, density, False, True, material)
        hub = chrono.ChBodyEasyBox(self.HUB_EDGE, self.HUB_EDGE, self.HUB_EDGE, self.HUB / self.HUB_EDGE**3, True, False)
        for body in (self.wheel, hub):
            body.SetPos(chrono.ChVector3d(self.X, 0, self.RADIUS))
            self.system.AddBody(body)
        world = chrono.ChBody()
        world.SetFixed(True)
        self.system.AddBody(world)
        carriage = chrono.ChBodyEasyBox(self.EDGE, self.EDGE, self.EDGE, self.CARRIAGE / self.EDGE**3, True, False)
        carriage.SetPos(chrono.ChVector3d(self.X, 0, self.ABOVE))
        self.system.AddBody(carriage)
        guide = chrono.ChLinkLockPrismatic()
        guide.Initialize(carriage, hub, chrono.ChFramed(hub.GetPos(), chrono.QUNIT))
        self.system.AddLink(guide)
        self.motor = chrono.ChLinkMotorLinearSpeed()
        self.motor.Initialize(carriage, world, chrono.ChFramed(chrono.VNULL, chrono.QuatFromAngleY(chrono.CH_PI_2)))
        self.speed = chrono.ChFunctionSetpoint()
        self.motor.SetSpeedFunction(self.speed)
        self.system.AddLink(self.motor)
        drive = chrono.ChLinkMotorRotationSpeed()
        drive.Initialize(self.wheel, hub, chrono.ChFramed(hub.GetPos(), chrono.QuatFromAngleX(-chrono.CH_PI_2)))
        self.spin = chrono.ChFunctionSetpoint()
        drive.SetSpeedFunction(self.spin)
        self.system.AddLink(drive)

    def run(self):
        shown = 0
        while self.system.GetChTime() < self.END - self.STEP / 2:
            now = self.system.GetChTime()
            if now > shown * self.EVERY - self.STEP / 2:
                print("%5.2f %8.4f %8.1f" % (now, self.RADIUS - self.wheel.GetPos().z, self.motor.GetMotorForce()))
                shown += 1
            speed = self.SPEED * min(max((now - self.FROM) / (self.TO - self.FROM), 0), 1)
            self.speed.SetSetpoint(speed, now)
            self.spin.SetSetpoint(speed / (self.RADIUS * (1 - self.SLIP)), now)
            self.soil.Synchronize(now)
            self.system.DoStepDynamics(self.STEP)
            self.soil.Advance(self.STEP)


WheelTester().run()
