# simbench canary 30aee123-ee2c-456f-a0cf-41b0fce6d2a6
# The cantilever from single nodes and elements, welded to a fixed body, integrated by Newmark at half the step.
import pychrono as chrono
import pychrono.fea as fea
import pychrono.irrlicht as chronoirr

sys = chrono.ChSystemNSC()
sys.SetGravitationalAcceleration(chrono.VNULL)

wall = chrono.ChBody()
wall.SetFixed(True)
sys.Add(wall)

b, h, n, l = 0.03, 0.005, 10, 1.5
strip = fea.ChBeamSectionEulerSimple()
strip.SetDensity(2700)
strip.SetYoungModulus(70e9)
strip.SetShearModulus(26.3e9)
strip.SetArea(b * h)
strip.SetIyy(b * h**3 / 12)
strip.SetIzz(h * b**3 / 12)
strip.SetJ(b * h**3 / 3)
strip.SetRayleighDampingBeta(0.015)

mesh = fea.ChMesh()
mesh.SetAutomaticGravity(False)
nodes = []
for i in range(n + 1):
    node = fea.ChNodeFEAxyzrot(chrono.ChFramed(chrono.ChVector3d(l * i / n, 0, 0)))
    mesh.AddNode(node)
    nodes.append(node)
for left, right in zip(nodes, nodes[1:]):
    element = fea.ChElementBeamEuler()
    element.SetNodes(left, right)
    element.SetSection(strip)
    mesh.AddElement(element)
look = chrono.ChVisualShapeFEA()
look.SetFEMdataType(chrono.ChVisualShapeFEA.DataType_ELEM_BEAM_MY)
look.SetColormapRange(-1, 1)
mesh.AddVisualShapeFEA(look)
sys.Add(mesh)

clamp = chrono.ChLinkMateFix()
clamp.Initialize(nodes[0], wall)
sys.Add(clamp)
nodes[-1].SetForce(chrono.ChVector3d(0, 0, -0.5))

sys.SetSolver(chrono.ChSolverSparseLU())
newmark = chrono.ChTimestepperNewmark(sys)
newmark.SetGammaBeta(0.5, 0.25)
sys.SetTimestepper(newmark)

vis = chronoirr.ChVisualSystemIrrlicht()
vis.AttachSystem(sys)
vis.SetCameraVertical(chrono.CameraVerticalDir_Z)
vis.Initialize()
vis.AddCamera(chrono.ChVector3d(0.75, -2, 0.5), chrono.ChVector3d(0.75, 0, 0))
vis.AddTypicalLights()

for step in range(5000):
    if step % 100 == 0:
        print(round(sys.GetChTime(), 2), "s", round(nodes[-1].GetPos().z * 1000, 2), "mm")
    if step % 20 == 0 and vis.Run():
        vis.BeginScene()
        vis.Render()
        vis.EndScene()
    sys.DoStepDynamics(0.001)
