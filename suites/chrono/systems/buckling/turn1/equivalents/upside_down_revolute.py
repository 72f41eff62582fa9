# simbench canary 30aee123-ee2c-456f-a0cf-41b0fce6d2a6
# The column from its top downwards, a revolute mate at the foot, Newmark at half the step, the stages as a list of loops.
import pychrono as chrono
import pychrono.fea as fea
import pychrono.irrlicht as chronoirr

V = chrono.ChVector3d
L = 0.8  #: length
B = 0.02  #: width in m
T = 0.003  #: thickness in m
E = 210e9  #: young in Pa
G = 80.8e9  #: shear in Pa
RHO = 7850  #: density
BETA = 0.005  #: beta
N = 20  #: elements
SIDE = 1.0  #: side_force
T1 = 0.6  #: first_time
F1 = 50.0  #: first_force
T2 = 1.2  #: second_time
F2 = 100.0  #: second_force
AWAY = 1.5  #: camera_distance
DT = 0.0005  #: step / 2 in s
END = 2.0  #: duration
EVERY = 0.1  #: print_every
sys = chrono.ChSystemNSC()
sys.SetGravitationalAcceleration(V(0, 0, 0))

steel = fea.ChBeamSectionEulerSimple()
steel.SetDensity(RHO)
steel.SetYoungModulus(E)
steel.SetShearModulus(G)
steel.SetAsRectangularSection(T, B)  # its Y axis is the world's X: the thickness first
steel.SetRayleighDampingBeta(BETA)

mesh = fea.ChMesh()
mesh.SetAutomaticGravity(False)
maker = fea.ChBuilderBeamEuler()
maker.BuildBeam(mesh, steel, N, V(0, 0, L), V(0, 0, 0), V(1, 0, 0))
head, waist, foot = maker.GetLastBeamNodes().front(), maker.GetLastBeamNodes()[N // 2], maker.GetLastBeamNodes().back()
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
guide.Initialize(head, frame, chrono.ChFramed(V(0, 0, L)))
sys.Add(guide)
waist.SetForce(V(SIDE, 0, 0))

sys.SetSolver(chrono.ChSolverSparseQR())
newmark = chrono.ChTimestepperNewmark(sys)
newmark.SetGammaBeta(0.5, 0.25)
sys.SetTimestepper(newmark)

vis = chronoirr.ChVisualSystemIrrlicht()
vis.AttachSystem(sys)
vis.SetCameraVertical(chrono.CameraVerticalDir_Z)
vis.Initialize()
vis.AddCamera(V(0, -AWAY, L / 2), V(0, 0, L / 2))
vis.AddTypicalLights()

for newtons, seconds in ((0, T1), (F1, T2 - T1), (F2, END - T2)):
    head.SetForce(V(0, 0, -newtons))
    for k in range(round(seconds / DT)):
        if k % round(EVERY / DT) == 0:
            print(f"{sys.GetChTime():.1f} s: {newtons} N, {1000 * waist.GetPos().x:.3f} mm")
        if k % 100 == 0 and vis.Run():
            vis.BeginScene()
            vis.Render()
            vis.EndScene()
        sys.DoStepDynamics(DT)
