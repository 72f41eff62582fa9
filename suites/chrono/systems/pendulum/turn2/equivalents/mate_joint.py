# simbench canary 30aee123-ee2c-456f-a0cf-41b0fce6d2a6
# The conical pendulum in one piece: a mate joint in the other order of bodies, the rate in the body's frame, half the step.
import numpy as np
import pychrono as chrono
import pychrono.irrlicht as chronoirr

g = 3.71  #: gravity
top = 2.0  #: pivot_height
l = 0.8  #: length
rod_r = 0.01  #: rod_radius
r = 0.06  #: bob_radius
m = 2.0  #: bob_mass
tilt_deg = 30.0  #: tilt
step = 0.0005  #: step / 2
end = 6.0  #: duration
every = 0.5  #: print_every
eye = 4.0  #: camera_distance
eye_height = 1.5  #: camera_height
tilt = float(np.deg2rad(tilt_deg))
w = float(np.sqrt(g / (l * np.cos(tilt))))

system = chrono.ChSystemSMC()
system.SetGravitationalAcceleration(chrono.ChVector3d(0, 0, -g))

bob = chrono.ChBodyEasySphere(r, m / (4 / 3 * np.pi * r**3), True, False)
bob.SetPos(chrono.ChVector3d(l * np.sin(tilt), 0, top - l * np.cos(tilt)))
bob.SetRot(chrono.QuatFromAngleY(-tilt))
bob.SetAngVelLocal(bob.TransformDirectionParentToLocal(chrono.ChVector3d(0, 0, w)))
bob.SetPosDt(chrono.ChVector3d(0, w * l * np.sin(tilt), 0))
bob.AddVisualShape(chrono.ChVisualShapeCylinder(rod_r, l), chrono.ChFramed(chrono.ChVector3d(0, 0, l / 2)))
system.AddBody(bob)

base = chrono.ChBody()
base.SetFixed(True)
system.AddBody(base)

joint = chrono.ChLinkMateSpherical()
joint.Initialize(base, bob, False, chrono.ChVector3d(0, 0, top), chrono.ChVector3d(0, 0, top))
system.AddLink(joint)

view = chronoirr.ChVisualSystemIrrlicht()
view.AttachSystem(system)
view.SetCameraVertical(chrono.CameraVerticalDir_Z)
view.Initialize()
view.AddCamera(chrono.ChVector3d(0, -eye, eye_height), chrono.ChVector3d(0, 0, eye_height))
view.AddTypicalLights()

for n in range(round(end / step)):
    if n % round(every / step) == 0:
        p = bob.GetPos()
        print(round(system.GetChTime(), 3), round(p.z, 4), round(np.hypot(p.x, p.y), 4))
    if n % 40 == 0 and view.Run():
        view.BeginScene()
        view.Render()
        view.EndScene()
    system.DoStepDynamics(step)
