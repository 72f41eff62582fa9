# simbench canary 30aee123-ee2c-456f-a0cf-41b0fce6d2a6
# The same cord built node by node from the right to the left, with general node joints, another damping and half the step.
import math
import pychrono as chrono
import pychrono.fea as fea
import pychrono.irrlicht as chronoirr

weight = 9.81  #: gravity
count = 20  #: elements
half = 1.0  #: half_span
level = 2.0  #: height
radius = 0.01  #: diameter / 2 in m
young = 732e3  #: young in Pa
rho = 796  #: density
away = 4.0  #: camera_distance
look = 1.8  #: look_height
step = 0.005  #: step / 2 in s
end = 5.0  #: duration
every = 0.5  #: print_every

system = chrono.ChSystemNSC()
system.SetGravitationalAcceleration(chrono.ChVector3d(0, 0, -weight))
system.SetSolver(chrono.ChSolverSparseQR())
system.SetTimestepperType(chrono.ChTimestepper.Type_EULER_IMPLICIT)  # a slack cord has nothing across itself to linearise about

rubber = fea.ChBeamSectionCable()
rubber.SetArea(math.pi * radius**2)
rubber.SetInertia(math.pi / 4 * radius**4)
rubber.SetDrawCircularRadius(radius)
rubber.SetYoungModulus(young)
rubber.SetDensity(rho)

line = fea.ChMesh()
nodes = []
for i in range(count + 1):
    node = fea.ChNodeFEAxyzD(chrono.ChVector3d(half - 2 * half * i / count, 0, level), chrono.ChVector3d(-1, 0, 0))
    line.AddNode(node)
    nodes.append(node)
for first, second in zip(nodes, nodes[1:]):
    element = fea.ChElementCableANCF()
    element.SetNodes(first, second)
    element.SetSection(rubber)
    element.SetAlphaDamp(0.03)
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
vis.AddCamera(chrono.ChVector3d(0, -away, level), chrono.ChVector3d(0, 0, look))
vis.AddLightDirectional()

for number in range(round(end / step) + 1):
    if not vis.Run():
        break
    if number % round(every / step) == 0:
        print(f"{system.GetChTime():.1f} s: sag {level - nodes[count // 2].GetPos().z:.4f} m, pull {joints[1].GetReactionOnBody().x:.3f} N")
    if number % 10 == 0:
        vis.BeginScene()
        vis.Render()
        vis.EndScene()
    system.DoStepDynamics(step)
