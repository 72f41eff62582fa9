# simbench canary 30aee123-ee2c-456f-a0cf-41b0fce6d2a6
# The same by a class; the shoes' way is taken from their rotation matrices, the pedal is pressed step by step.
import pychrono as chrono
from pychrono import vehicle


class Carrier:
    STEP = 0.0005  #: step in s
    END = 0.42  #: duration
    EVERY = 0.05  #: print_every
    G = 9.81  #: gravity
    SIZE = 60.0  #: ground_size
    MU = 0.4  #: friction
    YOUNG = 20000000.0  #: stiffness in Pa
    BOUNCE = 0.01  #: restitution
    X = -10.0  #: start_x
    Z = 0.68  #: start_height
    SPEED = 4.0  #: speed
    R_SPROCKET = 0.245  #: sprocket_radius
    R_WHEEL = 0.305  #: wheel_radius
    R_IDLER = 0.285  #: idler_radius
    T1 = 0.14  #: brake_at
    T2 = 0.22  #: braked
    PEDAL = 0.4  #: braking

    def __init__(self):
        self.m113 = vehicle.M113()
        self.m113.SetInitPosition(chrono.ChCoordsysd(chrono.ChVector3d(self.X, 0, self.Z)))
        self.m113.SetEngineType(vehicle.EngineModelType_SIMPLE)
        self.m113.SetDrivelineType(vehicle.DrivelineTypeTV_BDS)
        self.m113.SetContactMethod(chrono.ChContactMethod_SMC)
        self.m113.SetInitFwdVel(self.SPEED)
        self.m113.Initialize()
        self.system = self.m113.GetSystem()
        self.system.SetGravitationalAcceleration(chrono.ChVector3d(0, 0, -self.G))
        for body in self.system.GetBodies():
            body.SetPosDt(chrono.ChVector3d(self.SPEED, 0, 0))
        self.run_tracks()
        data = chrono.ChContactMaterialData()
        data.mu, data.Y, data.cr = self.MU, self.YOUNG, self.BOUNCE
        self.floor = vehicle.RigidTerrain(self.system)
        self.floor.AddPatch(data.CreateMaterial(self.system.GetContactMethod()), chrono.ChCoordsysd(), self.SIZE, self.SIZE)
        self.floor.Initialize()
        self.driver = vehicle.ChDriver(self.m113.GetVehicle())

    def run_tracks(self):
        for side in (vehicle.LEFT, vehicle.RIGHT):
            track = self.m113.GetVehicle().GetTrackAssembly(side)
            for i in range(track.GetNumTrackShoes()):
                body = track.GetTrackShoe(i).GetShoeBody()
                x = body.GetRotMat().GetAxisX()
                body.SetPosDt(chrono.ChVector3d(self.SPEED * (1 - x.x), -self.SPEED * x.y, -self.SPEED * x.z))
            self.spin(track.GetSprocket().GetGearBody(), self.R_SPROCKET)
            self.spin(track.GetIdler().GetWheelBody(), self.R_IDLER)
            for i in range(5):
                self.spin(track.GetTrackSuspension(i).GetWheelBody(), self.R_WHEEL)

    def spin(self, body, radius):
        body.SetAngVelLocal(chrono.ChVector3d(0, self.SPEED / radius, 0))

    def run(self):
        shown = 0
        while self.system.GetChTime() < self.END - self.STEP / 2:
            now = self.system.GetChTime()
            if now > shown * self.EVERY - self.STEP / 2:
                print("%5.2f %8.4f %7.3f %7.3f" % (now, self.m113.GetChassis().GetPos().x, self.m113.GetChassis().GetSpeed(), self.m113.GetDriveline().GetSprocketSpeed(vehicle.LEFT)))
                shown += 1
            self.driver.SetBraking(self.PEDAL * min(1, max(0, (now - self.T1) / (self.T2 - self.T1))))
            self.driver.Synchronize(now)
            self.m113.Synchronize(now, self.driver.GetInputs())
            self.m113.Advance(self.STEP)


Carrier().run()
