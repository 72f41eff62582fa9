# simbench canary 30aee123-ee2c-456f-a0cf-41b0fce6d2a6
# The runner as a class, built in two rows from the right; the clip comes after the cloth's weight.
import pychrono as chrono
import pychrono.fea as fea


class Runner:
    COUNT, PITCH = 60, 0.01

    def __init__(self, system):
        self.system = system
        oilcloth = fea.ChMaterialShellANCF(1200, 17.7e6, 0.0)
        self.mesh = fea.ChMesh()
        self.front, self.back = self.row(-0.05), self.row(0.05)
        for i in range(self.COUNT):
            shell = fea.ChElementShellANCF_3423()
            shell.SetNodes(self.front[i + 1], self.front[i], self.back[i], self.back[i + 1])
            shell.SetDimensions(self.PITCH, 0.1)
            shell.AddLayer(1e-3, 0.0, oilcloth)
            self.mesh.AddElement(shell)
        system.AddMesh(self.mesh)

    def row(self, y):
        nodes = []
        for i in range(self.COUNT + 1):
            node = fea.ChNodeFEAxyzD(chrono.ChVector3d(0.3 - i * self.PITCH, y, 0.75), chrono.ChVector3d(0, 0, 1))
            if 15 <= i <= 45:
                node.SetFixed(True)
            self.mesh.AddNode(node)
            nodes.append(node)
        return nodes

    def solve(self, weight, clip):
        self.system.SetGravitationalAcceleration(chrono.ChVector3d(0, 0, -9.81 * weight))
        for corner in (self.front[0], self.back[0]):
            corner.SetForce(chrono.ChVector3d(0, 0, -0.04905 / 2 * clip))
        self.system.DoStaticNonlinear(15)


system = chrono.ChSystemNSC()
system.SetSolver(chrono.ChSolverSparseQR())
runner = Runner(system)
for part in range(1, 31):
    runner.solve(part / 30, 0)
for part in range(1, 6):
    runner.solve(1, part / 5)

print("left", 0.75 - runner.front[-1].GetPos().z, -0.15 - runner.front[-1].GetPos().x)
print("right", 0.75 - runner.front[0].GetPos().z, runner.front[0].GetPos().x - 0.15)
