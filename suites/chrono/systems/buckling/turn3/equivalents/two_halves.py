# simbench canary 30aee123-ee2c-456f-a0cf-41b0fce6d2a6
# The S-shaped column in one piece: the machine's travel as a sequence of ramps, two beams that share the middle node, half the step.
import pychrono as chrono
import pychrono.fea as fea
import pychrono.irrlicht as chronoirr

V = chrono.ChVector3d
sys = chrono.ChSystemNSC()
sys.SetGravitationalAcceleration(V(0, 0, 0))

frame = chrono.ChBody()
frame.SetFixed(True)
sys.Add(frame)

head = chrono.ChBodyEasyBox(0.1, 0.1, 0.02, 2 / (0.1 * 0.1 * 0.02), True, False)
head.SetPos(V(0, 0, 0.81))
sys.Add(head)
travel = chrono.ChFunctionSequence()
travel.InsertFunct(chrono.ChFunctionRamp(0, -0.004), 1.0)
travel.InsertFunct(chrono.ChFunctionConst(-0.004), 0.5)
travel.InsertFunct(chrono.ChFunctionRamp(-0.004, 0.008), 0.5)
travel.InsertFunct(chrono.ChFunctionConst(0), 10.0)
screw = chrono.ChLinkMotorLinearPosition()
screw.Initialize(head, frame, chrono.ChFramed(V(0, 0, 0.81)))
screw.SetMotionFunction(travel)
sys.Add(screw)

steel = fea.ChBeamSectionEulerSimple()
steel.SetDensity(7850)
steel.SetYoungModulus(210e9)
steel.SetShearModulus(80.8e9)
steel.SetAsRectangularSection(0.02, 0.004)
steel.SetRayleighDampingBeta(0.005)

mesh = fea.ChMesh()
mesh.SetAutomaticGravity(False)
maker = fea.ChBuilderBeamEuler()
maker.BuildBeam(mesh, steel, 10, V(0, 0, 0), V(0, 0, 0.4), V(0, 1, 0))
first = list(maker.GetLastBeamNodes())
foot, lower, middle = first[0], first[5], first[10]
maker.BuildBeam(mesh, steel, 10, middle, V(0, 0, 0.8), V(0, 1, 0))
second = list(maker.GetLastBeamNodes())
upper, top = second[5], second[10]
sys.Add(mesh)

about_y = chrono.QuatFromAngleX(chrono.CH_PI_2)
for node, body in ((foot, frame), (top, head)):
    pin = chrono.ChLinkMateRevolute()
    pin.Initialize(node, body, chrono.ChFramed(node.GetPos(), about_y))
    sys.Add(pin)
rail = chrono.ChLinkMateGeneric(True, True, False, True, False, True)
rail.Initialize(middle, frame, chrono.ChFramed(middle.GetPos()))
sys.Add(rail)
lower.SetForce(V(0.5, 0, 0))

sys.SetSolver(chrono.ChSolverSparseLU())
hht = chrono.ChTimestepperHHT(sys)
hht.SetStepControl(False)
sys.SetTimestepper(hht)

vis = chronoirr.ChVisualSystemIrrlicht()
vis.AttachSystem(sys)
vis.SetCameraVertical(chrono.CameraVerticalDir_Z)
vis.Initialize()
vis.AddCamera(V(0.3, -1.2, 0.5), V(0, 0, 0.4))
vis.AddTypicalLights()

for n in range(5000):
    if n % 100 == 0:
        x = [round(1000 * node.GetPos().x, 2) for node in (lower, upper)]
        print(f"{n / 2000:.2f} s: {1000 * (head.GetPos().z - 0.81):.3f} mm, {screw.GetMotorForce():.1f} N, {x} mm")
    if n % 100 == 0 and vis.Run():
        vis.BeginScene()
        vis.Render()
        vis.EndScene()
    sys.DoStepDynamics(0.0005)
