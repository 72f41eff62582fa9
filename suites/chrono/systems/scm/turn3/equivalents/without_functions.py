# simbench canary 30aee123-ee2c-456f-a0cf-41b0fce6d2a6
# The wheel, one step after the other without functions: bodies put together from a mass and a shape, a mate as the guide, a ramp in pieces.
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
x0 = -0.8  #: start_x
r = 0.48  #: wheel_radius
wide = 0.28  #: wheel_width
m = 200.0  #: wheel_mass
side = 0.2  #: hub_size
mh = 300.0  #: hub_mass
s = 0.25  #: slip
edge = 0.2  #: carriage_size
mc = 20.0  #: carriage_mass
zc = 1.0  #: carriage_height
t1 = 0.4  #: pull_at
t2 = 0.6  #: pulled
v = 0.8  #: pull_speed
h = 0.001  #: step in s
end = 2.0  #: duration
every = 0.1  #: print_every

sys = ch.ChSystemSMC()
sys.SetGravitationalAcceleration(ch.ChVector3d(0, 0, -g))
sys.SetCollisionSystemType(ch.ChCollisionSystem.Type_BULLET)
sys.SetSolverType(ch.ChSolver.Type_SPARSE_QR)

earth = ch.ChBody()
earth.SetFixed(True)
sys.Add(earth)

disc = ch.ChBody()
disc.SetMass(m)
across = m * (3 * r * r + wide * wide) / 12
disc.SetInertiaXX(ch.ChVector3d(across, m * r * r / 2, across))
# a cylinder's axis is the frame's Z
disc.AddCollisionShape(ch.ChCollisionShapeCylinder(ch.ChContactMaterialSMC(), r, wide), ch.ChFramed(ch.VNULL, ch.QuatFromAngleX(ch.CH_PI / 2)))
disc.EnableCollision(True)
disc.SetPos(ch.ChVector3d(x0, 0, r))
sys.Add(disc)

nave = ch.ChBodyEasyBox(side, side, side, mh / side**3, True, False)
nave.SetPos(disc.GetPos())
sys.Add(nave)

cart = ch.ChBody()
cart.SetMass(mc)
cart.SetInertiaXX(ch.ChVector3d(1, 1, 1) * (mc * edge * edge / 6))
cart.AddVisualShape(ch.ChVisualShapeBox(edge, edge, edge))
cart.SetPos(ch.ChVector3d(x0, 0, zc))
sys.Add(cart)

rail = ch.ChLinkMatePrismatic()
rail.Initialize(nave, cart, ch.ChFramed(ch.ChVector3d(x0, 0, r)))
sys.Add(rail)

ramps = []
for full in (v, v / (r * (1 - s))):
    ramp = ch.ChFunctionSequence()
    ramp.InsertFunct(ch.ChFunctionConst(0), t1)
    ramp.InsertFunct(ch.ChFunctionRamp(0, full / (t2 - t1)), t2 - t1)
    ramp.InsertFunct(ch.ChFunctionConst(full), 9 * end)
    ramps.append(ramp)
rope = ch.ChLinkMotorLinearSpeed()
rope.Initialize(cart, earth, ch.ChFramed(ch.ChVector3d(x0, 0, zc), ch.QuatFromAngleY(ch.CH_PI / 2)))
rope.SetMotorFunction(ramps[0])
sys.Add(rope)

# hub against wheel about -Y is wheel against hub about +Y
engine = ch.ChLinkMotorRotationSpeed()
engine.Initialize(nave, disc, ch.ChFramed(ch.ChVector3d(x0, 0, r), ch.QuatFromAngleX(ch.CH_PI / 2)))
engine.SetMotorFunction(ramps[1])
sys.Add(engine)

sand = cv.SCMTerrain(sys)
sand.Initialize(size, size, mesh)
sand.SetSoilParameters(kphi, kc, n, c, phi, j, back, slow)

for i in range(round(end / h)):
    if i % round(every / h) == 0:
        print(f"{sys.GetChTime():.2f}, {r - disc.GetPos().z:.4f}, {rope.GetMotorForce():.1f}")
    sys.DoStepDynamics(h)
