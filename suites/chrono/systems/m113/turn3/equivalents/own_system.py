# simbench canary 30aee123-ee2c-456f-a0cf-41b0fce6d2a6
# The same in a system that the script makes itself, with inputs by hand, one step after the other without functions, a smaller step.
import pychrono as ch
import pychrono.vehicle as cv

g = 9.81  #: gravity
size = 60.0  #: ground_size
mu = 0.4  #: friction
young = 20000000.0  #: stiffness in Pa
bounce = 0.01  #: restitution
x0 = -10.0  #: start_x
z0 = 0.68  #: start_height
v0 = 4.0  #: speed
rs = 0.245  #: sprocket_radius
rw = 0.305  #: wheel_radius
ri = 0.285  #: idler_radius
t1 = 0.1  #: steer_at
t2 = 0.18  #: steered
wheel = 1.0  #: steering
gas = 1.0  #: throttle
h = 0.0004  #: step / 1.25
end = 0.45  #: duration
every = 0.05  #: print_every

sys = ch.ChSystemSMC()
sys.SetCollisionSystemType(ch.ChCollisionSystem.Type_BULLET)
sys.SetGravitationalAcceleration(ch.ChVector3d(0, 0, -g))
sys.SetSolverType(ch.ChSolver.Type_BARZILAIBORWEIN)
sys.GetSolver().AsIterative().SetMaxIterations(150)

m113 = cv.M113(sys)
m113.SetTrackShoeType(cv.TrackShoeType_SINGLE_PIN)
m113.SetDrivelineType(cv.DrivelineTypeTV_BDS)
m113.SetEngineType(cv.EngineModelType_SIMPLE)
m113.SetInitPosition(ch.ChCoordsysd(ch.ChVector3d(x0, 0, z0)))
m113.Initialize()
for part in sys.GetBodies():
    part.SetPosDt(ch.ChVector3d(v0, 0, 0))
car = m113.GetVehicle()
for side in (0, 1):
    for i in range(car.GetNumTrackShoes(side)):
        shoe = car.GetTrackShoe(side, i).GetShoeBody()
        shoe.SetPosDt(shoe.GetPosDt() + shoe.TransformDirectionLocalToParent(ch.ChVector3d(-v0, 0, 0)))
    parts = car.GetTrackAssembly(side)
    turning = [(parts.GetSprocket().GetGearBody(), rs), (parts.GetIdlerWheel().GetBody(), ri)]
    turning += [(parts.GetRoadWheel(i).GetBody(), rw) for i in range(parts.GetNumTrackSuspensions())]
    for body, r in turning:
        body.SetAngVelParent(ch.ChVector3d(0, v0 / r, 0))

stuff = ch.ChContactMaterialSMC()
stuff.SetStaticFriction(mu)
stuff.SetSlidingFriction(mu)
stuff.SetYoungModulus(young)
stuff.SetRestitution(bounce)
yard = cv.RigidTerrain(sys)
yard.AddPatch(stuff, ch.ChCoordsysd(), size, size, 0.5)
yard.Initialize()

hands = cv.DriverInputs()
hands.m_steering = hands.m_throttle = hands.m_braking = hands.m_clutch = 0.0
for i in range(round(end / h)):
    t = sys.GetChTime()
    on = min(1.0, max(0.0, (t - t1) / (t2 - t1)))
    hands.m_steering, hands.m_throttle = wheel * on, gas * on
    if i % round(every / h) == 0:
        print(f"{t:.2f}, {m113.GetVehicle().GetRot().GetCardanAnglesXYZ().z:.4f}, {m113.GetVehicle().GetSpeed():.3f}, {m113.GetDriveline().GetSprocketSpeed(cv.LEFT):.3f}")
    yard.Synchronize(t)
    m113.Synchronize(t, hands)
    yard.Advance(h)
    m113.Advance(h)
    sys.DoStepDynamics(h)
