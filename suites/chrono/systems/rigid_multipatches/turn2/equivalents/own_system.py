# simbench canary 30aee123-ee2c-456f-a0cf-41b0fce6d2a6
# The same stop in a system that the script makes itself, the wet patch first and both thinner, inputs by hand, half the step.
import pychrono as ch
import pychrono.vehicle as cv

width = 12.0  #: width
dry = 0.7  #: dry_friction
wet = 0.4  #: wet_friction
long = 50.0  #: length
x0 = -15.0  #: start_x
z0 = 0.48  #: start_height
v0 = 8.0  #: speed
g = 9.81  #: gravity
h = 0.002  #: step / 2
end = 2.0  #: duration
every = 0.2  #: print_every

sys = ch.ChSystemNSC()
sys.SetCollisionSystemType(ch.ChCollisionSystem.Type_BULLET)
sys.SetGravitationalAcceleration(ch.ChVector3d(0, 0, -g))
sys.SetSolverType(ch.ChSolver.Type_BARZILAIBORWEIN)
sys.GetSolver().AsIterative().SetMaxIterations(150)

hmmwv = cv.HMMWV_Reduced(sys)
hmmwv.SetTireType(cv.TireModelType_RIGID)
hmmwv.EnableBrakeLocking(True)
hmmwv.SetInitPosition(ch.ChCoordsysd(ch.ChVector3d(x0, 0, z0)))
hmmwv.Initialize()
for part in sys.GetBodies():
    part.SetPosDt(ch.ChVector3d(v0, 0, 0))


def stuff(mu):
    made = ch.ChContactMaterialNSC()
    made.SetFriction(mu)
    return made


ground = cv.RigidTerrain(sys)
ground.AddPatch(stuff(wet), ch.ChCoordsysd(ch.ChVector3d(0, -width / 2, 0)), long, width, 0.5)
ground.AddPatch(stuff(dry), ch.ChCoordsysd(ch.ChVector3d(0, width / 2, 0)), long, width, 0.5)
ground.Initialize()

pedals = cv.DriverInputs()
pedals.m_throttle, pedals.m_steering, pedals.m_braking = 0.0, 0.0, 1.0

for i in range(round(end / h)):
    if i % round(every / h) == 0:
        at = hmmwv.GetVehicle().GetPos()
        print(f"{sys.GetChTime():.2f}, {at.x:.3f}, {at.y:.3f}, {hmmwv.GetVehicle().GetSpeed():.3f}")
    ground.Synchronize(sys.GetChTime())
    hmmwv.Synchronize(sys.GetChTime(), pedals, ground)
    ground.Advance(h)
    hmmwv.Advance(h)
    sys.DoStepDynamics(h)
