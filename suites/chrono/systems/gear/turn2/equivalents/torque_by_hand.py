# simbench canary 30aee123-ee2c-456f-a0cf-41b0fce6d2a6
# The braked gears in one piece: easy cylinders, the brake's torque put in by hand before each step, mates, half the step.
import math
import pychrono as chrono
import pychrono.irrlicht as chronoirr

G = 9.81  #: gravity
TALL = 1.0  #: height
RA = 0.1  #: radius_a
MA = 2.0  #: mass_a
RB = 0.2  #: radius_b
MB = 8.0  #: mass_b
WIDE = 0.04  #: width
TORQUE = 1.0  #: torque
BRAKE = 0.4  #: brake
EYE_X = 0.15  #: camera_x
EYE = 1.0  #: camera_distance
EYE_HEIGHT = 1.2  #: camera_height
h = 0.0005  #: step / 2
END = 4.0  #: duration
EVERY = 0.25  #: print_every

V = chrono.ChVector3d
y_axis = chrono.ChFramed(chrono.VNULL, chrono.QuatFromAngleX(-math.pi / 2))

system = chrono.ChSystemSMC()
system.SetGravitationalAcceleration(V(0, 0, -G))
system.SetSolver(chrono.ChSolverSparseQR())

gears = []
for r, m, x in ((RB, MB, RA + RB), (RA, MA, 0.0)):
    gear = chrono.ChBodyEasyCylinder(chrono.ChAxis_Y, r, WIDE, m / (math.pi * r**2 * WIDE), True, False)
    gear.SetPos(V(x, 0, TALL))
    system.Add(gear)
    gears.append(gear)
b, a = gears
base = chrono.ChBody()
base.SetFixed(True)
system.Add(base)

pin = chrono.ChLinkMateRevolute()
pin.Initialize(base, b, chrono.ChFramed(b.GetPos(), y_axis.GetRot()))
system.Add(pin)

torque = chrono.ChLinkMotorRotationTorque()
torque.Initialize(a, base, chrono.ChFramed(a.GetPos(), y_axis.GetRot()))
torque.SetMotorFunction(chrono.ChFunctionConst(TORQUE))
system.Add(torque)

link = chrono.ChLinkLockGear()
link.Initialize(a, b, chrono.ChFramed())
link.SetFrameShaft1(y_axis)
link.SetFrameShaft2(y_axis)
link.SetTransmissionRatio(RA / RB)
system.Add(link)

slot = b.AddAccumulator()

view = chronoirr.ChVisualSystemIrrlicht()
view.AttachSystem(system)
view.SetCameraVertical(chrono.CameraVerticalDir_Z)
view.Initialize()
view.AddCamera(V(EYE_X, -EYE, EYE_HEIGHT), V(EYE_X, 0, TALL))
view.AddTypicalLights()

for i in range(round(END / h)):
    if i % round(EVERY / h) == 0:
        print(round(system.GetChTime(), 2), *(round(g.GetAngVelParent().y, 3) for g in (a, b)))
    if i % 40 == 0 and view.Run():
        view.BeginScene()
        view.Render()
        view.EndScene()
    b.EmptyAccumulator(slot)
    b.AccumulateTorque(slot, V(0, -BRAKE * b.GetAngVelParent().y, 0), False)
    system.DoStepDynamics(h)
