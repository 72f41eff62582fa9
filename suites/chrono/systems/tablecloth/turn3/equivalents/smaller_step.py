# simbench canary 30aee123-ee2c-456f-a0cf-41b0fce6d2a6
# The clip taken off, without helper functions: nodes in a dictionary, the table from a shape, a smaller step, frames now and then.
import pychrono as chrono
import pychrono.fea as fea
import pychrono.irrlicht as chronoirr

system = chrono.ChSystemNSC()
system.SetSolver(chrono.ChSolverSparseQR())
oilcloth = fea.ChMaterialShellANCF(1200, 17.7e6, 0)
mesh = fea.ChMesh()
nodes = {}
for j in (0, 1):
    for i in range(61):
        nodes[i, j] = fea.ChNodeFEAxyzD(chrono.ChVector3d(-0.3 + i / 100, 0.1 * j - 0.05, 0.75), chrono.ChVector3d(0, 0, 1))
        nodes[i, j].SetFixed(15 <= i <= 45)
        mesh.AddNode(nodes[i, j])
for i in range(60):
    shell = fea.ChElementShellANCF_3423()
    shell.SetNodes(nodes[i, 0], nodes[i + 1, 0], nodes[i + 1, 1], nodes[i, 1])
    shell.SetDimensions(0.01, 0.1)
    shell.AddLayer(0.001, 0, oilcloth)
    mesh.AddElement(shell)
mesh.AddVisualShapeFEA(chrono.ChVisualShapeFEA())
system.AddMesh(mesh)

board = chrono.ChBody()
board.SetFixed(True)
board.SetPos(chrono.ChVector3d(0, 0, 0.725))
board.AddVisualShape(chrono.ChVisualShapeBox(0.3, 0.3, 0.05))
system.AddBody(board)

corners = nodes[60, 0], nodes[60, 1]
for part in range(1, 41):
    down = chrono.ChVector3d(0, 0, -9.81 * part / 40)
    system.SetGravitationalAcceleration(down)
    for corner in corners:
        corner.SetForce(down * 0.0025)
    system.DoStaticNonlinear(12)
for corner in corners:
    corner.SetForce(chrono.ChVector3d(0, 0, 0))

vis = chronoirr.ChVisualSystemIrrlicht()
vis.AttachSystem(system)
vis.SetCameraVertical(chrono.CameraVerticalDir_Z)
vis.Initialize()
vis.AddCamera(chrono.ChVector3d(0.3, -1, 1), chrono.ChVector3d(0, 0, 0.7))
vis.AddLightDirectional()

for count in range(1000):
    if not vis.Run():
        break
    if count % 40 == 0:
        a, b = nodes[0, 0].GetPos(), nodes[60, 0].GetPos()
        print(f"{system.GetChTime():.2f} {a.z:.4f} {b.z:.4f} {b.x:.4f}")
    if count % 20 == 0:
        vis.BeginScene()
        vis.Render()
        vis.EndScene()
    system.DoStepDynamics(0.0015)
