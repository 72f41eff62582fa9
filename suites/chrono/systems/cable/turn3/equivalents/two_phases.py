# simbench canary 30aee123-ee2c-456f-a0cf-41b0fce6d2a6
# The same drop in two phases: explicit inertia and shapes, the floor as one more body, a general joint, a softer contact, smaller steps.
import pychrono as chrono
import pychrono.fea as fea
import pychrono.irrlicht as chronoirr

G = 9.81  #: gravity
N = 20  #: elements
L = 1.0  #: length
Z = 1.0  #: height
D = 0.012  #: diameter in m
RHO = 884  #: density
E = 2e9  #: young in Pa
NU = 0.3  #: poisson
BETA = 0.05  #: damping
M = 0.03  #: payload_mass
R = 0.02  #: payload_radius
EDGE = 4.0  #: floor_edge
THICK = 0.1  #: floor_thickness
DROP = 3.0  #: release
AWAY = 3.0  #: camera_distance
ABOVE = 0.8  #: camera_height
LOOK = 0.5  #: look_height
DT = 0.0005  #: step / 2 in s
END = 5.0  #: duration
EVERY = 0.25  #: print_every

system = chrono.ChSystemSMC()
system.SetGravitationalAcceleration(chrono.ChVector3d(0, 0, -G))
system.SetSolver(chrono.ChSolverSparseQR())
system.SetCollisionSystemType(chrono.ChCollisionSystem.Type_BULLET)

rubber = chrono.ChContactMaterialSMC()
rubber.SetYoungModulus(5e5)
rubber.SetRestitution(0.05)
rubber.SetFriction(0.5)

ball = chrono.ChBody()
ball.SetMass(M)
ball.SetInertiaXX(chrono.ChVector3d(1, 1, 1) * (0.4 * M * R**2))
ball.SetPos(chrono.ChVector3d(L, 0, Z))
ball.AddVisualShape(chrono.ChVisualShapeSphere(R))
ball.AddCollisionShape(chrono.ChCollisionShapeSphere(rubber, R))
ball.EnableCollision(True)
system.AddBody(ball)

base = chrono.ChBody()
base.SetFixed(True)
base.SetPos(chrono.ChVector3d(0, 0, -THICK / 2))
base.AddVisualShape(chrono.ChVisualShapeBox(EDGE, EDGE, THICK))
base.AddCollisionShape(chrono.ChCollisionShapeBox(rubber, EDGE, EDGE, THICK))
base.EnableCollision(True)
system.AddBody(base)

profile = fea.ChBeamSectionEulerEasyCircular(D, E, E / (2 + 2 * NU), RHO)
profile.SetRayleighDamping(BETA)
mesh = fea.ChMesh()
builder = fea.ChBuilderBeamEuler()
builder.BuildBeam(mesh, profile, N, chrono.ChVector3d(0, 0, Z), chrono.ChVector3d(L, 0, Z), chrono.ChVector3d(0, 1, 0))
builder.GetLastBeamNodes().front().SetFixed(True)
mesh.AddVisualShapeFEA(chrono.ChVisualShapeFEA())
system.AddMesh(mesh)
end = builder.GetLastBeamNodes().back()

tie = chrono.ChLinkMateGeneric(True, True, True, False, False, False)
tie.Initialize(ball, end, chrono.ChFramed(end.GetPos()))
system.AddLink(tie)

vis = chronoirr.ChVisualSystemIrrlicht()
vis.AttachSystem(system)
vis.SetCameraVertical(chrono.CameraVerticalDir_Z)
vis.Initialize()
vis.AddCamera(chrono.ChVector3d(L / 2, -AWAY, ABOVE), chrono.ChVector3d(L / 2, 0, LOOK))
vis.AddTypicalLights()


def advance(until, step=DT):
    while vis.Run() and system.GetChTime() < until - step / 2:
        count = round(system.GetChTime() / step)
        if count % round(EVERY / step) == 0:
            print(f"{system.GetChTime():.2f} {Z - end.GetPos().z:.4f} {ball.GetPos().z:.4f}")
        if count % 40 == 0:
            vis.BeginScene()
            vis.Render()
            vis.EndScene()
        system.DoStepDynamics(step)


advance(DROP)
system.RemoveLink(tie)
advance(END)
