# simbench canary 30aee123-ee2c-456f-a0cf-41b0fce6d2a6
# The S-shaped column in one piece: the machine's travel as a sequence of ramps, two beams that share the middle node, half the step.
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
SIDE = 0.5  #: side_force
MP = 2.0  #: platen_mass
A = 0.1  #: platen_side
H = 0.02  #: platen_height
DOWN = 0.004  #: travel in m
TD = 1.0  #: travel_time
HOLD = 1.5  #: hold_until
BACK = 2.0  #: back
ASIDE = 0.3  #: camera_side
AWAY = 1.2  #: camera_distance
ABOVE = 0.5  #: camera_height
DT = 0.0005  #: step / 2 in s
END = 2.5  #: duration
EVERY = 0.05  #: print_every
sys = chrono.ChSystemNSC()
sys.SetGravitationalAcceleration(V(0, 0, 0))

frame = chrono.ChBody()
frame.SetFixed(True)
sys.Add(frame)

head = chrono.ChBodyEasyBox(A, A, H, MP / (A * A * H), True, False)
head.SetPos(V(0, 0, L + H / 2))
sys.Add(head)
travel = chrono.ChFunctionSequence()
travel.InsertFunct(chrono.ChFunctionRamp(0, -DOWN / TD), TD)
travel.InsertFunct(chrono.ChFunctionConst(-DOWN), HOLD - TD)
travel.InsertFunct(chrono.ChFunctionRamp(-DOWN, DOWN / (BACK - HOLD)), BACK - HOLD)
travel.InsertFunct(chrono.ChFunctionConst(0), 10.0)
screw = chrono.ChLinkMotorLinearPosition()
screw.Initialize(head, frame, chrono.ChFramed(V(0, 0, L + H / 2)))
screw.SetMotionFunction(travel)
sys.Add(screw)

steel = fea.ChBeamSectionEulerSimple()
steel.SetDensity(RHO)
steel.SetYoungModulus(E)
steel.SetShearModulus(G)
steel.SetAsRectangularSection(B, T)
steel.SetRayleighDampingBeta(BETA)

mesh = fea.ChMesh()
mesh.SetAutomaticGravity(False)
maker = fea.ChBuilderBeamEuler()
maker.BuildBeam(mesh, steel, N // 2, V(0, 0, 0), V(0, 0, L / 2), V(0, 1, 0))
first = list(maker.GetLastBeamNodes())
foot, lower, middle = first[0], first[N // 4], first[N // 2]
maker.BuildBeam(mesh, steel, N // 2, middle, V(0, 0, L), V(0, 1, 0))
second = list(maker.GetLastBeamNodes())
upper, top = second[N // 4], second[N // 2]
sys.Add(mesh)

about_y = chrono.QuatFromAngleX(chrono.CH_PI_2)
for node, body in ((foot, frame), (top, head)):
    pin = chrono.ChLinkMateRevolute()
    pin.Initialize(node, body, chrono.ChFramed(node.GetPos(), about_y))
    sys.Add(pin)
rail = chrono.ChLinkMateGeneric(True, True, False, True, False, True)
rail.Initialize(middle, frame, chrono.ChFramed(middle.GetPos()))
sys.Add(rail)
lower.SetForce(V(SIDE, 0, 0))

sys.SetSolver(chrono.ChSolverSparseLU())
hht = chrono.ChTimestepperHHT(sys)
hht.SetStepControl(False)
sys.SetTimestepper(hht)

vis = chronoirr.ChVisualSystemIrrlicht()
vis.AttachSystem(sys)
vis.SetCameraVertical(chrono.CameraVerticalDir_Z)
vis.Initialize()
vis.AddCamera(V(ASIDE, -AWAY, ABOVE), V(0, 0, L / 2))
vis.AddTypicalLights()

for n in range(round(END / DT)):
    if n % round(EVERY / DT) == 0:
        x = [round(1000 * node.GetPos().x, 2) for node in (lower, upper)]
        print(f"{n * DT:.2f} s: {1000 * (head.GetPos().z - L - H / 2):.3f} mm, {screw.GetMotorForce():.1f} N, {x} mm")
    if n % 100 == 0 and vis.Run():
        vis.BeginScene()
        vis.Render()
        vis.EndScene()
    sys.DoStepDynamics(DT)
