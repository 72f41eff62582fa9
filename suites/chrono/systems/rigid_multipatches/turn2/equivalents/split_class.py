# simbench canary 30aee123-ee2c-456f-a0cf-41b0fce6d2a6
# The same stop by a class that keeps a list of patches; a data driver with one entry brakes, and nothing but the car is advanced.
import pychrono as chrono
from pychrono import vehicle


class Split:
    STEP = 0.004  #: step in s
    END = 2.0  #: duration
    EVERY = 0.2  #: print_every
    SPEED = 8.0  #: speed
    X = -15.0  #: start_x
    Z = 0.48  #: start_height
    WIDTH = 12.0  #: width
    DRY = 0.7  #: dry_friction
    WET = 0.4  #: wet_friction
    LONG = 50.0  #: length

    def __init__(self):
        self.car = vehicle.HMMWV_Reduced()
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
        for mu, middle, size in self.patches():
            data = chrono.ChContactMaterialData()
            data.mu = mu
            made = data.CreateMaterial(chrono.ChContactMethod_NSC)
            self.terrain.AddPatch(made, chrono.ChCoordsysd(chrono.ChVector3d(*middle), chrono.QUNIT), size, self.WIDTH)
        self.terrain.Initialize()
        self.driver = vehicle.ChDataDriver(self.car.GetVehicle(), vehicle.vector_Entry([vehicle.DataDriverEntry(0, 0, 0, 1)]))

    def patches(self):
        yield self.WET, (0, -self.WIDTH / 2, 0), self.LONG
        yield self.DRY, (0, self.WIDTH / 2, 0), self.LONG

    def run(self):
        shown = 0
        while self.system.GetChTime() < self.END - self.STEP / 2:
            now = self.system.GetChTime()
            if now > shown * self.EVERY - self.STEP / 2:
                at = self.car.GetChassis().GetPos()
                print("%5.2f %8.3f %8.3f %7.3f" % (now, at.x, at.y, self.car.GetChassis().GetSpeed()))
                shown += 1
            self.driver.Synchronize(now)
            self.car.Synchronize(now, self.driver.GetInputs(), self.terrain)
            self.car.Advance(self.STEP)


Split().run()
