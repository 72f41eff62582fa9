# simbench canary 30aee123-ee2c-456f-a0cf-41b0fce6d2a6
# There and back in a system that the script makes itself, with inputs by hand, one step after the other without functions, a smaller step.
import pychrono as ch
import pychrono.vehicle as cv

mu = 0.7  #: friction
size = 60.0  #: ground_size
x0 = -10.0  #: start_x
z0 = 0.28  #: start_height
t1 = 0.2  #: press_at
t2 = 0.3  #: pressed
t3 = 0.9  #: let_go_at
t4 = 1.0  #: let_go
t5 = 1.1  #: brake_at
t6 = 1.2  #: braked
t7 = 1.8  #: reverse_at
t8 = 1.95  #: back_at
gas = 0.3  #: throttle
stop = 0.5  #: braking
back = 0.08  #: back_throttle
wheel = 0.6  #: steering
g = 9.81  #: gravity
h = 0.0008  #: step / 1.25
end = 2.8  #: duration
every = 0.2  #: print_every

sys = ch.ChSystemNSC()
sys.SetCollisionSystemType(ch.ChCollisionSystem.Type_BULLET)
sys.SetGravitationalAcceleration(ch.ChVector3d(0, 0, -g))
sys.SetSolverType(ch.ChSolver.Type_BARZILAIBORWEIN)
sys.GetSolver().AsIterative().SetMaxIterations(150)

small = cv.Gator(sys)
small.SetTireType(cv.TireModelType_TMEASY)
small.SetTireStepSize(h)
small.SetInitPosition(ch.ChCoordsysd(ch.ChVector3d(x0, 0, z0)))
small.Initialize()

stuff = ch.ChContactMaterialNSC()
stuff.SetStaticFriction(mu)
stuff.SetSlidingFriction(mu)
plain = cv.RigidTerrain(sys)
plain.AddPatch(stuff, ch.ChCoordsysd(), size, size, 0.5)
plain.Initialize()

foot = cv.DriverInputs()
for i in range(round(end / h)):
    t = sys.GetChTime()
    foot.m_throttle = gas * max(0.0, min(1.0, (t - t1) / (t2 - t1), (t4 - t) / (t4 - t3)))
    share = min(1.0, max(0.0, (t - t7) / (t8 - t7)))
    foot.m_throttle += back * share
    foot.m_steering = wheel * share
    foot.m_braking = stop * min(1.0, max(0.0, (t - t5) / (t6 - t5))) * (1 - share)
    if t >= t7 - h / 2:
        small.GetVehicle().GetTransmission().SetGear(-1)
    if i % round(every / h) == 0:
        print(f"{t:.2f}, {small.GetVehicle().GetPos().x:.3f}, {small.GetVehicle().GetSpeed():.3f}, {small.GetVehicle().GetTransmission().GetCurrentGear()}")
    plain.Synchronize(t)
    small.Synchronize(t, foot, plain)
    plain.Advance(h)
    small.Advance(h)
    sys.DoStepDynamics(h)
