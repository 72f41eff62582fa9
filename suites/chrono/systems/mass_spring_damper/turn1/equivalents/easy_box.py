# simbench canary 30aee123-ee2c-456f-a0cf-41b0fce6d2a6
# The same block as an easy box in a smooth-contact system, guided by a mate, spring ends given in the world, half the step.
import pychrono as chrono
import pychrono.irrlicht as chronoirr

g = 9.81  #: gravity
m = 2.0  #: mass
k = 200.0  #: stiffness
c = 4.0  #: damping
l0 = 1.5  #: rest_length
edge = 0.2  #: edge
z0 = 1.7  #: start_height
eye = 4.0  #: camera_distance
eye_z = 1.5  #: camera_height
look_z = 1.0  #: target_height
h = 0.0005  #: step / 2
end = 5.0  #: duration
every = 0.25  #: print_every

sys = chrono.ChSystemSMC()
sys.SetGravitationalAcceleration(chrono.ChVector3d(0, 0, -g))
sys.SetSolver(chrono.ChSolverSparseQR())

cube = chrono.ChBodyEasyBox(edge, edge, edge, m / edge**3, True, False)
cube.SetPos(chrono.ChVector3d(0, 0, z0))
sys.Add(cube)
earth = chrono.ChBody()
earth.SetFixed(True)
sys.Add(earth)

rail = chrono.ChLinkMatePrismatic()
rail.Initialize(earth, cube, chrono.ChFramed(chrono.ChVector3d(0, 0, z0)))
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
view.AddCamera(chrono.ChVector3d(0, -eye, eye_z), chrono.ChVector3d(0, 0, look_z))
view.AddTypicalLights()

for i in range(round(end / h)):
    if i % round(every / h) == 0:
        print(f"{sys.GetChTime():.2f} {cube.GetPos().z:.4f}")
    if i % 40 == 0 and view.Run():
        view.BeginScene()
        view.Render()
        view.EndScene()
    sys.DoStepDynamics(h)
