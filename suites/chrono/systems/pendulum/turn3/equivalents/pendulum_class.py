# simbench canary 30aee123-ee2c-456f-a0cf-41b0fce6d2a6
# The coupled pendulums with a class, unrotated bodies, the world body as both grounds' stand-in and spring ends given in the world.
import math
import pychrono as chrono
import pychrono.irrlicht as chronoirr

G = 9.81  #: gravity
TOP = 2.0  #: pivot_height
APART = 1.0  #: pivot_distance
ROD_RADIUS = 0.01  #: rod_radius
TILT_DEG = 10.0  #: tilt
STIFFNESS = 8.0  #: stiffness
EYE = 4.0  #: camera_distance
EYE_HEIGHT = 1.5  #: camera_height
STEP = 0.0005  #: step / 2
END = 5.0  #: duration
EVERY = 0.25  #: print_every


class Pendulum:
    LENGTH = 0.8  #: length
    RADIUS = 0.06  #: bob_radius
    MASS = 2.0  #: bob_mass

    def __init__(self, system, base, x, tilt=0.0):
        self.top = chrono.ChVector3d(x, 0, TOP)
        self.body = chrono.ChBodyEasySphere(self.RADIUS, self.MASS * 3 / (4 * math.pi * self.RADIUS**3), True, False)
        self.body.SetPos(chrono.ChVector3d(x + self.LENGTH * math.sin(tilt), 0, TOP - self.LENGTH * math.cos(tilt)))
        middle = (self.top - self.body.GetPos()) * 0.5
        self.body.AddVisualShape(chrono.ChVisualShapeCylinder(ROD_RADIUS, self.LENGTH), chrono.ChFramed(middle, chrono.QuatFromAngleY(-tilt)))
        system.Add(self.body)
        self.joint = chrono.ChLinkMateSpherical()
        self.joint.Initialize(self.body, base, False, self.top, self.top)
        system.Add(self.joint)

    def tilt(self):
        d = self.body.GetPos() - self.top
        return math.degrees(math.atan2(d.x, -d.z))


system = chrono.ChSystemSMC()
system.SetGravitationalAcceleration(chrono.ChVector3d(0, 0, -G))
base = chrono.ChBody()
base.SetFixed(True)
system.Add(base)
right = Pendulum(system, base, APART)
left = Pendulum(system, base, 0.0, math.radians(TILT_DEG))

spring = chrono.ChLinkTSDA()
spring.Initialize(right.body, left.body, False, right.body.GetPos(), left.body.GetPos())
spring.SetSpringCoefficient(STIFFNESS)
spring.SetDampingCoefficient(0)
spring.SetRestLength(APART)
spring.AddVisualShape(chrono.ChVisualShapeSegment())
system.Add(spring)

vis = chronoirr.ChVisualSystemIrrlicht()
vis.AttachSystem(system)
vis.SetCameraVertical(chrono.CameraVerticalDir_Z)
vis.Initialize()
vis.AddLightDirectional()
vis.AddCamera(chrono.ChVector3d(APART / 2, -EYE, EYE_HEIGHT), chrono.ChVector3d(APART / 2, 0, EYE_HEIGHT))

count = 0
while vis.Run():
    if count >= END / STEP:
        break
    if count % round(EVERY / STEP) == 0:
        print(f"{system.GetChTime():.2f}: {left.tilt():.2f} {right.tilt():.2f}")
    if count % 40 == 0:
        vis.BeginScene()
        vis.Render()
        vis.EndScene()
    system.DoStepDynamics(STEP)
    count += 1
