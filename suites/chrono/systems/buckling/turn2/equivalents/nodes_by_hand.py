# simbench canary 30aee123-ee2c-456f-a0cf-41b0fce6d2a6
# The testing machine in one piece: platen with explicit inertia, ramp and constant as a function sequence, half the step.
import pychrono as chrono
import pychrono.fea as fea
import pychrono.irrlicht as chronoirr

V = chrono.ChVector3d
sys = chrono.ChSystemNSC()
sys.SetGravitationalAcceleration(V(0, 0, 0))

frame = chrono.ChBody()
frame.SetFixed(True)
sys.Add(frame)

head = chrono.ChBody()
head.SetMass(2)
head.SetInertiaXX(V(2 / 12 * (0.1**2 + 0.02**2), 2 / 12 * (0.1**2 + 0.02**2), 2 / 12 * 2 * 0.1**2))
head.SetPos(V(0, 0, 0.81))
head.AddVisualShape(chrono.ChVisualShapeBox(0.1, 0.1, 0.02))
sys.Add(head)

down = chrono.ChFunctionSequence()
down.InsertFunct(chrono.ChFunctionRamp(0, -0.004), 1.0)
down.InsertFunct(chrono.ChFunctionConst(-0.004), 10.0)
screw = chrono.ChLinkMotorLinearPosition()
screw.Initialize(head, frame, chrono.ChFramed(V(0, 0, 0.81)))
screw.SetMotionFunction(down)
sys.Add(screw)

steel = fea.ChBeamSectionEulerSimple()
steel.SetDensity(7850)
steel.SetYoungModulus(210e9)
steel.SetShearModulus(80.8e9)
steel.SetAsRectangularSection(0.02, 0.004)
steel.SetRayleighDampingBeta(0.005)

mesh = fea.ChMesh()
mesh.SetAutomaticGravity(False)
line = [fea.ChNodeFEAxyzrot(chrono.ChFramed(V(0, 0, 0.04 * i), chrono.QuatFromAngleY(-chrono.CH_PI_2))) for i in range(21)]
for node in line:
    mesh.AddNode(node)
for a, b in zip(line, line[1:]):
    piece = fea.ChElementBeamEuler()
    piece.SetNodes(a, b)
    piece.SetSection(steel)
    mesh.AddElement(piece)
sys.Add(mesh)

about_y = chrono.QuatFromAngleX(chrono.CH_PI_2)
for node, body in ((line[0], frame), (line[20], head)):
    pin = chrono.ChLinkMateRevolute()
    pin.Initialize(node, body, chrono.ChFramed(node.GetPos(), about_y))
    sys.Add(pin)
line[10].SetForce(V(0.1, 0, 0))

sys.SetSolver(chrono.ChSolverSparseLU())
hht = chrono.ChTimestepperHHT(sys)
hht.SetStepControl(False)
sys.SetTimestepper(hht)

vis = chronoirr.ChVisualSystemIrrlicht()
vis.AttachSystem(sys)
vis.SetCameraVertical(chrono.CameraVerticalDir_Z)
vis.Initialize()
vis.AddCamera(V(0, -1.5, 0.4), V(0, 0, 0.4))
vis.AddTypicalLights()

for n in range(3000):
    if n % 100 == 0:
        print(f"{n / 2000:.2f} s: {1000 * (head.GetPos().z - 0.81):.3f} mm, {screw.GetMotorForce():.1f} N, {1000 * line[10].GetPos().x:.2f} mm")
    if n % 100 == 0 and vis.Run():
        vis.BeginScene()
        vis.Render()
        vis.EndScene()
    sys.DoStepDynamics(0.0005)
