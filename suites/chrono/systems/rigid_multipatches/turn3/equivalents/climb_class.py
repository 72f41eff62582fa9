# simbench canary 30aee123-ee2c-456f-a0cf-41b0fce6d2a6
# The same climb by a class that keeps a list of patches, with a driver that does nothing; nothing but the car is advanced.
import math

import pychrono as chrono
from pychrono import vehicle


class Climb:
    STEP = 0.002  #: step in s
    END = 2.4  #: duration
    EVERY = 0.2  #: print_every
    SPEED = 8.0  #: speed
    X = -4.0  #: start_x
    Z = 0.48  #: start_height
    WIDTH = 12.0  #: width
    DRY = 0.7  #: dry_friction
    WET = 0.4  #: wet_friction
    RADIUS = 0.465  #: rolling_radius
    LONG = 60.0  #: road_length
    SLOPE = 0.10471975511965977  #: slope in rad
    TOP = 0.6  #: plateau_height
    TOP_LONG = 30.0  #: plateau_length

    def __init__(self):
        self.car = vehicle.HMMWV_Reduced()
        self.car.SetContactMethod(chrono.ChContactMethod_NSC)
        self.car.SetDriveType(vehicle.DrivelineTypeWV_RWD)
        self.car.SetTireType(vehicle.TireModelType_TMEASY)
        self.car.SetTireStepSize(self.STEP)
        self.car.SetInitWheelAngVel((self.SPEED / self.RADIUS,) * 4)
        self.car.SetInitFwdVel(self.SPEED)
        self.car.SetInitPosition(chrono.ChCoordsysd(chrono.ChVector3d(self.X, 0, self.Z), chrono.ChQuaterniond(1, 0, 0, 0)))
        self.car.Initialize()
        self.system = self.car.GetSystem()
        along = self.car.GetChassisBody().GetPosDt()
        for body in self.system.GetBodies():
            body.SetPosDt(chrono.ChVector3d(along.x, along.y, along.z))
        self.terrain = vehicle.RigidTerrain(self.system)
        for mu, middle, tilt, size in self.patches():
            data = chrono.ChContactMaterialData()
            data.mu = mu
            made = data.CreateMaterial(chrono.ChContactMethod_NSC)
            self.terrain.AddPatch(made, chrono.ChCoordsysd(chrono.ChVector3d(*middle), chrono.QuatFromAngleY(-tilt)), size, self.WIDTH)
        self.terrain.Initialize()
        gearbox = self.car.GetVehicle().GetTransmission().asAutomatic()
        gearbox.SetShiftMode(vehicle.ChAutomaticTransmission.ShiftMode_MANUAL)
        gearbox.SetGear(0)
        self.driver = vehicle.ChDriver(self.car.GetVehicle())

    def patches(self):
        foot = self.TOP / math.tan(self.SLOPE)
        yield self.DRY, (0, 0, 0), 0, self.LONG
        yield self.DRY, (foot / 2, 0, self.TOP / 2), self.SLOPE, math.hypot(foot, self.TOP)
        yield self.WET, (foot + self.TOP_LONG / 2, 0, self.TOP), 0, self.TOP_LONG

    def run(self):
        shown = 0
        while self.system.GetChTime() < self.END - self.STEP / 2:
            now = self.system.GetChTime()
            if now > shown * self.EVERY - self.STEP / 2:
                at = self.car.GetChassis().GetPos()
                print("%5.2f %8.3f %8.3f %7.3f" % (now, at.x, at.z, self.car.GetChassis().GetSpeed()))
                shown += 1
            self.driver.Synchronize(now)
            self.car.Synchronize(now, self.driver.GetInputs(), self.terrain)
            self.car.Advance(self.STEP)


Climb().run()
