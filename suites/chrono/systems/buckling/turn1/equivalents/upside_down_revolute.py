# simbench canary 30aee123-ee2c-456f-a0cf-41b0fce6d2a6
# The column from its top downwards, a revolute mate at the foot, Newmark at half the step, the stages as a list of loops.
import pychrono as chrono
import pychrono.fea as fea
import pychrono.irrlicht as chronoirr

V = chrono.ChVector3d
sys = chrono.ChSystemNSC()
sys.SetGravitationalAcceleration(V(0, 0, 0))

steel = fea.ChBeamSectionEulerSimple()
steel.SetDensity(7850)
steel.SetYoungModulus(210e9)
steel.SetShearModulus(80.8e9)
steel.SetAsRectangularSection(0.003, 0.02)  # its Y axis is the world's X: the thickness first
steel.SetRayleighDampingBeta(0.005)

mesh = fea.ChMesh()
mesh.SetAutomaticGravity(False)
maker = fea.ChBuilderBeamEuler()
maker.BuildBeam(mesh, steel, 20, V(0, 0, 0.8), V(0, 0, 0), V(1, 0, 0))
head, waist, foot = maker.GetLastBeamNodes().front(), maker.GetLastBeamNodes()[10], maker.GetLastBeamNodes().back()
look = chrono.ChVisualShapeFEA()
look.SetFEMdataType(chrono.ChVisualShapeFEA.DataType_ELEM_BEAM_MZ)
look.SetColormapRange(-1, 1)
mesh.AddVisualShapeFEA(look)
sys.Add(mesh)

frame = chrono.ChBody()
frame.SetFixed(True)
sys.Add(frame)
pin = chrono.ChLinkMateRevolute()
pin.Initialize(foot, frame, chrono.ChFramed(V(0, 0, 0), chrono.QuatFromAngleX(chrono.CH_PI_2)))
sys.Add(pin)
guide = chrono.ChLinkMateGeneric(True, True, False, True, False, True)
guide.Initialize(head, frame, chrono.ChFramed(V(0, 0, 0.8)))
sys.Add(guide)
waist.SetForce(V(1, 0, 0))

sys.SetSolver(chrono.ChSolverSparseQR())
newmark = chrono.ChTimestepperNewmark(sys)
newmark.SetGammaBeta(0.5, 0.25)
sys.SetTimestepper(newmark)

vis = chronoirr.ChVisualSystemIrrlicht()
vis.AttachSystem(sys)
vis.SetCameraVertical(chrono.CameraVerticalDir_Z)
vis.Initialize()
vis.AddCamera(V(0, -1.5, 0.4), V(0, 0, 0.4))
vis.AddTypicalLights()

for newtons, steps in ((0, 1200), (50, 1200), (100, 1600)):
    head.SetForce(V(0, 0, -newtons))
    for k in range(steps):
        if k % 200 == 0:
            print(f"{sys.GetChTime():.1f} s: {newtons} N, {1000 * waist.GetPos().x:.3f} mm")
        if k % 100 == 0 and vis.Run():
            vis.BeginScene()
            vis.Render()
            vis.EndScene()
        sys.DoStepDynamics(0.0005)
