# simbench canary 30aee123-ee2c-456f-a0cf-41b0fce6d2a6
# The rotor with a spherical mate for the left bearing, a disc with explicit inertia, hand-made nodes, half the step.
import math
import pychrono as chrono
import pychrono.fea as fea
import pychrono.irrlicht as chronoirr

V = chrono.ChVector3d
sys = chrono.ChSystemNSC()
sys.SetGravitationalAcceleration(V(0, 0, 0))
sys.SetSolver(chrono.ChSolverSparseQR())

base = chrono.ChBody()
base.SetFixed(True)
sys.Add(base)

bar = fea.ChBeamSectionRayleighSimple()
bar.SetDensity(7850)
bar.SetYoungModulus(210e9)
bar.SetShearModulus(80.8e9)
bar.SetAsCircularSection(0.012)
bar.SetRayleighDampingBeta(0.002)

mesh = fea.ChMesh()
mesh.SetAutomaticGravity(False)
line = [fea.ChNodeFEAxyzrot(chrono.ChFramed(V(i / 8, 0, 0))) for i in range(9)]
for node in line:
    mesh.AddNode(node)
for i in range(8):
    piece = fea.ChElementBeamEuler()
    piece.SetNodes(line[i], line[i + 1])
    piece.SetSection(bar)
    mesh.AddElement(piece)
sys.Add(mesh)

ball = chrono.ChLinkMateSpherical()
ball.Initialize(line[0], base, chrono.ChFramed(V(0, 0, 0)))
sys.Add(ball)
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

profile = chrono.ChFunctionSequence()
profile.InsertFunct(chrono.ChFunctionRamp(0, 30), 1.0)
profile.InsertFunct(chrono.ChFunctionConst(30), 10.0)
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
vis.AddCamera(V(1, -1.2, 0.6), V(0.5, 0, 0))
vis.AddTypicalLights()

for n in range(6000):
    if n % 200 == 0:
        p = line[4].GetPos()
        print(f"{n / 2000:.1f} s: {drive.GetMotorAngleDt():.2f} rad/s, {1000 * math.hypot(p.y, p.z):.3f} mm")
    if n % 100 == 0 and vis.Run():
        vis.BeginScene()
        vis.Render()
        vis.EndScene()
    sys.DoStepDynamics(0.0005)
