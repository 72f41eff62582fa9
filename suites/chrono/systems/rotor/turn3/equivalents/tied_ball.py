# simbench canary 30aee123-ee2c-456f-a0cf-41b0fce6d2a6
# Balanced rotor in one piece: the ball is tied by a locked link, the dashpots have local end points, half the step.
import math
import pychrono as chrono
import pychrono.fea as fea
import pychrono.irrlicht as chronoirr

V = chrono.ChVector3d
sys = chrono.ChSystemNSC()
sys.SetGravitationalAcceleration(V(0, 0, -9.81))
sys.SetSolver(chrono.ChSolverSparseQR())

base = chrono.ChBody()
base.SetFixed(True)
sys.Add(base)

bar = fea.ChBeamSectionRayleighSimple()
bar.SetDensity(7850)
bar.SetYoungModulus(210e9)
bar.SetShearModulus(80.8e9)
bar.SetAsCircularSection(0.012)
bar.SetRayleighDampingBeta(0.0002)

mesh = fea.ChMesh()
mesh.SetAutomaticGravity(True)
line = [fea.ChNodeFEAxyzrot(chrono.ChFramed(V(i / 8, 0, 0))) for i in range(9)]
for node in line:
    mesh.AddNode(node)
for i in range(8):
    piece = fea.ChElementBeamEuler()
    piece.SetNodes(line[i], line[i + 1])
    piece.SetSection(bar)
    mesh.AddElement(piece)
sys.Add(mesh)

socket = chrono.ChLinkMateSpherical()
socket.Initialize(line[0], base, chrono.ChFramed(V(0, 0, 0)))
sys.Add(socket)
ring = chrono.ChLinkMateGeneric(False, True, True, False, False, False)
ring.Initialize(line[8], base, chrono.ChFramed(V(1, 0, 0)))
sys.Add(ring)

wheel = chrono.ChBody()
wheel.SetMass(4)
wheel.SetInertiaXX(V(4 * 0.12**2 / 2, 4 * (3 * 0.12**2 + 0.0113**2) / 12, 4 * (3 * 0.12**2 + 0.0113**2) / 12))
wheel.SetPos(V(0.5, 0.002, 0))
wheel.AddVisualShape(chrono.ChVisualShapeCylinder(0.12, 0.0113), chrono.ChFramed(V(0, 0, 0), chrono.QuatFromAngleY(chrono.CH_PI_2)))
sys.Add(wheel)
tie = chrono.ChLinkMateGeneric(True, True, True, True, True, True)
tie.Initialize(wheel, line[4], chrono.ChFramed(V(0.5, 0, 0)))
sys.Add(tie)

ball = chrono.ChBody()
ball.SetMass(0.1)
ball.SetInertiaXX(V(1, 1, 1) * (0.4 * 0.1 * 0.015**2))
ball.SetPos(V(0.5, -0.07, 0))
ball.AddVisualShape(chrono.ChVisualShapeSphere(0.015))
sys.Add(ball)
lock = chrono.ChLinkLockLock()
lock.Initialize(wheel, ball, chrono.ChFramed(V(0.5, -0.07, 0)))
sys.Add(lock)

for seat in (V(0.5, 0, -1), V(0.5, -1, 0)):
    dashpot = chrono.ChLinkTSDA()
    dashpot.Initialize(base, wheel, True, seat, V(0, -0.002, 0))
    dashpot.SetSpringCoefficient(0)
    dashpot.SetDampingCoefficient(40)
    sys.Add(dashpot)

profile = chrono.ChFunctionSequence()
profile.InsertFunct(chrono.ChFunctionRamp(0, 40), 2.0)
profile.InsertFunct(chrono.ChFunctionConst(80), 1.0)
profile.InsertFunct(chrono.ChFunctionRamp(80, -80), 1.0)
profile.InsertFunct(chrono.ChFunctionConst(0), 10.0)
drive = chrono.ChLinkMotorRotationSpeed()
drive.SetSpindleConstraint(False, False, False, False, False)
drive.Initialize(line[0], base, chrono.ChFramed(V(0, 0, 0), chrono.QuatFromAngleY(math.pi / 2)))
drive.SetSpeedFunction(profile)
sys.Add(drive)

hht = chrono.ChTimestepperHHT(sys)
hht.SetStepControl(False)
sys.SetTimestepper(hht)

vis = chronoirr.ChVisualSystemIrrlicht()
vis.AttachSystem(sys)
vis.SetCameraVertical(chrono.CameraVerticalDir_Z)
vis.Initialize()
vis.AddCamera(V(0.5, -1.5, 0.3), V(0.5, 0, 0))
vis.AddTypicalLights()

for n in range(8000):
    if n % 100 == 0:
        p = line[4].GetPos()
        print(f"{n / 2000:.2f} s: {drive.GetMotorAngleDt():.2f} rad/s, y {1000 * p.y:.3f} mm, z {1000 * p.z:.3f} mm")
    if n % 100 == 0 and vis.Run():
        vis.BeginScene()
        vis.Render()
        vis.EndScene()
    sys.DoStepDynamics(0.0005)
