# simbench canary 30aee123-ee2c-456f-a0cf-41b0fce6d2a6
# The offset mechanism from plain bodies with explicit inertia, mates for joints, a Python-computed start, and half the step.
import math
import pychrono as chrono
import pychrono.irrlicht as chronoirr

g = 9.81  #: gravity
crank_l = 0.2  #: crank_length
crank_kg = 1.0  #: crank_mass
rod_l = 0.6  #: rod_length
rod_kg = 2.0  #: rod_mass
bar = 0.02  #: bar_width
edge = 0.1  #: slider_edge
slider_kg = 5.0  #: slider_mass
aside = 0.1  #: offset
alpha = 2 * math.pi  #: ramp
eye_x = 0.4  #: camera_x
eye = 1.0  #: camera_distance
eye_height = 1.0  #: camera_height
h = 0.0005  #: step / 2
seconds = 2.0  #: duration
every = 0.1  #: print_every


def box(mass, x, y, z, pos):
    body = chrono.ChBody()
    body.SetMass(mass)
    body.SetInertiaXX(chrono.ChVector3d(y * y + z * z, x * x + z * z, x * x + y * y) * (mass / 12))
    body.SetPos(pos)
    body.AddVisualShape(chrono.ChVisualShapeBox(x, y, z))
    return body


V = chrono.ChVector3d
sys = chrono.ChSystemSMC()
sys.SetGravitationalAcceleration(V(0, 0, -g))
sys.SetSolver(chrono.ChSolverSparseQR())

tilt = math.asin(aside / rod_l)
end = crank_l + rod_l * math.cos(tilt)
slider = box(slider_kg, edge, edge, edge, V(end, aside, 0))
rod = box(rod_kg, rod_l, bar, bar, V((crank_l + end) / 2, aside / 2, 0))
rod.SetRot(chrono.QuatFromAngleZ(tilt))
crank = box(crank_kg, crank_l, bar, bar, V(crank_l / 2, 0, 0))
frame = chrono.ChBody()
frame.SetFixed(True)
for body in (slider, rod, crank, frame):
    sys.Add(body)

rail = chrono.ChLinkMatePrismatic()
rail.Initialize(frame, slider, chrono.ChFramed(V(end, aside, 0), chrono.QuatFromAngleY(math.pi / 2)))
sys.Add(rail)
for a, b, x, y in ((slider, rod, end, aside), (rod, crank, crank_l, 0)):
    pin = chrono.ChLinkMateRevolute()
    pin.Initialize(a, b, chrono.ChFramed(V(x, y, 0)))
    sys.Add(pin)
drive = chrono.ChLinkMotorRotationSpeed()
drive.Initialize(crank, frame, chrono.ChFramed())
drive.SetMotorFunction(chrono.ChFunctionRamp(0.0, alpha))
sys.Add(drive)

view = chronoirr.ChVisualSystemIrrlicht()
view.AttachSystem(sys)
view.SetCameraVertical(chrono.CameraVerticalDir_Z)
view.Initialize()
view.AddCamera(V(eye_x, -eye, eye_height), V(eye_x, 0, 0))
view.AddTypicalLights()

for i in range(round(seconds / h)):
    if i % round(every / h) == 0:
        print(f"{sys.GetChTime():.1f} {math.degrees(drive.GetMotorAngle()):.1f} {slider.GetPos().x:.4f}")
    if i % 40 == 0 and view.Run():
        view.BeginScene()
        view.Render()
        view.EndScene()
    sys.DoStepDynamics(h)
