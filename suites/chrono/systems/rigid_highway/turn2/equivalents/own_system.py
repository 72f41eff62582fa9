# simbench canary 30aee123-ee2c-456f-a0cf-41b0fce6d2a6
# The same in a system that the script makes itself, drag as a force of the chassis, inputs and throttle by hand, a smaller step.
import pychrono as ch
import pychrono.vehicle as cv

mu = 0.8  #: friction
long = 300.0  #: road_length
wide = 7.0  #: road_width
cw = 0.7  #: drag
front = 4.0  #: area
rho = 1.2  #: air
x0 = -120.0  #: start_x
y0 = -1.75  #: start_y
z0 = 0.48  #: start_height
v0 = 20.0  #: speed
wanted = 25.0  #: wanted
gain = 0.1  #: gain
gear = 6  #: gear
radius = 0.465  #: rolling_radius
g = 9.81  #: gravity
h = 0.00125  #: step / 1.6
end = 3.4  #: duration
every = 0.2  #: print_every

sys = ch.ChSystemNSC()
sys.SetCollisionSystemType(ch.ChCollisionSystem.Type_BULLET)
sys.SetGravitationalAcceleration(ch.ChVector3d(0, 0, -g))
sys.SetSolverType(ch.ChSolver.Type_BARZILAIBORWEIN)
sys.GetSolver().AsIterative().SetMaxIterations(150)

jeep = cv.HMMWV_Reduced(sys)
jeep.SetDriveType(cv.DrivelineTypeWV_RWD)
jeep.SetTireType(cv.TireModelType_TMEASY)
jeep.SetTireStepSize(h)
jeep.SetEngineType(cv.EngineModelType_SIMPLE_MAP)
jeep.SetTransmissionType(cv.TransmissionModelType_AUTOMATIC_SIMPLE_MAP)
jeep.SetInitPosition(ch.ChCoordsysd(ch.ChVector3d(x0, y0, z0)))
jeep.SetInitWheelAngVel(cv.vector_double([v0 / radius] * 4))
jeep.Initialize()
jeep.GetChassis().SetAerodynamicDrag(cw, front, rho)
box = jeep.GetVehicle().GetTransmission().asAutomatic()
box.SetShiftMode(cv.ChAutomaticTransmission.ShiftMode_MANUAL)
while box.GetCurrentGear() < gear:
    box.ShiftUp()
for part in sys.GetBodies():
    part.SetPosDt(ch.ChVector3d(v0, 0, 0))

stuff = ch.ChContactMaterialNSC()
stuff.SetStaticFriction(mu)
stuff.SetSlidingFriction(mu)
road = cv.RigidTerrain(sys)
road.AddPatch(stuff, ch.ChCoordsysd(), long, wide, 0.5)
road.Initialize()

foot = cv.DriverInputs()
foot.m_steering = foot.m_braking = 0.0
for i in range(round(end / h)):
    t = sys.GetChTime()
    foot.m_throttle = min(max(3.6 * gain * (wanted - jeep.GetVehicle().GetSpeed()), 0.0), 1.0)
    if i % round(every / h) == 0:
        print(f"{t:.2f}, {jeep.GetVehicle().GetPos().x:.2f}, {3.6 * jeep.GetVehicle().GetSpeed():.2f}, {foot.m_throttle:.3f}")
    road.Synchronize(t)
    jeep.Synchronize(t, foot, road)
    road.Advance(h)
    jeep.Advance(h)
    sys.DoStepDynamics(h)
