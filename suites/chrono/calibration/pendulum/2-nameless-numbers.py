# simbench canary 30aee123-ee2c-456f-a0cf-41b0fce6d2a6
import math
import pychrono as chrono
import pychrono.irrlicht as irr
s = chrono.ChSystemNSC()
s.SetGravitationalAcceleration(chrono.ChVector3d(0, 0, -3.71))
a = chrono.ChBody()
a.SetFixed(True)
s.AddBody(a)
b = chrono.ChBody()
b.SetMass(2.0)
b.SetInertiaXX(chrono.ChVector3d(2 / 5 * 2.0 * 0.06 * 0.06, 2 / 5 * 2.0 * 0.06 * 0.06, 2 / 5 * 2.0 * 0.06 * 0.06))
b.SetPos(chrono.ChVector3d(0.8 * math.sin(30 * math.pi / 180), 0, 2 - 0.8 * math.cos(30 * math.pi / 180)))
b.SetRot(chrono.QuatFromAngleY(-30 * math.pi / 180))
x = chrono.ChVisualShapeSphere(0.06)
b.AddVisualShape(x)
x2 = chrono.ChVisualShapeCylinder(0.01, 0.8)
b.AddVisualShape(x2, chrono.ChFramed(chrono.ChVector3d(0, 0, 0.4)))
s.AddBody(b)
j = chrono.ChLinkLockSpherical()
j.Initialize(b, a, chrono.ChFramed(chrono.ChVector3d(0, 0, 2)))
s.AddLink(j)
b.SetAngVelParent(chrono.ChVector3d(0, 0, 2.314))
b.SetPosDt(chrono.ChVector3d(0, 2.314 * 0.8 * math.sin(30 * math.pi / 180), 0))
v = irr.ChVisualSystemIrrlicht()
v.AttachSystem(s)
v.SetCameraVertical(chrono.CameraVerticalDir_Z)
v.SetWindowSize(1024, 768)
v.Initialize()
v.AddSkyBox()
v.AddCamera(chrono.ChVector3d(0, -4, 1.5), chrono.ChVector3d(0, 0, 1.5))
v.AddTypicalLights()
n = 0.0
while v.Run() and s.GetChTime() < 6.0:
    if s.GetChTime() >= n - 0.0005:
        print(s.GetChTime(), b.GetPos().z, math.sqrt(b.GetPos().x * b.GetPos().x + b.GetPos().y * b.GetPos().y))
        n = n + 0.5
    v.BeginScene()
    v.Render()
    v.EndScene()
    s.DoStepDynamics(0.001)
