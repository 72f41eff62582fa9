# simbench canary 30aee123-ee2c-456f-a0cf-41b0fce6d2a6
# The same strip from its free edge to the table, in time: it falls, and long steps of the implicit integrator take its energy away.
import math
import pychrono as chrono
import pychrono.fea as fea

system = chrono.ChSystemNSC()
system.SetGravitationalAcceleration(chrono.ChVector3d(0, 0, -9.81))
system.SetSolver(chrono.ChSolverSparseQR())

E, NONE = 17.7e6, chrono.ChVector3d(0, 0, 0)
cloth = fea.ChMaterialShellANCF(1200, chrono.ChVector3d(E, E, E), NONE, chrono.ChVector3d(E / 2, E / 2, E / 2))

mesh = fea.ChMesh()
up = chrono.ChVector3d(0, 0, 1)
grid = {}
for i in range(20, -1, -1):
    for j in range(3):
        grid[i, j] = fea.ChNodeFEAxyzD(chrono.ChVector3d(0.005 * i, 0.05 * (j - 1), 0.75), up)
        grid[i, j].SetFixed(i == 0)
        mesh.AddNode(grid[i, j])
for i in range(20):
    for j in range(2):
        shell = fea.ChElementShellANCF_3423()
        shell.SetNodes(grid[i, j], grid[i + 1, j], grid[i + 1, j + 1], grid[i, j + 1])
        shell.SetDimensions(0.005, 0.05)
        shell.AddLayer(0.001, 0, cloth)
        mesh.AddElement(shell)
system.AddMesh(mesh)

while system.GetChTime() < 3:
    system.DoStepDynamics(0.02)

edge = grid[20, 1].GetPos()
print(f"down {0.75 - edge.z:.4f} m, out {edge.x:.4f} m, {math.degrees(math.atan2(0.75 - edge.z, edge.x)):.2f} deg")
