# simbench canary 30aee123-ee2c-456f-a0cf-41b0fce6d2a6
# Beam, block and strut in one flat script: explicit block inertia, the block tied by a generic mate, Newmark at half the step.
import math
import pychrono as chrono
import pychrono.fea as fea
import pychrono.irrlicht as chronoirr

V = chrono.ChVector3d
sys = chrono.ChSystemNSC()
sys.SetGravitationalAcceleration(V(0, 0, 0))
sys.SetSolver(chrono.ChSolverSparseLU())

base = chrono.ChBody()
base.SetFixed(True)
sys.Add(base)

strip = fea.ChBeamSectionEulerSimple()
strip.SetDensity(7850)
strip.SetYoungModulus(210e9)
strip.SetShearModulus(80.8e9)
strip.SetAsRectangularSection(0.03, 0.005)
strip.SetRayleighDampingBeta(0.015)

mesh = fea.ChMesh()
mesh.SetAutomaticGravity(False)
line = [fea.ChNodeFEAxyzrot(chrono.ChFramed(V(0.15 * i, 0, 0))) for i in range(13)]
for node in line:
    mesh.AddNode(node)
for i in range(12):
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
cube.SetMass(1)
cube.SetInertiaXX(V(1, 1, 1) * (0.05**2 / 6))
cube.SetPos(V(1.8, 0, 0))
cube.AddVisualShape(chrono.ChVisualShapeBox(0.05, 0.05, 0.05))
sys.Add(cube)
tie = chrono.ChLinkMateGeneric(True, True, True, True, True, True)
tie.Initialize(cube, line[12], chrono.ChFramed(V(1.8, 0, 0)))
sys.Add(tie)

strut = chrono.ChLinkTSDA()
strut.Initialize(base, cube, True, V(1.8, 0, -0.5), V(0, 0, 0))
strut.SetSpringCoefficient(40)
strut.SetDampingCoefficient(0.6)
strut.SetRestLength(0.5)
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
vis.AddCamera(V(0.9, -2.5, 0.3), V(0.9, 0, -0.2))
vis.AddTypicalLights()

line[12].SetForce(V(0, 0, -2))
sys.DoStaticLinear()
line[12].SetForce(V(0, 0, 0))

for n in range(4000):
    if n % 100 == 0:
        q = cube.GetRot()
        print(f"{n / 1000:.1f} s: z = {cube.GetPos().z:.5f} m, about Y {math.degrees(2 * math.atan2(q.e2, q.e0)):.3f} deg")
    if n % 50 == 0 and vis.Run():
        vis.BeginScene()
        vis.Render()
        vis.EndScene()
    sys.DoStepDynamics(0.001)
