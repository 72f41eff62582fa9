# simbench canary 30aee123-ee2c-456f-a0cf-41b0fce6d2a6
# The braked gears in one piece: easy cylinders, the brake's torque put in by hand before each step, mates, half the step.
import math
import pychrono as chrono
import pychrono.irrlicht as chronoirr

V = chrono.ChVector3d
y_axis = chrono.ChFramed(chrono.VNULL, chrono.QuatFromAngleX(-math.pi / 2))

system = chrono.ChSystemSMC()
system.SetGravitationalAcceleration(V(0, 0, -9.81))
system.SetSolver(chrono.ChSolverSparseQR())

gears = []
for r, m, x in ((0.2, 8, 0.3), (0.1, 2, 0.0)):
    gear = chrono.ChBodyEasyCylinder(chrono.ChAxis_Y, r, 0.04, m / (math.pi * r**2 * 0.04), True, False)
    gear.SetPos(V(x, 0, 1))
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
torque.SetMotorFunction(chrono.ChFunctionConst(1.0))
system.Add(torque)

link = chrono.ChLinkLockGear()
link.Initialize(a, b, chrono.ChFramed())
link.SetFrameShaft1(y_axis)
link.SetFrameShaft2(y_axis)
link.SetTransmissionRatio(0.5)
system.Add(link)

slot = b.AddAccumulator()

view = chronoirr.ChVisualSystemIrrlicht()
view.AttachSystem(system)
view.SetCameraVertical(chrono.CameraVerticalDir_Z)
view.Initialize()
view.AddCamera(V(0.15, -1, 1.2), V(0.15, 0, 1))
view.AddTypicalLights()

h = 0.0005
for i in range(round(4 / h)):
    if i % 500 == 0:
        print(round(system.GetChTime(), 2), *(round(g.GetAngVelParent().y, 3) for g in (a, b)))
    if i % 40 == 0 and view.Run():
        view.BeginScene()
        view.Render()
        view.EndScene()
    b.EmptyAccumulator(slot)
    b.AccumulateTorque(slot, V(0, -0.4 * b.GetAngVelParent().y, 0), False)
    system.DoStepDynamics(h)
