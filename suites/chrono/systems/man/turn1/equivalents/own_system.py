# simbench canary 30aee123-ee2c-456f-a0cf-41b0fce6d2a6
# The same in a system that the script makes itself, with inputs by hand and a gear that is shifted up, one step after the other without functions, a smaller step.
import math

import pychrono as ch
import pychrono.vehicle as cv

mu = 0.8  #: friction
long = 80.0  #: ground_length
wide = 12.0  #: ground_width
x0 = -10.0  #: start_x
z0 = 0.61  #: start_height
gear = 4  #: gear
t1 = 0.8  #: press_at
t2 = 1.0  #: pressed
gas = 0.6  #: throttle
g = 9.81  #: gravity
h = 0.0025  #: step / 1.6
end = 2.2  #: duration
every = 0.2  #: print_every

sys = ch.ChSystemNSC()
sys.SetCollisionSystemType(ch.ChCollisionSystem.Type_BULLET)
sys.SetGravitationalAcceleration(ch.ChVector3d(0, 0, -g))
sys.SetSolverType(ch.ChSolver.Type_BARZILAIBORWEIN)
sys.GetSolver().AsIterative().SetMaxIterations(150)

man = cv.MAN_10t(sys)
man.SetTireType(cv.TireModelType_TMEASY)
man.SetTireStepSize(h)
man.SetInitPosition(ch.ChCoordsysd(ch.ChVector3d(x0, 0, z0)))
man.Initialize()
box = man.GetVehicle().GetTransmission().asAutomatic()
box.SetShiftMode(cv.ChAutomaticTransmission.ShiftMode_MANUAL)
while box.GetCurrentGear() < gear:
    box.ShiftUp()

stuff = ch.ChContactMaterialNSC()
stuff.SetStaticFriction(mu)
stuff.SetSlidingFriction(mu)
yard = cv.RigidTerrain(sys)
yard.AddPatch(stuff, ch.ChCoordsysd(), long, wide, 0.5)
yard.Initialize()

foot = cv.DriverInputs()
foot.m_steering = foot.m_braking = 0.0
for i in range(round(end / h)):
    t = sys.GetChTime()
    foot.m_throttle = gas * min(1.0, max(0.0, (t - t1) / (t2 - t1)))
    if i % round(every / h) == 0:
        turns = man.GetVehicle().GetEngine().GetMotorSpeed() * 30 / math.pi
        print(f"{t:.2f}, {man.GetVehicle().GetPos().x:.3f}, {man.GetVehicle().GetSpeed():.3f}, {turns:.0f}")
    yard.Synchronize(t)
    man.Synchronize(t, foot, yard)
    yard.Advance(h)
    man.Advance(h)
    sys.DoStepDynamics(h)
