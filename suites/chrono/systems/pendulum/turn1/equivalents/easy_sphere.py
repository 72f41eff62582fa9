# simbench canary 30aee123-ee2c-456f-a0cf-41b0fce6d2a6
# The same pendulum from an easy body in a smooth-contact system, with a mate joint, the direct solver and half the step.
import math
import pychrono as chrono
import pychrono.irrlicht as chronoirr

gravity = 9.81  #: gravity
radius = 0.05  #: bob_radius
mass = 1.0  #: bob_mass
length = 1.0  #: length
rod_radius = 0.01  #: rod_radius
top = 2.0  #: pivot_height
start = 0.523598775598299  #: tilt in rad
eye = 4.0  #: camera_distance
eye_height = 1.5  #: camera_height
h = 0.0005  #: step / 2
seconds = 5.0  #: duration
every = 0.5  #: print_every

sys = chrono.ChSystemSMC()
sys.SetGravitationalAcceleration(chrono.ChVector3d(0, 0, -gravity))
sys.SetSolver(chrono.ChSolverSparseQR())

world = chrono.ChBody()
world.SetFixed(True)
world.EnableCollision(False)
sys.Add(world)

x, z = length * math.sin(start), top - length * math.cos(start)
ball = chrono.ChBodyEasySphere(radius, mass / (4 / 3 * math.pi * radius**3), True, False)
ball.SetPos(chrono.ChVector3d(x, 0, z))
sys.Add(ball)

# The rod is drawn in the ball's frame, which isn't rotated here.
to_pivot = chrono.ChVector3d(-x, 0, top - z)
rod = chrono.ChVisualShapeCylinder(rod_radius, length)
ball.AddVisualShape(rod, chrono.ChFramed(to_pivot * 0.5, chrono.QuatFromAngleY(-start)))

hinge = chrono.ChLinkMateRevolute()
hinge.Initialize(world, ball, chrono.ChFramed(chrono.ChVector3d(0, 0, top), chrono.QuatFromAngleX(math.pi / 2)))
sys.AddLink(hinge)

view = chronoirr.ChVisualSystemIrrlicht()
view.AttachSystem(sys)
view.SetCameraVertical(chrono.CameraVerticalDir_Z)
view.Initialize()
view.AddCamera(chrono.ChVector3d(0, -eye, eye_height), chrono.ChVector3d(0, 0, eye_height))
view.AddLight(chrono.ChVector3d(2, -4, 5), 10)

for i in range(round(seconds / h)):
    if not view.Run():
        break
    if i % round(every / h) == 0:
        d = ball.GetPos() - chrono.ChVector3d(0, 0, top)
        print(f"{sys.GetChTime():.2f}, {math.degrees(math.atan2(d.x, -d.z)):.3f}")
    if i % 20 == 0:
        view.BeginScene()
        view.Render()
        view.EndScene()
    sys.DoStepDynamics(h)
