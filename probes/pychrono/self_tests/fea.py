import pychrono as chrono
import pychrono.fea as fea

system = chrono.ChSystemSMC()
mesh = fea.ChMesh()
section = fea.ChBeamSectionEulerAdvanced()
section.SetAsRectangularSection(0.01, 0.01)
section.SetYoungModulus(1e9)
section.SetDensity(1000)
builder = fea.ChBuilderBeamEuler()
builder.BuildBeam(mesh, section, 4, chrono.ChVector3d(0, 0, 0), chrono.ChVector3d(1, 0, 0), chrono.ChVector3d(0, 1, 0))
builder.GetLastBeamNodes()[0].SetFixed(True)
system.Add(mesh)
system.SetSolver(chrono.ChSolverSparseLU())
system.DoStepDynamics(1e-3)
assert system.GetChTime() > 0, "a step of a beam did nothing"
