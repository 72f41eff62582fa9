# simbench canary 30aee123-ee2c-456f-a0cf-41b0fce6d2a6
# No emitter: cubes are made in the loop from Python's random numbers; a tray of five bodies, another solver, half the step.
import math
import random
import pychrono as chrono
import pychrono.irrlicht as chronoirr

G = 9.81  #: gravity
EDGE = 0.08  #: edge
RHO = 1000.0  #: density
N = 12  #: number
RATE = 6.0  #: rate
OUTLET = 0.3  #: outlet
TOP = 1.0  #: outlet_height
SPEED = 1.0  #: start_speed
INNER = 1.0  #: tray
HIGH = 0.3  #: wall_height
WALL = 0.05  #: wall
MU = 0.5  #: friction
BOUNCE = 0.1  #: restitution
EYE = 2.5  #: camera_distance
EYE_Z = 1.5  #: camera_height
LOOK_Z = 0.3  #: target_height
h = 0.0005  #: step / 2
END = 3.5  #: duration
EVERY = 0.25  #: print_every

rng = random.Random(3)
V = chrono.ChVector3d
chrono.ChCollisionModel.SetDefaultSuggestedEnvelope(0.002)
chrono.ChCollisionModel.SetDefaultSuggestedMargin(0.002)

sys = chrono.ChSystemNSC()
sys.SetCollisionSystemType(chrono.ChCollisionSystem.Type_BULLET)
sys.SetGravitationalAcceleration(V(0, 0, -G))
sys.SetSolverType(chrono.ChSolver.Type_BARZILAIBORWEIN)
sys.GetSolver().AsIterative().SetMaxIterations(100)

mat = chrono.ChContactMaterialNSC()
mat.SetFriction(MU)
mat.SetRestitution(BOUNCE)


def plate(x, y, z, where):
    body = chrono.ChBodyEasyBox(x, y, z, 1000, True, True, mat)
    body.SetFixed(True)
    body.SetPos(where)
    sys.Add(body)


OUTER = INNER + 2 * WALL
OFF = (INNER + WALL) / 2
plate(OUTER, OUTER, WALL, V(0, 0, -WALL / 2))
for s in (-1, 1):
    plate(WALL, OUTER, HIGH, V(OFF * s, 0, HIGH / 2))
    plate(INNER, WALL, HIGH, V(0, OFF * s, HIGH / 2))

view = chronoirr.ChVisualSystemIrrlicht()
view.AttachSystem(sys)
view.SetCameraVertical(chrono.CameraVerticalDir_Z)
view.Initialize()
view.AddCamera(V(0, -EYE, EYE_Z), V(0, 0, LOOK_Z))
view.AddTypicalLights()

cubes = []


def drop():
    cube = chrono.ChBodyEasyBox(EDGE, EDGE, EDGE, RHO, True, True, mat)
    cube.SetPos(V(rng.uniform(-OUTLET, OUTLET), rng.uniform(-OUTLET, OUTLET), TOP))
    q = [rng.gauss(0, 1) for _ in range(4)]
    n = math.sqrt(sum(c * c for c in q))
    cube.SetRot(chrono.ChQuaterniond(*(c / n for c in q)))
    cube.SetPosDt(V(0, 0, -SPEED))
    sys.Add(cube)
    sys.GetCollisionSystem().BindItem(cube)
    view.BindItem(cube)
    cubes.append(cube)


for i in range(round(END / h)):
    if len(cubes) < N and i * h >= len(cubes) / RATE - 1e-9:
        drop()
    if i % round(EVERY / h) == 0:
        print(f"{sys.GetChTime():.2f} {len(cubes)} {sum(c.GetPos().z for c in cubes) / len(cubes):.3f}")
    if i % 40 == 0 and view.Run():
        view.BeginScene()
        view.Render()
        view.EndScene()
    sys.DoStepDynamics(h)
