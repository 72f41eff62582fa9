# simbench canary 30aee123-ee2c-456f-a0cf-41b0fce6d2a6
# The same in a system that the script makes itself, with inputs by hand, one step after the other without functions, a smaller step.
from math import atan2

import pychrono as ch
import pychrono.vehicle as cv

mu = 0.8  #: friction
size = 120.0  #: ground_size
x0 = -30.0  #: start_x
z0 = 0.55  #: start_height
v0 = 8.0  #: speed
ahead = 14.545454545454545  #: spin
behind = 15.09433962264151  #: trailer_spin
t1 = 0.3  #: turn_at
t2 = 0.7  #: turned
turn = 0.3  #: steering
line1 = -24.0  #: straight_line
back = 0.5  #: straighten
hitch = 4.64  #: hitch_behind
line2 = -30.5  #: brake_line
stop = 0.45  #: braking
press = 0.4  #: press
tail = 8.94  #: axle_behind
g = 9.81  #: gravity
h = 0.00125  #: step / 1.6
end = 2.8  #: duration
every = 0.2  #: print_every

sys = ch.ChSystemNSC()
sys.SetCollisionSystemType(ch.ChCollisionSystem.Type_BULLET)
sys.SetGravitationalAcceleration(ch.ChVector3d(0, 0, -g))
sys.SetSolverType(ch.ChSolver.Type_BARZILAIBORWEIN)
sys.GetSolver().AsIterative().SetMaxIterations(150)

lorry = cv.Kraz(sys)
lorry.SetTireStepSize(h)
lorry.SetInitPosition(ch.ChCoordsysd(ch.ChVector3d(x0, 0, z0)))
lorry.Initialize()
lorry.GetTractor().GetTransmission().asAutomatic().SetDriveMode(cv.ChAutomaticTransmission.DriveMode_NEUTRAL)
for part in sys.GetBodies():
    part.SetPosDt(ch.ChVector3d(v0, 0, 0))
for number in range(3):
    for side in (0, 1):
        lorry.GetTractor().GetAxle(number).m_wheels[side].GetSpindle().SetAngVelParent(ch.ChVector3d(0, ahead, 0))
        lorry.GetTrailer().GetAxle(number).m_wheels[side].GetSpindle().SetAngVelParent(ch.ChVector3d(0, behind, 0))

stuff = ch.ChContactMaterialNSC()
stuff.SetStaticFriction(mu)
stuff.SetSlidingFriction(mu)
yard = cv.RigidTerrain(sys)
yard.AddPatch(stuff, ch.ChCoordsysd(), size, size, 0.5)
yard.Initialize()

front, rear = lorry.GetTractor(), lorry.GetTrailer().GetChassis()
passed = [1e9, 1e9]
feet = cv.DriverInputs()
feet.m_throttle = 0.0
for i in range(round(end / h)):
    t = sys.GetChTime()
    nose, trailing = front.GetRot().GetAxisX(), rear.GetRot().GetAxisX()
    if front.GetPos().x - hitch * nose.x > line1:
        passed[0] = min(passed[0], t)
    if rear.GetPos().x - tail * trailing.x > line2:
        passed[1] = min(passed[1], t)
    left = min(1.0, max(0.0, (t - t1) / (t2 - t1)))
    feet.m_steering = turn * (left - min(1.0, max(0.0, (t - passed[0]) / back)))
    feet.m_braking = stop * min(1.0, max(0.0, (t - passed[1]) / press))
    if i % round(every / h) == 0:
        bend = atan2(nose.y, nose.x) - atan2(trailing.y, trailing.x)
        print(f"{t:.2f}, {bend:.4f}, {front.GetSpeed():.3f}, {feet.m_braking:.3f}")
    yard.Synchronize(t)
    lorry.Synchronize(t, feet, yard)
    yard.Advance(h)
    lorry.Advance(h)
    sys.DoStepDynamics(h)
