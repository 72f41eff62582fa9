# simbench canary 30aee123-ee2c-456f-a0cf-41b0fce6d2a6
# The same by a class: pedals step by step, every tire told its own step, nothing but the truck is advanced.
import math

import pychrono as chrono
from pychrono import vehicle


class Pull:
    STEP = 0.004  #: step in s
    END = 2.2  #: duration
    EVERY = 0.2  #: print_every
    G = 9.81  #: gravity
    LONG = 80.0  #: ground_length
    WIDE = 12.0  #: ground_width
    MU = 0.8  #: friction
    X = -10.0  #: start_x
    Z = 0.61  #: start_height
    GEAR = 4  #: gear
    FROM = 0.8  #: press_at
    TO = 1.0  #: pressed
    GAS = 0.6  #: throttle

    def __init__(self):
        self.man = vehicle.MAN_10t()
        self.man.SetTireType(vehicle.TireModelType_TMEASY)
        self.man.SetDriveline8WD(False)
        self.man.SetInitPosition(chrono.ChCoordsysd(chrono.ChVector3d(self.X, 0, self.Z)))
        self.man.Initialize()
        for axle in self.man.GetVehicle().GetAxles():
            for wheel in axle.m_wheels:
                wheel.GetTire().SetStepsize(self.STEP)
        self.system = self.man.GetSystem()
        self.system.SetGravitationalAcceleration(chrono.ChVector3d(0, 0, -self.G))
        data = chrono.ChContactMaterialData()
        data.mu = self.MU
        self.floor = vehicle.RigidTerrain(self.system)
        self.floor.AddPatch(data.CreateMaterial(self.system.GetContactMethod()), chrono.ChCoordsysd(), self.LONG, self.WIDE)
        self.floor.Initialize()
        self.driver = vehicle.ChDriver(self.man.GetVehicle())
        self.gearbox = self.man.GetVehicle().GetTransmission().asAutomatic()
        self.gearbox.SetDriveMode(vehicle.ChAutomaticTransmission.DriveMode_FORWARD)
        self.gearbox.SetShiftMode(vehicle.ChAutomaticTransmission.ShiftMode_MANUAL)

    def report(self, now):
        engine = self.man.GetVehicle().GetEngine().GetMotorSpeed() * 30 / math.pi
        print("%5.2f %8.3f %8.3f %8.0f" % (now, self.man.GetChassis().GetPos().x, self.man.GetChassis().GetSpeed(), engine))

    def run(self):
        shown = 0
        while self.system.GetChTime() < self.END - self.STEP / 2:
            now = self.system.GetChTime()
            if now > shown * self.EVERY - self.STEP / 2:
                self.report(now)
                shown += 1
            self.gearbox.SetGear(self.GEAR)
            self.driver.SetThrottle(self.GAS * min(1, max(0, (now - self.FROM) / (self.TO - self.FROM))))
            self.man.Synchronize(now, self.driver.GetInputs(), self.floor)
            self.man.Advance(self.STEP)


Pull().run()
