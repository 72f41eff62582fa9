# simbench canary 30aee123-ee2c-456f-a0cf-41b0fce6d2a6
# The same in a system that the script makes itself, with inputs by hand, one step after the other without functions, a smaller step.
import pychrono as ch
import pychrono.vehicle as cv

mu = 0.8  #: friction
size = 120.0  #: ground_size
x0 = -30.0  #: start_x
z0 = 0.55  #: start_height
t1 = 0.6  #: press_at
t2 = 0.8  #: pressed
gas = 0.7  #: throttle
g = 9.81  #: gravity
h = 0.00125  #: step / 1.6
end = 2.6  #: duration
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

stuff = ch.ChContactMaterialNSC()
stuff.SetStaticFriction(mu)
stuff.SetSlidingFriction(mu)
yard = cv.RigidTerrain(sys)
yard.AddPatch(stuff, ch.ChCoordsysd(), size, size, 0.5)
yard.Initialize()

foot = cv.DriverInputs()
foot.m_steering = foot.m_braking = 0.0
for i in range(round(end / h)):
    t = sys.GetChTime()
    foot.m_throttle = gas * min(1.0, max(0.0, (t - t1) / (t2 - t1)))
    if i % round(every / h) == 0:
        ahead, behind = lorry.GetTractorChassisBody(), lorry.GetTrailer().GetChassis().GetBody()
        print(f"{t:.2f}, {ahead.GetPos().x:.3f}, {behind.GetPos().x:.3f}, {lorry.GetTractor().GetSpeed():.3f}")
    yard.Synchronize(t)
    lorry.Synchronize(t, foot, yard)
    yard.Advance(h)
    lorry.Advance(h)
    sys.DoStepDynamics(h)
