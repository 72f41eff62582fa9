# simbench canary 30aee123-ee2c-456f-a0cf-41b0fce6d2a6
# Gate and belt from one class, the gate's motor gets a new function when it is time, cubes are made in the loop, half the step.
import math
import pychrono as chrono
import pychrono.irrlicht as chronoirr

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
system.SetGravitationalAcceleration(V(0, 0, -9.81))
system.SetSolverType(chrono.ChSolver.Type_PSOR)
system.GetSolver().AsIterative().SetMaxIterations(150)

base = chrono.ChBody()
base.SetFixed(True)
system.Add(base)
rough = surface(0.5)
gate = Slide(system, base, (0.05, 0.4, 0.2), 5, V(0.925, 0, 0.11), surface(0), 0)
belt = Slide(system, base, (6, 0.4, 0.1), 20, V(-0.5, 0, -0.05), rough, 0.5)

view = chronoirr.ChVisualSystemIrrlicht()
view.AttachSystem(system)
view.SetCameraVertical(chrono.CameraVerticalDir_Z)
view.Initialize()
view.AddCamera(V(0.5, -3, 1.5), V(0.5, 0, 0))
view.AddTypicalLights()

h = 0.001
cubes = []
for i in range(round(5.5 / h)):
    if i % 500 == 0 and len(cubes) < 6:
        cube = chrono.ChBodyEasyBox(0.1, 0.1, 0.1, 1000, True, True, rough)
        cube.SetPos(V(0, 0, 0.06))
        system.Add(cube)
        system.GetCollisionSystem().BindItem(cube)
        view.BindItem(cube)
        cubes.append(cube)
    if i == 4000:
        gate.set(1.0)
    if i % 250 == 0:
        print(i * h, round(gate.body.GetContactForce().x, 2), *(round(c.GetPos().x, 3) for c in cubes))
    if i % 20 == 0 and view.Run():
        view.BeginScene()
        view.Render()
        view.EndScene()
    system.DoStepDynamics(h)
