# simbench canary 30aee123-ee2c-456f-a0cf-41b0fce6d2a6
# The same gears as easy cylinders whose own Z axis is turned to world Y, with a mate for the bearing, the gears named to the
# constraint in the other order, a smooth-contact system and half the step.
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
OMEGA = 2 * math.pi  #: speed
EYE_X = 0.15  #: camera_x
EYE = 1.0  #: camera_distance
EYE_HEIGHT = 1.2  #: camera_height
h = 0.0005  #: step / 2
END = 2.0  #: duration
EVERY = 0.1  #: print_every

V = chrono.ChVector3d
TO_Y = chrono.QuatFromAngleX(-math.pi / 2)

sys = chrono.ChSystemSMC()
sys.SetGravitationalAcceleration(V(0, 0, -G))
sys.SetSolver(chrono.ChSolverSparseQR())

frame = chrono.ChBody()
frame.SetFixed(True)
frame.EnableCollision(False)
sys.Add(frame)


def wheel(r, m, x):
    body = chrono.ChBodyEasyCylinder(chrono.ChAxis_Z, r, WIDE, m / (math.pi * r * r * WIDE), True, False)
    body.SetPos(V(x, 0, TALL))
    body.SetRot(TO_Y)
    sys.Add(body)
    return body


big = wheel(RB, MB, RA + RB)
little = wheel(RA, MA, 0.0)

axle = chrono.ChLinkMateRevolute()
axle.Initialize(frame, big, chrono.ChFramed(V(RA + RB, 0, TALL), TO_Y))
sys.Add(axle)

drive = chrono.ChLinkMotorRotationSpeed()
drive.Initialize(little, frame, chrono.ChFramed(V(0, 0, TALL), TO_Y))
drive.SetMotorFunction(chrono.ChFunctionConst(OMEGA))
sys.Add(drive)

# The shafts are the bodies' own Z axes, which is what the constraint takes unless it is told otherwise.
teeth = chrono.ChLinkLockGear()
teeth.Initialize(big, little, chrono.ChFramed())
teeth.SetTransmissionRatio(RB, RA)
sys.Add(teeth)

view = chronoirr.ChVisualSystemIrrlicht()
view.AttachSystem(sys)
view.SetCameraVertical(chrono.CameraVerticalDir_Z)
view.Initialize()
view.AddCamera(V(EYE_X, -EYE, EYE_HEIGHT), V(EYE_X, 0, TALL))
view.AddTypicalLights()

for i in range(round(END / h)):
    if i % round(EVERY / h) == 0:
        print(f"{sys.GetChTime():.2f} {little.GetAngVelParent().y:.3f} {big.GetAngVelParent().y:.3f}")
    if i % 40 == 0 and view.Run():
        view.BeginScene()
        view.Render()
        view.EndScene()
    sys.DoStepDynamics(h)
