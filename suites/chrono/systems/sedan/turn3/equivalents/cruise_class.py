# simbench canary 30aee123-ee2c-456f-a0cf-41b0fce6d2a6
# The cruise control by a class that keeps a table of wanted speeds and integrates by the trapezoidal rule.
import bisect

import pychrono as chrono
from pychrono import vehicle


class Cruise:
    STEP = 0.002  #: step in s
    END = 2.6  #: duration
    EVERY = 0.2  #: print_every
    SPEED = 8.0  #: speed
    SPIN = 25.0  #: spin
    MU = 0.8  #: friction
    X = -30.0  #: start_x
    Z = 0.21  #: start_height
    SIZE_X = 100.0  #: road_length
    SIZE_Y = 10.0  #: road_width
    UP_AT = 0.4  #: faster_at
    UP = 11.0  #: fast
    DOWN_AT = 1.5  #: slower_at
    DOWN = 8.0  #: slow
    P = 0.25  #: gain
    I = 0.4  #: integral_gain

    def __init__(self):
        self.car = vehicle.Sedan()
        self.car.SetTireType(vehicle.TireModelType_TMEASY)
        self.car.SetTireStepSize(self.STEP)
        self.car.SetInitFwdVel(self.SPEED)
        self.car.SetInitWheelAngVel((self.SPIN,) * 4)
        self.car.SetInitPosition(chrono.ChCoordsysd(chrono.ChVector3d(self.X, 0, self.Z), chrono.ChQuaterniond(1, 0, 0, 0)))
        self.car.Initialize()
        self.system = self.car.GetSystem()
        for body in self.system.GetBodies():
            body.SetPosDt(chrono.ChVector3d(self.SPEED, 0, 0))
        self.terrain = vehicle.RigidTerrain(self.system)
        data = chrono.ChContactMaterialData()
        data.mu = self.MU
        self.terrain.AddPatch(data.CreateMaterial(chrono.ChContactMethod_NSC), chrono.CSYSNORM, self.SIZE_X, self.SIZE_Y)
        self.terrain.Initialize()
        self.driver = vehicle.ChDriver(self.car.GetVehicle())
        self.sum = self.last = 0.0

    def wanted(self, time):
        return (self.SPEED, self.UP, self.DOWN)[bisect.bisect([self.UP_AT, self.DOWN_AT], time + self.STEP / 4)]

    def press(self, time):
        error = self.wanted(time) - self.car.GetChassis().GetSpeed()
        self.sum += (error + self.last) / 2 * self.STEP
        self.last = error
        u = min(max(self.P * error + self.I * self.sum, -1), 1)
        self.driver.SetThrottle(u if u > 0 else 0)
        self.driver.SetBraking(-u if u < 0 else 0)

    def run(self):
        shown = 0
        while self.system.GetChTime() < self.END - self.STEP / 2:
            now = self.system.GetChTime()
            self.press(now)
            if now > shown * self.EVERY - self.STEP / 2:
                given = (now, self.wanted(now), self.car.GetChassis().GetSpeed(), self.driver.GetThrottle(), self.driver.GetBraking())
                print("%5.2f %8.3f %7.3f %6.3f %6.3f" % given)
                shown += 1
            self.terrain.Synchronize(now)
            self.car.Synchronize(now, self.driver.GetInputs(), self.terrain)
            self.terrain.Advance(self.STEP)
            self.car.Advance(self.STEP)


Cruise().run()
