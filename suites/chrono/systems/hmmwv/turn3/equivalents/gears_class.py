# simbench canary 30aee123-ee2c-456f-a0cf-41b0fce6d2a6
# The same drive by a class; the gearbox is told its drive mode and shifts at a step's number, pedal and wheel come from tables.
import pychrono as chrono
from pychrono import vehicle


class GearsByHand:
    STEP = 0.002  #: step in s
    END = 2.4  #: duration
    EVERY = 0.2  #: print_every
    MU = 0.8  #: friction
    X = -20.0  #: start_x
    Y = -10.0  #: start_y
    Z = 0.48  #: start_height
    SIZE = 80.0  #: ground_size
    SPEED = 4.0  #: speed
    RADIUS = 0.465  #: rolling_radius
    GAS_FROM = 0.2  #: press_at
    GAS_TO = 0.4  #: pressed
    GAS = 0.15  #: throttle
    LOW = 2  #: first_gear
    SHIFT_AT = 1.0  #: shift_at
    HIGH = 3  #: next_gear
    TURN_FROM = 1.6  #: turn_at
    TURN_TO = 2.0  #: turn_full
    WHEEL = 0.8  #: steering

    def __init__(self):
        self.car = vehicle.HMMWV_Reduced()
        self.car.SetTireType(vehicle.TireModelType_TMEASY)
        self.car.SetTireStepSize(self.STEP)
        self.car.SetDriveType(vehicle.DrivelineTypeWV_RWD)
        self.car.SetTransmissionType(vehicle.TransmissionModelType_AUTOMATIC_SIMPLE_MAP)
        self.car.SetEngineType(vehicle.EngineModelType_SIMPLE_MAP)
        self.car.SetInitPosition(chrono.ChCoordsysd(chrono.ChVector3d(self.X, self.Y, self.Z), chrono.ChQuaterniond(1, 0, 0, 0)))
        self.car.SetInitFwdVel(self.SPEED)
        self.car.SetInitWheelAngVel((self.SPEED / self.RADIUS,) * 4)
        self.car.Initialize()
        self.gearbox = self.car.GetVehicle().GetTransmission().asAutomatic()
        self.gearbox.SetDriveMode(vehicle.ChAutomaticTransmission.DriveMode_FORWARD)
        self.gearbox.SetShiftMode(vehicle.ChAutomaticTransmission.ShiftMode_MANUAL)
        self.gearbox.SetGear(self.LOW)
        self.system = self.car.GetSystem()
        for body in self.system.GetBodies():
            body.SetPosDt(chrono.ChVector3d(self.SPEED, 0, 0))
        self.terrain = vehicle.RigidTerrain(self.system)
        data = chrono.ChContactMaterialData()
        data.mu = self.MU
        self.terrain.AddPatch(data.CreateMaterial(chrono.ChContactMethod_NSC), chrono.CSYSNORM, self.SIZE, self.SIZE)
        self.terrain.Initialize()
        self.driver = vehicle.ChDriver(self.car.GetVehicle())

    @staticmethod
    def ramp(time, start, end):
        return min(max((time - start) / (end - start), 0.0), 1.0)

    def run(self):
        shown = 0
        for step in range(round(self.END / self.STEP)):
            now = self.system.GetChTime()
            if step == round(self.SHIFT_AT / self.STEP):
                self.gearbox.SetGear(self.HIGH)
            self.driver.SetThrottle(self.GAS * self.ramp(now, self.GAS_FROM, self.GAS_TO))
            self.driver.SetSteering(self.WHEEL * self.ramp(now, self.TURN_FROM, self.TURN_TO))
            if step == shown * round(self.EVERY / self.STEP):
                print("%5.2f %d %7.3f" % (now, self.gearbox.GetCurrentGear(), self.car.GetChassis().GetSpeed()))
                shown += 1
            self.terrain.Synchronize(now)
            self.car.Synchronize(now, self.driver.GetInputs(), self.terrain)
            self.terrain.Advance(self.STEP)
            self.car.Advance(self.STEP)


GearsByHand().run()
