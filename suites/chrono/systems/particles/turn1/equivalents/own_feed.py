# simbench canary 30aee123-ee2c-456f-a0cf-41b0fce6d2a6
# No emitter: cubes are made in the loop from Python's random numbers; a tray of five bodies, another solver, half the step.
import math
import random
import pychrono as chrono
import pychrono.irrlicht as chronoirr

rng = random.Random(3)
V = chrono.ChVector3d
chrono.ChCollisionModel.SetDefaultSuggestedEnvelope(0.002)
chrono.ChCollisionModel.SetDefaultSuggestedMargin(0.002)

sys = chrono.ChSystemNSC()
sys.SetCollisionSystemType(chrono.ChCollisionSystem.Type_BULLET)
sys.SetGravitationalAcceleration(V(0, 0, -9.81))
sys.SetSolverType(chrono.ChSolver.Type_BARZILAIBORWEIN)
sys.GetSolver().AsIterative().SetMaxIterations(100)

mat = chrono.ChContactMaterialNSC()
mat.SetFriction(0.5)
mat.SetRestitution(0.1)


def plate(x, y, z, where):
    body = chrono.ChBodyEasyBox(x, y, z, 1000, True, True, mat)
    body.SetFixed(True)
    body.SetPos(where)
    sys.Add(body)


plate(1.1, 1.1, 0.05, V(0, 0, -0.025))
for s in (-1, 1):
    plate(0.05, 1.1, 0.3, V(0.525 * s, 0, 0.15))
    plate(1.0, 0.05, 0.3, V(0, 0.525 * s, 0.15))

view = chronoirr.ChVisualSystemIrrlicht()
view.AttachSystem(sys)
view.SetCameraVertical(chrono.CameraVerticalDir_Z)
view.Initialize()
view.AddCamera(V(0, -2.5, 1.5), V(0, 0, 0.3))
view.AddTypicalLights()

cubes = []


def drop():
    cube = chrono.ChBodyEasyBox(0.08, 0.08, 0.08, 1000, True, True, mat)
    cube.SetPos(V(rng.uniform(-0.3, 0.3), rng.uniform(-0.3, 0.3), 1.0))
    q = [rng.gauss(0, 1) for _ in range(4)]
    n = math.sqrt(sum(c * c for c in q))
    cube.SetRot(chrono.ChQuaterniond(*(c / n for c in q)))
    cube.SetPosDt(V(0, 0, -1))
    sys.Add(cube)
    sys.GetCollisionSystem().BindItem(cube)
    view.BindItem(cube)
    cubes.append(cube)


h = 0.0005
for i in range(round(3.5 / h)):
    if len(cubes) < 12 and i * h >= len(cubes) / 6 - 1e-9:
        drop()
    if i % 500 == 0:
        print(f"{sys.GetChTime():.2f} {len(cubes)} {sum(c.GetPos().z for c in cubes) / len(cubes):.3f}")
    if i % 40 == 0 and view.Run():
        view.BeginScene()
        view.Render()
        view.EndScene()
    sys.DoStepDynamics(h)
