# simbench canary 30aee123-ee2c-456f-a0cf-41b0fce6d2a6
# The runner as a class, built in two rows from the right; the clip comes after the cloth's weight.
import pychrono as chrono
import pychrono.fea as fea

G = 9.81  #: gravity
L = 0.6  #: runner_length
TABLE = 0.3  #: table_width
B = 0.1  #: width
T = 0.001  #: thickness in m
E = 17.7e6  #: young in Pa
RHO = 1200  #: density
Z = 0.75  #: height
CLIP = 0.005  #: clip_mass in kg
N = 60  #: elements_x


class Runner:
    COUNT, PITCH = N, L / N

    def __init__(self, system):
        self.system = system
        oilcloth = fea.ChMaterialShellANCF(RHO, E, 0.0)
        self.mesh = fea.ChMesh()
        self.front, self.back = self.row(-B / 2), self.row(B / 2)
        for i in range(self.COUNT):
            shell = fea.ChElementShellANCF_3423()
            shell.SetNodes(self.front[i + 1], self.front[i], self.back[i], self.back[i + 1])
            shell.SetDimensions(self.PITCH, B)
            shell.AddLayer(T, 0.0, oilcloth)
            self.mesh.AddElement(shell)
        system.AddMesh(self.mesh)

    def row(self, y):
        nodes = []
        for i in range(self.COUNT + 1):
            node = fea.ChNodeFEAxyzD(chrono.ChVector3d(L / 2 - i * self.PITCH, y, Z), chrono.ChVector3d(0, 0, 1))
            if abs(L / 2 - i * self.PITCH) <= TABLE / 2 + 1e-6:
                node.SetFixed(True)
            self.mesh.AddNode(node)
            nodes.append(node)
        return nodes

    def solve(self, weight, clip):
        self.system.SetGravitationalAcceleration(chrono.ChVector3d(0, 0, -G * weight))
        for corner in (self.front[0], self.back[0]):
            corner.SetForce(chrono.ChVector3d(0, 0, -G * CLIP / 2 * clip))
        self.system.DoStaticNonlinear(15)


system = chrono.ChSystemNSC()
system.SetSolver(chrono.ChSolverSparseQR())
runner = Runner(system)
for part in range(1, 31):
    runner.solve(part / 30, 0)
for part in range(1, 6):
    runner.solve(1, part / 5)

print("left", Z - runner.front[-1].GetPos().z, -TABLE / 2 - runner.front[-1].GetPos().x)
print("right", Z - runner.front[0].GetPos().z, runner.front[0].GetPos().x - TABLE / 2)
