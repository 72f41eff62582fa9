# simbench canary 30aee123-ee2c-456f-a0cf-41b0fce6d2a6
# The lane change in a system that the script makes, with inputs by hand, one step after the other without functions, half the step.
import pychrono as ch
import pychrono.vehicle as cv

mu = 0.8  #: friction
size = 80.0  #: ground_size
x0 = -20.0  #: start_x
y0 = -10.0  #: start_y
z0 = 0.48  #: start_height
v0 = 10.0  #: speed
radius = 0.465  #: rolling_radius
begins = 0.3  #: right_at
swing = 1.4  #: swing
most = 0.5  #: steering
g = 9.81  #: gravity
h = 0.001  #: step / 2
end = 2.4  #: duration
every = 0.2  #: print_every

sys = ch.ChSystemNSC()
sys.SetCollisionSystemType(ch.ChCollisionSystem.Type_BULLET)
sys.SetGravitationalAcceleration(ch.ChVector3d(0, 0, -g))
sys.SetSolverType(ch.ChSolver.Type_BARZILAIBORWEIN)
sys.GetSolver().AsIterative().SetMaxIterations(150)

hmmwv = cv.HMMWV_Reduced(sys)
hmmwv.SetDriveType(cv.DrivelineTypeWV_RWD)
hmmwv.SetTireType(cv.TireModelType_TMEASY)
hmmwv.SetTireStepSize(h)
hmmwv.SetInitPosition(ch.ChCoordsysd(ch.ChVector3d(x0, y0, z0)))
hmmwv.SetInitWheelAngVel(cv.vector_double([v0 / radius] * 4))
hmmwv.Initialize()
hmmwv.GetVehicle().GetTransmission().SetGear(0)
for part in sys.GetBodies():
    part.SetPosDt(ch.ChVector3d(v0, 0, 0))

stuff = ch.ChContactMaterialNSC()
stuff.SetFriction(mu)
plain = cv.RigidTerrain(sys)
plain.AddPatch(stuff, ch.ChCoordsysd(), size, size)
plain.Initialize()

hands = cv.DriverInputs()
hands.m_throttle = hands.m_braking = 0.0
for i in range(round(end / h)):
    t = sys.GetChTime()
    share = 4 * min(1.0, max(0.0, (t - begins) / swing))
    hands.m_steering = -most * (share if share < 1 else 2 - share if share < 3 else share - 4)
    if i % round(every / h) == 0:
        at = hmmwv.GetVehicle().GetPos()
        print(f"{t:.2f}, {at.x:.3f}, {at.y:.3f}, {hmmwv.GetVehicle().GetSpeed():.3f}")
    plain.Synchronize(t)
    hmmwv.Synchronize(t, hands, plain)
    plain.Advance(h)
    hmmwv.Advance(h)
    sys.DoStepDynamics(h)
