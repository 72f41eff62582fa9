# simbench canary 30aee123-ee2c-456f-a0cf-41b0fce6d2a6
# The same by a class: tractor and trailer are synchronised and advanced one by one, a driver whose pedal is set before each step, and a material from data.
import pychrono as chrono
from pychrono import vehicle


class Start:
    STEP = 0.002  #: step in s
    END = 2.6  #: duration
    EVERY = 0.2  #: print_every
    G = 9.81  #: gravity
    SIZE = 120.0  #: ground_size
    MU = 0.8  #: friction
    X = -30.0  #: start_x
    Z = 0.55  #: start_height
    FOOT_AT = 0.6  #: press_at
    FOOT_DOWN = 0.8  #: pressed
    FOOT = 0.7  #: throttle

    def __init__(self):
        self.truck = vehicle.Kraz()
        self.truck.SetInitPosition(chrono.ChCoordsysd(chrono.ChVector3d(self.X, 0, self.Z)))
        self.truck.Initialize()
        self.tractor, self.trailer = self.truck.GetTractor(), self.truck.GetTrailer()
        for unit in (self.tractor, self.trailer):
            for axle in unit.GetAxles():
                for wheel in axle.GetWheels():
                    wheel.GetTire().SetStepsize(self.STEP)
        self.system = self.truck.GetSystem()
        self.system.SetGravitationalAcceleration(chrono.ChVector3d(0, 0, -self.G))
        data = chrono.ChContactMaterialData()
        data.mu = self.MU
        self.floor = vehicle.RigidTerrain(self.system)
        self.floor.AddPatch(data.CreateMaterial(self.system.GetContactMethod()), chrono.ChCoordsysd(), self.SIZE, self.SIZE)
        self.floor.Initialize()
        self.driver = vehicle.ChDriver(self.tractor)

    def pedal(self, now):
        if now <= self.FOOT_AT:
            return 0.0
        return self.FOOT * min(1.0, (now - self.FOOT_AT) / (self.FOOT_DOWN - self.FOOT_AT))

    def run(self):
        shown = 0
        while self.system.GetChTime() < self.END - self.STEP / 2:
            now = self.system.GetChTime()
            if now > shown * self.EVERY - self.STEP / 2:
                back = self.trailer.GetChassis().GetPos().x
                print("%5.2f %8.3f %8.3f %8.3f" % (now, self.tractor.GetPos().x, back, self.tractor.GetSpeed()))
                shown += 1
            self.driver.SetThrottle(self.pedal(now))
            inputs = self.driver.GetInputs()
            self.tractor.Synchronize(now, inputs, self.floor)
            self.trailer.Synchronize(now, inputs, self.floor)
            self.tractor.Advance(self.STEP)
            self.trailer.Advance(self.STEP)


Start().run()
