# simbench canary 30aee123-ee2c-456f-a0cf-41b0fce6d2a6
# The same stop by a class; a data driver with one entry brakes, and nothing but the car is advanced.
import pychrono as chrono
from pychrono import vehicle


class EmergencyStop:
    STEP = 0.004  #: step in s
    END = 2.0  #: duration
    EVERY = 0.2  #: print_every
    SPEED = 8.0  #: speed
    MU = 0.5  #: friction
    X = -30.0  #: start_x
    Z = 0.21  #: start_height
    SIZE_X = 100.0  #: road_length
    SIZE_Y = 10.0  #: road_width

    def __init__(self):
        self.car = vehicle.Sedan()
        self.car.SetContactMethod(chrono.ChContactMethod_NSC)
        self.car.SetTireType(vehicle.TireModelType_RIGID)
        self.car.EnableBrakeLocking(True)
        self.car.SetInitFwdVel(self.SPEED)
        self.car.SetInitPosition(chrono.ChCoordsysd(chrono.ChVector3d(self.X, 0, self.Z), chrono.ChQuaterniond(1, 0, 0, 0)))
        self.car.Initialize()
        self.system = self.car.GetSystem()
        along = self.car.GetChassisBody().GetPosDt()
        for body in self.system.GetBodies():
            body.SetPosDt(chrono.ChVector3d(along.x, along.y, along.z))
        self.terrain = vehicle.RigidTerrain(self.system)
        data = chrono.ChContactMaterialData()
        data.mu = self.MU
        self.terrain.AddPatch(data.CreateMaterial(chrono.ChContactMethod_NSC), chrono.CSYSNORM, self.SIZE_X, self.SIZE_Y)
        self.terrain.Initialize()
        entries = vehicle.vector_Entry([vehicle.DataDriverEntry(0, 0, 0, 1)])
        self.driver = vehicle.ChDataDriver(self.car.GetVehicle(), entries)

    def run(self):
        shown = 0
        while self.system.GetChTime() < self.END:
            now = self.system.GetChTime()
            if now > shown * self.EVERY - self.STEP / 2:
                print("%5.2f %8.3f %7.3f" % (now, self.car.GetChassis().GetPos().x, self.car.GetChassis().GetSpeed()))
                shown += 1
            self.driver.Synchronize(now)
            self.car.Synchronize(now, self.driver.GetInputs(), self.terrain)
            self.car.Advance(self.STEP)


EmergencyStop().run()
