# simbench canary 30aee123-ee2c-456f-a0cf-41b0fce6d2a6
# The same by a class: the last axle is asked for its own place, steering and brake are counted on from step to step.
import pychrono as chrono
from pychrono import vehicle


class Stop:
    STEP = 0.002  #: step in s
    END = 2.8  #: duration
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
    FIRST_LINE = -24.0  #: straight_line
    BACK = 0.5  #: straighten
    HITCH = 4.64  #: hitch_behind
    SECOND_LINE = -30.5  #: brake_line
    FOOT = 0.45  #: braking
    FOOT_DOWN = 0.4  #: press

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

    def parts(self):
        hitch = self.tractor.GetChassisBody().GetFrameRefToAbs().TransformPointLocalToParent(chrono.ChVector3d(-self.HITCH, 0, 0.82))
        axle = self.trailer.GetAxle(2).m_suspension
        return hitch.x, (axle.GetSpindlePos(vehicle.LEFT).x + axle.GetSpindlePos(vehicle.RIGHT).x) / 2

    def run(self):
        shown, hand, foot, straightens, brakes = 0, 0.0, 0.0, False, False
        while self.system.GetChTime() < self.END - self.STEP / 2:
            now = self.system.GetChTime()
            hitch, tail = self.parts()
            if straightens:
                hand = max(0.0, hand - self.HAND * self.STEP / self.BACK)
            else:
                hand = self.HAND * min(1.0, max(0.0, (now - self.HAND_AT) / (self.HAND_OVER - self.HAND_AT)))
            if brakes:
                foot = min(self.FOOT, foot + self.FOOT * self.STEP / self.FOOT_DOWN)
            straightens, brakes = straightens or hitch > self.FIRST_LINE, brakes or tail > self.SECOND_LINE
            if now > shown * self.EVERY - self.STEP / 2:
                angles = self.tractor.GetRot().GetCardanAnglesZYX().z, self.trailer.GetChassis().GetRot().GetCardanAnglesZYX().z
                print("%5.2f %8.4f %8.4f %6.3f" % (now, angles[0] - angles[1], self.tractor.GetSpeed(), foot))
                shown += 1
            self.driver.SetSteering(hand)
            self.driver.SetBraking(foot)
            inputs = self.driver.GetInputs()
            self.trailer.Synchronize(now, inputs, self.floor)
            self.tractor.Synchronize(now, inputs, self.floor)
            self.tractor.Advance(self.STEP)
            self.trailer.Advance(self.STEP)


Stop().run()
