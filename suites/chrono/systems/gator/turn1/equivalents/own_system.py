# simbench canary 30aee123-ee2c-456f-a0cf-41b0fce6d2a6
# The same in a system that the script makes itself, with inputs by hand, one step after the other without functions, a smaller step.
import pychrono as ch
import pychrono.vehicle as cv

mu = 0.7  #: friction
size = 60.0  #: ground_size
x0 = -10.0  #: start_x
z0 = 0.28  #: start_height
t1 = 0.2  #: press_at
t2 = 0.4  #: pressed
gas = 0.3  #: throttle
g = 9.81  #: gravity
h = 0.0008  #: step / 1.25
end = 1.6  #: duration
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
foot.m_steering = foot.m_braking = 0.0
for i in range(round(end / h)):
    t = sys.GetChTime()
    foot.m_throttle = gas * min(1.0, max(0.0, (t - t1) / (t2 - t1)))
    if i % round(every / h) == 0:
        print(f"{t:.2f}, {small.GetVehicle().GetPos().x:.3f}, {small.GetVehicle().GetSpeed():.3f}, {small.GetVehicle().GetEngine().GetOutputMotorshaftTorque():.1f}")
    plain.Synchronize(t)
    small.Synchronize(t, foot, plain)
    plain.Advance(h)
    small.Advance(h)
    sys.DoStepDynamics(h)
