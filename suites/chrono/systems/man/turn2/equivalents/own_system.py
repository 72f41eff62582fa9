# simbench canary 30aee123-ee2c-456f-a0cf-41b0fce6d2a6
# The same in a system that the script makes itself, in terms of the hill's own frame, with inputs by hand, a smaller step.
import math

import pychrono as ch
import pychrono.vehicle as cv

mu = 0.8  #: friction
long = 60.0  #: hill_length
wide = 10.0  #: hill_width
slope_deg = 4.0  #: slope
back = 10.0  #: down
above = 0.61  #: start_height
gear = 4  #: gear
t1 = 0.2  #: press_at
t2 = 0.5  #: pressed
t3 = 0.6  #: let_go_at
t4 = 0.8  #: let_go
gas = 0.9  #: throttle
g = 9.81  #: gravity
h = 0.0025  #: step / 1.6
end = 2.4  #: duration
every = 0.2  #: print_every

sys = ch.ChSystemNSC()
sys.SetCollisionSystemType(ch.ChCollisionSystem.Type_BULLET)
sys.SetGravitationalAcceleration(ch.ChVector3d(0, 0, -g))
sys.SetSolverType(ch.ChSolver.Type_BARZILAIBORWEIN)
sys.GetSolver().AsIterative().SetMaxIterations(150)

road = ch.ChFramed(ch.ChVector3d(0, 0, 0), ch.QuatFromAngleAxis(slope_deg * math.pi / 180, ch.ChVector3d(0, -1, 0)))
man = cv.MAN_7t(sys)
man.SetTireType(cv.TireModelType_TMEASY)
man.SetTireStepSize(h)
man.SetInitPosition(ch.ChCoordsysd(road.TransformPointLocalToParent(ch.ChVector3d(-back, 0, above)), road.GetRot()))
man.Initialize()
man.GetVehicle().EnableBrakeLocking(True)
box = man.GetVehicle().GetTransmission().asAutomatic()
box.SetShiftMode(cv.ChAutomaticTransmission.ShiftMode_MANUAL)
while box.GetCurrentGear() < gear:
    box.ShiftUp()

stuff = ch.ChContactMaterialNSC()
stuff.SetStaticFriction(mu)
stuff.SetSlidingFriction(mu)
hill = cv.RigidTerrain(sys)
hill.AddPatch(stuff, ch.ChCoordsysd(road.GetPos(), road.GetRot()), long, wide, 0.5)
hill.Initialize()

feet = cv.DriverInputs()
feet.m_steering = 0.0
for i in range(round(end / h)):
    t = sys.GetChTime()
    press, release = (min(1.0, max(0.0, (t - a) / (b - a))) for a, b in ((t1, t2), (t3, t4)))
    feet.m_throttle = gas * press
    feet.m_braking = 1.0 - release
    if i % round(every / h) == 0:
        turns = man.GetVehicle().GetEngine().GetMotorSpeed() * 30 / math.pi
        print(f"{t:.2f}, {man.GetVehicle().GetPos().x:.3f}, {man.GetVehicle().GetSpeed():.3f}, {turns:.0f}")
    hill.Synchronize(t)
    man.Synchronize(t, feet, hill)
    hill.Advance(h)
    man.Advance(h)
    sys.DoStepDynamics(h)
