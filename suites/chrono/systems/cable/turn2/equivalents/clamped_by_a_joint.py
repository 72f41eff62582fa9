# simbench canary 30aee123-ee2c-456f-a0cf-41b0fce6d2a6
# The drooping rod as a class: HHT, half the step, the clamp is a joint that fixes the first node, nodes and elements are listed by hand.
import math
import pychrono as chrono
import pychrono.fea as fea
import pychrono.irrlicht as chronoirr


class Rod:
    def __init__(self, system, wall, length=1.0, count=20):
        plastic = fea.ChBeamSectionEulerSimple()
        plastic.SetArea(math.pi * 0.006**2)
        plastic.SetIyy(math.pi * 0.006**4 / 4)
        plastic.SetIzz(math.pi * 0.006**4 / 4)
        plastic.SetJ(math.pi * 0.006**4 / 2)
        plastic.SetDensity(884)
        plastic.SetYoungModulus(2e9)
        plastic.SetShearModulus(2e9 / 2.6)
        plastic.SetRayleighDamping(0.05)
        plastic.SetDrawCircularRadius(0.006)
        self.mesh = fea.ChMesh()
        self.nodes = [fea.ChNodeFEAxyzrot(chrono.ChFramed(chrono.ChVector3d(length * i / count, 0, 1))) for i in range(count + 1)]
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
system.SetGravitationalAcceleration(chrono.ChVector3d(0, 0, -9.81))
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
vis.AddCamera(chrono.ChVector3d(0.5, -2, 1), chrono.ChVector3d(0.5, 0, 0.9))
vis.AddTypicalLights()

count = 0
while vis.Run() and count < 3000:
    if count % 250 == 0:
        print(f"{count / 1000:.2f} s: {1000 * (1 - rod.nodes[-1].GetPos().z):.2f} mm")
    if count % 20 == 0:
        vis.BeginScene()
        vis.Render()
        vis.EndScene()
    system.DoStepDynamics(0.001)
    count += 1
