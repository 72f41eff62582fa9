# simbench canary 30aee123-ee2c-456f-a0cf-41b0fce6d2a6
# The same by a class, with half the step, and the guide between world and plate the other way round.
import pychrono as chrono
from pychrono import vehicle


class Sinking:
    STEP = 0.0005  #: step / 2
    END = 1.0  #: duration
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

    def __init__(self):
        self.system = chrono.ChSystemSMC()
        self.system.SetGravitationalAcceleration(chrono.ChVector3d(0, 0, -self.GRAVITY))
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
        guide = chrono.ChLinkLockPrismatic()
        guide.Initialize(world, self.plate, chrono.ChFramed(chrono.VNULL, chrono.QUNIT))
        self.system.AddLink(guide)

    def run(self):
        shown = 0
        while self.system.GetChTime() < self.END - self.STEP / 2:
            now = self.system.GetChTime()
            if now > shown * self.EVERY - self.STEP / 2:
                print("%5.2f %8.4f" % (now, self.HEIGHT / 2 - self.plate.GetPos().z))
                shown += 1
            self.soil.Synchronize(now)
            self.system.DoStepDynamics(self.STEP)
            self.soil.Advance(self.STEP)


Sinking().run()
