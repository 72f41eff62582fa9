# simbench canary 30aee123-ee2c-456f-a0cf-41b0fce6d2a6
# The same in a system that the script makes itself, with inputs by hand, one step after the other without functions, a smaller step.
import pychrono as ch
import pychrono.vehicle as cv

mu = 0.8  #: friction
size = 40.0  #: ground_size
bl = 0.8  #: block_length
bw = 0.6  #: block_width
by = 0.75  #: block_y
bh = 0.08  #: block_height
x0 = -5.0  #: start_x
z0 = 0.46  #: start_height
bx = -7.3  #: block_x
kg = 500.0  #: crate_mass
edge = 0.8  #: crate_size
cx = -7.0  #: crate_x
cz = 1.16  #: crate_z
g = 9.81  #: gravity
h = 0.00125  #: step / 1.6
end = 2.4  #: duration
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
yard.AddPatch(stuff, ch.ChCoordsysd(ch.ChVector3d(bx, by, bh)), bl, bw, bh)
yard.Initialize()

still = cv.DriverInputs()
still.m_throttle = still.m_steering = still.m_braking = 0.0
for i in range(round(end / h)):
    t = sys.GetChTime()
    if i % round(every / h) == 0:
        angles = bus.GetVehicle().GetRot().GetCardanAnglesXYZ()
        print(f"{t:.2f}, {bus.GetVehicle().GetPos().z:.3f}, {angles.x:.4f}, {angles.y:.4f}")
    yard.Synchronize(t)
    bus.Synchronize(t, still, yard)
    yard.Advance(h)
    bus.Advance(h)
    sys.DoStepDynamics(h)
