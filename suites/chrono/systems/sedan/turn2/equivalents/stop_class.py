# simbench canary 30aee123-ee2c-456f-a0cf-41b0fce6d2a6
# The gentle stop by a class, with a driver whose pedal is set by name, and wheels that are given their spin body by body.
import pychrono as chrono
from pychrono import vehicle


class GentleStop:
    STEP = 0.004  #: step in s
    END = 2.8  #: duration
    EVERY = 0.2  #: print_every
    SPEED = 8.0  #: speed
    RADIUS = 0.336  #: tire_radius
    MU = 0.8  #: friction
    X = -30.0  #: start_x
    Z = 0.21  #: start_height
    SIZE_X = 100.0  #: road_length
    SIZE_Y = 10.0  #: road_width
    FROM = 0.4  #: brake_at
    TO = 0.7  #: brake_full
    PEDAL = 0.3  #: pedal

    def __init__(self):
        self.car = vehicle.Sedan()
        self.car.SetContactMethod(chrono.ChContactMethod_NSC)
        self.car.SetTireType(vehicle.TireModelType_RIGID)
        self.car.SetInitFwdVel(self.SPEED)
        self.car.SetInitWheelAngVel((self.SPEED / self.RADIUS,) * 4)
        self.car.SetInitPosition(chrono.ChCoordsysd(chrono.ChVector3d(self.X, 0, self.Z), chrono.ChQuaterniond(1, 0, 0, 0)))
        self.car.Initialize()
        self.system = self.car.GetSystem()
        for body in self.system.GetBodies():
            body.SetPosDt(chrono.ChVector3d(self.SPEED, 0, 0))
        gearbox = self.car.GetVehicle().GetTransmission()
        gearbox.asAutomatic().SetShiftMode(vehicle.ChAutomaticTransmission.ShiftMode_MANUAL)
        gearbox.SetGear(0)
        self.terrain = vehicle.RigidTerrain(self.system)
        data = chrono.ChContactMaterialData()
        data.mu = self.MU
        self.terrain.AddPatch(data.CreateMaterial(chrono.ChContactMethod_NSC), chrono.CSYSNORM, self.SIZE_X, self.SIZE_Y)
        self.terrain.Initialize()
        self.driver = vehicle.ChDriver(self.car.GetVehicle())

    def pedal(self, time):
        return self.PEDAL * min(max((time - self.FROM) / (self.TO - self.FROM), 0), 1)

    def run(self):
        shown = 0
        while self.system.GetChTime() < self.END:
            now = self.system.GetChTime()
            self.driver.SetBraking(self.pedal(now))
            if now > shown * self.EVERY - self.STEP / 2:
                print("%5.2f %8.3f %7.3f" % (now, self.car.GetChassis().GetSpeed(), self.driver.GetBraking()))
                shown += 1
            self.car.Synchronize(now, self.driver.GetInputs(), self.terrain)
            self.car.Advance(self.STEP)


GentleStop().run()
