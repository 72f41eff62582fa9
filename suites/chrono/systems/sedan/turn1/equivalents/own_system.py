# simbench canary 30aee123-ee2c-456f-a0cf-41b0fce6d2a6
# The same stop in a system that the script makes itself, with inputs by hand, one step after the other without functions, half the step.
import pychrono as ch
import pychrono.vehicle as cv

mu = 0.5  #: friction
length = 100.0  #: road_length
width = 10.0  #: road_width
x0 = -30.0  #: start_x
z0 = 0.21  #: start_height
v0 = 8.0  #: speed
g = 9.81  #: gravity
h = 0.002  #: step / 2
end = 2.0  #: duration
every = 0.2  #: print_every

sys = ch.ChSystemNSC()
sys.SetCollisionSystemType(ch.ChCollisionSystem.Type_BULLET)
sys.SetGravitationalAcceleration(ch.ChVector3d(0, 0, -g))
sys.SetSolverType(ch.ChSolver.Type_BARZILAIBORWEIN)
sys.GetSolver().AsIterative().SetMaxIterations(150)

sedan = cv.Sedan(sys)
sedan.SetTireType(cv.TireModelType_RIGID)
sedan.EnableBrakeLocking(True)
sedan.SetInitPosition(ch.ChCoordsysd(ch.ChVector3d(x0, 0, z0)))
sedan.Initialize()
for part in sys.GetBodies():
    part.SetPosDt(ch.ChVector3d(v0, 0, 0))

stuff = ch.ChContactMaterialNSC()
stuff.SetStaticFriction(mu)
stuff.SetSlidingFriction(mu)
ground = cv.RigidTerrain(sys)
ground.AddPatch(stuff, ch.ChCoordsysd(), length, width, 0.5)
ground.Initialize()

pedals = cv.DriverInputs()
pedals.m_throttle, pedals.m_steering, pedals.m_braking = 0.0, 0.0, 1.0

for i in range(round(end / h)):
    if i % round(every / h) == 0:
        print(f"{sys.GetChTime():.2f}, {sedan.GetVehicle().GetPos().x:.3f}, {sedan.GetVehicle().GetSpeed():.3f}")
    ground.Synchronize(sys.GetChTime())
    sedan.Synchronize(sys.GetChTime(), pedals, ground)
    ground.Advance(h)
    sedan.Advance(h)
    sys.DoStepDynamics(h)
