# simbench canary 30aee123-ee2c-456f-a0cf-41b0fce6d2a6
# The conical pendulum in one piece: a mate joint in the other order of bodies, the rate in the body's frame, half the step.
import numpy as np
import pychrono as chrono
import pychrono.irrlicht as chronoirr

g, l, r, m, w = 3.71, 0.8, 0.06, 2.0, 2.314
tilt = np.deg2rad(30)

system = chrono.ChSystemSMC()
system.SetGravitationalAcceleration(chrono.ChVector3d(0, 0, -g))

bob = chrono.ChBodyEasySphere(r, m / (4 / 3 * np.pi * r**3), True, False)
bob.SetPos(chrono.ChVector3d(l * np.sin(tilt), 0, 2 - l * np.cos(tilt)))
bob.SetRot(chrono.QuatFromAngleY(-tilt))
bob.SetAngVelLocal(bob.TransformDirectionParentToLocal(chrono.ChVector3d(0, 0, w)))
bob.SetPosDt(chrono.ChVector3d(0, w * l * np.sin(tilt), 0))
bob.AddVisualShape(chrono.ChVisualShapeCylinder(0.01, l), chrono.ChFramed(chrono.ChVector3d(0, 0, l / 2)))
system.AddBody(bob)

base = chrono.ChBody()
base.SetFixed(True)
system.AddBody(base)

joint = chrono.ChLinkMateSpherical()
joint.Initialize(base, bob, False, chrono.ChVector3d(0, 0, 2), chrono.ChVector3d(0, 0, 2))
system.AddLink(joint)

view = chronoirr.ChVisualSystemIrrlicht()
view.AttachSystem(system)
view.SetCameraVertical(chrono.CameraVerticalDir_Z)
view.Initialize()
view.AddCamera(chrono.ChVector3d(0, -4, 1.5), chrono.ChVector3d(0, 0, 1.5))
view.AddTypicalLights()

step, end = 0.0005, 6.0
for n in range(round(end / step)):
    if n % 1000 == 0:
        p = bob.GetPos()
        print(round(system.GetChTime(), 3), round(p.z, 4), round(np.hypot(p.x, p.y), 4))
    if n % 40 == 0 and view.Run():
        view.BeginScene()
        view.Render()
        view.EndScene()
    system.DoStepDynamics(step)
