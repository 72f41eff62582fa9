# simbench canary 30aee123-ee2c-456f-a0cf-41b0fce6d2a6
# Cruise control and lane keeping by a class; the road is turned by a rotation matrix, and nothing but the bus is advanced.
import math

import pychrono as chrono
from pychrono import vehicle


class Lane:
    STEP = 0.004  #: step in s
    END = 3.0  #: duration
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
    Y = 0.6  #: aside
    K_Y = 0.7  #: offset_gain
    K_HEADING = 5.0  #: heading_gain

    def __init__(self):
        cos, sin = math.cos(self.SLOPE), math.sin(self.SLOPE)
        turned = chrono.ChMatrix33d()
        turned.SetFromDirectionAxes(chrono.ChVector3d(cos, 0, sin), chrono.ChVector3d(0, 1, 0), chrono.ChVector3d(-sin, 0, cos))
        self.bus = vehicle.CityBus()
        self.bus.SetTireType(vehicle.TireModelType_TMEASY)
        self.bus.SetTireStepSize(self.STEP)
        self.bus.SetInitFwdVel(self.SPEED)
        self.bus.SetInitWheelAngVel((self.SPEED / self.RADIUS,) * 4)
        self.bus.SetInitPosition(chrono.ChCoordsysd(chrono.ChVector3d(self.X, self.Y, self.Z), turned.GetQuaternion()))
        self.bus.Initialize()
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
        q = self.bus.GetChassisBody().GetRot()
        heading = math.atan2(2 * (q.e1 * q.e2 + q.e0 * q.e3), q.e0**2 + q.e1**2 - q.e2**2 - q.e3**2)
        self.driver.SetSteering(-self.K_Y * self.bus.GetChassis().GetPos().y - self.K_HEADING * heading)

    def run(self):
        shown = 0
        while self.system.GetChTime() < self.END - self.STEP / 2:
            now = self.system.GetChTime()
            self.press()
            if now > shown * self.EVERY - self.STEP / 2:
                print("%5.2f %8.3f %7.3f %7.3f" % (now, self.bus.GetChassis().GetPos().y, self.bus.GetChassis().GetSpeed(), self.driver.GetSteering()))
                shown += 1
            self.driver.Synchronize(now)
            self.bus.Synchronize(now, self.driver.GetInputs(), self.terrain)
            self.bus.Advance(self.STEP)


Lane().run()
