# simbench canary 30aee123-ee2c-456f-a0cf-41b0fce6d2a6
# The same drive in a system that the script makes, with inputs by hand and a gear that is shifted up, half the step.
import pychrono as ch
import pychrono.vehicle as cv

mu = 0.8  #: friction
size = 80.0  #: ground_size
x0 = -20.0  #: start_x
y0 = -10.0  #: start_y
z0 = 0.48  #: start_height
v0 = 4.0  #: speed
radius = 0.465  #: rolling_radius
t1 = 0.2  #: press_at
t2 = 0.4  #: pressed
gas = 0.15  #: throttle
low = 2  #: first_gear
shift = 1.0  #: shift_at
high = 3  #: next_gear
t3 = 1.6  #: turn_at
t4 = 2.0  #: turn_full
most = 0.8  #: steering
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
hmmwv.SetEngineType(cv.EngineModelType_SIMPLE_MAP)
hmmwv.SetTransmissionType(cv.TransmissionModelType_AUTOMATIC_SIMPLE_MAP)
hmmwv.SetTireType(cv.TireModelType_TMEASY)
hmmwv.SetTireStepSize(h)
hmmwv.SetInitPosition(ch.ChCoordsysd(ch.ChVector3d(x0, y0, z0)))
hmmwv.SetInitWheelAngVel(cv.vector_double([v0 / radius] * 4))
hmmwv.Initialize()
box = hmmwv.GetVehicle().GetTransmission().asAutomatic()
box.SetShiftMode(cv.ChAutomaticTransmission.ShiftMode_MANUAL)
box.SetGear(low)
for part in sys.GetBodies():
    part.SetPosDt(ch.ChVector3d(v0, 0, 0))

stuff = ch.ChContactMaterialNSC()
stuff.SetFriction(mu)
plain = cv.RigidTerrain(sys)
plain.AddPatch(stuff, ch.ChCoordsysd(), size, size)
plain.Initialize()

hands = cv.DriverInputs()
hands.m_braking = 0.0
for i in range(round(end / h)):
    t = sys.GetChTime()
    hands.m_throttle = gas * min(1.0, max(0.0, (t - t1) / (t2 - t1)))
    hands.m_steering = most * min(1.0, max(0.0, (t - t3) / (t4 - t3)))
    if t >= shift - h / 2 and box.GetCurrentGear() < high:
        box.ShiftUp()
    if i % round(every / h) == 0:
        print(f"{t:.2f}, {box.GetCurrentGear()}, {hmmwv.GetVehicle().GetSpeed():.3f}")
    plain.Synchronize(t)
    hmmwv.Synchronize(t, hands, plain)
    plain.Advance(h)
    hmmwv.Advance(h)
    sys.DoStepDynamics(h)
