# simbench canary 30aee123-ee2c-456f-a0cf-41b0fce6d2a6
# The feeder without an emitter: cubes are made in the loop; the motor's bodies are in the other order, half the step.
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
EYE_X = 0.5  #: camera_x
EYE = 3.0  #: camera_distance
EYE_Z = 1.5  #: camera_height
h = 0.001  #: step / 2
END = 4.0  #: duration
EVERY = 0.25  #: print_every

V = chrono.ChVector3d
chrono.ChCollisionModel.SetDefaultSuggestedEnvelope(0.001)
chrono.ChCollisionModel.SetDefaultSuggestedMargin(0.001)

system = chrono.ChSystemNSC()
system.SetCollisionSystemType(chrono.ChCollisionSystem.Type_BULLET)
system.SetGravitationalAcceleration(V(0, 0, -G))
system.SetSolverType(chrono.ChSolver.Type_APGD)
system.GetSolver().AsIterative().SetMaxIterations(200)

rough = chrono.ChContactMaterialNSC()
rough.SetFriction(MU)
rough.SetRestitution(0)

base = chrono.ChBody()
base.SetFixed(True)
system.Add(base)
plate = chrono.ChBodyEasyBox(LONG, WIDE, THICK, BELT_KG / (LONG * WIDE * THICK), True, True, rough)
plate.SetPos(V(-BEHIND, 0, -THICK / 2))
plate.SetPosDt(V(SPEED, 0, 0))
system.Add(plate)
drive = chrono.ChLinkMotorLinearSpeed()
drive.Initialize(base, plate, chrono.ChFramed(V(-BEHIND, 0, -THICK / 2), chrono.QuatFromAngleY(math.pi / 2)))
drive.SetSpeedFunction(chrono.ChFunctionConst(-SPEED))
system.Add(drive)

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
    if i % round(EVERY / h) == 0:
        print(i * h, len(cubes), round(cubes[0].GetPos().x, 3), round(cubes[0].GetPosDt().x, 3))
    if i % 20 == 0 and view.Run():
        view.BeginScene()
        view.Render()
        view.EndScene()
    system.DoStepDynamics(h)
