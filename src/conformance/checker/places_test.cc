// A fault is seen wherever it stands: in every kind of body that Python runs, and in every kind of expression.
#include <gtest/gtest.h>

#include <algorithm>

#include "conformance/script_case.h"

namespace simbench::conformance {
namespace {

/// A way to a line that Python runs for sure; "$" is where the fault stands.
struct Place {
  const char *name, *lines;
};

void PrintTo(const Place& p, std::ostream* out) {
  *out << p.name;
}

class Places : public testing::TestWithParam<Place> {
 protected:
  /// The line of the fault, from 1, and that of the predicted crash.
  static std::pair<long, int> lines_of(const char* api, const std::string& head, std::string_view fault) {
    std::string program = replace_all(head + GetParam().lines, "$", fault);
    auto at = program.begin() + static_cast<long>(program.find(fault));
    Report r = check(*api_index::load_index(api).value(), program);
    EXPECT_TRUE(r.crash_line()) << program;
    return {1 + std::count(program.begin(), at, '\n'), r.crash_line().value_or(0)};
  }
};

TEST_P(Places, ShowAMisspeltAttribute) {
  auto [fault, crash] = lines_of("mujoco-4.0.0", kMuJoCoSteps, "d.qpoz");
  EXPECT_EQ(fault, crash);
}

TEST_P(Places, ShowAWrongCall) {
  auto [fault, crash] = lines_of("pychrono-10.0.0", kChronoSteps, "b.SetMass(None)");
  EXPECT_EQ(fault, crash);
}

const Place kPlaces[] = {
    {"Function", "def work(flag):\n    if flag:\n        $\n    return 1\nwork(True)\n"},
    {"NestedFunction", "def outer():\n    def inner(k):\n        $\n        return k\n    return inner(2)\nouter()\n"},
    {"Method",
     "class Runner:\n    def __init__(self):\n        self.n = 0\n    def go(self):\n        self.n += 1\n"
     "        $\nRunner().go()\n"},
    {"Init", "class Runner:\n    def __init__(self, k):\n        self.k = k\n        $\nr = Runner(3)\n"},
    {"PostInit",
     "from dataclasses import dataclass\n@dataclass\nclass Setup:\n    gain: float = 1.0\n"
     "    def __post_init__(self):\n        $\ncfg = Setup(gain=2.0)\n"},
    {"Property",
     "class Box:\n    @property\n    def value(self):\n        $\n        return 1\nb_ = Box()\n"
     "print(b_.value)\n"},
    {"Setter",
     "class Box:\n    @property\n    def value(self):\n        return 1\n    @value.setter\n"
     "    def value(self, v):\n        $\nb_ = Box()\nb_.value = 3\n"},
    {"Classmethod",
     "class Maker:\n    @classmethod\n    def make(cls, n):\n        $\n        return cls()\n"
     "Maker.make(1)\n"},
    {"Staticmethod", "class Maker:\n    @staticmethod\n    def make(n):\n        $\n        return n\nMaker.make(1)\n"},
    {"Inherited",
     "class Base:\n    def setup(self):\n        $\nclass Child(Base):\n    def setup(self):\n"
     "        super().setup()\nChild().setup()\n"},
    {"TemplateMethod",
     "class Base:\n    def run(self):\n        self.hook()\n    def hook(self):\n"
     "        raise NotImplementedError\nclass Child(Base):\n    def hook(self):\n        $\n"
     "Child().run()\n"},
    {"CallDunder", "class Ctl:\n    def __call__(self, t):\n        $\n        return t\nctl = Ctl()\nctl(0.1)\n"},
    {"Enter",
     "class Ctx:\n    def __enter__(self):\n        $\n        return self\n    def __exit__(self, *a):\n"
     "        return False\nwith Ctx() as c_:\n    pass\n"},
    {"Exit",
     "class Ctx:\n    def __enter__(self):\n        return self\n    def __exit__(self, *a):\n        $\n"
     "with Ctx() as c_:\n    pass\n"},
    {"Iter",
     "class It:\n    def __iter__(self):\n        for i in range(2):\n            $\n            yield i\n"
     "for v in It():\n    print(v)\n"},
    {"Len", "class It:\n    def __len__(self):\n        $\n        return 3\nprint(len(It()))\n"},
    {"Getitem", "class It:\n    def __getitem__(self, i):\n        $\n        return i\nprint(It()[0])\n"},
    {"Add", "class Vec:\n    def __add__(self, o):\n        $\n        return self\nv_ = Vec() + Vec()\n"},
    {"Str", "class Vec:\n    def __str__(self):\n        $\n        return 'v'\nprint(str(Vec()))\n"},
    {"Generator",
     "def steps(n):\n    for i in range(n):\n        $\n        yield i\nfor i in steps(3):\n"
     "    print(i)\n"},
    {"GeneratorList", "def steps(n):\n    for i in range(n):\n        $\n        yield i\nvals = list(steps(3))\n"},
    {"GeneratorNext", "def steps(n):\n    for i in range(n):\n        $\n        yield i\ng_ = steps(3)\nnext(g_)\n"},
    {"YieldFrom", "def a_():\n    $\n    yield 1\ndef b_():\n    yield from a_()\nfor i in b_():\n    print(i)\n"},
    {"Contextmanager",
     "from contextlib import contextmanager\n@contextmanager\ndef section(name):\n    $\n    yield name\n"
     "with section('x') as s_:\n    print(s_)\n"},
    {"WithBody",
     "from contextlib import contextmanager\n@contextmanager\ndef section(name):\n    yield name\n"
     "with section('x') as s_:\n    $\n"},
    {"Decorated",
     "import functools\ndef logged(fn):\n    @functools.wraps(fn)\n    def inner(*a, **k):\n"
     "        return fn(*a, **k)\n    return inner\n@logged\ndef work(x):\n    $\n    return x\nwork(1)\n"},
    {"DecoratorArg",
     "def repeat(n):\n    def deco(fn):\n        def inner(*a, **k):\n            for _ in range(n):\n"
     "                r = fn(*a, **k)\n            return r\n        return inner\n    return deco\n"
     "@repeat(2)\ndef work(x):\n    $\n    return x\nwork(1)\n"},
    {"InWrapper",
     "import functools\ndef logged(fn):\n    @functools.wraps(fn)\n    def inner(*a, **k):\n        $\n"
     "        return fn(*a, **k)\n    return inner\n@logged\ndef work(x):\n    return x\nwork(1)\n"},
    {"LruCache", "import functools\n@functools.lru_cache(maxsize=None)\ndef work(x):\n    $\n    return x\nwork(1)\n"},
    {"ClassDecorator",
     "def reg(cls):\n    cls.tag = 1\n    return cls\n@reg\nclass Runner:\n    def go(self):\n        $\n"
     "Runner().go()\n"},
    {"Reraise", "try:\n    $\nexcept Exception as e:\n    print(e)\n    raise\n"},
    {"Finally", "try:\n    x_ = 1\nfinally:\n    $\n"},
    {"TryElse", "try:\n    x_ = 1\nexcept ValueError:\n    pass\nelse:\n    $\n"},
    {"ForElse", "for i in range(2):\n    pass\nelse:\n    $\n"},
    {"WhileElse", "n_ = 2\nwhile n_ > 0:\n    n_ -= 1\nelse:\n    $\n"},
    {"Elif", "k_ = 3\nif k_ < 2:\n    pass\nelif k_ == 3:\n    $\n"},
    {"ElseOfUnknown", "import random\nr_ = random.random()\nif r_ > 2:\n    pass\nelse:\n    $\n"},
    {"Match", "k_ = 'go'\nmatch k_:\n    case 'stop':\n        pass\n    case 'go':\n        $\n"},
    {"MainGuard", "def main():\n    $\nif __name__ == '__main__':\n    main()\n"},
    {"Async", "import asyncio\nasync def main():\n    await asyncio.sleep(0)\n    $\nasyncio.run(main())\n"},
    {"AsyncGather",
     "import asyncio\nasync def one(i):\n    $\nasync def main():\n"
     "    await asyncio.gather(*(one(i) for i in range(2)))\nasyncio.run(main())\n"},
    {"DispatchDict", "def act_a():\n    $\ndef act_b():\n    pass\ntable = {'a': act_a, 'b': act_b}\ntable['a']()\n"},
    {"DispatchLoop", "def act_a(k):\n    $\ndef act_b(k):\n    pass\nfor f_ in (act_b, act_a):\n    f_(1)\n"},
    {"DispatchGet",
     "class App:\n    def __init__(self):\n        self.table = {'a': self.act}\n    def act(self):\n"
     "        $\n    def run(self, k):\n        fn = self.table.get(k)\n        fn()\nApp().run('a')\n"},
    {"GetattrCall", "class App:\n    def act(self):\n        $\ngetattr(App(), 'act')()\n"},
    {"Partial", "from functools import partial\ndef act(k, n):\n    $\npartial(act, 1)(2)\n"},
    {"CallbackParam", "def act(k):\n    $\ndef each(fn, n):\n    for i in range(n):\n        fn(i)\neach(act, 2)\n"},
    {"CallbackAttr",
     "class Loop:\n    def __init__(self, cb):\n        self.cb = cb\n    def run(self):\n"
     "        self.cb(1)\ndef act(k):\n    $\nLoop(act).run()\n"},
    {"CallbackList",
     "class Loop:\n    def __init__(self):\n        self.cbs = []\n    def add(self, cb):\n"
     "        self.cbs.append(cb)\n    def run(self):\n        for cb in self.cbs:\n            cb(1)\n"
     "def act(k):\n    $\nl_ = Loop()\nl_.add(act)\nl_.run()\n"},
    {"DefaultCb", "def act(k):\n    $\ndef run(cb=act):\n    cb(1)\nrun()\n"},
    {"KwargsPass", "def low(a, *, b=1):\n    $\ndef high(**kw):\n    low(1, **kw)\nhigh(b=2)\n"},
    {"StarPass", "def low(a, b):\n    $\ndef high(*a):\n    low(*a)\nhigh(1, 2)\n"},
    {"Closure",
     "def make():\n    n = 0\n    def inc():\n        nonlocal n\n        n += 1\n        $\n"
     "        return n\n    return inc\nmake()()\n"},
    {"Recursion", "def rec(n):\n    if n == 0:\n        $\n        return 0\n    return rec(n - 1)\nrec(2)\n"},
    {"AfterOptional", "def find(k):\n    return None if k > 5 else 1\nr_ = find(1)\nif r_ is not None:\n    $\n"},
    {"MapList", "def act(k):\n    $\n    return k\nprint(list(map(act, [1, 2])))\n"},
    {"SortKey", "def act(k):\n    $\n    return k\nprint(sorted([2, 1], key=act))\n"},
    {"Reduce", "from functools import reduce\ndef act(x, y):\n    $\n    return x\nprint(reduce(act, [1, 2, 3]))\n"},
    {"ComprehensionCall", "def act(k):\n    $\n    return k\nvals = [act(k) for k in range(3)]\n"},
    {"DictComprehensionCall", "def act(k):\n    $\n    return k\nvals = {k: act(k) for k in range(3)}\n"},
    {"AnyGen", "def act(k):\n    $\n    return k\nprint(any(act(k) for k in range(3)))\n"},
    {"EnumMethod", "from enum import Enum\nclass Mode(Enum):\n    A = 1\n    def go(self):\n        $\nMode.A.go()\n"},
    {"NamedtupleMethod",
     "from typing import NamedTuple\nclass R(NamedTuple):\n    a: int\n    def go(self):\n        $\n"
     "R(1).go()\n"},
    {"AbcImpl",
     "from abc import ABC, abstractmethod\nclass Base(ABC):\n    @abstractmethod\n    def go(self): ...\n"
     "    def run(self):\n        return self.go()\nclass Impl(Base):\n    def go(self):\n        $\n"
     "Impl().run()\n"},
    {"ClassBody", "class Conf:\n    a = 1\n    $\n"},
    {"GlobalFn", "count = 0\ndef bump():\n    global count\n    count += 1\n    $\nbump()\n"},
    {"EarlyReturn", "def work(k):\n    if k is None:\n        return\n    $\nwork(1)\n"},
    {"Walrus", "if (n_ := 3) > 2:\n    $\n"},
    {"ListOfObjects",
     "class Part:\n    def __init__(self, k):\n        self.k = k\n    def go(self):\n        $\n"
     "parts = [Part(i) for i in range(3)]\nfor p_ in parts:\n    p_.go()\n"},
    {"DictOfObjects",
     "class Part:\n    def go(self):\n        $\nparts = {'a': Part(), 'b': Part()}\n"
     "for name_, p_ in parts.items():\n    p_.go()\n"},
    {"AppendObjects",
     "class Part:\n    def go(self):\n        $\nparts = []\nfor i in range(3):\n"
     "    parts.append(Part())\nfor i, p_ in enumerate(parts):\n    p_.go()\n"},
    {"ObjectAttr",
     "class Part:\n    def go(self):\n        $\nclass Owner:\n    def __init__(self):\n"
     "        self.part = Part()\nOwner().part.go()\n"},
    {"ObjectOptionalAttr",
     "class Part:\n    def go(self):\n        $\nclass Owner:\n    def __init__(self):\n"
     "        self.part = None\n    def setup(self):\n        self.part = Part()\n    def run(self):\n"
     "        self.part.go()\no_ = Owner()\no_.setup()\no_.run()\n"},
    {"ReturnedTuple", "def act(k):\n    $\ndef pair():\n    return 1, act\na_, f_ = pair()\nf_(a_)\n"},
    {"ArgparseMain",
     "import argparse\ndef main(argv=None):\n    p = argparse.ArgumentParser()\n"
     "    p.add_argument('--n', type=int, default=2)\n    a = p.parse_args([])\n    for _ in range(a.n):\n"
     "        $\nmain()\n"},
    {"NumpyLoop", "import numpy as np\nfor t_ in np.linspace(0, 1, 3):\n    $\n"},
    {"NpVectorize", "import numpy as np\ndef act(k):\n    $\n    return k\nprint(np.vectorize(act)(np.zeros(2)))\n"},
    {"TernaryCall", "def act():\n    $\n    return 1\nx_ = act() if True else 2\n"},
    {"LambdaCall", "def act():\n    $\n    return 1\nf_ = lambda: act()\nf_()\n"},
    {"OperatorAnd", "def act():\n    $\n    return 1\nx_ = True and act()\n"},
    {"DecoratedMethod",
     "import functools\ndef checked(fn):\n    @functools.wraps(fn)\n    def inner(self, *a):\n"
     "        return fn(self, *a)\n    return inner\nclass R:\n    @checked\n    def go(self, k):\n"
     "        $\nR().go(1)\n"},
    {"SuppressOther", "from contextlib import suppress\nwith suppress(KeyError):\n    $\n"},
    {"ClassDecoratedDataclass",
     "from dataclasses import dataclass, field\n@dataclass\nclass Part:\n    k: int = 1\n"
     "    data: list = field(default_factory=list)\n    def go(self):\n        $\nPart(k=2).go()\n"},
    {"AssignExpression", "x_ = $\n"},
    {"FstringExpression", "print(f'v={$}')\n"},
    {"ListExpression", "x_ = [1, $]\n"},
    {"DictExpression", "x_ = {'a': $}\n"},
    {"ListcompExpression", "x_ = [($) for i_ in range(3)]\n"},
    {"GenexpExpression", "x_ = sum(1 for i_ in range(3) if ($) is None)\n"},
    {"ConditionExpression", "if ($) is None:\n    print(1)\n"},
    {"WhileExpression", "while ($) is None:\n    break\n"},
    {"ReturnExpression", "def get():\n    return $\nget()\n"},
    {"LambdaExpression", "f_ = lambda: ($)\nf_()\n"},
    {"DefaultExpression", "def get(v=$):\n    return v\n"},
    {"KeywordExpression", "def get(v=None):\n    return v\nget(v=$)\n"},
    {"TernaryExpression", "x_ = ($) if len('ab') > 1 else 0\n"},
    {"TupleExpression", "a_, b_ = 1, $\n"},
    {"SortKeyExpression", "x_ = sorted([2, 1], key=lambda v: ($) is None)\n"},
    {"FieldFactoryExpression",
     "from dataclasses import dataclass, field\n@dataclass\nclass C:\n"
     "    v: object = field(default_factory=lambda: $)\nC()\n"},
    {"PropertyExpression", "class C:\n    @property\n    def v(self):\n        return $\nprint(C().v)\n"},
    {"YieldExpression", "def g():\n    yield $\nprint(list(g()))\n"},
    {"WithArgExpression", "from contextlib import nullcontext\nwith nullcontext($) as c_:\n    pass\n"},
    {"AssertExpression", "assert ($) is not None\n"},
    {"SubscriptExpression", "x_ = [1, 2][0 if ($) is None else 1]\n"},
    {"ClassAttrExpression", "class C:\n    v = $\n"},
    {"StarExpression", "print(*[$])\n"},
    {"AugmentedExpression", "s_ = []\ns_ += [$]\n"},
    {"MapExpression", "x_ = list(map(lambda v: $, [1]))\n"},
    {"MaxKeyExpression", "x_ = max([1, 2], key=lambda v: id($))\n"},
};

INSTANTIATE_TEST_SUITE_P(Python, Places, testing::ValuesIn(kPlaces), [](const auto& c) { return c.param.name; });

}  // namespace
}  // namespace simbench::conformance
