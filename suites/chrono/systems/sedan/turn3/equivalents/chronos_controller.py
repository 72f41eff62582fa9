# simbench canary 30aee123-ee2c-456f-a0cf-41b0fce6d2a6
# The cruise control with Chrono's own speed controller, inputs by hand, in a system that the script makes, half the step.
import pychrono as ch
import pychrono.vehicle as cv

mu = 0.8  #: friction
length = 100.0  #: road_length
width = 10.0  #: road_width
x0 = -30.0  #: start_x
z0 = 0.21  #: start_height
v0 = 8.0  #: speed
spin = 25.0  #: spin
kp = 0.25  #: gain
ki = 0.4  #: integral_gain
t1 = 0.4  #: faster_at
v1 = 11.0  #: fast
t2 = 1.5  #: slower_at
v2 = 8.0  #: slow
g = 9.81  #: gravity
h = 0.001  #: step / 2
end = 2.6  #: duration
every = 0.2  #: print_every

sys = ch.ChSystemSMC()
sys.SetCollisionSystemType(ch.ChCollisionSystem.Type_BULLET)
sys.SetGravitationalAcceleration(ch.ChVector3d(0, 0, -g))
sys.SetSolverType(ch.ChSolver.Type_BARZILAIBORWEIN)
sys.GetSolver().AsIterative().SetMaxIterations(150)

sedan = cv.Sedan(sys)
sedan.SetTireType(cv.TireModelType_TMEASY)
sedan.SetTireStepSize(h)
sedan.SetInitPosition(ch.ChCoordsysd(ch.ChVector3d(x0, 0, z0)))
sedan.SetInitWheelAngVel(cv.vector_double([spin] * 4))
sedan.Initialize()
for part in sys.GetBodies():
    part.SetPosDt(ch.ChVector3d(v0, 0, 0))

stuff = ch.ChContactMaterialSMC()
stuff.SetFriction(mu)
ground = cv.RigidTerrain(sys)
ground.AddPatch(stuff, ch.ChCoordsysd(), length, width)
ground.Initialize()

controller = cv.ChSpeedController()
controller.SetGains(kp, ki, 0)
controller.Reset(sedan.GetVehicle().GetRefFrame())
pedals = cv.DriverInputs()
pedals.m_steering = 0.0
for i in range(round(end / h)):
    t = sys.GetChTime()
    wanted = v0 if t < t1 else v1 if t < t2 else v2
    u = max(-1.0, min(1.0, controller.Advance(sedan.GetVehicle().GetRefFrame(), wanted, t, h)))
    pedals.m_throttle, pedals.m_braking = max(0.0, u), max(0.0, -u)
    if i % round(every / h) == 0:
        print(f"{t:.2f}, {wanted}, {sedan.GetVehicle().GetSpeed():.3f}, {pedals.m_throttle:.3f}, {pedals.m_braking:.3f}")
    ground.Synchronize(t)
    sedan.Synchronize(t, pedals, ground)
    ground.Advance(h)
    sedan.Advance(h)
    sys.DoStepDynamics(h)
