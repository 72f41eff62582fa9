# simbench canary 30aee123-ee2c-456f-a0cf-41b0fce6d2a6
# The cruise control by a class; the road is turned by a rotation matrix, nothing but the bus is advanced, and each tire gets its step by itself.
import math

import pychrono as chrono
from pychrono import vehicle


class Cruise:
    STEP = 0.004  #: step in s
    END = 2.6  #: duration
    EVERY = 0.2  #: print_every
    G = 9.81  #: gravity
    SIZE_X = 120.0  #: road_length
    SIZE_Y = 10.0  #: road_width
    MU = 0.8  #: friction
    SLOPE = 0.08726646259971647  #: slope in rad
    X = -19.92650863411734  #: start_x
    Z = -1.713229014010411  #: start_z
    SPEED = 9.0  #: speed
    RADIUS = 0.515  #: rolling_radius
    WANTED = 9.0  #: wanted
    GAIN = 0.8  #: gain

    def __init__(self):
        cos, sin = math.cos(self.SLOPE), math.sin(self.SLOPE)
        turned = chrono.ChMatrix33d()
        turned.SetFromDirectionAxes(chrono.ChVector3d(cos, 0, sin), chrono.ChVector3d(0, 1, 0), chrono.ChVector3d(-sin, 0, cos))
        self.bus = vehicle.CityBus()
        self.bus.SetTireType(vehicle.TireModelType_TMEASY)
        self.bus.SetInitFwdVel(self.SPEED)
        self.bus.SetInitWheelAngVel((self.SPEED / self.RADIUS,) * 4)
        self.bus.SetInitPosition(chrono.ChCoordsysd(chrono.ChVector3d(self.X, 0, self.Z), turned.GetQuaternion()))
        self.bus.Initialize()
        for axle in self.bus.GetVehicle().GetAxles():
            for wheel in axle.GetWheels():
                wheel.GetTire().SetStepsize(self.STEP)
        self.system = self.bus.GetSystem()
        self.system.SetGravitationalAcceleration(chrono.ChVector3d(0, 0, -self.G))
        for body in self.system.GetBodies():
            body.SetPosDt(chrono.ChVector3d(self.SPEED * cos, 0, self.SPEED * sin))
        self.terrain = vehicle.RigidTerrain(self.system)
        data = chrono.ChContactMaterialData()
        data.mu = self.MU
        made = data.CreateMaterial(self.system.GetContactMethod())
        self.terrain.AddPatch(made, chrono.ChCoordsysd(chrono.VNULL, turned.GetQuaternion()), self.SIZE_X, self.SIZE_Y)
        self.terrain.Initialize()
        self.driver = vehicle.ChDriver(self.bus.GetVehicle())

    def press(self):
        u = self.GAIN * (self.WANTED - self.bus.GetChassis().GetSpeed())
        self.driver.SetThrottle(u if u > 0 else 0)

    def run(self):
        shown = 0
        while self.system.GetChTime() < self.END - self.STEP / 2:
            now = self.system.GetChTime()
            self.press()
            if now > shown * self.EVERY - self.STEP / 2:
                print("%5.2f %8.3f %7.3f" % (now, self.bus.GetChassis().GetSpeed(), self.driver.GetThrottle()))
                shown += 1
            self.driver.Synchronize(now)
            self.bus.Synchronize(now, self.driver.GetInputs(), self.terrain)
            self.bus.Advance(self.STEP)


Cruise().run()
