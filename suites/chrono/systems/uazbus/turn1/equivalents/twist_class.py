# simbench canary 30aee123-ee2c-456f-a0cf-41b0fce6d2a6
# The same by a class: the block is the first patch, its place is taken from the wheel, and nothing but the bus is advanced.
import math

import pychrono as chrono
from pychrono import vehicle


class Twist:
    STEP = 0.002  #: step in s
    END = 2.4  #: duration
    EVERY = 0.2  #: print_every
    G = 9.81  #: gravity
    SIZE = 40.0  #: ground_size
    MU = 0.8  #: friction
    LONG = 0.8  #: block_length
    WIDE = 0.6  #: block_width
    ASIDE = 0.75  #: block_y
    HIGH = 0.08  #: block_height
    X = -5.0  #: start_x
    Z = 0.46  #: start_height

    def __init__(self):
        self.bus = vehicle.UAZBUS()
        self.bus.SetTireType(vehicle.TireModelType_TMEASY)
        self.bus.SetTireStepSize(self.STEP)
        self.bus.SetInitPosition(chrono.ChCoordsysd(chrono.ChVector3d(self.X, 0, self.Z)))
        self.bus.Initialize()
        self.system = self.bus.GetSystem()
        self.system.SetGravitationalAcceleration(chrono.ChVector3d(0, 0, -self.G))
        data = chrono.ChContactMaterialData()
        data.mu = self.MU
        made = data.CreateMaterial(self.system.GetContactMethod())
        self.floor = vehicle.RigidTerrain(self.system)
        under = self.bus.GetVehicle().GetSpindlePos(0, vehicle.LEFT)
        self.floor.AddPatch(made, chrono.ChCoordsysd(chrono.ChVector3d(under.x, self.ASIDE, self.HIGH)), self.LONG, self.WIDE)
        self.floor.AddPatch(made, chrono.ChCoordsysd(), self.SIZE, self.SIZE)
        self.floor.Initialize()
        self.driver = vehicle.ChDriver(self.bus.GetVehicle())

    def report(self, now):
        left = self.bus.GetVehicle().GetRot().Rotate(chrono.ChVector3d(0, 1, 0))
        nose = self.bus.GetVehicle().GetRot().Rotate(chrono.ChVector3d(1, 0, 0))
        print("%5.2f %8.3f %8.4f %8.4f" % (now, self.bus.GetChassis().GetPos().z, math.asin(left.z), -math.asin(nose.z)))

    def run(self):
        shown = 0
        while self.system.GetChTime() < self.END - self.STEP / 2:
            now = self.system.GetChTime()
            if now > shown * self.EVERY - self.STEP / 2:
                self.report(now)
                shown += 1
            self.driver.Synchronize(now)
            self.bus.Synchronize(now, self.driver.GetInputs(), self.floor)
            self.bus.Advance(self.STEP)


Twist().run()
