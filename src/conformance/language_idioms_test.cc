// A right program in every idiom of the language: nothing in it is refused. Each was run.
#include <gtest/gtest.h>

#include "conformance/conformance.h"

namespace simbench::conformance {
namespace {

constexpr const char* kLanguage = R"py(
import abc, argparse, collections, copy, csv, enum, functools, io, itertools, json, logging, math, operator, os, pathlib, random, re, sys, time, typing
from collections import OrderedDict, defaultdict, deque, namedtuple, Counter
from contextlib import ExitStack, contextmanager, suppress, closing
from dataclasses import dataclass, field, asdict, replace, fields
from enum import Enum, IntEnum, Flag, auto
from typing import (
    Any,
    Callable,
    ClassVar,
    Dict,
    Generic,
    List,
    NamedTuple,
    Optional,
    Protocol,
    Tuple,
    TypedDict,
    TypeVar,
    Union,
)
import numpy as np

class Mode(Enum):
    SLOW = 1
    FAST = 2

    @property
    def scale(self):
        return {Mode.SLOW: 0.5, Mode.FAST: 2.0}[self]

    @classmethod
    def parse(cls, text):
        return cls[text.upper()]

class Res(enum.Enum):
    SD = (480, 640)

class Level(IntEnum):
    LOW = 1
    HIGH = auto()

class Caps(Flag):
    A = auto()
    B = auto()

class Color(str, Enum):
    RED = "red"

print(
    Mode.SLOW.name,
    Mode.FAST.value,
    Mode.SLOW.scale,
    Mode.parse("fast").scale,
    Res.SD.value[0],
    Level.HIGH + 1,
    Caps.A | Caps.B,
    Color.RED.value.upper(),
    Color.RED.upper(),
)
h, w = Res.SD.value
for mode in Mode:
    print(mode.name.lower(), mode.value + 1)
print(list(Mode), len(Mode), Mode(1), Mode["FAST"], Level.LOW < Level.HIGH, [l.name for l in Level])

@dataclass
class Config:
    name: str = "x"
    steps: int = 10
    gains: list = field(default_factory=lambda: [1.0, 2.0])
    table: Dict[str, float] = field(default_factory=dict)
    mode: Mode = Mode.SLOW
    kind: ClassVar[str] = "cfg"
    scale: float = field(init=False)

    def __post_init__(self):
        self.scale = self.mode.scale * sum(self.gains)

@dataclass(frozen=True, order=True)
class P:
    x: float
    y: float = 0.0

    def __add__(self, o):
        return P(self.x + o.x, self.y + o.y)

    @staticmethod
    def zero():
        return P(0, 0)

    @classmethod
    def of(cls, *v):
        return cls(*v)

@dataclass(kw_only=True, slots=True)
class K:
    a: int
    b: Optional[int] = None

c = Config(steps=5)
c2 = replace(c, name="y")
print(asdict(c)["gains"], c2.name, [f.name for f in fields(c)], Config.kind, c.scale)
p = P(1) + P.zero() + P.of(1, 2)
print(p.x, p < P(5), hash(p), K(a=1).b)

class N(NamedTuple):
    a: int
    b: float = 2.0

    def total(self):
        return self.a + self.b

nt = N(1)
a, b = nt
print(nt.total(), nt._replace(a=3).a, nt._asdict(), nt[0])
Pt = namedtuple("Pt", "x y z")
q = Pt(1, 2, z=3)
print(q.x + q[1], q._fields)
Pq = namedtuple("Pq", ["u", "v"], defaults=[0])
print(Pq(1).v)

class TD(TypedDict, total=False):
    a: int

td: TD = {"a": 1}
td2 = TD(a=2)
print(td["a"] + td2["a"])

class Shape(abc.ABC):
    registry: Dict[str, type] = {}

    def __init_subclass__(cls, **kw):
        super().__init_subclass__(**kw)
        Shape.registry[cls.__name__] = cls

    @abc.abstractmethod
    def area(self): ...
    @property
    @abc.abstractmethod
    def label(self): ...
    def __repr__(self):
        return f"{type(self).__name__}({self.area():.2f})"

class Sq(Shape):
    __slots__ = ("s",)

    def __init__(self, s):
        self.s = s

    def area(self):
        return self.s**2

    @property
    def label(self):
        return "sq"

    @label.setter
    def label(self, v):
        self.s = v

sq = Sq(2)
sq.label = 3
print(sq, sq.label, Shape.registry["Sq"](4).area(), Sq.__name__, sq.__class__.__name__)

class Proto(Protocol):
    def step(self, dt: float) -> None: ...

T = TypeVar("T")

class Stack(Generic[T]):
    def __init__(self) -> None:
        self.items: List[T] = []

    def push(self, x: T) -> "Stack[T]":
        self.items.append(x)
        return self

    def __len__(self):
        return len(self.items)

    def __iter__(self):
        return iter(self.items)

    def __getitem__(self, i):
        return self.items[i]

    def __contains__(self, x):
        return x in self.items

    def __bool__(self):
        return bool(self.items)

    def __call__(self, y):
        return [y] + self.items

    def __enter__(self):
        return self

    def __exit__(self, *e):
        return False

    def __eq__(self, o):
        return self.items == o.items

s = Stack().push(1).push(2)
print(len(s), [x for x in s], s[0], 1 in s, bool(s), s(3)[0], sum(s))
with Stack() as st:
    st.push(1)

class Dyn:
    def __init__(self):
        self.__dict__["d"] = {"k": 1}

    def __getattr__(self, n):
        try:
            return self.__dict__["d"][n]
        except KeyError as e:
            raise AttributeError(n) from e

    def __setattr__(self, n, v):
        self.__dict__["d"][n] = v

dy = Dyn()
dy.z = 5
print(dy.k + dy.z)

class AttrDict(dict):
    __getattr__ = dict.__getitem__
    __setattr__ = dict.__setitem__

ad = AttrDict(a=1)
ad.b = 2
print(ad.a + ad.b, ad["a"])

class MyList(list):
    def second(self):
        return self[1]

ml = MyList([1, 2])
ml.append(3)
print(ml.second(), len(ml), ml[0])

class MyErr(ValueError):
    def __init__(self, msg, code=3):
        super().__init__(msg)
        self.code = code

try:
    raise MyErr("bad")
except MyErr as e:
    print(e.code, e.args, str(e))
else:
    print("no")
finally:
    print("fin")

class Meta(type):
    def __call__(cls, *a, **k):
        o = super().__call__(*a, **k)
        return o

class Single(metaclass=Meta):
    _inst = None

    def __new__(cls, *a):
        if cls._inst is None:
            cls._inst = super().__new__(cls)
        return cls._inst

    def __init__(self, v=0):
        self.v = v

print(Single(3).v, Single._inst.v)

def timed(fn):
    @functools.wraps(fn)
    def inner(*args, **kwargs):
        t0 = time.perf_counter()
        r = fn(*args, **kwargs)
        inner.calls += 1
        return r

    inner.calls = 0
    return inner

def retry(times=3, *, on=(ValueError,)):
    def deco(fn):
        def inner(*a, **k):
            for i in range(times):
                try:
                    return fn(*a, **k)
                except on as e:
                    last = e
            raise last

        return inner

    return deco

@timed
@retry(times=2)
def work(a, b=2, *rest, key=None, **kw):
    return a + b + sum(rest) + (key or 0) + len(kw)

print(work(1), work(1, 2, 3, key=4, z=5), work.calls, work.__name__)

def counter():
    n = 0

    def inc(by=1):
        nonlocal n
        n += by
        return n

    return inc, lambda: n

inc, get = counter()
inc()
inc(by=2)
print(get())

def gen(n):
    for i in range(n):
        got = yield i * 1.5
        if got:
            print("got", got)
    return "end"

def outer(n):
    r = yield from gen(n)
    yield r

g = outer(2)
next(g)
g.send("x")
print(list(g))

@functools.lru_cache(maxsize=None)
def fib(n):
    return n if n < 2 else fib(n - 1) + fib(n - 2)

print(fib(10), fib.cache_info().hits)

@functools.singledispatch
def show(x):
    return str(x)

@show.register
def _(x: int):
    return f"int {x}"

@show.register(list)
def _l(x):
    return f"list {len(x)}"

print(show(1), show([1]), show("a"))

@contextmanager
def section(name):
    t = time.time()
    try:
        yield name.upper()
    finally:
        print(name, f"{time.time() - t:6.3f}")

with section("abc") as up, ExitStack() as stack:
    stack.callback(print, "bye")
    print(up.lower())
dd = defaultdict(list)
dd["a"].append(1)
cnt = Counter("aab")
dq = deque([1, 2], maxlen=5)
dq.appendleft(0)
od = OrderedDict(a=1)
od.move_to_end("a")
print(dd["a"][0], cnt.most_common(1)[0][1], dq.popleft(), dict(od), {**od, "b": 2}, [*dq, 1])
nested = {"a": {"b": [1, {"c": 2.0}]}}
print(nested["a"]["b"][1]["c"] + 1, nested.get("zz", {}).get("q"), nested["a"].keys())
first, *mid, last = [1, 2, 3, 4]
(i, j), k = (1, 2), 3
print(first, mid[0], last, i + j + k)
x = y = z = 0
x, y = y, x
print(f"{x=} {y!r:>5} {3.14159:{8}.{2}f} {'a' if z else 'b'} {1e-3:.2e} {10:,} {0.5:.0%} {[1, 2]} {None}")
print(
    "%s %d %.2f" % ("a", 1, 2.0),
    "{:.2f} {n}".format(1.0, n="x"),
    "a,b".split(",")[1].strip().title(),
    "-".join(map(str, [1, 2])),
    "abc"[::-1],
    "ab",
    b"xy".decode(),
    "x".center(5, "*"),
    "ab".encode()[0],
)
if (n := len("abc")) > 2:
    print(n)
m = re.match(r"(\d+)-(\d+)", "1-2")
print(m.group(1), m[2] if m else None, re.sub("a", "b", "aa"))
print(
    sorted({"b": 2, "a": 1}.items(), key=lambda kv: kv[1], reverse=True)[0][0],
    max([3, 1], key=lambda v: -v),
    min("abc"),
    sum(x * x for x in range(3)),
    any(v > 1 for v in [1, 2]),
    all([]),
    list(zip([1, 2], "ab"))[0],
    list(enumerate("ab", start=1))[1][0],
    list(map(lambda a, b: a * b, [1], [2])),
    list(filter(None, [0, 1])),
    list(itertools.chain([1], [2])),
    list(itertools.product([0, 1], repeat=2))[3],
    operator.itemgetter(1)([1, 2]),
    functools.reduce(operator.add, [1, 2]),
    divmod(7, 2)[0],
    pow(2, 3),
    round(2.567, 2),
    abs(-1),
    int("3") + float("2"),
    bin(3),
    chr(65) + str(ord("a")),
    isinstance(1, (int, float)),
    type(1) is int,
    id(1) > 0,
    callable(print),
    hasattr(p, "x"),
    getattr(p, "q", 0),
    vars(c)["name"],
    {1, 2} | {3},
    {1} & {1},
    {1} <= {1, 2},
    [1] * 3 + [2],
    (1,) + (2,),
    not [],
    1 if [] else 2,
    3 // 2,
    3 % 2,
    2**0.5,
    1 << 3,
    ~1,
    1 ^ 2,
    -3.0,
)
mat = [[0.0] * 3 for _ in range(3)]
mat[1][2] = 5
print(
    mat[1][2],
    [r[0] for r in mat],
    [[c for c in r] for r in mat],
    {k: v for k, v in zip("ab", [1, 2])}["a"],
    {i % 2 for i in range(4)},
    [(i, j) for i in range(2) for j in range(2) if i != j],
)

def kinds(v):
    match v:
        case int() | float():
            return "num"
        case str(s) if s:
            return s.upper()
        case [a, *rest]:
            return a
        case {"k": val, **more}:
            return val
        case P(x=xx):
            return xx
        case Mode.SLOW:
            return "slow"
        case None:
            return "none"
        case _:
            return "other"

print([kinds(v) for v in (1, "a", [1, 2], {"k": 3}, P(2), Mode.SLOW, None, object())])
parser = argparse.ArgumentParser()
parser.add_argument("--n", type=int, default=3)
parser.add_argument("--v", action="store_true")
sub = parser.add_mutually_exclusive_group()
args = parser.parse_args([])
print(args.n + 1, args.v, vars(args))
log = logging.getLogger(__name__)
logging.basicConfig(level=logging.ERROR)
log.info("x %s", 1)
log.setLevel(logging.DEBUG)
buf = io.StringIO()
wr = csv.writer(buf)
wr.writerow([1, 2])
print(
    buf.getvalue().strip(),
    json.loads(json.dumps({"a": [1]}))["a"][0],
    pathlib.Path("a") / "b",
    os.path.join("a", "b"),
    pathlib.Path("x/y.txt").stem.upper(),
    os.environ.get("HOME", "x").lower(),
)
rng = np.random.default_rng(0)
arr = rng.normal(size=(3, 2))
print(
    arr.shape[0],
    arr.mean(axis=0)[0],
    (arr > 0).sum(),
    arr[arr > 0].size,
    arr.T @ arr,
    np.linalg.norm(arr[0]),
    arr[:, 0] * 2 - 1,
    arr.flatten().tolist()[0],
    np.where(arr > 0, 1, 0),
    np.allclose(arr, arr),
    float(arr[0, 0]),
    arr.astype(int).dtype,
    -arr,
    arr**2,
    arr[..., None].ndim,
    np.pi / 2,
    np.array([1, 2])[::-1],
    arr[0] @ arr[1],
    np.stack([arr, arr]).reshape(-1, 2)[0],
    np.zeros(3)[1:],
    np.linspace(0, 1, 5)[-1],
)
random.seed(0)
print(
    random.random() * 2,
    random.choice([1, 2]) + 1,
    random.uniform(0, 1) + 0.0,
    math.hypot(1, 2),
    math.inf > 0,
    math.atan2(1, 2),
    math.tau,
    math.isclose(1, 1),
)
print(sys.version_info.major, sys.argv[0] and 1, os.getpid() > 0, __name__, __file__ is not None)
)py";

TEST(Idioms, OfTheLanguageAreRight) {
  std::string program = std::string(kLanguage) +
                        "import mujoco\nm = mujoco.MjModel.from_xml_string('<mujoco/>')\nd = mujoco.MjData(m)\n"
                        "mujoco.mj_step(m, d)\n";
  Report r = check(*api_index::load_index("mujoco-4.0.0").value(), program);
  EXPECT_TRUE(r.runs) << to_human_text(r, "language.py", program, false);
}

}  // namespace
}  // namespace simbench::conformance
