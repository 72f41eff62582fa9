# simbench canary 30aee123-ee2c-456f-a0cf-41b0fce6d2a6
# Both cylinders from one loop over a table, with mates for joints and half the step; angles are counted in turns.
import math
import pychrono as chrono
import pychrono.irrlicht as chronoirr

V = chrono.ChVector3d
TURN = 2 * math.pi

system = chrono.ChSystemSMC()
system.SetGravitationalAcceleration(V(0, 0, -9.81))
system.SetSolver(chrono.ChSolverSparseQR())


def put(body, pos, angle=0.0):
    body.SetPos(pos)
    body.SetRot(chrono.QuatFromAngleZ(angle))
    system.Add(body)
    return body


ground = put(chrono.ChBody(), V(0, 0, 0))
ground.SetFixed(True)
crank = put(chrono.ChBodyEasyBox(0.2, 0.02, 0.02, 1 / (0.2 * 0.02**2), True, False), V(0.1, 0, 0))
pin = V(0.2, 0, 0)

sliders = []
for mass, end, turn in ((3, V(0, math.sqrt(0.32), 0), chrono.QuatFromAngleX(math.pi / 2)),
                        (5, V(0.2 + math.sqrt(0.35), 0.1, 0), chrono.QuatFromAngleY(math.pi / 2))):
    d = end - pin
    rod = put(chrono.ChBodyEasyBox(0.6, 0.02, 0.02, 2 / (0.6 * 0.02**2), True, False), (pin + end) * 0.5, math.atan2(d.y, d.x))
    slider = put(chrono.ChBodyEasyBox(0.1, 0.1, 0.1, mass / 0.001, True, False), end)
    for a, b, where in ((rod, crank, pin), (slider, rod, end)):
        joint = chrono.ChLinkMateRevolute()
        joint.Initialize(a, b, chrono.ChFramed(where))
        system.Add(joint)
    rail = chrono.ChLinkMatePrismatic()
    rail.Initialize(slider, ground, chrono.ChFramed(end, turn))
    system.Add(rail)
    sliders.append(slider)

strut = chrono.ChLinkTSDA()
strut.Initialize(ground, sliders[0], True, V(0, 1.4, 0), V(0, 0, 0))
strut.SetSpringCoefficient(300)
strut.SetDampingCoefficient(10)
strut.SetRestLength(0.6)
strut.AddVisualShape(chrono.ChVisualShapeSpring(0.02, 60, 12))
system.Add(strut)

drive = chrono.ChLinkMotorRotationSpeed()
drive.Initialize(crank, ground, chrono.ChFramed())
drive.SetSpeedFunction(chrono.ChFunctionRamp(0, TURN))
system.Add(drive)

vis = chronoirr.ChVisualSystemIrrlicht()
vis.AttachSystem(system)
vis.SetCameraVertical(chrono.CameraVerticalDir_Z)
vis.Initialize()
vis.AddCamera(V(0.4, -1, 2), V(0.4, 0.4, 0))
vis.AddTypicalLights()

h = 0.0005
n = 0
while vis.Run() and n < 4000:
    if n % 200 == 0:
        print(round(n * h, 2), round(drive.GetMotorAngle() / TURN * 360, 1), round(sliders[1].GetPos().x, 4), round(sliders[0].GetPos().y, 4))
    if n % 40 == 0:
        vis.BeginScene()
        vis.Render()
        vis.EndScene()
    system.DoStepDynamics(h)
    n += 1
