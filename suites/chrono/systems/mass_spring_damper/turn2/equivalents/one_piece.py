# simbench canary 30aee123-ee2c-456f-a0cf-41b0fce6d2a6
# Critically damped block: explicit inertia, the joint's bodies the other way round, the spring in world coordinates, no helper functions.
import math
import pychrono as chrono
import pychrono.irrlicht as chronoirr

system = chrono.ChSystemNSC()
system.SetGravitationalAcceleration(chrono.ChVector3d(0, 0, -9.81))

base = chrono.ChBody()
base.SetFixed(True)
system.Add(base)

mass = chrono.ChBody()
mass.SetMass(4)
mass.SetInertiaXX(chrono.ChVector3d(1, 1, 1) * (4 * 0.2**2 / 6))
mass.SetPos(chrono.ChVector3d(0, 0, 1.7))
mass.AddVisualShape(chrono.ChVisualShapeBox(0.2, 0.2, 0.2))
system.Add(mass)

slide = chrono.ChLinkMatePrismatic()
slide.Initialize(mass, base, chrono.ChFramed(chrono.ChVector3d(0, 0, 0)))
system.Add(slide)

suspension = chrono.ChLinkTSDA()
suspension.Initialize(mass, base, False, chrono.ChVector3d(0, 0, 1.7), chrono.ChVector3d(0, 0, 0))
suspension.SetRestLength(1.5)
suspension.SetSpringCoefficient(200)
suspension.SetDampingCoefficient(2 * math.sqrt(200 * 4))
suspension.AddVisualShape(chrono.ChVisualShapeSegment())
system.Add(suspension)

vis = chronoirr.ChVisualSystemIrrlicht()
vis.AttachSystem(system)
vis.SetCameraVertical(chrono.CameraVerticalDir_Z)
vis.Initialize()
vis.AddCamera(chrono.ChVector3d(0, -4, 1.5), chrono.ChVector3d(0, 0, 1))
vis.AddTypicalLights()

steps = 0
while vis.Run() and steps < 6000:
    if steps % 200 == 0:
        print(f"{system.GetChTime():.1f} s: z = {mass.GetPos().z:.4f} m, vz = {mass.GetPosDt().z:.4f} m/s")
    if steps % 40 == 0:
        vis.BeginScene()
        vis.Render()
        vis.EndScene()
    system.DoStepDynamics(0.0005)
    steps += 1
