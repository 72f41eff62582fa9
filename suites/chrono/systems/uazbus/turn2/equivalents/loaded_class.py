# simbench canary 30aee123-ee2c-456f-a0cf-41b0fce6d2a6
# The same by a class: the block is the first patch, its place is taken from the wheel, the crate is mated, nothing but the bus is advanced.
import math

import pychrono as chrono
from pychrono import vehicle


class Loaded:
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
    KILOS = 500.0  #: crate_mass
    EDGE = 0.8  #: crate_size
    BACK = 2.0  #: crate_behind
    UP = 0.7  #: crate_up

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
        under = self.bus.GetVehicle().GetSpindlePos(1, vehicle.LEFT)
        self.floor.AddPatch(made, chrono.ChCoordsysd(chrono.ChVector3d(under.x, self.ASIDE, self.HIGH)), self.LONG, self.WIDE)
        self.floor.AddPatch(made, chrono.ChCoordsysd(), self.SIZE, self.SIZE)
        self.floor.Initialize()
        self.load()
        self.driver = vehicle.ChDriver(self.bus.GetVehicle())

    def load(self):
        body = self.bus.GetChassisBody()
        crate = chrono.ChBody()
        crate.SetMass(self.KILOS)
        crate.SetInertiaXX(chrono.ChVector3d(1, 1, 1) * (self.KILOS * self.EDGE**2 / 6))
        crate.SetPos(body.GetFrameRefToAbs().TransformPointLocalToParent(chrono.ChVector3d(-self.BACK, 0, self.UP)))
        crate.AddVisualShape(chrono.ChVisualShapeBox(self.EDGE, self.EDGE, self.EDGE))
        self.system.Add(crate)
        mate = chrono.ChLinkMateFix()
        mate.Initialize(body, crate)
        self.system.Add(mate)

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


Loaded().run()
