# simbench canary 30aee123-ee2c-456f-a0cf-41b0fce6d2a6
# The same by a class, whose driver holds the pedal between 0 and 1 by itself: every tire told its own step, nothing but the car is advanced.
import pychrono as chrono
from pychrono import vehicle


class Cruise:
    STEP = 0.002  #: step in s
    END = 3.4  #: duration
    EVERY = 0.2  #: print_every
    G = 9.81  #: gravity
    LONG = 300.0  #: road_length
    LANE = 3.5  #: lane_width
    MU = 0.8  #: friction
    X = -120.0  #: start_x
    Z = 0.48  #: start_height
    KMH = 72.0  #: slow
    WANTED_KMH = 90.0  #: wanted_kmh
    GAIN = 0.1  #: gain
    GEAR = 6  #: gear
    RADIUS = 0.465  #: rolling_radius
    CW = 0.7  #: drag
    FRONT = 4.0  #: area
    RHO = 1.2  #: air

    def __init__(self):
        speed = self.KMH * 1000 / 3600
        self.car = vehicle.HMMWV_Reduced()
        self.car.SetAerodynamicDrag(self.CW, self.FRONT, self.RHO)
        self.car.SetTireType(vehicle.TireModelType_TMEASY)
        self.car.SetEngineType(vehicle.EngineModelType_SIMPLE_MAP)
        self.car.SetTransmissionType(vehicle.TransmissionModelType_AUTOMATIC_SIMPLE_MAP)
        self.car.SetDriveType(vehicle.DrivelineTypeWV_RWD)
        self.car.SetInitPosition(chrono.ChCoordsysd(chrono.ChVector3d(self.X, -self.LANE / 2, self.Z), chrono.ChQuaterniond(1, 0, 0, 0)))
        self.car.SetInitFwdVel(speed)
        self.car.SetInitWheelAngVel((speed / self.RADIUS,) * 4)
        self.car.Initialize()
        for axle in self.car.GetVehicle().GetAxles():
            for wheel in axle.m_wheels:
                wheel.GetTire().SetStepsize(self.STEP)
        self.gearbox = self.car.GetVehicle().GetTransmission().asAutomatic()
        self.gearbox.SetShiftMode(vehicle.ChAutomaticTransmission.ShiftMode_MANUAL)
        self.system = self.car.GetSystem()
        self.system.SetGravitationalAcceleration(chrono.ChVector3d(0, 0, -self.G))
        for body in self.system.GetBodies():
            body.SetPosDt(chrono.ChVector3d(speed, 0, 0))
        data = chrono.ChContactMaterialData()
        data.mu = self.MU
        self.floor = vehicle.RigidTerrain(self.system)
        self.floor.AddPatch(data.CreateMaterial(self.system.GetContactMethod()), chrono.CSYSNORM, self.LONG, self.LANE + self.LANE)
        self.floor.Initialize()
        self.driver = vehicle.ChDriver(self.car.GetVehicle())

    def run(self):
        shown = 0
        while self.system.GetChTime() < self.END - self.STEP / 2:
            now = self.system.GetChTime()
            if now > shown * self.EVERY - self.STEP / 2:
                x = self.car.GetVehicle().GetPos().x
                print("%5.2f %8.2f %7.2f %6.3f" % (now, x, self.car.GetChassis().GetSpeed() * 3600 / 1000, self.driver.GetThrottle()))
                shown += 1
            self.gearbox.SetGear(self.GEAR)
            slower = self.WANTED_KMH - self.car.GetChassis().GetSpeed() * 3600 / 1000
            self.driver.SetThrottle(self.GAIN * slower)
            self.car.Synchronize(now, self.driver.GetInputs(), self.floor)
            self.car.Advance(self.STEP)


Cruise().run()
