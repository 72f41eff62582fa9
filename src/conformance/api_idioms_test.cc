// Right programs that use much of the simulators: nothing in them is refused. Each was run.
#include <gtest/gtest.h>

#include "conformance/conformance.h"

namespace simbench::conformance {
namespace {

constexpr const char* kApi = R"py(
import copy
import math
import mujoco
import numpy as np
XML = """
<mujoco model="t">
  <option timestep="0.002" gravity="0 0 -9.81" integrator="RK4"/>
  <worldbody>
    <geom name="floor" type="plane" size="1 1 .1"/>
    <body name="a" pos="0 0 1"><joint name="h" type="hinge" axis="0 1 0" damping="0.1"/>
      <geom name="g" type="capsule" fromto="0 0 0 0 0 -.5" size=".05"/><site name="s"/></body>
    <body name="ball" pos="1 0 1"><freejoint/><geom name="bg" size=".1"/></body>
  </worldbody>
  <actuator><motor name="mot" joint="h"/></actuator>
  <sensor><jointpos name="jp" joint="h"/><framepos name="fp" objtype="site" objname="s"/></sensor>
  <keyframe><key name="k" qpos="0.1 1 0 1 1 0 0 0"/></keyframe>
</mujoco>
"""
m = mujoco.MjModel.from_xml_string(XML)
d = mujoco.MjData(m)
mujoco.mj_resetDataKeyframe(m, d, 0)
mujoco.mj_step(m, d, nstep=3)
mujoco.mj_step(m, d, 2)
print(
    m.opt.timestep * 2,
    m.opt.gravity[2],
    d.time + 1,
    m.nq + m.nv,
    d.qpos[0],
    d.qvel[:2],
    d.body("a").xpos[2],
    d.joint("h").qpos[0],
    d.sensor("jp").data[0],
    d.geom("g").xpos,
    m.body("a").mass[0],
    m.joint("h").damping,
    d.actuator("mot").ctrl,
    d.site("s").xmat.reshape(3, 3),
    m.geom("g").size[0],
    m.names[:3],
    m.jnt("h").id,
    m.key("k").qpos,
    m.sensor("jp").adr[0],
)
d.ctrl[0] = 1.0
d.qpos[:] = m.key("k").qpos
d.qvel[:] = 0
d.body("ball").xfrc_applied[:3] = [0, 0, 1]
m.opt.timestep = 0.001
m.opt.integrator = mujoco.mjtIntegrator.mjINT_RK4
m.geom_rgba[0] = [1, 0, 0, 1]
m.body("a").pos[:] = (0, 0, 1)
bid = mujoco.mj_name2id(m, mujoco.mjtObj.mjOBJ_BODY, "a")
name = mujoco.mj_id2name(m, mujoco.mjtObj.mjOBJ_BODY, bid)
print(name.upper(), mujoco.mjtObj.mjOBJ_BODY.value, int(mujoco.mjtObj.mjOBJ_GEOM), mujoco.mjtObj.mjOBJ_BODY.name)
for i in range(d.ncon):
    con = d.contact[i]
    f = np.zeros(6)
    mujoco.mj_contactForce(m, d, i, f)
    print(con.dist, con.geom1, con.geom, con.pos[2], con.frame.reshape(3, 3)[0])
for con in d.contact:
    print(con.dist)
d2 = copy.copy(d)
m2 = copy.deepcopy(m)
mujoco.mj_copyData(d2, m, d)
jac = np.zeros((3, m.nv))
mujoco.mj_jacBody(m, d, jac, None, bid)
mujoco.mj_jacSite(m, d, jac, np.zeros((3, m.nv)), m.site("s").id)
M = np.zeros((m.nv, m.nv))
print(d.energy[0], d.xpos[bid], d.cvel.shape, d.xquat[bid], mujoco.mj_stateSize(m, mujoco.mjtState.mjSTATE_PHYSICS))
spec = mujoco.MjSpec()
spec.modelname = "x"
b = spec.worldbody.add_body(name="b", pos=[0, 0, 1])
jj = b.add_joint(type=mujoco.mjtJoint.mjJNT_HINGE, axis=[0, 1, 0])
gg = b.add_geom(type=mujoco.mjtGeom.mjGEOM_SPHERE, size=[0.1, 0, 0])
gg.name = "gg"
spec.option.timestep = 0.01
ms = spec.compile()
ds = mujoco.MjData(ms)
mujoco.mj_step(ms, ds)
print(ms.nbody, ds.time, spec.to_xml()[:5], spec.body("b").name, len(spec.bodies))

def control(model, data):
    data.ctrl[0] = -data.qvel[0]

mujoco.set_mjcb_control(control)
mujoco.mj_step(m, d)
mujoco.set_mjcb_control(None)
q1 = np.zeros(4)
mujoco.mju_axisAngle2Quat(q1, np.array([0.0, 0, 1]), 1.0)
mujoco.mj_forward(m, d)
mujoco.mju_mulQuat(q1, q1, q1)
while d.time < 0.01 and not math.isnan(d.qpos[0]):
    mujoco.mj_step(m, d)
print(mujoco.__version__, mujoco.mj_versionString(), mujoco.mjVERSION_HEADER)
)py";

constexpr const char* kChronoTwin = R"py(
import pychrono as chrono
import pychrono.core as core
import pychrono.fea as fea
import numpy as np, math, os, sys
from dataclasses import dataclass, field
from enum import Enum
from typing import Optional, List, Tuple, Dict

try:
    import pychrono.irrlicht as chronoirr

    HAVE = True
except ImportError:
    chronoirr = None
    HAVE = False

class Shape(Enum):
    BOX = "box"
    SPHERE = "sphere"

@dataclass
class BodySpec:
    name: str
    pos: Tuple[float, float, float] = (0.0, 0.0, 0.0)
    shape: Shape = Shape.BOX
    density: float = 1000.0

    def vec(self) -> chrono.ChVector3d:
        return chrono.ChVector3d(*self.pos)

class World:
    def __init__(self, contact: str = "NSC", dt: float = 1e-3):
        self.sys = chrono.ChSystemNSC() if contact == "NSC" else chrono.ChSystemSMC()
        self.sys.SetCollisionSystemType(chrono.ChCollisionSystem.Type_BULLET)
        self.sys.SetGravitationalAcceleration(chrono.ChVector3d(0, -9.81, 0))
        self.mat = chrono.ChContactMaterialNSC() if contact == "NSC" else chrono.ChContactMaterialSMC()
        self.mat.SetFriction(0.5)
        self.dt = dt
        self.bodies: Dict[str, chrono.ChBody] = {}
        self.hist: List[Tuple[float, float]] = []
        self.vis: Optional["chronoirr.ChVisualSystemIrrlicht"] = None
        self.motor = None

    def add(self, spec: BodySpec, *, fixed=False) -> chrono.ChBody:
        makers = {
            Shape.BOX: lambda: chrono.ChBodyEasyBox(1, 1, 1, spec.density, True, True, self.mat),
            Shape.SPHERE: lambda: chrono.ChBodyEasySphere(0.5, spec.density, True, True, self.mat),
        }
        b = makers[spec.shape]()
        b.SetPos(spec.vec())
        b.SetFixed(fixed)
        b.SetName(spec.name)
        if b.GetVisualShape(0) is not None:
            b.GetVisualShape(0).SetColor(chrono.ChColor(0.2, 0.3, 0.4))
        self.sys.Add(b)
        self.bodies[spec.name] = b
        return b

    def link(self, a, b):
        j = chrono.ChLinkLockRevolute()
        j.Initialize(self.bodies[a], self.bodies[b], chrono.ChFramed(chrono.ChVector3d(0, 1, 0), chrono.QUNIT))
        self.sys.AddLink(j)
        return j

    def energy(self):
        e = 0.0
        for name, b in self.bodies.items():
            if b.IsFixed():
                continue
            v = b.GetPosDt()
            e += 0.5 * b.GetMass() * v.Length2() + b.GetMass() * 9.81 * b.GetPos().y
        return e

    def step(self, n=1):
        for _ in range(n):
            self.sys.DoStepDynamics(self.dt)
            t = self.sys.GetChTime()
            b = self.bodies["ball"]
            self.hist.append((t, b.GetPos().y))
        return self

w = World("NSC", dt=0.002)
w.add(BodySpec("floor", (0, -0.5, 0)), fixed=True)
for i, (n, p, s) in enumerate([("ball", (0, 3, 0), Shape.SPHERE), ("crate", (2, 2, 0), Shape.BOX)]):
    w.add(BodySpec(n, p, s, density=500 * (i + 1)))
w.link("ball", "floor")
w.step(5)
print(
    f"{w.energy():.3f} {w.hist[-1][1]:.4f} {w.bodies['ball'].GetPos().Length():.2f} {Shape('box').name} {w.bodies['crate'].GetRot().GetRotVec().x:+.1e}"
)
arr = np.array(w.hist)
print(arr[:, 1].max(), arr.shape, np.mean(arr, axis=0)[0])

class Sine(chrono.ChFunction):
    def __init__(self, a, f):
        super().__init__()
        self.a, self.f = a, f

    def Clone(self):
        return Sine(self.a, self.f)

    def GetVal(self, x):
        return self.a * math.sin(2 * math.pi * self.f * x)

class Spring(chrono.ForceFunctor):
    def __init__(self, k, c=0.0):
        super().__init__()
        self.k = k
        self.c = c

    def evaluate(self, time, rest_length, length, vel, link):
        return -self.k * (length - rest_length) - self.c * vel

mot = chrono.ChLinkMotorRotationSpeed()
fn = Sine(1, 2)
mot.Initialize(w.bodies["crate"], w.bodies["floor"], chrono.ChFramed(chrono.ChVector3d(2, 2, 0)))
mot.SetSpeedFunction(fn)
w.sys.AddLink(mot)
sp = chrono.ChLinkTSDA()
ff = Spring(100.0, c=1.0)
sp.Initialize(w.bodies["ball"], w.bodies["floor"], True, chrono.ChVector3d(0, 0, 0), chrono.ChVector3d(0, 0.5, 0))
sp.SetRestLength(1.0)
sp.RegisterForceFunctor(ff)
w.sys.AddLink(sp)
w.step(3)
print(
    mot.GetMotorAngle() * chrono.CH_RAD_TO_DEG if hasattr(chrono, "CH_RAD_TO_DEG") else 0,
    sp.GetForce(),
    sp.GetLength(),
    sp.GetVelocity(),
)
for b in w.sys.GetBodies():
    print(
        b.GetName(),
        b.GetMass(),
        b.GetInertiaXX().x,
        b.GetPos() + chrono.ChVector3d(0, 1, 0) * 2 - chrono.ChVector3d(1, 1, 1),
    )
v = chrono.ChVector3d(1, 2, 3)
v2 = v * 2.0
v += v2
v.x = 3
v.Set(0, 1, 0)
print(v.Cross(v2).z, v.Dot(v2), v.GetNormalized(), -v, v == v2, v.Length() > 1)
q = chrono.QuatFromAngleAxis(math.pi / 4, chrono.ChVector3d(0, 0, 1))
q2 = chrono.QuatFromAngleX(chrono.CH_PI / 2)
print((q * q2).e0, q.Rotate(v).x, q.GetAxisX(), q.GetInverse().e1)
fr = chrono.ChFramed(v, q)
print((fr * chrono.ChFramed(v2)).GetPos().x, fr.TransformPointLocalToParent(v).y, fr.GetRotMat())
box = chrono.ChVisualShapeBox(1, 1, 1)
box.SetColor(chrono.ChColor(1, 0, 0))
w.bodies["ball"].AddVisualShape(box, chrono.ChFramed(chrono.ChVector3d(0, 0, 0)))
fem = chrono.ChSystemSMC()
mesh = fea.ChMesh()
sec = fea.ChBeamSectionEulerAdvanced()
sec.SetAsRectangularSection(0.1, 0.2)
sec.SetYoungModulus(1e9)
sec.SetDensity(1000)
bld = fea.ChBuilderBeamEuler()
bld.BuildBeam(mesh, sec, 5, chrono.ChVector3d(0, 0, 0), chrono.ChVector3d(1, 0, 0), chrono.ChVector3d(0, 1, 0))
nodes = bld.GetLastBeamNodes()
nodes[0].SetFixed(True)
nodes[-1].SetForce(chrono.ChVector3d(0, -1, 0))
nodes.back().SetForce(chrono.ChVector3d(0, -2, 0))
fem.Add(mesh)
fem.SetSolver(chrono.ChSolverSparseQR())
ts = chrono.ChTimestepperHHT(fem)
ts.SetAlpha(-0.2)
ts.SetMaxIters(20) if hasattr(ts, "SetMaxIters") else None
fem.SetTimestepper(ts)
fem.DoStaticLinear()
print(bld.GetLastBeamNodes()[-1].GetPos().y, len(nodes), [n.GetPos().x for n in nodes])

class Rep(chrono.ReportContactCallback):
    def __init__(self):
        super().__init__()
        self.n = 0

    def OnReportContact(self, pA, pB, plane, dist, eff, f, t, a, b, *rest):
        self.n += 1
        return True

rep = Rep()
w.sys.GetContactContainer().ReportAllContacts(rep)
print(rep.n)
chrono.SetChronoDataPath("data/")
print(chrono.GetChronoDataFile("a.obj"), chrono.GetChronoDataPath())
s = w.sys.GetSolver()
it = chrono.CastToChIterativeSolver(s) if hasattr(chrono, "CastToChIterativeSolver") else None
solver = chrono.ChSolverPSOR()
solver.SetMaxIterations(50)
solver.EnableWarmStart(True)
w.sys.SetSolver(solver)
w.sys.SetSolverType(chrono.ChSolver.Type_PSOR)
w.sys.SetTimestepperType(chrono.ChTimestepper.Type_EULER_IMPLICIT_LINEARIZED)
fc = chrono.ChFunctionConst(3.0)
fs = chrono.ChFunctionSine(1.0, 2.0)
fr_ = chrono.ChFunctionRamp(0, 1)
print(fc.GetVal(0), fs.GetVal(0.1), fr_.GetDer(1))
mot2 = chrono.ChLinkMotorRotationAngle()
mot2.SetAngleFunction(chrono.ChFunctionRamp(0, 1))
tq = chrono.ChLinkMotorRotationTorque()
tq.SetTorqueFunction(chrono.ChFunctionConst(1))
state = {"last": None}
while w.sys.GetChTime() < 0.03:
    w.step()
    if state["last"] is not None and w.sys.GetChTime() - state["last"] > 0.005:
        print("tick")
    state["last"] = w.sys.GetChTime()
marker = chrono.ChMarker()
w.bodies["ball"].AddMarker(marker)
f = chrono.ChForce()
w.bodies["ball"].AddForce(f)
f.SetMode(chrono.ChForce.FORCE)
f.SetDir(chrono.ChVector3d(1, 0, 0))
f.SetMforce(2.0)
w.bodies["ball"].SetAngVelLocal(chrono.ChVector3d(0, 0, 1))
w.bodies["ball"].SetPosDt(chrono.ChVector3d(0, 0, 1))
w.bodies["ball"].SetInertiaXX(chrono.ChVector3d(1, 1, 1))
print(w.bodies["ball"].GetAngVelLocal().z, w.bodies["ball"].GetPosDt2().x)
shaft = chrono.ChShaft()
shaft.SetInertia(1)
w.sys.Add(shaft)
gear = chrono.ChLinkLockGear()
pl = chrono.ChLinkLockPrismatic()
dist = chrono.ChLinkDistance()
dist.Initialize(w.bodies["ball"], w.bodies["crate"], False, chrono.ChVector3d(0, 3, 0), chrono.ChVector3d(2, 2, 0))
w.sys.AddLink(dist)
from pychrono import ChVector3d as V3, ChBody

b2 = ChBody()
b2.SetPos(V3(0, 0, 0))
cs = chrono.ChCollisionShapeSphere(w.mat, 0.3)
b2.AddCollisionShape(cs)
b2.EnableCollision(True)
w.sys.AddBody(b2)
m33 = chrono.ChMatrix33d()
m33.SetMatr([[1, 0, 0], [0, 1, 0], [0, 0, 1]])
print(np.array(m33.GetMatr())[0, 0])
)py";

TEST(Idioms, OfMuJoCosApiAreRight) {
  Report r = check(*api_index::load_index("mujoco-4.0.0").value(), kApi);
  EXPECT_TRUE(r.runs) << to_human_text(r, "api.py", kApi, false);
}

TEST(Idioms, OfPyChronosApiAreRight) {
  Report r = check(*api_index::load_index("pychrono-10.0.0").value(), kChronoTwin);
  EXPECT_TRUE(r.runs) << to_human_text(r, "twin.py", kChronoTwin, false);
}

}  // namespace
}  // namespace simbench::conformance
