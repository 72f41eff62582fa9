# simbench canary 30aee123-ee2c-456f-a0cf-41b0fce6d2a6
# The gentle stop with inputs by hand, in a system that the script makes, in neutral by the gear, half the step.
import pychrono as ch
import pychrono.vehicle as cv

mu = 0.8  #: friction
length = 100.0  #: road_length
width = 10.0  #: road_width
x0 = -30.0  #: start_x
z0 = 0.21  #: start_height
v0 = 8.0  #: speed
radius = 0.336  #: tire_radius
begins = 0.4  #: brake_at
full = 0.7  #: brake_full
most = 0.3  #: pedal
g = 9.81  #: gravity
h = 0.002  #: step / 2
end = 2.8  #: duration
every = 0.2  #: print_every

sys = ch.ChSystemNSC()
sys.SetCollisionSystemType(ch.ChCollisionSystem.Type_BULLET)
sys.SetGravitationalAcceleration(ch.ChVector3d(0, 0, -g))
sys.SetSolverType(ch.ChSolver.Type_BARZILAIBORWEIN)
sys.GetSolver().AsIterative().SetMaxIterations(150)

sedan = cv.Sedan(sys)
sedan.SetTireType(cv.TireModelType_RIGID)
sedan.SetInitPosition(ch.ChCoordsysd(ch.ChVector3d(x0, 0, z0)))
sedan.SetInitWheelAngVel(cv.vector_double([v0 / radius, v0 / radius, v0 / radius, v0 / radius]))
sedan.Initialize()
sedan.GetVehicle().GetTransmission().SetGear(0)
for part in sys.GetBodies():
    part.SetPosDt(ch.ChVector3d(v0, 0, 0))

stuff = ch.ChContactMaterialNSC()
stuff.SetFriction(mu)
ground = cv.RigidTerrain(sys)
ground.AddPatch(stuff, ch.ChCoordsysd(), length, width)
ground.Initialize()

pedals = cv.DriverInputs()
pedals.m_throttle = pedals.m_steering = 0.0
for i in range(round(end / h)):
    t = sys.GetChTime()
    pedals.m_braking = most * min(1.0, max(0.0, (t - begins) / (full - begins)))
    if i % round(every / h) == 0:
        print(f"{t:.2f}, {sedan.GetVehicle().GetSpeed():.3f}, {pedals.m_braking:.3f}")
    ground.Synchronize(t)
    sedan.Synchronize(t, pedals, ground)
    ground.Advance(h)
    sedan.Advance(h)
    sys.DoStepDynamics(h)
