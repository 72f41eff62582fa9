# simbench canary 30aee123-ee2c-456f-a0cf-41b0fce6d2a6
# The shaken blocks from a table, as easy boxes, with mates for guides and the motor's bodies in the other order.
import math
import pychrono as chrono
import pychrono.irrlicht as chronoirr

G = 9.81  #: gravity
M1 = 4.0  #: mass
EDGE1 = 0.2  #: edge
K1 = 200.0  #: stiffness
REST1 = 1.5  #: rest_length
Z1 = 1.25475  #: lower_z
M2 = 1.0  #: upper_mass
EDGE2 = 0.1  #: upper_edge
K2 = 100.0  #: upper_stiffness
C2 = 5.0  #: upper_damping
REST2 = 0.5  #: upper_rest_length
Z2 = 1.65665  #: upper_z
MP = 10.0  #: platform_mass
SIDE = 1.0  #: platform_edge
THICK = 0.1  #: platform_height
AMPLITUDE = 0.05  #: amplitude
HZ = 1.0  #: frequency
EYE = 5.0  #: camera_distance
EYE_Z = 1.5  #: camera_height
LOOK_Z = 1.0  #: target_height
h = 0.0005  #: step / 2
END = 6.0  #: duration
EVERY = 0.1  #: print_every

system = chrono.ChSystemSMC()
system.SetGravitationalAcceleration(chrono.ChVector3d(0, 0, -G))

ground = chrono.ChBody()
ground.SetFixed(True)
system.Add(ground)

table = chrono.ChBody()
table.SetMass(MP)
table.SetInertiaXX(chrono.ChVector3d(SIDE**2 + THICK**2, SIDE**2 + THICK**2, 2 * SIDE**2) * (MP / 12))
table.AddVisualShape(chrono.ChVisualShapeBox(SIDE, SIDE, THICK))
system.Add(table)

motor = chrono.ChLinkMotorLinearPosition()
motor.Initialize(table, ground, chrono.ChFramed())
motor.SetMotionFunction(chrono.ChFunctionSine(AMPLITUDE, HZ))
system.Add(motor)

below = table
bodies = [table]
for mass, edge, height, k, c, rest in ((M1, EDGE1, Z1, K1, 2 * math.sqrt(K1 * M1), REST1), (M2, EDGE2, Z2, K2, C2, REST2)):
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
vis.AddCamera(chrono.ChVector3d(0, -EYE, EYE_Z), chrono.ChVector3d(0, 0, LOOK_Z))
vis.AddTypicalLights()

for i in range(round(END / h)):
    if i % round(EVERY / h) == 0:
        print(round(system.GetChTime(), 2), *(round(b.GetPos().z, 4) for b in bodies))
    if i % 40 == 0 and vis.Run():
        vis.BeginScene()
        vis.Render()
        vis.EndScene()
    system.DoStepDynamics(h)
