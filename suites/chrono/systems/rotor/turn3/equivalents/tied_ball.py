# simbench canary 30aee123-ee2c-456f-a0cf-41b0fce6d2a6
# Balanced rotor in one piece: the ball is tied by a locked link, the dashpots have local end points, half the step.
import math
import pychrono as chrono
import pychrono.fea as fea
import pychrono.irrlicht as chronoirr

V = chrono.ChVector3d
L = 1.0  #: length
D = 0.012  #: diameter in m
E = 210e9  #: young in Pa
G = 80.8e9  #: shear in Pa
RHO = 7850  #: density
BETA = 0.0002  #: beta
N = 8  #: elements
M = 4.0  #: disc_mass
R = 0.12  #: disc_radius
H = 0.0113  #: disc_thickness in m
ECC = 0.002  #: eccentricity in m
C = 40  #: outer_damping
LONG = 1.0  #: damper_length
W = 80.0  #: speed
UP = 2.0  #: run_up
DOWN = 3.0  #: run_down
STOP = 4.0  #: stop
GRAV = 9.81  #: gravity
MW = 0.1  #: weight_mass
RW = 0.015  #: weight_radius in m
ARM = 0.07  #: weight_arm
AWAY = 1.5  #: camera_distance
ABOVE = 0.3  #: camera_height
DT = 0.0005  #: step / 2 in s
END = 4.0  #: duration
EVERY = 0.05  #: print_every
sys = chrono.ChSystemNSC()
sys.SetGravitationalAcceleration(V(0, 0, -GRAV))
sys.SetSolver(chrono.ChSolverSparseQR())

base = chrono.ChBody()
base.SetFixed(True)
sys.Add(base)

bar = fea.ChBeamSectionRayleighSimple()
bar.SetDensity(RHO)
bar.SetYoungModulus(E)
bar.SetShearModulus(G)
bar.SetAsCircularSection(D)
bar.SetRayleighDampingBeta(BETA)

mesh = fea.ChMesh()
mesh.SetAutomaticGravity(True)
line = [fea.ChNodeFEAxyzrot(chrono.ChFramed(V(L * i / N, 0, 0))) for i in range(N + 1)]
for node in line:
    mesh.AddNode(node)
for i in range(N):
    piece = fea.ChElementBeamEuler()
    piece.SetNodes(line[i], line[i + 1])
    piece.SetSection(bar)
    mesh.AddElement(piece)
sys.Add(mesh)

socket = chrono.ChLinkMateSpherical()
socket.Initialize(line[0], base, chrono.ChFramed(V(0, 0, 0)))
sys.Add(socket)
ring = chrono.ChLinkMateGeneric(False, True, True, False, False, False)
ring.Initialize(line[N], base, chrono.ChFramed(V(L, 0, 0)))
sys.Add(ring)

wheel = chrono.ChBody()
wheel.SetMass(M)
wheel.SetInertiaXX(V(M * R**2 / 2, M * (3 * R**2 + H**2) / 12, M * (3 * R**2 + H**2) / 12))
wheel.SetPos(V(L / 2, ECC, 0))
wheel.AddVisualShape(chrono.ChVisualShapeCylinder(R, H), chrono.ChFramed(V(0, 0, 0), chrono.QuatFromAngleY(chrono.CH_PI_2)))
sys.Add(wheel)
tie = chrono.ChLinkMateGeneric(True, True, True, True, True, True)
tie.Initialize(wheel, line[N // 2], chrono.ChFramed(V(L / 2, 0, 0)))
sys.Add(tie)

ball = chrono.ChBody()
ball.SetMass(MW)
ball.SetInertiaXX(V(1, 1, 1) * (0.4 * MW * RW**2))
ball.SetPos(V(L / 2, -ARM, 0))
ball.AddVisualShape(chrono.ChVisualShapeSphere(RW))
sys.Add(ball)
lock = chrono.ChLinkLockLock()
lock.Initialize(wheel, ball, chrono.ChFramed(V(L / 2, -ARM, 0)))
sys.Add(lock)

for seat in (V(L / 2, 0, -LONG), V(L / 2, -LONG, 0)):
    dashpot = chrono.ChLinkTSDA()
    dashpot.Initialize(base, wheel, True, seat, V(0, -ECC, 0))
    dashpot.SetSpringCoefficient(0)
    dashpot.SetDampingCoefficient(C)
    sys.Add(dashpot)

profile = chrono.ChFunctionSequence()
profile.InsertFunct(chrono.ChFunctionRamp(0, W / UP), UP)
profile.InsertFunct(chrono.ChFunctionConst(W), DOWN - UP)
profile.InsertFunct(chrono.ChFunctionRamp(W, -W / (STOP - DOWN)), STOP - DOWN)
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
vis.AddCamera(V(L / 2, -AWAY, ABOVE), V(L / 2, 0, 0))
vis.AddTypicalLights()

for n in range(round(END / DT)):
    if n % round(EVERY / DT) == 0:
        p = line[N // 2].GetPos()
        print(f"{n * DT:.2f} s: {drive.GetMotorAngleDt():.2f} rad/s, y {1000 * p.y:.3f} mm, z {1000 * p.z:.3f} mm")
    if n % 100 == 0 and vis.Run():
        vis.BeginScene()
        vis.Render()
        vis.EndScene()
    sys.DoStepDynamics(DT)
