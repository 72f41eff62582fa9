# simbench canary 30aee123-ee2c-456f-a0cf-41b0fce6d2a6
# Both cylinders from one loop over a table, with mates for joints and half the step; angles are counted in turns.
import math
import pychrono as chrono
import pychrono.irrlicht as chronoirr

G = 9.81  #: gravity
CRANK = 0.2  #: crank_length
CRANK_KG = 1.0  #: crank_mass
ROD = 0.6  #: rod_length
ROD_KG = 2.0  #: rod_mass
BAR = 0.02  #: bar_width
EDGE = 0.1  #: slider_edge
FIRST_KG = 5.0  #: slider_mass
SECOND_KG = 3.0  #: second_mass
ASIDE = 0.1  #: offset
SEAT = 1.4  #: anchor
K = 300.0  #: stiffness
C = 10.0  #: damping
L0 = 0.6  #: rest_length
ALPHA = 2 * math.pi  #: ramp
EYE_X = 0.4  #: camera_x
EYE = 1.0  #: camera_distance
EYE_HEIGHT = 2.0  #: camera_height
LOOK_Y = 0.4  #: target_y
END = 2.0  #: duration
h = 0.0005  #: step / 2
every = 0.1  #: print_every

V = chrono.ChVector3d
TURN = 2 * math.pi

system = chrono.ChSystemSMC()
system.SetGravitationalAcceleration(V(0, 0, -G))
system.SetSolver(chrono.ChSolverSparseQR())


def put(body, pos, angle=0.0):
    body.SetPos(pos)
    body.SetRot(chrono.QuatFromAngleZ(angle))
    system.Add(body)
    return body


ground = put(chrono.ChBody(), V(0, 0, 0))
ground.SetFixed(True)
crank = put(chrono.ChBodyEasyBox(CRANK, BAR, BAR, CRANK_KG / (CRANK * BAR**2), True, False), V(CRANK / 2, 0, 0))
pin = V(CRANK, 0, 0)

sliders = []
for mass, end, turn in ((SECOND_KG, V(0, math.sqrt(ROD**2 - CRANK**2), 0), chrono.QuatFromAngleX(math.pi / 2)),
                        (FIRST_KG, V(CRANK + math.sqrt(ROD**2 - ASIDE**2), ASIDE, 0), chrono.QuatFromAngleY(math.pi / 2))):
    d = end - pin
    rod = put(chrono.ChBodyEasyBox(ROD, BAR, BAR, ROD_KG / (ROD * BAR**2), True, False), (pin + end) * 0.5, math.atan2(d.y, d.x))
    slider = put(chrono.ChBodyEasyBox(EDGE, EDGE, EDGE, mass / EDGE**3, True, False), end)
    for a, b, where in ((rod, crank, pin), (slider, rod, end)):
        joint = chrono.ChLinkMateRevolute()
        joint.Initialize(a, b, chrono.ChFramed(where))
        system.Add(joint)
    rail = chrono.ChLinkMatePrismatic()
    rail.Initialize(slider, ground, chrono.ChFramed(end, turn))
    system.Add(rail)
    sliders.append(slider)

strut = chrono.ChLinkTSDA()
strut.Initialize(ground, sliders[0], True, V(0, SEAT, 0), V(0, 0, 0))
strut.SetSpringCoefficient(K)
strut.SetDampingCoefficient(C)
strut.SetRestLength(L0)
strut.AddVisualShape(chrono.ChVisualShapeSpring(0.02, 60, 12))
system.Add(strut)

drive = chrono.ChLinkMotorRotationSpeed()
drive.Initialize(crank, ground, chrono.ChFramed())
drive.SetSpeedFunction(chrono.ChFunctionRamp(0, ALPHA))
system.Add(drive)

vis = chronoirr.ChVisualSystemIrrlicht()
vis.AttachSystem(system)
vis.SetCameraVertical(chrono.CameraVerticalDir_Z)
vis.Initialize()
vis.AddCamera(V(EYE_X, -EYE, EYE_HEIGHT), V(EYE_X, LOOK_Y, 0))
vis.AddTypicalLights()

n = 0
while vis.Run() and n < round(END / h):
    if n % round(every / h) == 0:
        print(round(n * h, 2), round(drive.GetMotorAngle() / TURN * 360, 1), round(sliders[1].GetPos().x, 4), round(sliders[0].GetPos().y, 4))
    if n % 40 == 0:
        vis.BeginScene()
        vis.Render()
        vis.EndScene()
    system.DoStepDynamics(h)
    n += 1
