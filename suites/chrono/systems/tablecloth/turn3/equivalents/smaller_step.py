# simbench canary 30aee123-ee2c-456f-a0cf-41b0fce6d2a6
# The clip taken off, without helper functions: nodes in a dictionary, the table from a shape, a smaller step, frames now and then.
import pychrono as chrono
import pychrono.fea as fea
import pychrono.irrlicht as chronoirr

G = 9.81  #: gravity
L = 0.6  #: runner_length
TABLE = 0.3  #: table_width
THICK = 0.05  #: table_thickness
B = 0.1  #: width
T = 0.001  #: thickness in m
E = 17.7e6  #: young in Pa
RHO = 1200  #: density
Z = 0.75  #: height
CLIP = 0.005  #: clip_mass in kg
N = 60  #: elements_x
ASIDE = 0.3  #: camera_side
AWAY = 1.0  #: camera_distance
ABOVE = 1.0  #: camera_height
LOOK = 0.7  #: look_height
DT = 0.0015  #: 0.75 * step in s
END = 1.5  #: duration
ROW = 0.05  #: print_every

system = chrono.ChSystemNSC()
system.SetSolver(chrono.ChSolverSparseQR())
oilcloth = fea.ChMaterialShellANCF(RHO, E, 0)
mesh = fea.ChMesh()
nodes = {}
for j in (0, 1):
    for i in range(N + 1):
        nodes[i, j] = fea.ChNodeFEAxyzD(chrono.ChVector3d(L * (i / N - 0.5), B * (j - 0.5), Z), chrono.ChVector3d(0, 0, 1))
        nodes[i, j].SetFixed(abs(L * (i / N - 0.5)) <= TABLE / 2 + 1e-6)
        mesh.AddNode(nodes[i, j])
for i in range(N):
    shell = fea.ChElementShellANCF_3423()
    shell.SetNodes(nodes[i, 0], nodes[i + 1, 0], nodes[i + 1, 1], nodes[i, 1])
    shell.SetDimensions(L / N, B)
    shell.AddLayer(T, 0, oilcloth)
    mesh.AddElement(shell)
mesh.AddVisualShapeFEA(chrono.ChVisualShapeFEA())
system.AddMesh(mesh)

board = chrono.ChBody()
board.SetFixed(True)
board.SetPos(chrono.ChVector3d(0, 0, Z - THICK / 2))
board.AddVisualShape(chrono.ChVisualShapeBox(TABLE, TABLE, THICK))
system.AddBody(board)

corners = nodes[N, 0], nodes[N, 1]
for part in range(1, 41):
    down = chrono.ChVector3d(0, 0, -G * part / 40)
    system.SetGravitationalAcceleration(down)
    for corner in corners:
        corner.SetForce(down * (CLIP / 2))
    system.DoStaticNonlinear(12)
for corner in corners:
    corner.SetForce(chrono.ChVector3d(0, 0, 0))

vis = chronoirr.ChVisualSystemIrrlicht()
vis.AttachSystem(system)
vis.SetCameraVertical(chrono.CameraVerticalDir_Z)
vis.Initialize()
vis.AddCamera(chrono.ChVector3d(ASIDE, -AWAY, ABOVE), chrono.ChVector3d(0, 0, LOOK))
vis.AddLightDirectional()

rows = 0
for count in range(round(END / DT)):
    if not vis.Run():
        break
    if system.GetChTime() > rows * ROW - DT / 2:
        rows += 1
        a, b = nodes[0, 0].GetPos(), nodes[N, 0].GetPos()
        print(f"{system.GetChTime():.2f} {a.z:.4f} {b.z:.4f} {b.x:.4f}")
    if count % 20 == 0:
        vis.BeginScene()
        vis.Render()
        vis.EndScene()
    system.DoStepDynamics(DT)
