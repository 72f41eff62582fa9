# simbench canary 30aee123-ee2c-456f-a0cf-41b0fce6d2a6
# The same turn in a system that the script makes itself, with inputs by hand, one step after the other without functions, half the step.
import pychrono as ch
import pychrono.vehicle as cv

mu = 0.8  #: friction
size = 80.0  #: ground_size
x0 = -20.0  #: start_x
y0 = -10.0  #: start_y
z0 = 0.48  #: start_height
v0 = 7.0  #: speed
radius = 0.467  #: tire_radius
begins = 0.4  #: turn_at
full = 0.9  #: turn_full
most = 0.8  #: steering
g = 9.81  #: gravity
h = 0.002  #: step / 2
end = 2.4  #: duration
every = 0.2  #: print_every

sys = ch.ChSystemNSC()
sys.SetCollisionSystemType(ch.ChCollisionSystem.Type_BULLET)
sys.SetGravitationalAcceleration(ch.ChVector3d(0, 0, -g))
sys.SetSolverType(ch.ChSolver.Type_BARZILAIBORWEIN)
sys.GetSolver().AsIterative().SetMaxIterations(150)

hmmwv = cv.HMMWV_Reduced(sys)
hmmwv.SetTireType(cv.TireModelType_RIGID)
hmmwv.SetInitPosition(ch.ChCoordsysd(ch.ChVector3d(x0, y0, z0)))
hmmwv.SetInitWheelAngVel(cv.vector_double([v0 / radius] * 4))
hmmwv.Initialize()
hmmwv.GetVehicle().GetTransmission().SetGear(0)
for part in sys.GetBodies():
    part.SetPosDt(ch.ChVector3d(v0, 0, 0))

stuff = ch.ChContactMaterialNSC()
stuff.SetStaticFriction(mu)
stuff.SetSlidingFriction(mu)
plain = cv.RigidTerrain(sys)
plain.AddPatch(stuff, ch.ChCoordsysd(), size, size, 0.5)
plain.Initialize()

hands = cv.DriverInputs()
hands.m_throttle = hands.m_braking = 0.0
for i in range(round(end / h)):
    t = sys.GetChTime()
    hands.m_steering = most * min(1.0, max(0.0, (t - begins) / (full - begins)))
    if i % round(every / h) == 0:
        at = hmmwv.GetVehicle().GetPos()
        print(f"{t:.2f}, {at.x:.3f}, {at.y:.3f}, {hmmwv.GetVehicle().GetSpeed():.3f}")
    plain.Synchronize(t)
    hmmwv.Synchronize(t, hands, plain)
    plain.Advance(h)
    hmmwv.Advance(h)
    sys.DoStepDynamics(h)
