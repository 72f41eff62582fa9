# simbench canary 30aee123-ee2c-456f-a0cf-41b0fce6d2a6
# The same by a class whose driver is derived from Chrono's and presses its pedal itself; the gear is asked for by its mode, the tires' step of each tire.
import pychrono as chrono
from pychrono import vehicle


class Foot(vehicle.ChDriver):
    FROM = 0.2  #: press_at
    TO = 0.4  #: pressed
    MOST = 0.3  #: throttle

    def Synchronize(self, time):
        self.SetThrottle(self.MOST * min(max((time - self.FROM) / (self.TO - self.FROM), 0), 1))


class PullAway:
    STEP = 0.001  #: step in s
    END = 1.6  #: duration
    EVERY = 0.2  #: print_every
    MU = 0.7  #: friction
    SIZE = 60.0  #: ground_size
    X = -10.0  #: start_x
    Z = 0.28  #: start_height

    def __init__(self):
        self.car = vehicle.Gator()
        self.car.SetInitPosition(chrono.ChCoordsysd(chrono.ChVector3d(self.X, 0, self.Z), chrono.ChQuaterniond(1, 0, 0, 0)))
        self.car.SetTireType(vehicle.TireModelType_TMEASY)
        self.car.Initialize()
        for axle in self.car.GetVehicle().GetAxles():
            for wheel in axle.GetWheels():
                wheel.GetTire().SetStepsize(self.STEP)
        gearbox = self.car.GetVehicle().GetTransmission().asAutomatic()
        gearbox.SetDriveMode(vehicle.ChAutomaticTransmission.DriveMode_FORWARD)
        self.terrain = vehicle.RigidTerrain(self.car.GetSystem())
        data = chrono.ChContactMaterialData()
        data.mu = self.MU
        self.terrain.AddPatch(data.CreateMaterial(chrono.ChContactMethod_NSC), chrono.CSYSNORM, self.SIZE, self.SIZE)
        self.terrain.Initialize()
        self.foot = Foot(self.car.GetVehicle())

    def run(self):
        shown = 0
        for step in range(round(self.END / self.STEP)):
            now = self.car.GetSystem().GetChTime()
            self.foot.Synchronize(now)
            if step == shown * round(self.EVERY / self.STEP):
                engine = self.car.GetVehicle().GetEngine()
                print("%5.2f %8.3f %7.3f %6.1f" % (now, self.car.GetVehicle().GetPos().x, self.car.GetChassis().GetSpeed(), engine.GetOutputMotorshaftTorque()))
                shown += 1
            self.car.Synchronize(now, self.foot.GetInputs(), self.terrain)
            self.car.Advance(self.STEP)


PullAway().run()
