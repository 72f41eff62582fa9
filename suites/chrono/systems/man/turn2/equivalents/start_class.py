# simbench canary 30aee123-ee2c-456f-a0cf-41b0fce6d2a6
# The same by a class: the hill is turned by a rotation matrix, pedals step by step, every tire told its own step, nothing but the truck is advanced.
import math

import pychrono as chrono
from pychrono import vehicle


class HillStart:
    STEP = 0.004  #: step in s
    END = 2.4  #: duration
    EVERY = 0.2  #: print_every
    G = 9.81  #: gravity
    LONG = 60.0  #: hill_length
    WIDE = 10.0  #: hill_width
    MU = 0.8  #: friction
    SLOPE = 0.06981317007977318  #: slope in rad
    X = -10.018191951582159  #: place_x
    Z = -0.0890506667827603  #: place_z
    GEAR = 4  #: gear
    GAS_FROM = 0.2  #: press_at
    GAS_TO = 0.5  #: pressed
    GAS = 0.9  #: throttle
    BRAKE_FROM = 0.6  #: let_go_at
    BRAKE_TO = 0.8  #: let_go

    def __init__(self):
        cos, sin = math.cos(self.SLOPE), math.sin(self.SLOPE)
        turned = chrono.ChMatrix33d()
        turned.SetFromDirectionAxes(chrono.ChVector3d(cos, 0, sin), chrono.ChVector3d(0, 1, 0), chrono.ChVector3d(-sin, 0, cos))
        self.man = vehicle.MAN_7t()
        self.man.SetTireType(vehicle.TireModelType_TMEASY)
        self.man.EnableBrakeLocking(True)
        self.man.SetInitPosition(chrono.ChCoordsysd(chrono.ChVector3d(self.X, 0, self.Z), turned.GetQuaternion()))
        self.man.Initialize()
        for axle in self.man.GetVehicle().GetAxles():
            for wheel in axle.m_wheels:
                wheel.GetTire().SetStepsize(self.STEP)
        self.system = self.man.GetSystem()
        self.system.SetGravitationalAcceleration(chrono.ChVector3d(0, 0, -self.G))
        data = chrono.ChContactMaterialData()
        data.mu = self.MU
        self.floor = vehicle.RigidTerrain(self.system)
        place = chrono.ChCoordsysd(chrono.VNULL, turned.GetQuaternion())
        self.floor.AddPatch(data.CreateMaterial(self.system.GetContactMethod()), place, self.LONG, self.WIDE)
        self.floor.Initialize()
        self.driver = vehicle.ChDriver(self.man.GetVehicle())
        self.gearbox = self.man.GetVehicle().GetTransmission().asAutomatic()
        self.gearbox.SetShiftMode(vehicle.ChAutomaticTransmission.ShiftMode_MANUAL)

    @staticmethod
    def ramp(time, start, end):
        return min(max((time - start) / (end - start), 0.0), 1.0)

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
            self.driver.SetThrottle(self.GAS * self.ramp(now, self.GAS_FROM, self.GAS_TO))
            self.driver.SetBraking(1 - self.ramp(now, self.BRAKE_FROM, self.BRAKE_TO))
            self.man.Synchronize(now, self.driver.GetInputs(), self.floor)
            self.man.Advance(self.STEP)


HillStart().run()
