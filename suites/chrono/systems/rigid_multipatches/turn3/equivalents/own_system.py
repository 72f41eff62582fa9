# simbench canary 30aee123-ee2c-456f-a0cf-41b0fce6d2a6
# The same climb in a system that the script makes itself, the plateau first and all patches thinner, inputs by hand, half the step.
from math import cos, sin, tan

import pychrono as ch
import pychrono.vehicle as cv

width = 12.0  #: width
dry = 0.7  #: dry_friction
wet = 0.4  #: wet_friction
road_long = 60.0  #: road_length
slope = 0.10471975511965977  #: slope in rad
top = 0.6  #: plateau_height
top_long = 30.0  #: plateau_length
x0 = -4.0  #: start_x
z0 = 0.48  #: start_height
v0 = 8.0  #: speed
radius = 0.465  #: rolling_radius
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
hmmwv.SetTireType(cv.TireModelType_TMEASY)
hmmwv.SetTireStepSize(h)
hmmwv.SetDriveType(cv.DrivelineTypeWV_RWD)
hmmwv.SetInitPosition(ch.ChCoordsysd(ch.ChVector3d(x0, 0, z0)))
hmmwv.SetInitWheelAngVel(cv.vector_double([v0 / radius] * 4))
hmmwv.Initialize()
hmmwv.GetVehicle().GetTransmission().SetGear(0)
for part in sys.GetBodies():
    part.SetPosDt(ch.ChVector3d(v0, 0, 0))


def stuff(mu):
    made = ch.ChContactMaterialNSC()
    made.SetFriction(mu)
    return made


ground = cv.RigidTerrain(sys)
ground.AddPatch(stuff(wet), ch.ChCoordsysd(ch.ChVector3d(top / tan(slope) + top_long / 2, 0, top)), top_long, width, 0.3)
half = top / sin(slope) / 2
uphill = ch.ChQuaterniond(cos(slope / 2), 0, -sin(slope / 2), 0)
ground.AddPatch(stuff(dry), ch.ChCoordsysd(ch.ChVector3d(half * cos(slope), 0, half * sin(slope)), uphill), 2 * half, width, 0.3)
ground.AddPatch(stuff(dry), ch.ChCoordsysd(), road_long, width, 0.3)
ground.Initialize()

pedals = cv.DriverInputs()
pedals.m_throttle, pedals.m_steering, pedals.m_braking = 0.0, 0.0, 0.0

for i in range(round(end / h)):
    if i % round(every / h) == 0:
        at = hmmwv.GetVehicle().GetPos()
        print(f"{sys.GetChTime():.2f}, {at.x:.3f}, {at.z:.3f}, {hmmwv.GetVehicle().GetSpeed():.3f}")
    ground.Synchronize(sys.GetChTime())
    hmmwv.Synchronize(sys.GetChTime(), pedals, ground)
    ground.Advance(h)
    hmmwv.Advance(h)
    sys.DoStepDynamics(h)
