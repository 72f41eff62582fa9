# simbench canary 30aee123-ee2c-456f-a0cf-41b0fce6d2a6
# Beam, block and strut in one flat script: explicit block inertia, the block tied by a generic mate, Newmark at half the step.
import math
import pychrono as chrono
import pychrono.fea as fea
import pychrono.irrlicht as chronoirr

V = chrono.ChVector3d
L = 1.8  #: length
B = 0.03  #: width in m
H = 0.005  #: height in m
E = 210e9  #: young in Pa
G = 80.8e9  #: shear in Pa
RHO = 7850  #: density
BETA = 0.015  #: beta
N = 12  #: elements
LOAD = 2.0  #: force
M = 1.0  #: block_mass
A = 0.05  #: block_edge
K = 40.0  #: stiffness
C = 0.6  #: damping
REST = 0.5  #: rest_length
SIDE = 2.5  #: camera_distance
ABOVE = 0.3  #: camera_height
BELOW = 0.2  #: look_depth
DT = 0.001  #: step / 2
END = 4.0  #: duration
EVERY = 0.1  #: print_every
sys = chrono.ChSystemNSC()
sys.SetGravitationalAcceleration(V(0, 0, 0))
sys.SetSolver(chrono.ChSolverSparseLU())

base = chrono.ChBody()
base.SetFixed(True)
sys.Add(base)

strip = fea.ChBeamSectionEulerSimple()
strip.SetDensity(RHO)
strip.SetYoungModulus(E)
strip.SetShearModulus(G)
strip.SetAsRectangularSection(B, H)
strip.SetRayleighDampingBeta(BETA)

mesh = fea.ChMesh()
mesh.SetAutomaticGravity(False)
line = [fea.ChNodeFEAxyzrot(chrono.ChFramed(V(L * i / N, 0, 0))) for i in range(N + 1)]
for node in line:
    mesh.AddNode(node)
for i in range(N):
    piece = fea.ChElementBeamEuler()
    piece.SetNodes(line[i], line[i + 1])
    piece.SetSection(strip)
    mesh.AddElement(piece)
line[0].SetFixed(True)
look = chrono.ChVisualShapeFEA()
look.SetFEMdataType(chrono.ChVisualShapeFEA.DataType_ELEM_BEAM_MY)
look.SetColormapRange(-2, 2)
mesh.AddVisualShapeFEA(look)
sys.Add(mesh)

cube = chrono.ChBody()
cube.SetMass(M)
cube.SetInertiaXX(V(1, 1, 1) * (M * A**2 / 6))
cube.SetPos(V(L, 0, 0))
cube.AddVisualShape(chrono.ChVisualShapeBox(A, A, A))
sys.Add(cube)
tie = chrono.ChLinkMateGeneric(True, True, True, True, True, True)
tie.Initialize(cube, line[N], chrono.ChFramed(V(L, 0, 0)))
sys.Add(tie)

strut = chrono.ChLinkTSDA()
strut.Initialize(base, cube, True, V(L, 0, -REST), V(0, 0, 0))
strut.SetSpringCoefficient(K)
strut.SetDampingCoefficient(C)
strut.SetRestLength(REST)
strut.IsStiff(True)
strut.AddVisualShape(chrono.ChVisualShapeSpring(0.02, 60, 12))
sys.Add(strut)

newmark = chrono.ChTimestepperNewmark(sys)
newmark.SetGammaBeta(0.5, 0.25)
sys.SetTimestepper(newmark)

vis = chronoirr.ChVisualSystemIrrlicht()
vis.AttachSystem(sys)
vis.SetCameraVertical(chrono.CameraVerticalDir_Z)
vis.Initialize()
vis.AddCamera(V(L / 2, -SIDE, ABOVE), V(L / 2, 0, -BELOW))
vis.AddTypicalLights()

line[N].SetForce(V(0, 0, -LOAD))
sys.DoStaticLinear()
line[N].SetForce(V(0, 0, 0))

for n in range(round(END / DT)):
    if n % round(EVERY / DT) == 0:
        q = cube.GetRot()
        print(f"{n * DT:.1f} s: z = {cube.GetPos().z:.5f} m, about Y {math.degrees(2 * math.atan2(q.e2, q.e0)):.3f} deg")
    if n % 50 == 0 and vis.Run():
        vis.BeginScene()
        vis.Render()
        vis.EndScene()
    sys.DoStepDynamics(DT)
