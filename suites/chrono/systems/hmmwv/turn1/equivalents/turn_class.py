# simbench canary 30aee123-ee2c-456f-a0cf-41b0fce6d2a6
# The same turn by a class, with a driver whose wheel is set by name, and a gearbox that is shifted to neutral by hand.
import pychrono as chrono
from pychrono import vehicle


class SteadyTurn:
    STEP = 0.004  #: step in s
    END = 2.4  #: duration
    EVERY = 0.2  #: print_every
    SPEED = 7.0  #: speed
    RADIUS = 0.467  #: tire_radius
    MU = 0.8  #: friction
    X = -20.0  #: start_x
    Y = -10.0  #: start_y
    Z = 0.48  #: start_height
    SIZE = 80.0  #: ground_size
    FROM = 0.4  #: turn_at
    TO = 0.9  #: turn_full
    MOST = 0.8  #: steering

    def __init__(self):
        self.car = vehicle.HMMWV_Reduced()
        self.car.SetContactMethod(chrono.ChContactMethod_NSC)
        self.car.SetTireType(vehicle.TireModelType_RIGID)
        self.car.SetInitFwdVel(self.SPEED)
        self.car.SetInitWheelAngVel((self.SPEED / self.RADIUS,) * 4)
        self.car.SetInitPosition(chrono.ChCoordsysd(chrono.ChVector3d(self.X, self.Y, self.Z), chrono.ChQuaterniond(1, 0, 0, 0)))
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
        self.terrain.AddPatch(data.CreateMaterial(chrono.ChContactMethod_NSC), chrono.CSYSNORM, self.SIZE, self.SIZE)
        self.terrain.Initialize()
        self.driver = vehicle.ChDriver(self.car.GetVehicle())

    def wheel(self, time):
        return self.MOST * min(max((time - self.FROM) / (self.TO - self.FROM), 0), 1)

    def run(self):
        shown = 0
        while self.system.GetChTime() < self.END:
            now = self.system.GetChTime()
            self.driver.SetSteering(self.wheel(now))
            if now > shown * self.EVERY - self.STEP / 2:
                place = self.car.GetChassis().GetPos()
                print("%5.2f %8.3f %8.3f %7.3f" % (now, place.x, place.y, self.car.GetChassis().GetSpeed()))
                shown += 1
            self.car.Synchronize(now, self.driver.GetInputs(), self.terrain)
            self.car.Advance(self.STEP)


SteadyTurn().run()
