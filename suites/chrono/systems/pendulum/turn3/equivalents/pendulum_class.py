# simbench canary 30aee123-ee2c-456f-a0cf-41b0fce6d2a6
# The coupled pendulums with a class, unrotated bodies, the world body as both grounds' stand-in and spring ends given in the world.
import math
import pychrono as chrono
import pychrono.irrlicht as chronoirr


class Pendulum:
    LENGTH, RADIUS, MASS = 0.8, 0.06, 2.0

    def __init__(self, system, base, x, tilt=0.0):
        self.top = chrono.ChVector3d(x, 0, 2)
        self.body = chrono.ChBodyEasySphere(self.RADIUS, self.MASS * 3 / (4 * math.pi * self.RADIUS**3), True, False)
        self.body.SetPos(chrono.ChVector3d(x + self.LENGTH * math.sin(tilt), 0, 2 - self.LENGTH * math.cos(tilt)))
        middle = (self.top - self.body.GetPos()) * 0.5
        self.body.AddVisualShape(chrono.ChVisualShapeCylinder(0.01, self.LENGTH), chrono.ChFramed(middle, chrono.QuatFromAngleY(-tilt)))
        system.Add(self.body)
        self.joint = chrono.ChLinkMateSpherical()
        self.joint.Initialize(self.body, base, False, self.top, self.top)
        system.Add(self.joint)

    def tilt(self):
        d = self.body.GetPos() - self.top
        return math.degrees(math.atan2(d.x, -d.z))


system = chrono.ChSystemSMC()
system.SetGravitationalAcceleration(chrono.ChVector3d(0, 0, -9.81))
base = chrono.ChBody()
base.SetFixed(True)
system.Add(base)
right = Pendulum(system, base, 1.0)
left = Pendulum(system, base, 0.0, math.radians(10))

spring = chrono.ChLinkTSDA()
spring.Initialize(right.body, left.body, False, right.body.GetPos(), left.body.GetPos())
spring.SetSpringCoefficient(8)
spring.SetDampingCoefficient(0)
spring.SetRestLength(1)
spring.AddVisualShape(chrono.ChVisualShapeSegment())
system.Add(spring)

vis = chronoirr.ChVisualSystemIrrlicht()
vis.AttachSystem(system)
vis.SetCameraVertical(chrono.CameraVerticalDir_Z)
vis.Initialize()
vis.AddLightDirectional()
vis.AddCamera(chrono.ChVector3d(0.5, -4, 1.5), chrono.ChVector3d(0.5, 0, 1.5))

step = 5e-4
count = 0
while vis.Run():
    if count >= 5.0 / step:
        break
    if count % round(0.25 / step) == 0:
        print(f"{system.GetChTime():.2f}: {left.tilt():.2f} {right.tilt():.2f}")
    if count % 40 == 0:
        vis.BeginScene()
        vis.Render()
        vis.EndScene()
    system.DoStepDynamics(step)
    count += 1
