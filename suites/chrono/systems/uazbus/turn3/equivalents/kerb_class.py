# simbench canary 30aee123-ee2c-456f-a0cf-41b0fce6d2a6
# The same by a class: the deck is the first patch, its place is taken from the wheel, pedals step by step, nothing but the bus is advanced.
import math

import pychrono as chrono
from pychrono import vehicle


class Kerb:
    STEP = 0.002  #: step in s
    END = 5.0  #: duration
    EVERY = 0.2  #: print_every
    G = 9.81  #: gravity
    SIZE = 40.0  #: ground_size
    MU = 0.8  #: friction
    LONG = 20.0  #: deck_length
    WIDE = 4.0  #: deck_width
    HIGH = 0.05  #: deck_height
    FAR = 0.7  #: ahead
    X = -5.0  #: start_x
    Z = 0.38  #: start_height
    KILOS = 500.0  #: crate_mass
    EDGE = 0.8  #: crate_size
    BACK = 2.0  #: crate_behind
    UP = 0.7  #: crate_up
    T1 = 0.5  #: press_at
    T2 = 0.7  #: pressed
    GAS = 0.45  #: throttle
    T3 = 1.7  #: let_go_at
    T4 = 1.9  #: let_go
    T5 = 3.2  #: brake_at
    T6 = 3.4  #: braked
    BRAKE = 0.35  #: braking

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
        self.floor.AddPatch(made, chrono.ChCoordsysd(chrono.ChVector3d(under.x + self.FAR + self.LONG / 2, 0, self.HIGH)), self.LONG, self.WIDE)
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

    def press(self, now):
        def rise(start, end):
            return min(1, max(0, (now - start) / (end - start)))

        self.driver.SetThrottle(self.GAS * (rise(self.T1, self.T2) - rise(self.T3, self.T4)))
        self.driver.SetBraking(self.BRAKE * rise(self.T5, self.T6))

    def report(self, now):
        nose = self.bus.GetVehicle().GetRot().Rotate(chrono.ChVector3d(1, 0, 0))
        speed = self.bus.GetChassis().GetSpeed()
        print("%5.2f %8.3f %8.3f %8.4f" % (now, self.bus.GetChassis().GetPos().x, speed, -math.asin(nose.z)))

    def run(self):
        shown = 0
        while self.system.GetChTime() < self.END - self.STEP / 2:
            now = self.system.GetChTime()
            if now > shown * self.EVERY - self.STEP / 2:
                self.report(now)
                shown += 1
            self.press(now)
            self.driver.Synchronize(now)
            self.bus.Synchronize(now, self.driver.GetInputs(), self.floor)
            self.bus.Advance(self.STEP)


Kerb().run()
