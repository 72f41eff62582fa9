# simbench canary 30aee123-ee2c-456f-a0cf-41b0fce6d2a6
# The same by a class: tractor and trailer are set moving, synchronised and advanced one by one, the steering is set before each step.
import pychrono as chrono
from pychrono import vehicle


class Turn:
    STEP = 0.002  #: step in s
    END = 3.0  #: duration
    EVERY = 0.2  #: print_every
    G = 9.81  #: gravity
    SIZE = 120.0  #: ground_size
    MU = 0.8  #: friction
    X = -30.0  #: start_x
    Z = 0.55  #: start_height
    V = 8.0  #: speed
    RADIUS = 0.55  #: rolling_radius
    TRAILER_RADIUS = 0.53  #: trailer_rolling_radius
    HAND_AT = 0.3  #: turn_at
    HAND_OVER = 0.7  #: turned
    HAND = 0.3  #: steering

    def __init__(self):
        self.truck = vehicle.Kraz()
        self.truck.SetTireStepSize(self.STEP)
        self.truck.SetInitFwdVel(self.V)
        self.truck.SetInitPosition(chrono.ChCoordsysd(chrono.ChVector3d(self.X, 0, self.Z)))
        self.truck.Initialize()
        self.tractor, self.trailer = self.truck.GetTractor(), self.truck.GetTrailer()
        self.tractor.GetTransmission().asAutomatic().SetDriveMode(vehicle.ChAutomaticTransmission.DriveMode_NEUTRAL)
        self.system = self.truck.GetSystem()
        self.system.SetGravitationalAcceleration(chrono.ChVector3d(0, 0, -self.G))
        self.push()
        data = chrono.ChContactMaterialData()
        data.mu = self.MU
        self.floor = vehicle.RigidTerrain(self.system)
        self.floor.AddPatch(data.CreateMaterial(self.system.GetContactMethod()), chrono.ChCoordsysd(), self.SIZE, self.SIZE)
        self.floor.Initialize()
        self.driver = vehicle.ChDriver(self.tractor)

    def push(self):
        for part in self.system.GetBodies():
            part.SetPosDt(chrono.ChVector3d(self.V, 0, 0))
        for unit, radius in ((self.tractor, self.RADIUS), (self.trailer, self.TRAILER_RADIUS)):
            for axle in (unit.GetAxle(number) for number in range(unit.GetNumberAxles())):
                for side in (vehicle.LEFT, vehicle.RIGHT):
                    axle.m_suspension.GetSpindle(side).SetAngVelLocal(chrono.ChVector3d(0, self.V / radius, 0))
                    axle.m_suspension.GetAxle(side).SetPosDt(-self.V / radius)

    def hand(self, now):
        return self.HAND * min(1.0, max(0.0, (now - self.HAND_AT) / (self.HAND_OVER - self.HAND_AT)))

    def run(self):
        shown = 0
        while self.system.GetChTime() < self.END - self.STEP / 2:
            now = self.system.GetChTime()
            if now > shown * self.EVERY - self.STEP / 2:
                angles = self.tractor.GetRot().GetCardanAnglesZYX().z, self.trailer.GetChassis().GetRot().GetCardanAnglesZYX().z
                print("%5.2f %8.4f %8.4f" % (now, *angles))
                shown += 1
            self.driver.SetSteering(self.hand(now))
            inputs = self.driver.GetInputs()
            self.trailer.Synchronize(now, inputs, self.floor)
            self.tractor.Synchronize(now, inputs, self.floor)
            self.tractor.Advance(self.STEP)
            self.trailer.Advance(self.STEP)


Turn().run()
