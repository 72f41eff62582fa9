# simbench canary 30aee123-ee2c-456f-a0cf-41b0fce6d2a6
# The section's Y axis points up, the clamp is a mate, the static solve is the linear one, then Newmark at half the step. No functions.
import pychrono as chrono
import pychrono.fea as fea
import pychrono.irrlicht as chronoirr

sys = chrono.ChSystemNSC()
sys.SetGravitationalAcceleration(chrono.VNULL)
sys.SetSolver(chrono.ChSolverSparseLU())

wall = chrono.ChBody()
wall.SetFixed(True)
sys.Add(wall)

steel = fea.ChBeamSectionEulerAdvanced()
steel.SetDensity(7850)
steel.SetYoungModulus(210e9)
steel.SetShearModulus(80.8e9)
steel.SetAsRectangularSection(0.005, 0.03)  # its Y axis points up here: the height first
steel.SetRayleighDampingBeta(0.015)
steel.SetRayleighDampingAlpha(0.0)

mesh = fea.ChMesh()
mesh.SetAutomaticGravity(False)
up = fea.ChBuilderBeamEuler()
up.BuildBeam(mesh, steel, 12, chrono.ChVector3d(0, 0, 0), chrono.ChVector3d(1.8, 0, 0), chrono.VECT_Z)
root, tip = up.GetLastBeamNodes().front(), up.GetLastBeamNodes().back()
look = chrono.ChVisualShapeFEA()
look.SetFEMdataType(chrono.ChVisualShapeFEA.DataType_ELEM_BEAM_MZ)
look.SetColormapRange(-2, 2)
mesh.AddVisualShapeFEA(look)
sys.Add(mesh)

clamp = chrono.ChLinkMateFix()
clamp.Initialize(root, wall)
sys.Add(clamp)

newmark = chrono.ChTimestepperNewmark(sys)
newmark.SetGammaBeta(0.5, 0.25)
sys.SetTimestepper(newmark)

vis = chronoirr.ChVisualSystemIrrlicht()
vis.AttachSystem(sys)
vis.SetCameraVertical(chrono.CameraVerticalDir_Z)
vis.Initialize()
vis.AddCamera(chrono.ChVector3d(0.9, -2, 0.5), chrono.ChVector3d(0.9, 0, 0))
vis.AddTypicalLights()

tip.SetForce(chrono.ChVector3d(0, 0, -1))
sys.DoStaticLinear()
tip.SetForce(chrono.VNULL)

for step in range(3000):
    if step % 100 == 0:
        print(f"{step / 1000:.1f} s: {1000 * tip.GetPos().z:.2f} mm")
    if step % 50 == 0 and vis.Run():
        vis.BeginScene()
        vis.Render()
        vis.EndScene()
    sys.DoStepDynamics(0.001)
