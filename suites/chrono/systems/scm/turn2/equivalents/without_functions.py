# simbench canary 30aee123-ee2c-456f-a0cf-41b0fce6d2a6
# The same, one step after the other without functions: bodies put together from a mass and a shape, a mate as the guide, a ramp in pieces.
import pychrono as ch
import pychrono.vehicle as cv

g = 9.81  #: gravity
size = 2.0  #: soil_size
mesh = 0.04  #: spacing
kphi = 200e3  #: 1000 * kphi
kc = 0.0
n = 1.1  #: n
c = 1000.0  #: cohesion in Pa
phi = 30.0  #: friction_angle
j = 0.01  #: shear in m
back = 500e3  #: elastic in Pa/m
slow = 30e3  #: damping in Pa*s/m
a = 0.6  #: plate_length
b = 0.36  #: plate_width
tall = 0.4  #: plate_height
m = 500.0  #: plate_mass
edge = 0.2  #: carriage_size
mc = 20.0  #: carriage_mass
zc = 1.0  #: carriage_height
t1 = 0.7  #: pull_at
t2 = 0.8  #: pulled
v = 0.03  #: pull_speed
h = 0.001  #: step in s
end = 1.4  #: duration
every = 0.1  #: print_every

sys = ch.ChSystemSMC()
sys.SetGravitationalAcceleration(ch.ChVector3d(0, 0, -g))
sys.SetCollisionSystemType(ch.ChCollisionSystem.Type_BULLET)
sys.SetSolverType(ch.ChSolver.Type_SPARSE_QR)

earth = ch.ChBody()
earth.SetFixed(True)
sys.Add(earth)

box = ch.ChBody()
box.SetMass(m)
box.SetInertiaXX(ch.ChVector3d(m * (b * b + tall * tall) / 12, m * (a * a + tall * tall) / 12, m * (a * a + b * b) / 12))
box.AddCollisionShape(ch.ChCollisionShapeBox(ch.ChContactMaterialSMC(), a, b, tall))
box.EnableCollision(True)
box.SetPos(ch.ChVector3d(0, 0, tall / 2))
sys.Add(box)

cart = ch.ChBody()
cart.SetMass(mc)
cart.SetInertiaXX(ch.ChVector3d(1, 1, 1) * (mc * edge * edge / 6))
cart.AddVisualShape(ch.ChVisualShapeBox(edge, edge, edge))
cart.SetPos(ch.ChVector3d(0, 0, zc))
sys.Add(cart)

rail = ch.ChLinkMatePrismatic()
rail.Initialize(box, cart, ch.ChFramed(ch.ChVector3d(0, 0, tall / 2)))
sys.Add(rail)

ramp = ch.ChFunctionSequence()
ramp.InsertFunct(ch.ChFunctionConst(0), t1)
ramp.InsertFunct(ch.ChFunctionRamp(0, v / (t2 - t1)), t2 - t1)
ramp.InsertFunct(ch.ChFunctionConst(v), 9 * end)
rope = ch.ChLinkMotorLinearSpeed()
rope.Initialize(cart, earth, ch.ChFramed(ch.ChVector3d(0, 0, zc), ch.QuatFromAngleY(ch.CH_PI / 2)))
rope.SetMotorFunction(ramp)
sys.Add(rope)

sand = cv.SCMTerrain(sys)
sand.Initialize(size, size, mesh)
sand.SetSoilParameters(kphi, kc, n, c, phi, j, back, slow)

for i in range(round(end / h)):
    if i % round(every / h) == 0:
        print(f"{sys.GetChTime():.2f}, {tall / 2 - box.GetPos().z:.4f}, {rope.GetMotorForce():.1f}")
    sys.DoStepDynamics(h)
