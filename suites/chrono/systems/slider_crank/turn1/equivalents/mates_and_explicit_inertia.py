# simbench canary 30aee123-ee2c-456f-a0cf-41b0fce6d2a6
# The mechanism from plain bodies with explicit inertia, mates for joints, a smooth-contact system, and half the step.
import math
import pychrono as chrono
import pychrono.irrlicht as chronoirr


def box(mass, x, y, z, pos):
    body = chrono.ChBody()
    body.SetMass(mass)
    body.SetInertiaXX(chrono.ChVector3d(y * y + z * z, x * x + z * z, x * x + y * y) * (mass / 12))
    body.SetPos(pos)
    body.AddVisualShape(chrono.ChVisualShapeBox(x, y, z))
    return body


V = chrono.ChVector3d
sys = chrono.ChSystemSMC()
sys.SetGravitationalAcceleration(V(0, 0, -9.81))
sys.SetSolver(chrono.ChSolverSparseQR())

slider = box(3, 0.1, 0.1, 0.1, V(0.8, 0, 0))
rod = box(2, 0.6, 0.02, 0.02, V(0.5, 0, 0))
crank = box(1, 0.2, 0.02, 0.02, V(0.1, 0, 0))
frame = chrono.ChBody()
frame.SetFixed(True)
for body in (slider, rod, crank, frame):
    sys.Add(body)

rail = chrono.ChLinkMatePrismatic()
rail.Initialize(frame, slider, chrono.ChFramed(V(0.8, 0, 0), chrono.QuatFromAngleY(math.pi / 2)))
sys.Add(rail)
for a, b, x in ((slider, rod, 0.8), (rod, crank, 0.2)):
    pin = chrono.ChLinkMateRevolute()
    pin.Initialize(a, b, chrono.ChFramed(V(x, 0, 0)))
    sys.Add(pin)
drive = chrono.ChLinkMotorRotationSpeed()
drive.Initialize(crank, frame, chrono.ChFramed())
drive.SetMotorFunction(chrono.ChFunctionConst(2 * math.pi))
sys.Add(drive)

view = chronoirr.ChVisualSystemIrrlicht()
view.AttachSystem(sys)
view.SetCameraVertical(chrono.CameraVerticalDir_Z)
view.Initialize()
view.AddCamera(V(0.4, -1, 1), V(0.4, 0, 0))
view.AddTypicalLights()

h = 0.0005
for i in range(round(3 / h)):
    if i % 200 == 0:
        print(f"{sys.GetChTime():.1f} {math.degrees(drive.GetMotorAngle()):.1f} {slider.GetPos().x:.4f}")
    if i % 40 == 0 and view.Run():
        view.BeginScene()
        view.Render()
        view.EndScene()
    sys.DoStepDynamics(h)
