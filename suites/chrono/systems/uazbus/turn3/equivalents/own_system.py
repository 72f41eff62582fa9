# simbench canary 30aee123-ee2c-456f-a0cf-41b0fce6d2a6
# The same in a system that the script makes itself, with inputs by hand, one step after the other without functions, a smaller step.
import pychrono as ch
import pychrono.vehicle as cv

mu = 0.8  #: friction
size = 40.0  #: ground_size
dl = 20.0  #: deck_length
dw = 4.0  #: deck_width
dh = 0.05  #: deck_height
kerb = -4.3  #: edge
x0 = -5.0  #: start_x
z0 = 0.38  #: start_height
kg = 500.0  #: crate_mass
edge = 0.8  #: crate_size
cx = -7.0  #: start_x - crate_behind
cz = 1.08  #: start_height + crate_up
t1 = 0.5  #: press_at
t2 = 0.7  #: pressed
gas = 0.45  #: throttle
t3 = 1.7  #: let_go_at
t4 = 1.9  #: let_go
t5 = 3.2  #: brake_at
t6 = 3.4  #: braked
stop = 0.35  #: braking
g = 9.81  #: gravity
h = 0.00125  #: step / 1.6
end = 5.0  #: duration
every = 0.2  #: print_every

sys = ch.ChSystemNSC()
sys.SetCollisionSystemType(ch.ChCollisionSystem.Type_BULLET)
sys.SetGravitationalAcceleration(ch.ChVector3d(0, 0, -g))
sys.SetSolverType(ch.ChSolver.Type_BARZILAIBORWEIN)
sys.GetSolver().AsIterative().SetMaxIterations(150)

bus = cv.UAZBUS(sys)
bus.SetTireType(cv.TireModelType_TMEASY)
bus.SetTireStepSize(h)
bus.SetInitPosition(ch.ChCoordsysd(ch.ChVector3d(x0, 0, z0)))
bus.Initialize()

crate = ch.ChBodyEasyBox(edge, edge, edge, 1000)
crate.SetInertiaXX(ch.ChVector3d(kg * edge**2 / 6, kg * edge**2 / 6, kg * edge**2 / 6))
crate.SetMass(kg)
crate.EnableCollision(False)
crate.SetPos(ch.ChVector3d(cx, 0, cz))
sys.Add(crate)
hold = ch.ChLinkLockLock()
hold.Initialize(bus.GetChassisBody(), crate, ch.ChFramed(bus.GetChassisBody().GetPos()))
sys.Add(hold)

stuff = ch.ChContactMaterialNSC()
stuff.SetStaticFriction(mu)
stuff.SetSlidingFriction(mu)
yard = cv.RigidTerrain(sys)
yard.AddPatch(stuff, ch.ChCoordsysd(), size, size, 0.5)
yard.AddPatch(stuff, ch.ChCoordsysd(ch.ChVector3d(kerb + dl / 2, 0, dh)), dl, dw, dh)
yard.Initialize()

foot = cv.DriverInputs()
foot.m_steering = 0.0
for i in range(round(end / h)):
    t = sys.GetChTime()
    up, down, on = (min(1.0, max(0.0, (t - a) / (b - a))) for a, b in ((t1, t2), (t3, t4), (t5, t6)))
    foot.m_throttle = gas * (up - down)
    foot.m_braking = stop * on
    if i % round(every / h) == 0:
        pitch = bus.GetVehicle().GetRot().GetCardanAnglesXYZ().y
        print(f"{t:.2f}, {bus.GetVehicle().GetPos().x:.3f}, {bus.GetVehicle().GetSpeed():.3f}, {pitch:.4f}")
    yard.Synchronize(t)
    bus.Synchronize(t, foot, yard)
    yard.Advance(h)
    bus.Advance(h)
    sys.DoStepDynamics(h)
