// A right twin, as models write them: nothing in it is refused. It was run.
#include <gtest/gtest.h>

#include "conformance/conformance.h"

namespace simbench::conformance {
namespace {

constexpr const char* kTwin = R"py(
"""Typical model-written twin code: many idioms, all right."""

from __future__ import annotations
import argparse, csv, json, logging, math, sys, time, os, io
from abc import ABC, abstractmethod
from collections import defaultdict, deque
from dataclasses import dataclass, field, astuple, InitVar
from enum import Enum, IntFlag, unique, auto
from functools import partial, reduce, wraps, singledispatchmethod
from itertools import chain, count, cycle, islice, product, zip_longest, accumulate, groupby
from operator import attrgetter, itemgetter, mul
from pathlib import Path
from typing import Callable, ClassVar, Iterable, Iterator, NamedTuple, Optional, Sequence, Union, overload
import numpy as np
import mujoco

try:
    import matplotlib.pyplot as plt

    HAS_PLT = True
except ImportError:
    plt = None
    HAS_PLT = False
try:
    import mujoco.viewer as mjv
except Exception:
    mjv = None
logger = logging.getLogger("sim")
Array = np.ndarray
Vec3 = tuple[float, float, float]

@unique
class Phase(Enum):
    IDLE = auto()
    RUN = auto()
    DONE = auto()

    @property
    def final(self) -> bool:
        return self is Phase.DONE

    def next(self) -> "Phase":
        members = list(Phase)
        i = members.index(self)
        return members[(i + 1) % len(members)]

    def __str__(self):
        return self.name.title()

class Bits(IntFlag):
    A = 1
    B = 2
    AB = A | B

@dataclass
class Gains:
    kp: float = 10.0
    ki: float = 0.0
    kd: float = 1.0
    scale: InitVar[float] = 1.0
    names: ClassVar[tuple] = ("kp", "ki", "kd")
    history: deque = field(default_factory=lambda: deque(maxlen=5), repr=False)
    limits: np.ndarray = field(default_factory=lambda: np.array([-1.0, 1.0]))

    def __post_init__(self, scale):
        self.kp *= scale
        self.limits = np.asarray(self.limits, dtype=float)

    def __iter__(self):
        return iter((self.kp, self.ki, self.kd))

    def clip(self, u):
        return float(np.clip(u, *self.limits))

class State(NamedTuple):
    t: float
    q: np.ndarray
    v: np.ndarray

    @property
    def speed(self):
        return float(np.linalg.norm(self.v))

    @classmethod
    def of(cls, d):
        return cls(d.time, d.qpos.copy(), d.qvel.copy())

class Controller(ABC):
    registry: ClassVar[dict[str, type["Controller"]]] = {}

    def __init_subclass__(cls, *, name=None, **kw):
        super().__init_subclass__(**kw)
        if name:
            Controller.registry[name] = cls

    def __init__(self, model: mujoco.MjModel, **opts) -> None:
        self.model = model
        self.opts = {"rate": 1.0, **opts}
        self._last: Optional[float] = None

    @abstractmethod
    def compute(self, data: mujoco.MjData) -> np.ndarray: ...
    def __call__(self, data):
        u = self.compute(data)
        self._last = data.time
        return u

    @staticmethod
    def sat(u, lo=-1.0, hi=1.0):
        return max(lo, min(hi, u))

    @classmethod
    def create(cls, name, *a, **k):
        return cls.registry[name](*a, **k)

class PD(Controller, name="pd"):
    def __init__(self, model, gains: Gains | None = None, **opts):
        super().__init__(model, **opts)
        self.gains = gains or Gains()
        self.err = 0.0

    def compute(self, data):
        kp, ki, kd = self.gains
        dt = 0.0 if self._last is None else data.time - self._last
        self.err += dt * data.qpos[0]
        return np.array([self.gains.clip(-kp * data.qpos[0] - kd * data.qvel[0] - ki * self.err)] * self.model.nu)

class Zero(Controller, name="zero"):
    def compute(self, data):
        return np.zeros(self.model.nu)

class Recorder:
    def __init__(self, *fields: str, every: int = 1):
        self.fields, self.every, self.rows, self._n = fields, every, [], 0
        self._fh = None

    def __enter__(self):
        self._fh = io.StringIO()
        self._w = csv.writer(self._fh)
        self._w.writerow(self.fields)
        return self

    def __exit__(self, et, ev, tb):
        if self._fh is not None:
            self._fh.close()
        return False

    def __len__(self):
        return len(self.rows)

    def __getitem__(self, key):
        if isinstance(key, str):
            return np.array([r[self.fields.index(key)] for r in self.rows])
        return self.rows[key]

    def __contains__(self, name):
        return name in self.fields

    def __iadd__(self, row):
        self._n += 1
        if self._n % self.every == 0:
            self.rows.append(tuple(row))
            self._w.writerow([f"{x:.4f}" for x in row])
        return self

    def __bool__(self):
        return True

class Sim:
    def __init__(self, xml: str, controller="pd", on_step: Callable[["Sim"], None] | None = None):
        self.model = mujoco.MjModel.from_xml_string(xml)
        self.data = mujoco.MjData(self.model)
        self.controller = (
            Controller.create(controller, self.model, rate=2.0) if isinstance(controller, str) else controller
        )
        self.phase = Phase.IDLE
        self.hooks: list[Callable] = [on_step] if on_step else []
        self.viewer = None
        self.t0 = None
        self._cache: dict[str, int] = {}

    @property
    def dt(self):
        return self.model.opt.timestep

    @dt.setter
    def dt(self, v):
        self.model.opt.timestep = v

    def id(self, kind: mujoco.mjtObj, name: str) -> int:
        key = f"{int(kind)}:{name}"
        if key not in self._cache:
            self._cache[key] = mujoco.mj_name2id(self.model, kind, name)
        if self._cache[key] < 0:
            raise KeyError(name)
        return self._cache[key]

    def on(self, fn):
        self.hooks.append(fn)
        return fn

    @singledispatchmethod
    def show(self, x):
        return str(x)

    @show.register
    def _(self, x: int):
        return f"#{x}"

    def __iter__(self) -> Iterator[State]:
        while not self.phase.final:
            yield self.step()

    def step(self, n: int = 1) -> State:
        if self.phase is Phase.IDLE:
            self.phase = Phase.RUN
            self.t0 = self.data.time
            mujoco.mj_forward(self.model, self.data)
        for _ in range(n):
            self.data.ctrl[:] = self.controller(self.data)
            mujoco.mj_step(self.model, self.data)
            for h in self.hooks:
                h(self)
        if self.viewer is not None and self.viewer.is_running():
            self.viewer.sync()
        if self.data.time - self.t0 > 0.05:
            self.phase = self.phase.next()
        return State.of(self.data)

    def energy(self) -> tuple[float, float]:
        mujoco.mj_energyPos(self.model, self.data)
        mujoco.mj_energyVel(self.model, self.data)
        return tuple(self.data.energy)

    def reset(self, *, key: str | None = None, noise: float = 0.0, rng=None):
        mujoco.mj_resetData(self.model, self.data)
        if key is not None:
            mujoco.mj_resetDataKeyframe(self.model, self.data, self.model.key(key).id)
        rng = rng or np.random.default_rng(0)
        self.data.qpos[0] += noise * rng.standard_normal()
        self.phase, self.t0 = Phase.IDLE, None
        return self

XML = "\n".join(
    [
        "<mujoco>",
        '  <option timestep="0.002"><flag energy="enable"/></option>',
        "  <worldbody>",
        *[
            f'    <body name="b{i}" pos="{i} 0 1"><joint name="j{i}" type="hinge" axis="0 1 0"/><geom name="g{i}" type="box" size=".1 .1 .1"/><site name="s{i}"/></body>'
            for i in range(3)
        ],
        "  </worldbody>",
        '  <actuator><motor name="m0" joint="j0" ctrlrange="-1 1" ctrllimited="true"/></actuator>',
        '  <sensor><jointpos name="p0" joint="j0"/><gyro site="s0"/></sensor>',
        '  <keyframe><key name="home" qpos="0.1 0 0"/></keyframe>',
        "</mujoco>",
    ]
)

def ticks(sim, every=10):
    for i, st in enumerate(sim):
        if i % every:
            continue
        yield i, st

def summarize(states: Sequence[State]) -> dict[str, float]:
    speeds = [s.speed for s in states]
    return {
        "max": max(speeds, default=0.0),
        "mean": sum(speeds) / len(speeds) if speeds else float("nan"),
        "last": speeds[-1] if speeds else None,
    }

def parse(argv=None):
    p = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    p.add_argument("--controller", choices=sorted(Controller.registry), default="pd")
    p.add_argument("--steps", type=int, default=20)
    p.add_argument("--out", type=Path, default=None)
    p.add_argument("-v", "--verbose", action="count", default=0)
    ns = p.parse_args(argv)
    ns.level = [logging.WARNING, logging.INFO, logging.DEBUG][min(ns.verbose, 2)]
    return ns

def main(argv=None) -> int:
    args = parse(argv)
    logging.basicConfig(level=args.level, format="%(message)s")
    counter = count()
    hits = defaultdict(int)
    sim = Sim(XML, args.controller, on_step=lambda s: hits.__setitem__(s.phase.name, hits[s.phase.name] + 1))

    @sim.on
    def log(s):
        logger.debug("t=%.3f %s", s.data.time, next(counter))

    sim.reset(key="home", noise=0.01)
    with Recorder("t", "q0", every=2) as rec:
        states = []
        for i, st in ticks(sim, every=3):
            rec += (st.t, st.q[0])
            states.append(st)
        print(
            len(rec),
            "t" in rec,
            rec["t"][-1] if rec else None,
            rec[0][0],
            {k: (f"{v:.3f}" if v is not None else "-") for k, v in summarize(states).items()},
        )
    print(
        sim.energy(),
        sim.phase,
        str(sim.phase),
        sim.show(3),
        sim.show("x"),
        dict(hits),
        sim.id(mujoco.mjtObj.mjOBJ_BODY, "b1"),
        Bits.AB & Bits.A,
        Bits(3) == Bits.AB,
    )
    sim.dt = 0.001
    sim.reset()
    print(sim.step(5).t, sim.dt)
    try:
        sim.id(mujoco.mjtObj.mjOBJ_GEOM, "nothing")
    except KeyError as e:
        print("no", e.args[0])
    names = [mujoco.mj_id2name(sim.model, mujoco.mjtObj.mjOBJ_GEOM, i) or f"geom{i}" for i in range(sim.model.ngeom)]
    print(
        names,
        list(accumulate([1, 2, 3], mul)),
        list(islice(cycle("ab"), 3)),
        [(k, len(list(g))) for k, g in groupby("aab")],
        list(zip_longest([1], [2, 3], fillvalue=0)),
        sorted(states, key=attrgetter("t"))[0].t,
        max(states, key=lambda s: s.speed).speed,
        reduce(lambda a, b: a + b.t, states, 0.0),
    )
    traj = np.vstack([s.q for s in states])
    i = int(np.argmax(np.abs(traj[:, 0])))
    print(
        traj.shape,
        traj[i].round(3).tolist(),
        np.gradient(traj[:, 0])[0],
        np.polyfit(range(len(traj)), traj[:, 0], 1)[0],
        np.interp(0.5, [0, 1], [2, 3]),
    )
    for b in range(1, sim.model.nbody):
        body = sim.model.body(b)
        xf = sim.data.body(b)
        print(
            f"{body.name:>4s} {body.mass[0]:.3f} {xf.xpos[2]:+.2f} {np.degrees(np.arctan2(xf.xmat[2], xf.xmat[8])):.1f} {body.parentid[0]} {sim.model.body_mass[b]:.2f}"
        )
    R = sim.data.site("s0").xmat.reshape(3, 3)
    quat = np.empty(4)
    mujoco.mju_mat2Quat(quat, R.flatten())
    print(R @ np.array([0, 0, 1.0]), quat, sim.data.sensor("p0").data.item(), sim.data.sensordata[:1])
    if args.out is not None:
        args.out.write_text(json.dumps({"t": [s.t for s in states]}))
    if HAS_PLT:
        fig, ax = plt.subplots()
        ax.plot([s.t for s in states])
        fig.savefig("x.png")
        plt.close(fig)
    if "--view" in sys.argv and mjv is not None:
        with mjv.launch_passive(sim.model, sim.data) as viewer:
            while viewer.is_running():
                mujoco.mj_step(sim.model, sim.data)
                viewer.sync()
    return 0

def fit(fn, xs):
    return [*map(fn, xs)]

g = Gains(2.0, scale=0.5)
print(astuple(g)[0], g.kp, g.clip(3), fit(partial(pow, 2), [1, 2]), Gains.names)
first_by = {ph: next((s for s in [1, 2] if s > 1), None) for ph in Phase}
print(first_by[Phase.RUN], Phase.RUN.next().name, Phase["DONE"].final, Phase(1).value)

class Node:
    __slots__ = ("v", "next")

    def __init__(self, v, nxt=None):
        self.v, self.next = v, nxt

class Chain:
    def __init__(self):
        self.head = None

    def push(self, v):
        self.head = Node(v, self.head)
        return self

    def __iter__(self):
        node = self.head
        while node is not None:
            yield node.v
            node = node.next

    def find(self, v):
        cur = self.head
        while cur and cur.v != v:
            cur = cur.next
        return cur

c = Chain().push(1).push(2)
print(list(c), c.find(1).v, c.find(5) is None)

class Counter2:
    def __init__(self, n):
        self.n, self.i = n, 0

    def __iter__(self):
        return self

    def __next__(self):
        if self.i >= self.n:
            raise StopIteration
        self.i += 1
        return self.i

print(sum(Counter2(3)), [*Counter2(2)], max(Counter2(3)))

class Vec:
    def __init__(self, *xs):
        self.xs = list(xs)

    def __eq__(self, o):
        return isinstance(o, Vec) and self.xs == o.xs

    def __mul__(self, k):
        if isinstance(k, (int, float)):
            return Vec(*(x * k for x in self.xs))
        if isinstance(k, Vec):
            return sum(a * b for a, b in zip(self.xs, k.xs))
        return NotImplemented

    __rmul__ = __mul__

    def __add__(self, o):
        return Vec(*[a + b for a, b in zip(self.xs, o.xs)])

    def __radd__(self, o):
        return self if o == 0 else self + o

    def __getitem__(self, i):
        return self.xs[i]

    def __len__(self):
        return len(self.xs)

    def __repr__(self):
        return f"Vec{tuple(self.xs)}"

    def __truediv__(self, k):
        return self * (1 / k)

    def __pow__(self, n):
        return [x**n for x in self.xs]

    def __array__(self, dtype=None, copy=None):
        return np.array(self.xs, dtype=dtype)

v = 2 * Vec(1, 2) + Vec(1, 1)
print(v, v * v, v[0], len(v), sum([v, v]), v == Vec(3, 5), list(v), v / 2, v**2, np.asarray(v).sum())
memo = {}

def fibm(n):
    if n in memo:
        return memo[n]
    memo[n] = n if n < 2 else fibm(n - 1) + fibm(n - 2)
    return memo[n]

print(fibm(20))
if __name__ == "__main__":
    raise SystemExit(main([]))
)py";

TEST(Idioms, OfAWholeTwinAreRight) {
  Report r = check(*api_index::load_index("mujoco-4.0.0").value(), kTwin);
  EXPECT_TRUE(r.runs) << to_human_text(r, "twin.py", kTwin, false);
}

}  // namespace
}  // namespace simbench::conformance
