# simbench canary 30aee123-ee2c-456f-a0cf-41b0fce6d2a6
# The cruise control in a system that the script makes, with inputs by hand, in terms of the road's own frame, half the step.
from math import pi

import pychrono as ch
import pychrono.vehicle as cv

g = 9.81  #: gravity
length = 120.0  #: road_length
width = 10.0  #: road_width
mu = 0.8  #: friction
slope_deg = 5.0  #: slope
back = 20.0  #: down
above = 0.03  #: start_above
v0 = 9.0  #: speed
radius = 0.515  #: rolling_radius
wanted = 9.0  #: wanted
gain = 0.8  #: gain
h = 0.002  #: step / 2
end = 2.6  #: duration
every = 0.2  #: print_every

sys = ch.ChSystemSMC()
sys.SetCollisionSystemType(ch.ChCollisionSystem.Type_BULLET)
sys.SetGravitationalAcceleration(ch.ChVector3d(0, 0, -g))
sys.SetSolverType(ch.ChSolver.Type_BARZILAIBORWEIN)
sys.GetSolver().AsIterative().SetMaxIterations(150)

road = ch.ChFramed(ch.ChVector3d(0, 0, 0), ch.QuatFromAngleAxis(slope_deg * pi / 180, ch.ChVector3d(0, -1, 0)))
bus = cv.CityBus(sys)
bus.SetTireType(cv.TireModelType_TMEASY)
bus.SetTireStepSize(h)
bus.SetInitPosition(ch.ChCoordsysd(road.TransformPointLocalToParent(ch.ChVector3d(-back, 0, above)), road.GetRot()))
bus.SetInitWheelAngVel(cv.vector_double([v0 / radius] * 4))
bus.Initialize()
for part in sys.GetBodies():
    part.SetPosDt(road.TransformDirectionLocalToParent(ch.ChVector3d(v0, 0, 0)))

stuff = ch.ChContactMaterialSMC()
stuff.SetFriction(mu)
hill = cv.RigidTerrain(sys)
hill.AddPatch(stuff, ch.ChCoordsysd(road.GetPos(), road.GetRot()), length, width, 0.5)
hill.Initialize()

hands = cv.DriverInputs()
hands.m_throttle = hands.m_steering = hands.m_braking = 0.0
for i in range(round(end / h)):
    t = sys.GetChTime()
    hands.m_throttle = min(1.0, max(0.0, gain * (wanted - bus.GetVehicle().GetSpeed())))
    if i % round(every / h) == 0:
        print(f"{t:.2f}, {bus.GetVehicle().GetSpeed():.3f}, {hands.m_throttle:.3f}")
    hill.Synchronize(t)
    bus.Synchronize(t, hands, hill)
    hill.Advance(h)
    bus.Advance(h)
    sys.DoStepDynamics(h)
