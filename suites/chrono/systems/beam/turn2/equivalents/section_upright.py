# simbench canary 30aee123-ee2c-456f-a0cf-41b0fce6d2a6
# The section's Y axis points up, the clamp is a mate, the static solve is the linear one, then Newmark at half the step. No functions.
import pychrono as chrono
import pychrono.fea as fea
import pychrono.irrlicht as chronoirr

length = 1.8  #: length
width = 0.03  #: width in m
height = 0.005  #: height in m
young = 210e9  #: young in Pa
shear = 80.8e9  #: shear in Pa
rho = 7850  #: density
beta = 0.015  #: beta
count = 12  #: elements
load = 1.0  #: force
dt = 0.001  #: step / 2
end = 3.0  #: duration
every = 0.1  #: print_every

sys = chrono.ChSystemNSC()
sys.SetGravitationalAcceleration(chrono.VNULL)
sys.SetSolver(chrono.ChSolverSparseLU())

wall = chrono.ChBody()
wall.SetFixed(True)
sys.Add(wall)

steel = fea.ChBeamSectionEulerAdvanced()
steel.SetDensity(rho)
steel.SetYoungModulus(young)
steel.SetShearModulus(shear)
steel.SetAsRectangularSection(height, width)  # its Y axis points up here: the height first
steel.SetRayleighDampingBeta(beta)
steel.SetRayleighDampingAlpha(0.0)

mesh = fea.ChMesh()
mesh.SetAutomaticGravity(False)
up = fea.ChBuilderBeamEuler()
up.BuildBeam(mesh, steel, count, chrono.ChVector3d(0, 0, 0), chrono.ChVector3d(length, 0, 0), chrono.VECT_Z)
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
vis.AddCamera(chrono.ChVector3d(length / 2, -2, 0.5), chrono.ChVector3d(length / 2, 0, 0))
vis.AddTypicalLights()

tip.SetForce(chrono.ChVector3d(0, 0, -load))
sys.DoStaticLinear()
tip.SetForce(chrono.VNULL)

for step in range(round(end / dt)):
    if step % round(every / dt) == 0:
        print(f"{step * dt:.1f} s: {1000 * tip.GetPos().z:.2f} mm")
    if step % 50 == 0 and vis.Run():
        vis.BeginScene()
        vis.Render()
        vis.EndScene()
    sys.DoStepDynamics(dt)
