# simbench canary 30aee123-ee2c-456f-a0cf-41b0fce6d2a6
# The same gears as easy cylinders whose own Z axis is turned to world Y, with a mate for the bearing, the gears named to the
# constraint in the other order, a smooth-contact system and half the step.
import math
import pychrono as chrono
import pychrono.irrlicht as chronoirr

V = chrono.ChVector3d
TO_Y = chrono.QuatFromAngleX(-math.pi / 2)

sys = chrono.ChSystemSMC()
sys.SetGravitationalAcceleration(V(0, 0, -9.81))
sys.SetSolver(chrono.ChSolverSparseQR())

frame = chrono.ChBody()
frame.SetFixed(True)
frame.EnableCollision(False)
sys.Add(frame)


def wheel(r, m, x):
    body = chrono.ChBodyEasyCylinder(chrono.ChAxis_Z, r, 0.04, m / (math.pi * r * r * 0.04), True, False)
    body.SetPos(V(x, 0, 1))
    body.SetRot(TO_Y)
    sys.Add(body)
    return body


big = wheel(0.2, 8.0, 0.3)
little = wheel(0.1, 2.0, 0.0)

axle = chrono.ChLinkMateRevolute()
axle.Initialize(frame, big, chrono.ChFramed(V(0.3, 0, 1), TO_Y))
sys.Add(axle)

drive = chrono.ChLinkMotorRotationSpeed()
drive.Initialize(little, frame, chrono.ChFramed(V(0, 0, 1), TO_Y))
drive.SetMotorFunction(chrono.ChFunctionConst(2 * math.pi))
sys.Add(drive)

# The shafts are the bodies' own Z axes, which is what the constraint takes unless it is told otherwise.
teeth = chrono.ChLinkLockGear()
teeth.Initialize(big, little, chrono.ChFramed())
teeth.SetTransmissionRatio(0.2, 0.1)
sys.Add(teeth)

view = chronoirr.ChVisualSystemIrrlicht()
view.AttachSystem(sys)
view.SetCameraVertical(chrono.CameraVerticalDir_Z)
view.Initialize()
view.AddCamera(V(0.15, -1, 1.2), V(0.15, 0, 1))
view.AddTypicalLights()

h = 0.0005
for i in range(round(2.0 / h)):
    if i % 200 == 0:
        print(f"{sys.GetChTime():.2f} {little.GetAngVelParent().y:.3f} {big.GetAngVelParent().y:.3f}")
    if i % 40 == 0 and view.Run():
        view.BeginScene()
        view.Render()
        view.EndScene()
    sys.DoStepDynamics(h)
