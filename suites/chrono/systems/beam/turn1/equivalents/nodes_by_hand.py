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

b = 0.03  #: width in m
h = 0.005  #: height in m
n = 10  #: elements
l = 1.5  #: length
e = 70e9  #: young in Pa
g = 26.3e9  #: shear in Pa
rho = 2700  #: density
beta = 0.015  #: beta
load = 0.5  #: force
side = 2.0  #: camera_distance
above = 0.5  #: camera_height
dt = 0.001  #: step / 2
end = 5.0  #: duration
every = 0.1  #: print_every
strip = fea.ChBeamSectionEulerSimple()
strip.SetDensity(rho)
strip.SetYoungModulus(e)
strip.SetShearModulus(g)
strip.SetArea(b * h)
strip.SetIyy(b * h**3 / 12)
strip.SetIzz(h * b**3 / 12)
strip.SetJ(b * h**3 / 3)
strip.SetRayleighDampingBeta(beta)

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
nodes[-1].SetForce(chrono.ChVector3d(0, 0, -load))

sys.SetSolver(chrono.ChSolverSparseLU())
newmark = chrono.ChTimestepperNewmark(sys)
newmark.SetGammaBeta(0.5, 0.25)
sys.SetTimestepper(newmark)

vis = chronoirr.ChVisualSystemIrrlicht()
vis.AttachSystem(sys)
vis.SetCameraVertical(chrono.CameraVerticalDir_Z)
vis.Initialize()
vis.AddCamera(chrono.ChVector3d(l / 2, -side, above), chrono.ChVector3d(l / 2, 0, 0))
vis.AddTypicalLights()

for step in range(round(end / dt)):
    if step % round(every / dt) == 0:
        print(round(sys.GetChTime(), 2), "s", round(nodes[-1].GetPos().z * 1000, 2), "mm")
    if step % 20 == 0 and vis.Run():
        vis.BeginScene()
        vis.Render()
        vis.EndScene()
    sys.DoStepDynamics(dt)
