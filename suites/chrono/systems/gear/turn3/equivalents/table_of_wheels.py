# simbench canary 30aee123-ee2c-456f-a0cf-41b0fce6d2a6
# The gear train from a table: easy cylinders, a ring gear that is a fixed body of its own, mates for pins, half the step.
import math
import pychrono as chrono
import pychrono.irrlicht as chronoirr

G = 9.81  #: gravity
TALL = 1.0  #: height
RA = 0.1  #: radius_a
MA = 2.0  #: mass_a
RB = 0.2  #: radius_b
MB = 8.0  #: mass_b
WIDE = 0.04  #: width
STAGE = 0.1  #: stage_y
RS = 0.05  #: sun_radius
RR = 0.15  #: ring_radius
MP = 0.5  #: planet_mass
LONG = 0.2  #: carrier_length
THIN = 0.02  #: carrier_width
MC = 1.0  #: carrier_mass
TORQUE = 1.0  #: torque
BRAKE = 6.4  #: brake
RP = (RR - RS) / 2
ARM = RS + RP
EYE_X = 0.2  #: camera_x
EYE = 1.0  #: camera_distance
EYE_HEIGHT = 1.2  #: camera_height
h = 0.0005  #: step / 2
END = 3.0  #: duration
EVERY = 0.25  #: print_every

V = chrono.ChVector3d
Q = chrono.QuatFromAngleX(-math.pi / 2)

system = chrono.ChSystemSMC()
system.SetGravitationalAcceleration(V(0, 0, -G))
system.SetSolver(chrono.ChSolverSparseQR())

base = chrono.ChBody()
base.SetFixed(True)
system.Add(base)
ring = chrono.ChBody()
ring.SetFixed(True)
ring.SetPos(V(RA + RB, STAGE, TALL))
system.Add(ring)

wheels = {}
for name, r, m, x, y in (
    ("p2", RP, MP, RA + RB - ARM, STAGE),
    ("p1", RP, MP, RA + RB + ARM, STAGE),
    ("B", RB, MB, RA + RB, 0.0),
    ("A", RA, MA, 0.0, 0.0),
):
    wheel = chrono.ChBodyEasyCylinder(chrono.ChAxis_Y, r, WIDE, m / (math.pi * r * r * WIDE), True, False)
    wheel.SetPos(V(x, y, TALL))
    system.Add(wheel)
    wheels[name] = wheel

arm = chrono.ChBodyEasyBox(LONG, THIN, THIN, MC / (LONG * THIN * THIN), True, False)
arm.SetPos(V(RA + RB, STAGE, TALL))
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


mesh(wheels["A"], wheels["B"], RA / RB)
mesh(wheels["p1"], wheels["B"], RP / RS, two_at=V(0, STAGE, 0))
for name in ("p1", "p2"):
    mesh(wheels[name], ring, RP / RR).SetEpicyclic(True)

torque = chrono.ChLinkMotorRotationTorque()
torque.Initialize(wheels["A"], base, chrono.ChFramed(V(0, 0, TALL), Q))
torque.SetTorqueFunction(chrono.ChFunctionConst(TORQUE))
system.Add(torque)

damper = chrono.ChLinkRSDA()
damper.Initialize(base, arm, chrono.ChFramed(arm.GetPos(), Q))
damper.SetDampingCoefficient(BRAKE)
system.Add(damper)

vis = chronoirr.ChVisualSystemIrrlicht()
vis.AttachSystem(system)
vis.SetCameraVertical(chrono.CameraVerticalDir_Z)
vis.Initialize()
vis.AddCamera(V(EYE_X, EYE, EYE_HEIGHT), V(EYE_X, 0, TALL))
vis.AddTypicalLights()

n = 0
while vis.Run() and n < round(END / h):
    if n % round(EVERY / h) == 0:
        print(round(n * h, 2), *(round(body.GetAngVelParent().y, 3) for body in (wheels["A"], wheels["B"], arm)))
    if n % 40 == 0:
        vis.BeginScene()
        vis.Render()
        vis.EndScene()
    system.DoStepDynamics(h)
    n += 1
