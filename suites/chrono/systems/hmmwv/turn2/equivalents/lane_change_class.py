# simbench canary 30aee123-ee2c-456f-a0cf-41b0fce6d2a6
# The lane change by a class: the wheel is looked up in a table, and wheels and car are set moving body by body.
import pychrono as chrono
from pychrono import vehicle


class LaneChange:
    STEP = 0.002  #: step in s
    END = 2.4  #: duration
    EVERY = 0.2  #: print_every
    SPEED = 10.0  #: speed
    RADIUS = 0.465  #: rolling_radius
    MU = 0.8  #: friction
    X = -20.0  #: start_x
    Y = -10.0  #: start_y
    Z = 0.48  #: start_height
    SIZE = 80.0  #: ground_size
    FROM = 0.3  #: right_at
    LASTS = 1.4  #: swing
    MOST = 0.5  #: steering

    def __init__(self):
        self.car = vehicle.HMMWV_Reduced()
        self.car.SetInitPosition(chrono.ChCoordsysd(chrono.ChVector3d(self.X, self.Y, self.Z), chrono.ChQuaterniond(1, 0, 0, 0)))
        self.car.SetDriveType(vehicle.DrivelineTypeWV_RWD)
        self.car.SetTireType(vehicle.TireModelType_TMEASY)
        self.car.SetTireStepSize(self.STEP)
        self.car.SetInitFwdVel(self.SPEED)
        self.car.SetInitWheelAngVel((self.SPEED / self.RADIUS,) * 4)
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
        self.table = chrono.ChFunctionInterp()
        for time, wheel in ((-1, 0), (0, 0), (0.25, -self.MOST), (0.75, self.MOST), (1, 0), (9, 0)):
            self.table.AddPoint(time, wheel)

    def run(self):
        shown = 0
        while self.system.GetChTime() < self.END - self.STEP / 2:
            now = self.system.GetChTime()
            self.driver.SetSteering(self.table.GetVal((now - self.FROM) / self.LASTS))
            if now > shown * self.EVERY - self.STEP / 2:
                place = self.car.GetChassis().GetPos()
                print("%5.2f %8.3f %8.3f %7.3f" % (now, place.x, place.y, self.car.GetChassis().GetSpeed()))
                shown += 1
            self.car.Synchronize(now, self.driver.GetInputs(), self.terrain)
            self.car.Advance(self.STEP)


LaneChange().run()
