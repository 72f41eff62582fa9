# simbench canary 30aee123-ee2c-456f-a0cf-41b0fce6d2a6
# The same pendulum from an easy body in a smooth-contact system, with a mate joint, the direct solver and half the step.
import math
import pychrono as chrono
import pychrono.irrlicht as chronoirr

sys = chrono.ChSystemSMC()
sys.SetGravitationalAcceleration(chrono.ChVector3d(0, 0, -9.81))
sys.SetSolver(chrono.ChSolverSparseQR())

world = chrono.ChBody()
world.SetFixed(True)
world.EnableCollision(False)
sys.Add(world)

radius, length = 0.05, 1.0
x, z = length * math.sin(math.pi / 6), 2 - length * math.cos(math.pi / 6)
ball = chrono.ChBodyEasySphere(radius, 1.0 / (4 / 3 * math.pi * radius**3), True, False)
ball.SetPos(chrono.ChVector3d(x, 0, z))
sys.Add(ball)

# The rod is drawn in the ball's frame, which isn't rotated here.
to_pivot = chrono.ChVector3d(-x, 0, 2 - z)
rod = chrono.ChVisualShapeCylinder(0.01, length)
ball.AddVisualShape(rod, chrono.ChFramed(to_pivot * 0.5, chrono.QuatFromAngleY(-math.pi / 6)))

hinge = chrono.ChLinkMateRevolute()
hinge.Initialize(world, ball, chrono.ChFramed(chrono.ChVector3d(0, 0, 2), chrono.QuatFromAngleX(math.pi / 2)))
sys.AddLink(hinge)

view = chronoirr.ChVisualSystemIrrlicht()
view.AttachSystem(sys)
view.SetCameraVertical(chrono.CameraVerticalDir_Z)
view.Initialize()
view.AddCamera(chrono.ChVector3d(0, -4, 1.5), chrono.ChVector3d(0, 0, 1.5))
view.AddLight(chrono.ChVector3d(2, -4, 5), 10)

h = 0.0005
for i in range(round(5.0 / h)):
    if not view.Run():
        break
    if i % round(0.5 / h) == 0:
        d = ball.GetPos() - chrono.ChVector3d(0, 0, 2)
        print(f"{sys.GetChTime():.2f}, {math.degrees(math.atan2(d.x, -d.z)):.3f}")
    if i % 20 == 0:
        view.BeginScene()
        view.Render()
        view.EndScene()
    sys.DoStepDynamics(h)
