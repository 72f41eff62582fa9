# simbench canary 30aee123-ee2c-456f-a0cf-41b0fce6d2a6
# The feeder without an emitter: cubes are made in the loop; the motor's bodies are in the other order, half the step.
import math
import pychrono as chrono
import pychrono.irrlicht as chronoirr

V = chrono.ChVector3d
chrono.ChCollisionModel.SetDefaultSuggestedEnvelope(0.001)
chrono.ChCollisionModel.SetDefaultSuggestedMargin(0.001)

system = chrono.ChSystemNSC()
system.SetCollisionSystemType(chrono.ChCollisionSystem.Type_BULLET)
system.SetGravitationalAcceleration(V(0, 0, -9.81))
system.SetSolverType(chrono.ChSolver.Type_APGD)
system.GetSolver().AsIterative().SetMaxIterations(200)

rough = chrono.ChContactMaterialNSC()
rough.SetFriction(0.5)
rough.SetRestitution(0)

base = chrono.ChBody()
base.SetFixed(True)
system.Add(base)
plate = chrono.ChBodyEasyBox(6, 0.4, 0.1, 20 / 0.24, True, True, rough)
plate.SetPos(V(-0.5, 0, -0.05))
plate.SetPosDt(V(0.5, 0, 0))
system.Add(plate)
drive = chrono.ChLinkMotorLinearSpeed()
drive.Initialize(base, plate, chrono.ChFramed(V(-0.5, 0, -0.05), chrono.QuatFromAngleY(math.pi / 2)))
drive.SetSpeedFunction(chrono.ChFunctionConst(-0.5))
system.Add(drive)

view = chronoirr.ChVisualSystemIrrlicht()
view.AttachSystem(system)
view.SetCameraVertical(chrono.CameraVerticalDir_Z)
view.Initialize()
view.AddCamera(V(0.5, -3, 1.5), V(0.5, 0, 0))
view.AddTypicalLights()

h = 0.001
cubes = []
for i in range(round(4 / h)):
    if i % 500 == 0 and len(cubes) < 6:
        cube = chrono.ChBodyEasyBox(0.1, 0.1, 0.1, 1000, True, True, rough)
        cube.SetPos(V(0, 0, 0.06))
        system.Add(cube)
        system.GetCollisionSystem().BindItem(cube)
        view.BindItem(cube)
        cubes.append(cube)
    if i % 250 == 0:
        print(i * h, len(cubes), round(cubes[0].GetPos().x, 3), round(cubes[0].GetPosDt().x, 3))
    if i % 20 == 0 and view.Run():
        view.BeginScene()
        view.Render()
        view.EndScene()
    system.DoStepDynamics(h)
