# simbench canary 30aee123-ee2c-456f-a0cf-41b0fce6d2a6
# The same in a system that the script makes itself, in terms of the hill's own frame, with inputs by hand, a smaller step.
import math

import pychrono as ch
import pychrono.vehicle as cv

mu = 0.8  #: friction
long = 60.0  #: hill_length
wide = 10.0  #: hill_width
slope_deg = 4.0  #: slope
uphill = 10.0  #: up
above = 0.61  #: start_height
v0 = 7.0  #: speed
radius = 0.62  #: rolling_radius
t1 = 0.4  #: brake_at
t2 = 0.6  #: braked
most = 0.4  #: braking
g = 9.81  #: gravity
h = 0.00125  #: step / 1.6
end = 1.5  #: duration
every = 0.2  #: print_every

sys = ch.ChSystemNSC()
sys.SetCollisionSystemType(ch.ChCollisionSystem.Type_BULLET)
sys.SetGravitationalAcceleration(ch.ChVector3d(0, 0, -g))
sys.SetSolverType(ch.ChSolver.Type_BARZILAIBORWEIN)
sys.GetSolver().AsIterative().SetMaxIterations(150)

road = ch.ChFramed(ch.ChVector3d(0, 0, 0), ch.QuatFromAngleAxis(slope_deg * math.pi / 180, ch.ChVector3d(0, -1, 0)))
man = cv.MAN_5t(sys)
man.SetTireType(cv.TireModelType_TMEASY)
man.SetTireStepSize(h)
start = road * ch.ChFramed(ch.ChVector3d(uphill, 0, above), ch.QuatFromAngleZ(math.pi))
man.SetInitPosition(ch.ChCoordsysd(start.GetPos(), start.GetRot()))
man.SetInitWheelAngVel(cv.vector_double([v0 / radius] * 4))
man.Initialize()
man.GetVehicle().GetTransmission().asAutomatic().SetDriveMode(cv.ChAutomaticTransmission.DriveMode_NEUTRAL)
for part in sys.GetBodies():
    part.SetPosDt(start.TransformDirectionLocalToParent(ch.ChVector3d(v0, 0, 0)))

stuff = ch.ChContactMaterialNSC()
stuff.SetStaticFriction(mu)
stuff.SetSlidingFriction(mu)
hill = cv.RigidTerrain(sys)
hill.AddPatch(stuff, ch.ChCoordsysd(road.GetPos(), road.GetRot()), long, wide, 0.5)
hill.Initialize()

foot = cv.DriverInputs()
foot.m_throttle = foot.m_steering = 0.0
for i in range(round(end / h)):
    t = sys.GetChTime()
    foot.m_braking = most * min(1.0, max(0.0, (t - t1) / (t2 - t1)))
    if i % round(every / h) == 0:
        place = man.GetVehicle().GetPos()
        print(f"{t:.2f}, {place.x:.3f}, {place.z:.3f}, {man.GetVehicle().GetSpeed():.3f}")
    hill.Synchronize(t)
    man.Synchronize(t, foot, hill)
    hill.Advance(h)
    man.Advance(h)
    sys.DoStepDynamics(h)
