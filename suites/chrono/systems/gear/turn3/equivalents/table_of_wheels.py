# simbench canary 30aee123-ee2c-456f-a0cf-41b0fce6d2a6
# The gear train from a table: easy cylinders, a ring gear that is a fixed body of its own, mates for pins, half the step.
import math
import pychrono as chrono
import pychrono.irrlicht as chronoirr

V = chrono.ChVector3d
Q = chrono.QuatFromAngleX(-math.pi / 2)
WIDE = 0.04

system = chrono.ChSystemSMC()
system.SetGravitationalAcceleration(V(0, 0, -9.81))
system.SetSolver(chrono.ChSolverSparseQR())

base = chrono.ChBody()
base.SetFixed(True)
system.Add(base)
ring = chrono.ChBody()
ring.SetFixed(True)
ring.SetPos(V(0.3, 0.1, 1))
system.Add(ring)

wheels = {}
for name, r, m, x, y in (("p2", 0.05, 0.5, 0.2, 0.1), ("p1", 0.05, 0.5, 0.4, 0.1), ("B", 0.2, 8, 0.3, 0), ("A", 0.1, 2, 0, 0)):
    wheel = chrono.ChBodyEasyCylinder(chrono.ChAxis_Y, r, WIDE, m / (math.pi * r * r * WIDE), True, False)
    wheel.SetPos(V(x, y, 1))
    system.Add(wheel)
    wheels[name] = wheel

arm = chrono.ChBodyEasyBox(0.2, 0.02, 0.02, 1 / (0.2 * 0.02 * 0.02), True, False)
arm.SetPos(V(0.3, 0.1, 1))
system.Add(arm)

for below, above in ((base, arm), (base, wheels["B"]), (arm, wheels["p1"]), (arm, wheels["p2"])):
    pin = chrono.ChLinkMateRevolute()
    pin.Initialize(below, above, chrono.ChFramed(above.GetPos(), Q))
    system.Add(pin)


def mesh(one, two, ratio, one_at=chrono.VNULL, two_at=chrono.VNULL):
    link = chrono.ChLinkLockGear()
    link.Initialize(one, two, chrono.ChFramed())
    link.SetFrameShaft1(chrono.ChFramed(one_at, Q))
    link.SetFrameShaft2(chrono.ChFramed(two_at, Q))
    link.SetTransmissionRatio(ratio)
    system.Add(link)
    return link


mesh(wheels["A"], wheels["B"], 0.5)
for name in ("p1", "p2"):
    mesh(wheels[name], wheels["B"], 1.0, two_at=V(0, 0.1, 0))
    mesh(wheels[name], ring, 1 / 3).SetEpicyclic(True)

torque = chrono.ChLinkMotorRotationTorque()
torque.Initialize(wheels["A"], base, chrono.ChFramed(V(0, 0, 1), Q))
torque.SetTorqueFunction(chrono.ChFunctionConst(1))
system.Add(torque)

damper = chrono.ChLinkRSDA()
damper.Initialize(base, arm, chrono.ChFramed(arm.GetPos(), Q))
damper.SetDampingCoefficient(6.4)
system.Add(damper)

vis = chronoirr.ChVisualSystemIrrlicht()
vis.AttachSystem(system)
vis.SetCameraVertical(chrono.CameraVerticalDir_Z)
vis.Initialize()
vis.AddCamera(V(0.2, 1, 1.2), V(0.2, 0, 1))
vis.AddTypicalLights()

h = 5e-4
n = 0
while vis.Run() and n < 6000:
    if n % 500 == 0:
        print(round(n * h, 2), *(round(body.GetAngVelParent().y, 3) for body in (wheels["A"], wheels["B"], arm)))
    if n % 40 == 0:
        vis.BeginScene()
        vis.Render()
        vis.EndScene()
    system.DoStepDynamics(h)
    n += 1
