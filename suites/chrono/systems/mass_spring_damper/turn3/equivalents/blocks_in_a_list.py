# simbench canary 30aee123-ee2c-456f-a0cf-41b0fce6d2a6
# The shaken blocks from a table, as easy boxes, with mates for guides and the motor's bodies in the other order.
import math
import pychrono as chrono
import pychrono.irrlicht as chronoirr

system = chrono.ChSystemSMC()
system.SetGravitationalAcceleration(chrono.ChVector3d(0, 0, -9.81))

ground = chrono.ChBody()
ground.SetFixed(True)
system.Add(ground)

table = chrono.ChBody()
table.SetMass(10)
table.SetInertiaXX(chrono.ChVector3d(10 * 1.01 / 12, 10 * 1.01 / 12, 10 * 2 / 12))
table.AddVisualShape(chrono.ChVisualShapeBox(1, 1, 0.1))
system.Add(table)

motor = chrono.ChLinkMotorLinearPosition()
motor.Initialize(table, ground, chrono.ChFramed())
motor.SetMotionFunction(chrono.ChFunctionSine(0.05, 1.0))
system.Add(motor)

below = table
bodies = [table]
for mass, edge, height, k, c, rest in ((4, 0.2, 1.25475, 200, 2 * math.sqrt(800), 1.5), (1, 0.1, 1.65665, 100, 5, 0.5)):
    block = chrono.ChBodyEasyBox(edge, edge, edge, mass / edge**3, True, False)
    block.SetPos(chrono.ChVector3d(0, 0, height))
    system.Add(block)
    guide = chrono.ChLinkMatePrismatic()
    guide.Initialize(ground, block, chrono.ChFramed(block.GetPos()))
    system.Add(guide)
    spring = chrono.ChLinkTSDA()
    spring.Initialize(below, block, False, below.GetPos(), block.GetPos())
    spring.SetSpringCoefficient(k)
    spring.SetDampingCoefficient(c)
    spring.SetRestLength(rest)
    spring.AddVisualShape(chrono.ChVisualShapeSpring(0.04, 60, 12))
    system.Add(spring)
    bodies.append(block)
    below = block

vis = chronoirr.ChVisualSystemIrrlicht()
vis.AttachSystem(system)
vis.SetCameraVertical(chrono.CameraVerticalDir_Z)
vis.Initialize()
vis.AddCamera(chrono.ChVector3d(0, -5, 1.5), chrono.ChVector3d(0, 0, 1))
vis.AddTypicalLights()

h = 0.0005
for i in range(round(6 / h)):
    if i % 200 == 0:
        print(round(system.GetChTime(), 2), *(round(b.GetPos().z, 4) for b in bodies))
    if i % 40 == 0 and vis.Run():
        vis.BeginScene()
        vis.Render()
        vis.EndScene()
    system.DoStepDynamics(h)
