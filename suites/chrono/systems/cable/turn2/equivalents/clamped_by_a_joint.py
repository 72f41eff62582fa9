# simbench canary 30aee123-ee2c-456f-a0cf-41b0fce6d2a6
# The drooping rod as a class: HHT, half the step, the clamp is a joint that fixes the first node, nodes and elements are listed by hand.
import math
import pychrono as chrono
import pychrono.fea as fea
import pychrono.irrlicht as chronoirr

G = 9.81  #: gravity
N = 20  #: elements
L = 1.0  #: length
Z = 1.0  #: height
R = 0.006  #: diameter / 2 in m
RHO = 884  #: density
E = 2e9  #: young in Pa
NU = 0.3  #: poisson
BETA = 0.05  #: damping
DT = 0.001  #: step / 2 in s
END = 3.0  #: duration
EVERY = 0.25  #: print_every


class Rod:
    def __init__(self, system, wall, length=L, count=N):
        plastic = fea.ChBeamSectionEulerSimple()
        plastic.SetArea(math.pi * R**2)
        plastic.SetIyy(math.pi * R**4 / 4)
        plastic.SetIzz(math.pi * R**4 / 4)
        plastic.SetJ(math.pi * R**4 / 2)
        plastic.SetDensity(RHO)
        plastic.SetYoungModulus(E)
        plastic.SetShearModulus(E / (2 + 2 * NU))
        plastic.SetRayleighDamping(BETA)
        plastic.SetDrawCircularRadius(R)
        self.mesh = fea.ChMesh()
        self.nodes = [fea.ChNodeFEAxyzrot(chrono.ChFramed(chrono.ChVector3d(length * i / count, 0, Z))) for i in range(count + 1)]
        for node in self.nodes:
            self.mesh.AddNode(node)
        for i in range(count):
            piece = fea.ChElementBeamEuler()
            piece.SetNodes(self.nodes[i], self.nodes[i + 1])
            piece.SetSection(plastic)
            self.mesh.AddElement(piece)
        self.mesh.AddVisualShapeFEA(chrono.ChVisualShapeFEA())
        system.AddMesh(self.mesh)

        clamp = chrono.ChLinkMateFix()
        clamp.Initialize(self.nodes[0], wall)
        system.AddLink(clamp)


system = chrono.ChSystemNSC()
system.SetGravitationalAcceleration(chrono.ChVector3d(0, 0, -G))
system.SetSolver(chrono.ChSolverSparseQR())
system.SetTimestepperType(chrono.ChTimestepper.Type_HHT)
wall = chrono.ChBody()
wall.SetFixed(True)
system.AddBody(wall)
rod = Rod(system, wall)

vis = chronoirr.ChVisualSystemIrrlicht()
vis.AttachSystem(system)
vis.SetCameraVertical(chrono.CameraVerticalDir_Z)
vis.Initialize()
vis.AddCamera(chrono.ChVector3d(L / 2, -2, Z), chrono.ChVector3d(L / 2, 0, Z - 0.1))
vis.AddTypicalLights()

count = 0
while vis.Run() and count < round(END / DT):
    if count % round(EVERY / DT) == 0:
        print(f"{count * DT:.2f} s: {1000 * (Z - rod.nodes[-1].GetPos().z):.2f} mm")
    if count % 20 == 0:
        vis.BeginScene()
        vis.Render()
        vis.EndScene()
    system.DoStepDynamics(DT)
    count += 1
