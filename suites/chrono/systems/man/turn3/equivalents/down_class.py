# simbench canary 30aee123-ee2c-456f-a0cf-41b0fce6d2a6
# The same by a class: the hill is turned by a rotation matrix, pedals step by step, every tire told its own step, nothing but the truck is advanced.
import math

import pychrono as chrono
from pychrono import vehicle


class Downhill:
    STEP = 0.002  #: step in s
    END = 1.5  #: duration
    EVERY = 0.2  #: print_every
    G = 9.81  #: gravity
    LONG = 60.0  #: hill_length
    WIDE = 10.0  #: hill_width
    MU = 0.8  #: friction
    SLOPE = 0.06981317007977318  #: slope in rad
    X = 9.933089053614326  #: place_x
    Z = 1.3060788080997456  #: place_z
    SPEED = 7.0  #: speed
    RADIUS = 0.62  #: rolling_radius
    BRAKE_FROM = 0.4  #: brake_at
    BRAKE_TO = 0.6  #: braked
    BRAKE = 0.4  #: braking

    def __init__(self):
        cos, sin = math.cos(self.SLOPE), math.sin(self.SLOPE)
        turned, nose = chrono.ChMatrix33d(), chrono.ChVector3d(-cos, 0, -sin)
        turned.SetFromDirectionAxes(chrono.ChVector3d(cos, 0, sin), chrono.ChVector3d(0, 1, 0), chrono.ChVector3d(-sin, 0, cos))
        self.man = vehicle.MAN_5t()
        self.man.SetTireType(vehicle.TireModelType_TMEASY)
        faces = chrono.ChMatrix33d()
        faces.SetFromDirectionAxes(nose, chrono.ChVector3d(0, -1, 0), chrono.ChVector3d(-sin, 0, cos))
        self.man.SetInitPosition(chrono.ChCoordsysd(chrono.ChVector3d(self.X, 0, self.Z), faces.GetQuaternion()))
        self.man.SetInitFwdVel(self.SPEED)
        self.man.SetInitWheelAngVel((self.SPEED / self.RADIUS,) * 4)
        self.man.Initialize()
        for axle in self.man.GetVehicle().GetAxles():
            for wheel in axle.m_wheels:
                wheel.GetTire().SetStepsize(self.STEP)
        self.system = self.man.GetSystem()
        for body in self.system.GetBodies():
            body.SetPosDt(nose * self.SPEED)
        self.system.SetGravitationalAcceleration(chrono.ChVector3d(0, 0, -self.G))
        data = chrono.ChContactMaterialData()
        data.mu = self.MU
        self.floor = vehicle.RigidTerrain(self.system)
        place = chrono.ChCoordsysd(chrono.VNULL, turned.GetQuaternion())
        self.floor.AddPatch(data.CreateMaterial(self.system.GetContactMethod()), place, self.LONG, self.WIDE)
        self.floor.Initialize()
        self.driver = vehicle.ChDriver(self.man.GetVehicle())
        self.man.GetVehicle().GetTransmission().asAutomatic().SetDriveMode(vehicle.ChAutomaticTransmission.DriveMode_NEUTRAL)

    def run(self):
        shown = 0
        while self.system.GetChTime() < self.END - self.STEP / 2:
            now = self.system.GetChTime()
            if now > shown * self.EVERY - self.STEP / 2:
                place = self.man.GetChassis().GetPos()
                print("%5.2f %8.3f %8.3f %8.3f" % (now, place.x, place.z, self.man.GetChassis().GetSpeed()))
                shown += 1
            share = (now - self.BRAKE_FROM) / (self.BRAKE_TO - self.BRAKE_FROM)
            self.driver.SetBraking(self.BRAKE * min(max(share, 0.0), 1.0))
            self.man.Synchronize(now, self.driver.GetInputs(), self.floor)
            self.man.Advance(self.STEP)


Downhill().run()
