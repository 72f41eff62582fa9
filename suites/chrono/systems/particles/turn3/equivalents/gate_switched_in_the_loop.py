# simbench canary 30aee123-ee2c-456f-a0cf-41b0fce6d2a6
# Gate and belt from one class, the gate's motor gets a new function when it is time, cubes are made in the loop, half the step.
import math
import pychrono as chrono
import pychrono.irrlicht as chronoirr

G = 9.81  #: gravity
EDGE = 0.1  #: edge
RHO = 1000.0  #: density
N = 6  #: number
RATE = 2.0  #: rate
GAP = 0.01  #: gap in m
LONG = 6.0  #: belt_length
WIDE = 0.4  #: belt_width
THICK = 0.1  #: belt_height
BELT_KG = 20.0  #: belt_mass
BEHIND = 0.5  #: belt_behind
SPEED = 0.5  #: belt_speed
MU = 0.5  #: friction
GATE_X = 0.05  #: gate_thickness
GATE_Y = 0.4  #: gate_width
GATE_Z = 0.2  #: gate_height
GATE_KG = 5.0  #: gate_mass
FACE = 0.9  #: gate_face
GATE_GAP = 0.01  #: gate_gap in m
OPENS = 4.0  #: opens
AWAY = 1.0  #: gate_speed
EYE_X = 0.5  #: camera_x
EYE = 3.0  #: camera_distance
EYE_Z = 1.5  #: camera_height
h = 0.001  #: step / 2
END = 5.5  #: duration
EVERY = 0.25  #: print_every

V = chrono.ChVector3d
Q = chrono.QuatFromAngleY(math.pi / 2)


def surface(mu):
    m = chrono.ChContactMaterialNSC()
    m.SetFriction(mu)
    m.SetRestitution(0)
    return m


class Slide:
    def __init__(self, system, base, size, mass, pos, mat, v):
        self.body = chrono.ChBodyEasyBox(*size, mass / math.prod(size), True, True, mat)
        self.body.SetPos(pos)
        self.body.SetPosDt(V(v, 0, 0))
        system.Add(self.body)
        self.motor = chrono.ChLinkMotorLinearSpeed()
        self.motor.Initialize(self.body, base, chrono.ChFramed(pos, Q))
        self.set(v)
        system.Add(self.motor)

    def set(self, v):
        self.motor.SetMotorFunction(chrono.ChFunctionConst(v))


chrono.ChCollisionModel.SetDefaultSuggestedEnvelope(0.001)
chrono.ChCollisionModel.SetDefaultSuggestedMargin(0.001)
system = chrono.ChSystemNSC()
system.SetCollisionSystemType(chrono.ChCollisionSystem.Type_BULLET)
system.SetGravitationalAcceleration(V(0, 0, -G))
system.SetSolverType(chrono.ChSolver.Type_PSOR)
system.GetSolver().AsIterative().SetMaxIterations(150)

base = chrono.ChBody()
base.SetFixed(True)
system.Add(base)
rough = surface(MU)
gate = Slide(system, base, (GATE_X, GATE_Y, GATE_Z), GATE_KG, V(FACE + GATE_X / 2, 0, GATE_GAP + GATE_Z / 2), surface(0), 0)
belt = Slide(system, base, (LONG, WIDE, THICK), BELT_KG, V(-BEHIND, 0, -THICK / 2), rough, SPEED)

view = chronoirr.ChVisualSystemIrrlicht()
view.AttachSystem(system)
view.SetCameraVertical(chrono.CameraVerticalDir_Z)
view.Initialize()
view.AddCamera(V(EYE_X, -EYE, EYE_Z), V(EYE_X, 0, 0))
view.AddTypicalLights()

cubes = []
for i in range(round(END / h)):
    if len(cubes) < N and i * h >= len(cubes) / RATE - 1e-9:
        cube = chrono.ChBodyEasyBox(EDGE, EDGE, EDGE, RHO, True, True, rough)
        cube.SetPos(V(0, 0, EDGE / 2 + GAP))
        system.Add(cube)
        system.GetCollisionSystem().BindItem(cube)
        view.BindItem(cube)
        cubes.append(cube)
    if i == round(OPENS / h):
        gate.set(AWAY)
    if i % round(EVERY / h) == 0:
        print(i * h, round(gate.body.GetContactForce().x, 2), *(round(c.GetPos().x, 3) for c in cubes))
    if i % 20 == 0 and view.Run():
        view.BeginScene()
        view.Render()
        view.EndScene()
    system.DoStepDynamics(h)
