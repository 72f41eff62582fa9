# simbench canary 30aee123-ee2c-456f-a0cf-41b0fce6d2a6
# Critically damped block: explicit inertia, the joint's bodies the other way round, the spring in world coordinates, no helper functions.
import math
import pychrono as chrono
import pychrono.irrlicht as chronoirr

G = 9.81  #: gravity
M = 4.0  #: mass
K = 200.0  #: stiffness
L0 = 1.5  #: rest_length
EDGE = 0.2  #: edge
TOP = 1.7  #: start_height
EYE = 4.0  #: camera_distance
EYE_Z = 1.5  #: camera_height
LOOK_Z = 1.0  #: target_height
H = 0.0005  #: step / 2
END = 3.0  #: duration
EVERY = 0.1  #: print_every

system = chrono.ChSystemNSC()
system.SetGravitationalAcceleration(chrono.ChVector3d(0, 0, -G))

base = chrono.ChBody()
base.SetFixed(True)
system.Add(base)

mass = chrono.ChBody()
mass.SetMass(M)
mass.SetInertiaXX(chrono.ChVector3d(1, 1, 1) * (M * EDGE**2 / 6))
mass.SetPos(chrono.ChVector3d(0, 0, TOP))
mass.AddVisualShape(chrono.ChVisualShapeBox(EDGE, EDGE, EDGE))
system.Add(mass)

slide = chrono.ChLinkMatePrismatic()
slide.Initialize(mass, base, chrono.ChFramed(chrono.ChVector3d(0, 0, 0)))
system.Add(slide)

suspension = chrono.ChLinkTSDA()
suspension.Initialize(mass, base, False, chrono.ChVector3d(0, 0, TOP), chrono.ChVector3d(0, 0, 0))
suspension.SetRestLength(L0)
suspension.SetSpringCoefficient(K)
suspension.SetDampingCoefficient(2 * math.sqrt(K * M))
suspension.AddVisualShape(chrono.ChVisualShapeSegment())
system.Add(suspension)

vis = chronoirr.ChVisualSystemIrrlicht()
vis.AttachSystem(system)
vis.SetCameraVertical(chrono.CameraVerticalDir_Z)
vis.Initialize()
vis.AddCamera(chrono.ChVector3d(0, -EYE, EYE_Z), chrono.ChVector3d(0, 0, LOOK_Z))
vis.AddTypicalLights()

steps = 0
while vis.Run() and steps < round(END / H):
    if steps % round(EVERY / H) == 0:
        print(f"{system.GetChTime():.1f} s: z = {mass.GetPos().z:.4f} m, vz = {mass.GetPosDt().z:.4f} m/s")
    if steps % 40 == 0:
        vis.BeginScene()
        vis.Render()
        vis.EndScene()
    system.DoStepDynamics(H)
    steps += 1
