# simbench canary 30aee123-ee2c-456f-a0cf-41b0fce6d2a6
# The testing machine in one piece: platen with explicit inertia, ramp and constant as a function sequence, half the step.
import pychrono as chrono
import pychrono.fea as fea
import pychrono.irrlicht as chronoirr

V = chrono.ChVector3d
L = 0.8  #: length
B = 0.02  #: width in m
T = 0.004  #: thickness in m
E = 210e9  #: young in Pa
G = 80.8e9  #: shear in Pa
RHO = 7850  #: density
BETA = 0.005  #: beta
N = 20  #: elements
SIDE = 0.1  #: side_force
MP = 2.0  #: platen_mass
A = 0.1  #: platen_side
H = 0.02  #: platen_height
DOWN = 0.004  #: travel in m
TD = 1.0  #: travel_time
AWAY = 1.5  #: camera_distance
DT = 0.0005  #: step / 2 in s
END = 1.5  #: duration
EVERY = 0.05  #: print_every
sys = chrono.ChSystemNSC()
sys.SetGravitationalAcceleration(V(0, 0, 0))

frame = chrono.ChBody()
frame.SetFixed(True)
sys.Add(frame)

head = chrono.ChBody()
head.SetMass(MP)
head.SetInertiaXX(V(MP / 12 * (A**2 + H**2), MP / 12 * (A**2 + H**2), MP / 12 * 2 * A**2))
head.SetPos(V(0, 0, L + H / 2))
head.AddVisualShape(chrono.ChVisualShapeBox(A, A, H))
sys.Add(head)

down = chrono.ChFunctionSequence()
down.InsertFunct(chrono.ChFunctionRamp(0, -DOWN / TD), TD)
down.InsertFunct(chrono.ChFunctionConst(-DOWN), 10.0)
screw = chrono.ChLinkMotorLinearPosition()
screw.Initialize(head, frame, chrono.ChFramed(V(0, 0, L + H / 2)))
screw.SetMotionFunction(down)
sys.Add(screw)

steel = fea.ChBeamSectionEulerSimple()
steel.SetDensity(RHO)
steel.SetYoungModulus(E)
steel.SetShearModulus(G)
steel.SetAsRectangularSection(B, T)
steel.SetRayleighDampingBeta(BETA)

mesh = fea.ChMesh()
mesh.SetAutomaticGravity(False)
line = [fea.ChNodeFEAxyzrot(chrono.ChFramed(V(0, 0, L * i / N), chrono.QuatFromAngleY(-chrono.CH_PI_2))) for i in range(N + 1)]
for node in line:
    mesh.AddNode(node)
for a, b in zip(line, line[1:]):
    piece = fea.ChElementBeamEuler()
    piece.SetNodes(a, b)
    piece.SetSection(steel)
    mesh.AddElement(piece)
sys.Add(mesh)

about_y = chrono.QuatFromAngleX(chrono.CH_PI_2)
for node, body in ((line[0], frame), (line[N], head)):
    pin = chrono.ChLinkMateRevolute()
    pin.Initialize(node, body, chrono.ChFramed(node.GetPos(), about_y))
    sys.Add(pin)
line[N // 2].SetForce(V(SIDE, 0, 0))

sys.SetSolver(chrono.ChSolverSparseLU())
hht = chrono.ChTimestepperHHT(sys)
hht.SetStepControl(False)
sys.SetTimestepper(hht)

vis = chronoirr.ChVisualSystemIrrlicht()
vis.AttachSystem(sys)
vis.SetCameraVertical(chrono.CameraVerticalDir_Z)
vis.Initialize()
vis.AddCamera(V(0, -AWAY, L / 2), V(0, 0, L / 2))
vis.AddTypicalLights()

for n in range(round(END / DT)):
    if n % round(EVERY / DT) == 0:
        print(f"{n * DT:.2f} s: {1000 * (head.GetPos().z - L - H / 2):.3f} mm, {screw.GetMotorForce():.1f} N, {1000 * line[N // 2].GetPos().x:.2f} mm")
    if n % 100 == 0 and vis.Run():
        vis.BeginScene()
        vis.Render()
        vis.EndScene()
    sys.DoStepDynamics(DT)
