# simbench canary 30aee123-ee2c-456f-a0cf-41b0fce6d2a6
# The same block as an easy box in a smooth-contact system, guided by a mate, spring ends given in the world, half the step.
import pychrono as chrono
import pychrono.irrlicht as chronoirr

m, k, c, l0, edge = 2.0, 200.0, 4.0, 1.5, 0.2

sys = chrono.ChSystemSMC()
sys.SetGravitationalAcceleration(chrono.ChVector3d(0, 0, -9.81))
sys.SetSolver(chrono.ChSolverSparseQR())

cube = chrono.ChBodyEasyBox(edge, edge, edge, m / edge**3, True, False)
cube.SetPos(chrono.ChVector3d(0, 0, 1.7))
sys.Add(cube)
earth = chrono.ChBody()
earth.SetFixed(True)
sys.Add(earth)

rail = chrono.ChLinkMatePrismatic()
rail.Initialize(earth, cube, chrono.ChFramed(chrono.ChVector3d(0, 0, 1.7)))
sys.AddLink(rail)

strut = chrono.ChLinkTSDA()
strut.Initialize(earth, cube, False, chrono.ChVector3d(0, 0, 0), cube.GetPos())
strut.SetSpringCoefficient(k)
strut.SetDampingCoefficient(c)
strut.SetRestLength(l0)
strut.AddVisualShape(chrono.ChVisualShapeSpring(0.04, 60, 12))
sys.AddLink(strut)

view = chronoirr.ChVisualSystemIrrlicht()
view.AttachSystem(sys)
view.SetCameraVertical(chrono.CameraVerticalDir_Z)
view.Initialize()
view.AddCamera(chrono.ChVector3d(0, -4, 1.5), chrono.ChVector3d(0, 0, 1))
view.AddTypicalLights()

h = 0.0005
for i in range(round(5.0 / h)):
    if i % 500 == 0:
        print(f"{sys.GetChTime():.2f} {cube.GetPos().z:.4f}")
    if i % 40 == 0 and view.Run():
        view.BeginScene()
        view.Render()
        view.EndScene()
    sys.DoStepDynamics(h)
