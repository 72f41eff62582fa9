# simbench canary 30aee123-ee2c-456f-a0cf-41b0fce6d2a6
# Start and stop by a class whose driver is derived from Chrono's and looks its pedals up in tables.
import pychrono as chrono
from pychrono import vehicle


class Foot(vehicle.ChDriver):
    FROM = 0.2  #: press_at
    TO = 0.3  #: pressed
    MOST = 0.3  #: throttle
    OFF_FROM = 0.9  #: let_go_at
    OFF_TO = 1.0  #: let_go
    STOP_FROM = 1.1  #: brake_at
    STOP_TO = 1.2  #: braked
    STOP = 0.5  #: braking

    def __init__(self, car):
        super().__init__(car)
        self.gas = self.table((0, 0), (self.FROM, 0), (self.TO, self.MOST), (self.OFF_FROM, self.MOST), (self.OFF_TO, 0), (99, 0))
        self.stop = self.table((0, 0), (self.STOP_FROM, 0), (self.STOP_TO, self.STOP), (99, self.STOP))

    @staticmethod
    def table(*points):
        function = chrono.ChFunctionInterp()
        for time, value in points:
            function.AddPoint(time, value)
        return function

    def Synchronize(self, time):
        self.SetThrottle(self.gas.GetVal(time))
        self.SetBraking(self.stop.GetVal(time))


class StartAndStop:
    STEP = 0.001  #: step in s
    END = 2.0  #: duration
    EVERY = 0.2  #: print_every
    MU = 0.7  #: friction
    SIZE = 60.0  #: ground_size
    X = -10.0  #: start_x
    Z = 0.28  #: start_height

    def __init__(self):
        self.car = vehicle.Gator()
        self.car.SetInitPosition(chrono.ChCoordsysd(chrono.ChVector3d(self.X, 0, self.Z), chrono.ChQuaterniond(1, 0, 0, 0)))
        self.car.SetTireStepSize(self.STEP)
        self.car.SetTireType(vehicle.TireModelType_TMEASY)
        self.car.Initialize()
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
                print("%5.2f %8.3f %7.3f" % (now, self.car.GetVehicle().GetPos().x, self.car.GetChassis().GetSpeed()))
                shown += 1
            self.car.Synchronize(now, self.foot.GetInputs(), self.terrain)
            self.car.Advance(self.STEP)


StartAndStop().run()
