# simbench canary 30aee123-ee2c-456f-a0cf-41b0fce6d2a6
# The same drop in two phases: explicit inertia and shapes, the floor as one more body, a general joint, a softer contact, smaller steps.
import pychrono as chrono
import pychrono.fea as fea
import pychrono.irrlicht as chronoirr

system = chrono.ChSystemSMC()
system.SetGravitationalAcceleration(chrono.ChVector3d(0, 0, -9.81))
system.SetSolver(chrono.ChSolverSparseQR())
system.SetCollisionSystemType(chrono.ChCollisionSystem.Type_BULLET)

rubber = chrono.ChContactMaterialSMC()
rubber.SetYoungModulus(5e5)
rubber.SetRestitution(0.05)
rubber.SetFriction(0.5)

ball = chrono.ChBody()
ball.SetMass(0.03)
ball.SetInertiaXX(chrono.ChVector3d(4.8e-6, 4.8e-6, 4.8e-6))
ball.SetPos(chrono.ChVector3d(1, 0, 1))
ball.AddVisualShape(chrono.ChVisualShapeSphere(0.02))
ball.AddCollisionShape(chrono.ChCollisionShapeSphere(rubber, 0.02))
ball.EnableCollision(True)
system.AddBody(ball)

base = chrono.ChBody()
base.SetFixed(True)
base.SetPos(chrono.ChVector3d(0, 0, -0.05))
base.AddVisualShape(chrono.ChVisualShapeBox(4, 4, 0.1))
base.AddCollisionShape(chrono.ChCollisionShapeBox(rubber, 4, 4, 0.1))
base.EnableCollision(True)
system.AddBody(base)

profile = fea.ChBeamSectionEulerEasyCircular(0.012, 2e9, 2e9 / 2.6, 884)
profile.SetRayleighDamping(0.05)
mesh = fea.ChMesh()
builder = fea.ChBuilderBeamEuler()
builder.BuildBeam(mesh, profile, 20, chrono.ChVector3d(0, 0, 1), chrono.ChVector3d(1, 0, 1), chrono.ChVector3d(0, 1, 0))
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
vis.AddCamera(chrono.ChVector3d(0.5, -3, 0.8), chrono.ChVector3d(0.5, 0, 0.5))
vis.AddTypicalLights()


def advance(until, step=0.0005):
    while vis.Run() and system.GetChTime() < until - step / 2:
        count = round(system.GetChTime() / step)
        if count % round(0.25 / step) == 0:
            print(f"{system.GetChTime():.2f} {1 - end.GetPos().z:.4f} {ball.GetPos().z:.4f}")
        if count % 40 == 0:
            vis.BeginScene()
            vis.Render()
            vis.EndScene()
        system.DoStepDynamics(step)


advance(3.0)
system.RemoveLink(tie)
advance(5.0)
