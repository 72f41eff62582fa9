# simbench canary 30aee123-ee2c-456f-a0cf-41b0fce6d2a6
# The same cord built node by node from the right to the left, with general node joints, another damping and twice the step.
import math
import pychrono as chrono
import pychrono.fea as fea
import pychrono.irrlicht as chronoirr

system = chrono.ChSystemNSC()
system.SetGravitationalAcceleration(chrono.ChVector3d(0, 0, -9.81))
system.SetSolver(chrono.ChSolverSparseQR())
system.SetTimestepperType(chrono.ChTimestepper.Type_EULER_IMPLICIT)  # a slack cord has nothing across itself to linearise about

rubber = fea.ChBeamSectionCable()
rubber.SetArea(math.pi * 0.01**2)
rubber.SetInertia(math.pi / 4 * 0.01**4)
rubber.SetDrawCircularRadius(0.01)
rubber.SetYoungModulus(732e3)
rubber.SetDensity(796)

line = fea.ChMesh()
nodes = []
for i in range(21):
    node = fea.ChNodeFEAxyzD(chrono.ChVector3d(1 - 0.1 * i, 0, 2), chrono.ChVector3d(-1, 0, 0))
    line.AddNode(node)
    nodes.append(node)
for first, second in zip(nodes, nodes[1:]):
    element = fea.ChElementCableANCF()
    element.SetNodes(first, second)
    element.SetSection(rubber)
    element.SetAlphaDamp(0.015)
    line.AddElement(element)
shape = chrono.ChVisualShapeFEA()
shape.SetFEMglyphType(chrono.ChVisualShapeFEA.GlyphType_NODE_DOT_POS)
line.AddVisualShapeFEA(shape)
system.Add(line)

wall = chrono.ChBody()
wall.SetFixed(True)
system.Add(wall)
joints = []
for node in (nodes[0], nodes[-1]):
    joint = fea.ChLinkNodeFrameGeneric(True, True, True)
    joint.Initialize(node, wall)
    system.Add(joint)
    joints.append(joint)

vis = chronoirr.ChVisualSystemIrrlicht()
vis.AttachSystem(system)
vis.SetCameraVertical(chrono.CameraVerticalDir_Z)
vis.Initialize()
vis.AddCamera(chrono.ChVector3d(0, -4, 2), chrono.ChVector3d(0, 0, 1.8))
vis.AddLightDirectional()

step = 0.01
for count in range(round(5 / step) + 1):
    if not vis.Run():
        break
    if count % round(0.5 / step) == 0:
        print(f"{system.GetChTime():.1f} s: sag {2 - nodes[10].GetPos().z:.4f} m, pull {joints[1].GetReactionOnBody().x:.3f} N")
    if count % 5 == 0:
        vis.BeginScene()
        vis.Render()
        vis.EndScene()
    system.DoStepDynamics(step)
