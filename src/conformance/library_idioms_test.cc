// A right program with much of the standard library in it: nothing in it is refused. It was run.
#include <gtest/gtest.h>

#include "conformance/conformance.h"

namespace simbench::conformance {
namespace {

constexpr const char* kLibrary = R"py(
import asyncio, threading, queue, concurrent.futures as cf, multiprocessing as mp, weakref, types, inspect, copy, contextlib, string, decimal, fractions, datetime, tempfile, statistics, heapq, bisect, uuid, hashlib, struct, pickle, textwrap, warnings, traceback, signal, shutil, subprocess, functools, itertools
from functools import partial, cached_property, total_ordering, partialmethod
from typing import TYPE_CHECKING
import numpy as np
import numpy.typing as npt
import mujoco
from mujoco import MjModel, MjData, mj_step

if TYPE_CHECKING:
    from torch import Tensor
X = "<mujoco><worldbody><body><joint type='slide'/><geom size='.1'/></body></worldbody></mujoco>"

class Sim:
    count = 0
    _cache = {}

    def __init__(self, xml, *, dt=None, cb=None, **opts):
        self.m = MjModel.from_xml_string(xml)
        self.d = MjData(self.m)
        self.cb = cb or (lambda s: None)
        self.viewer = None
        self.log = []
        self.opts = opts
        for k, v in opts.items():
            setattr(self, k, v)
        if dt is not None:
            self.m.opt.timestep = dt
        Sim.count += 1
        type(self)._cache[id(self)] = self
        self.handlers = {"a": self.on_a, "b": self.on_b}

    def on_a(self, x):
        return x + 1

    def on_b(self, x):
        return x * 2

    def dispatch(self, k, x):
        return self.handlers[k](x)

    @cached_property
    def mass(self):
        return float(self.m.body_mass.sum())

    @property
    def t(self):
        return self.d.time

    @t.setter
    def t(self, v):
        self.d.time = v

    def step(self, n=1):
        for _ in range(n):
            self.cb(self)
            mj_step(self.m, self.d)
            self.log.append((self.d.time, self.d.qpos.copy()))
        return self

    twice = partialmethod(step, 2)

    def __enter__(self):
        return self

    def __exit__(self, t, v, tb):
        return None

    def __iter__(self):
        while True:
            self.step()
            yield self.t
            if self.t > 0.02:
                return

    def __getattr__(self, n):
        if n.startswith("q"):
            return 7
        raise AttributeError(n)

s = Sim(X, dt=0.001, gain=3.0, cb=lambda sim: setattr(sim, "mark", True))
print(s.gain + 1, s.step(2).t, s.mass, s.dispatch("a", 1), s.mark, s.qq, len(s.log), s.log[-1][1][0], Sim.count)
s.t = 0.0
s.twice()
[None for _ in s]
print(s.t, s._cache[id(s)].m.nq)

class Pid:
    def __init__(self, kp, ki=0.0, kd=0.0):
        self.kp, self.ki, self.kd = kp, ki, kd
        self.prev = None
        self.i = 0

    def __call__(self, e, dt):
        de = 0 if self.prev is None else (e - self.prev) / dt
        self.prev = e
        self.i += e * dt
        return self.kp * e + self.ki * self.i + self.kd * de

pid = Pid(1, kd=0.1)
print(pid(1, 0.1) + pid(2, 0.1), round(pid(0.5, 0.1), 3))

class Base:
    def __init__(self):
        self.setup()
        self.ready = True

    def setup(self):
        raise NotImplementedError

    def run(self):
        return self.name.upper()

class Child(Base):
    name = "c"

    def setup(self):
        self.extra = [1]

    def run(self):
        return super().run() + str(self.extra[0])

print(Child().run(), Child().ready)

class A:
    def hi(self):
        return "A"

class B(A):
    def hi(self):
        return "B" + super().hi()

class Mix:
    def mixed(self):
        return self.hi() + self.val

class C(Mix, B):
    val = "v"

print(C().mixed(), C.__mro__[1].__name__, issubclass(C, A))

@total_ordering
class V:
    def __init__(self, x):
        self.x = x

    def __lt__(self, o):
        return self.x < o.x

    def __eq__(self, o):
        return self.x == o.x

    def __add__(self, o):
        return V(self.x + getattr(o, "x", o))

    __radd__ = __add__

    def __neg__(self):
        return V(-self.x)

    def __mul__(self, k):
        return V(self.x * k)

    def __rmul__(self, k):
        return self * k

    def __hash__(self):
        return hash(self.x)

    def __str__(self):
        return f"V{self.x}"

    def __format__(self, spec):
        return format(self.x, spec)

    def __float__(self):
        return float(self.x)

    def __len__(self):
        return 3

    def __matmul__(self, o):
        return 1.0

    def __iadd__(self, o):
        self.x += 1
        return self

    def __abs__(self):
        return abs(self.x)

    def __index__(self):
        return int(self.x)

    def __setitem__(self, k, v):
        self.x = v

    def __delitem__(self, k):
        pass

v = V(1)
v += 2
v[0] = 4
del v[0]
print(
    sum([V(1), V(2)]).x,
    (2 * V(3)).x,
    -V(1) < V(2),
    f"{V(1.5):.2f} {V(2)}",
    float(V(2)),
    len(V(1)),
    V(1) @ V(2),
    max(V(1), V(2)).x,
    abs(V(-1)),
    [0, 1, 2][V(1)],
    sorted([V(2), V(1)])[0].x,
    V(1) >= V(0),
    range(V(2)),
)

async def fetch(i):
    await asyncio.sleep(0)
    return i * 2

async def agen():
    for i in range(2):
        yield i
        await asyncio.sleep(0)

async def amain():
    r = await asyncio.gather(*(fetch(i) for i in range(3)))
    async for i in agen():
        print(i + 1)
    async with contextlib.AsyncExitStack() as st:
        pass
    t = asyncio.create_task(fetch(1))
    return sum(r) + await t

print(asyncio.run(amain()) + 1)
q = queue.Queue()
lock = threading.Lock()
ev = threading.Event()

def worker(n, out=None):
    with lock:
        q.put(n + 1)
    ev.set()

th = [threading.Thread(target=worker, args=(i,), kwargs={"out": None}, daemon=True) for i in range(2)]
for t in th:
    t.start()
for t in th:
    t.join()
print(q.get() + q.get(), ev.is_set(), q.qsize())
with cf.ThreadPoolExecutor(max_workers=2) as ex:
    futs = {ex.submit(pow, 2, i): i for i in range(3)}
    for f in cf.as_completed(futs):
        print(futs[f], f.result() + 1)
    print(list(ex.map(lambda a: a + 1, [1, 2])))
ns = types.SimpleNamespace(a=1, b=[2])
ns.c = 3
print(ns.a + ns.c, ns.b[0])
sq = [lambda x, i=i: x * i for i in range(3)]
print([f(2) for f in sq])
compose = lambda *fs: functools.reduce(lambda f, g: lambda x: f(g(x)), fs)
print(compose(lambda x: x + 1, lambda x: x * 2)(3))
h = []
heapq.heappush(h, (1, "a"))
print(
    heapq.heappop(h)[1],
    bisect.bisect([1, 3], 2),
    statistics.mean([1, 2]) + 1,
    datetime.datetime.now().year + 1,
    (datetime.timedelta(seconds=3)).total_seconds(),
    decimal.Decimal("1.1") + 1,
    fractions.Fraction(1, 2) + 1,
    uuid.uuid4().hex[:4],
    hashlib.sha1(b"x").hexdigest()[:4],
    struct.unpack("<i", struct.pack("<i", 3))[0] + 1,
    textwrap.dedent("  a").strip(),
    string.ascii_letters[:3],
)
with tempfile.TemporaryDirectory() as td:
    with open(td + "/x.txt", "w") as f:
        f.write("a\nb\n")
        print("hi", file=f)
    with open(td + "/x.txt") as f:
        for ln, line in enumerate(f):
            print(ln + 1, line.strip().upper())
        f.seek(0)
        print(f.read().splitlines()[0], f.readline() == "")

def maybe(flag):
    if flag:
        return 1.0, "a"
    return None

r = maybe(True)
if r is not None:
    num, txt = r
    print(num + 1, txt.upper())

def opt(v=None):
    v = v or []
    v.append(1)
    return v

print(opt()[0], opt([2])[1])

def opt2(v=None):
    if v == None:
        v = [1, 2]
    elif len(v) == 3:
        pass
    return len(v)

print(opt2(), opt2([1, 2, 3]))

def arr_or_list(t):
    if isinstance(t, list):
        return [arr_or_list(x) for x in t]
    if np.isscalar(t):
        return t + 1
    return t[:, 0] if t.ndim > 1 else t[0]

print(arr_or_list([1, np.zeros((2, 2))]))

def conv(x):
    if callable(x):
        return x()
    elif isinstance(x, dict):
        return {k: conv(v) for k, v in x.items()}
    elif isinstance(x, (list, tuple)):
        return type(x)(conv(v) for v in x)
    elif isinstance(x, str) and x.isdigit():
        return int(x)
    elif hasattr(x, "tolist"):
        return x.tolist()
    return x

print(conv({"a": lambda: 1, "b": ["3", np.ones(2)], "c": (1, None)}))
best = None
for i, sc in enumerate([3.0, 1.0]):
    if best is None or sc < best[1]:
        best = (i, sc)
print(best[0], best[1])
prev = None
for t in range(3):
    if prev is not None:
        print((t - prev) / 2)
    prev = t
state = {"n": 0, "hist": [], "cb": None, "best": None}
for i in range(3):
    state["n"] += 1
    state["hist"].append(i)
    state["best"] = i if state["best"] is None else max(i, state["best"])
print(state["n"] + 1, state["hist"][-1], state["best"] + 1)
res = []
for cls in (V, Pid):
    res.append(cls(1))
print(res[0].x, res[1].kp)
table = [("sin", np.sin), ("sq", lambda x: x**2), ("v", V)]
for nm, fn in table:
    print(nm.upper(), fn(1.0))
try:
    import torch
except ImportError:
    torch = None
if torch is not None:
    torch.zeros(3).cuda()
try:
    from mujoco import viewer as vw
except Exception:
    vw = None

def apply(fn, *a, **k):
    return fn(*a, **k)

print(apply(max, 1, 2), apply(sorted, [2, 1], reverse=True), apply(partial(pow, 2), 3))
*init, tail = "abc"
print(init[0], tail)

def rec(n):
    return 1 if n <= 0 else n * rec(n - 1)

print(rec(5) + 1)
glob = 0

def bump():
    global glob
    glob += 1
    return glob

bump()
print(glob)
del glob
x: int
x = 3
y: "list[int]" = [1]
y.append(x)
print([*range(3)][1], {**{"a": 1}}["a"], (lambda *a, **k: (a, k))(1, b=2)[1]["b"])
print(np.array([1, 2]) == np.array([1, 3]), (np.array([1, 2]) > 1).any(), not np.any([0]))
warnings.filterwarnings("ignore")
np.set_printoptions(precision=3)
for a, (b, c) in [(1, (2, 3))]:
    print(a + b + c)
while True:
    if s.t > 0.01:
        break
    s.step()
else:
    print("never")
with mujoco.Renderer(s.m, 10, 10) if False else contextlib.nullcontext(5) as rr:
    print(rr + 1)
import mujoco.rollout

st0 = np.zeros((2, mujoco.mj_stateSize(s.m, mujoco.mjtState.mjSTATE_FULLPHYSICS)))
states, sens = mujoco.rollout.rollout(s.m, s.d, st0, nstep=3)
print(states.shape[0], states[0, -1])
from mujoco import rollout, minimize

states, _ = rollout.rollout(s.m, MjData(s.m), st0, nstep=2)
print(states.mean())
sol, tr = minimize.least_squares(np.array([1.0]), lambda x: x - 3, verbose=minimize.Verbosity.SILENT)
print(sol[0], tr[-1].objective)
print(
    mujoco.mju_str2Type("body"),
    mujoco.mjtGeom(2).name,
    mujoco.mjtGeom.mjGEOM_SPHERE == 2,
    [g.name for g in [mujoco.mjtGeom.mjGEOM_BOX]],
    mujoco.mjtGeom.__members__["mjGEOM_BOX"].value,
)
mujoco.mj_resetData(s.m, s.d)
s.d.qpos += 0.1
s.d.qvel[0] += 1
s.d.qfrc_applied = np.zeros(s.m.nv)
s.m.opt.gravity = (0, 0, -1)
s.m.opt.disableflags |= mujoco.mjtDisableBit.mjDSBL_CONTACT
s.m.vis.global_.offwidth = 10
opt_ = mujoco.MjvOption()
opt_.flags[mujoco.mjtVisFlag.mjVIS_CONTACTPOINT] = True
cam = mujoco.MjvCamera()
cam.type = mujoco.mjtCamera.mjCAMERA_FREE
cam.lookat[:] = [0, 0, 1]
cam.distance = 2
scene = mujoco.MjvScene(s.m, maxgeom=100)
mujoco.mjv_updateScene(s.m, s.d, opt_, None, cam, mujoco.mjtCatBit.mjCAT_ALL.value, scene)
print(scene.ngeom, scene.geoms[0].pos, scene.camera[0].pos)
)py";

TEST(Idioms, OfTheStandardLibraryAreRight) {
  Report r = check(*api_index::load_index("mujoco-4.0.0").value(), kLibrary);
  EXPECT_TRUE(r.runs) << to_human_text(r, "library.py", kLibrary, false);
}

}  // namespace
}  // namespace simbench::conformance
