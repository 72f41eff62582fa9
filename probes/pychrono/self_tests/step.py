import pychrono as chrono

system = chrono.ChSystemNSC()
system.SetGravitationalAcceleration(chrono.ChVector3d(0, 0, -9.81))
body = chrono.ChBodyEasyBox(0.1, 0.1, 0.1, 1000)
system.Add(body)
for _ in range(10):
    system.DoStepDynamics(1e-3)
assert body.GetPos().z < 0, "gravity doesn't act"
