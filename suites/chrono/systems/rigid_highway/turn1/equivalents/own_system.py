# simbench canary 30aee123-ee2c-456f-a0cf-41b0fce6d2a6
# The same in a system that the script makes itself, drag as a force of the chassis, inputs by hand, a smaller step.
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
v0 = 30.0  #: speed
radius = 0.465  #: rolling_radius
g = 9.81  #: gravity
h = 0.00125  #: step / 1.6
end = 3.0  #: duration
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
jeep.SetInitPosition(ch.ChCoordsysd(ch.ChVector3d(x0, y0, z0)))
jeep.SetInitWheelAngVel(cv.vector_double([v0 / radius] * 4))
jeep.Initialize()
jeep.GetChassis().SetAerodynamicDrag(cw, front, rho)
jeep.GetVehicle().GetTransmission().asAutomatic().SetDriveMode(cv.ChAutomaticTransmission.DriveMode_NEUTRAL)
for part in sys.GetBodies():
    part.SetPosDt(ch.ChVector3d(v0, 0, 0))

stuff = ch.ChContactMaterialNSC()
stuff.SetStaticFriction(mu)
stuff.SetSlidingFriction(mu)
road = cv.RigidTerrain(sys)
road.AddPatch(stuff, ch.ChCoordsysd(), long, wide, 0.5)
road.Initialize()

still = cv.DriverInputs()
still.m_throttle = still.m_steering = still.m_braking = 0.0
for i in range(round(end / h)):
    t = sys.GetChTime()
    if i % round(every / h) == 0:
        place = jeep.GetVehicle().GetPos()
        print(f"{t:.2f}, {place.x:.2f}, {place.y:.3f}, {3.6 * jeep.GetVehicle().GetSpeed():.2f}")
    road.Synchronize(t)
    jeep.Synchronize(t, still, road)
    road.Advance(h)
    jeep.Advance(h)
    sys.DoStepDynamics(h)
