# simbench canary 30aee123-ee2c-456f-a0cf-41b0fce6d2a6
# The same strip from its free edge to the table, in time: it falls, and long steps of the implicit integrator take its energy away.
import math
import pychrono as chrono
import pychrono.fea as fea

G = 9.81  #: gravity
L = 0.1  #: length
B = 0.1  #: width
T = 0.001  #: thickness in m
E = 17.7e6  #: young in Pa
RHO = 1200  #: density
Z = 0.75  #: height
NX = 20  #: elements_x
NY = 2  #: elements_y
NONE = chrono.ChVector3d(0, 0, 0)

system = chrono.ChSystemNSC()
system.SetGravitationalAcceleration(chrono.ChVector3d(0, 0, -G))
system.SetSolver(chrono.ChSolverSparseQR())

cloth = fea.ChMaterialShellANCF(RHO, chrono.ChVector3d(E, E, E), NONE, chrono.ChVector3d(E / 2, E / 2, E / 2))

mesh = fea.ChMesh()
up = chrono.ChVector3d(0, 0, 1)
grid = {}
for i in range(NX, -1, -1):
    for j in range(NY + 1):
        grid[i, j] = fea.ChNodeFEAxyzD(chrono.ChVector3d(L * i / NX, B * (j / NY - 0.5), Z), up)
        grid[i, j].SetFixed(i == 0)
        mesh.AddNode(grid[i, j])
for i in range(NX):
    for j in range(NY):
        shell = fea.ChElementShellANCF_3423()
        shell.SetNodes(grid[i, j], grid[i + 1, j], grid[i + 1, j + 1], grid[i, j + 1])
        shell.SetDimensions(L / NX, B / NY)
        shell.AddLayer(T, 0, cloth)
        mesh.AddElement(shell)
system.AddMesh(mesh)

while system.GetChTime() < 3:
    system.DoStepDynamics(0.02)

edge = grid[NX, NY // 2].GetPos()
print(f"down {Z - edge.z:.4f} m, out {edge.x:.4f} m, {math.degrees(math.atan2(Z - edge.z, edge.x)):.2f} deg")
