// Objects of the script's own classes: what Python calls behind operators and brackets, and what it refuses.
#include <gtest/gtest.h>

#include "conformance/script_case.h"

namespace simbench::conformance {
namespace {

class Objects : public testing::TestWithParam<ScriptCase> {};

TEST_P(Objects, DoWhatTheirClassDefines) {
  std::string program = kMuJoCoSteps + GetParam().lines;
  Report r = check(*api_index::load_index("mujoco-4.0.0").value(), program);
  EXPECT_EQ(crash_of(r), GetParam().crash) << program << to_human_text(r, "x", program, false);
  if (r.fatal_count() > 0) {
    EXPECT_EQ(r.violations.at(0).kind, GetParam().kind);
  }
}

const ScriptCase kObjects[] = {
    // methods that Python calls by itself
    {"WhatAddGives", "class V:\n    def __add__(self, o): return d\n(V() + 1).qpoz\n", 3, "attribute"},
    {"TheRightSideMayAdd", "class V:\n    def __radd__(self, o): return d\n(1 + V()).qpoz\n", 3, "attribute"},
    {"ASumOfObjects",
     "class V:\n    def __init__(self, x=0): self.x = x\n    def __add__(self, o): return V(1)\n"
     "    __radd__ = __add__\nprint(sum([V(1), V(2)]).x, (V() + V()).x)\n"},
    {"InPlace", "class V:\n    def __iadd__(self, o):\n        self.n = d.qpoz\n        return self\nv = V()\nv += 1\n",
     3, "attribute"},
    {"InPlaceByAdd", "class V:\n    def __add__(self, o): return self\nv = V()\nv += 1\n"},
    {"Negative", "class V:\n    def __neg__(self): return d\n(-V()).qpoz\n", 3, "attribute"},
    {"Compared", "class V:\n    def __lt__(self, o): return d.qpoz\nV() < V()\n", 2, "attribute"},
    {"ComparedFromTheOtherSide", "class V:\n    def __lt__(self, o): return True\nif V() > V():\n    pass\n"},
    {"Equal", "class V:\n    def __eq__(self, o): return d.qpoz\nV() == 1\n", 2, "attribute"},
    {"Contained", "class V:\n    def __contains__(self, o): return d.qpoz\n1 in V()\n", 2, "attribute"},
    {"ItemsByGetitem", "class V:\n    def __getitem__(self, i): return d\nV()[0].qpoz\n", 3, "attribute"},
    {"ItemsInALoop", "class V:\n    def __getitem__(self, i): return d\nfor x in V():\n    x.qpoz\n", 4, "attribute"},
    {"ItemsThatAreSet", "class V:\n    def __setitem__(self, i, v): v.qpoz\nV()[0] = d\n", 2, "attribute"},
    {"IteratedByItsIter", "class V:\n    def __iter__(self): return iter([d])\nfor x in V():\n    pass\n"},
    {"IteratedByAGenerator", "class V:\n    def __iter__(self):\n        yield d\nfor x in V():\n    x.qpoz\n", 5,
     "attribute"},
    {"AnIteratorOfItsOwn",
     "class V:\n    def __iter__(self): return self\n    def __next__(self): return d\nfor x in V():\n    x.qpoz\n", 5,
     "attribute"},
    {"NextOfAnIterator", "class V:\n    def __next__(self): return d\nnext(V()).qpoz\n", 3, "attribute"},
    {"ItsLength", "class V:\n    def __len__(self): return d.qpoz\nlen(V())\n", 2, "attribute"},
    {"ItsText", "class V:\n    def __str__(self): return d.qpoz\nprint(V())\n", 2, "attribute"},
    {"ItsReprStandsInForIt", "class V:\n    def __repr__(self): return d.qpoz\nstr(V())\n", 2, "attribute"},
    {"ItsTextInAFormat", "class V:\n    def __str__(self): return d.qpoz\nf'{V()}'\n", 2, "attribute"},
    {"ItsOwnFormat", "class V:\n    def __format__(self, spec): return 'v'\nprint(f'{V():.2f}')\n"},
    {"ItsNumber", "class V:\n    def __float__(self): return d.qpoz\nfloat(V())\n", 2, "attribute"},
    {"ItsInteger", "class V:\n    def __int__(self): return 3\nrange(int(V()))\n"},
    {"LeftByExit",
     "class V:\n    def __enter__(self): return self\n    def __exit__(self, *a): d.qpoz\nwith V():\n    pass\n", 3,
     "attribute"},
    {"ExitTakesThree",
     "class V:\n    def __enter__(self): return self\n    def __exit__(self): pass\nwith V():\n    pass\n", 4,
     "argument_count"},
    {"MadeByNew", "class V:\n    def __new__(cls):\n        d.qpoz\n        return object.__new__(cls)\nV()\n", 3,
     "attribute"},
    // what lies in dicts under keys that aren't known
    {"UnderPairs", "at = {}\nfor i in range(3):\n    at[i, 0] = mujoco.MjvOption()\nat[2, 0].flgs\n", 4, "attribute"},
    {"ByComprehension", "at = {k: mujoco.MjvOption() for k in 'ab'}\nfor o in at.values():\n    o.flgs\n", 3,
     "attribute"},
    {"ByItems", "at = {k: mujoco.MjvOption() for k in 'ab'}\nfor k, o in at.items():\n    o.flgs\n", 3, "attribute"},
    {"ByDisplay", "at = {1: mujoco.MjvOption(), 2: mujoco.MjvOption()}\nfor k in (1, 2):\n    at[k].flgs\n", 3,
     "attribute"},
    {"NamedButAskedForByVariable", "at = {'a': mujoco.MjvOption()}\nfor k in at:\n    at[k].flgs\n", 3, "attribute"},
    {"OfTwoKinds", "at = {}\nat[1] = mujoco.MjvOption()\nat[2] = d\nat[2].qpos\nat[1].flags\n"},
    {"OfWhatAnotherPutIn",
     "import json\nat = {}\nat[1] = mujoco.MjvOption()\nat.update(json.load(open('x')))\nat[2].qpos\n"},
    {"OfWhatIsNoObject", "at = {}\nfor k in range(3):\n    at[k] = []\nat[1].append(d)\nat[1][0].time\n"},
    {"ARecompiledState", "s = mujoco.MjSpec()\nm, d = s.recompile(m, d)\nd.qpoz\n", 3, "attribute"},
    {"ARecompiledModel", "s = mujoco.MjSpec()\nm, d = s.recompile(m, d)\nm.nqq\n", 3, "attribute"},
    {"OneOnly",
     "class V:\n    one = None\n    def __new__(cls):\n        if cls.one is None:\n"
     "            cls.one = super().__new__(cls)\n        return cls.one\nV()\nprint(V.one.x)\n"},
    // what they lack
    {"NoAdd", "class V: pass\nV() + 1\n", 2, "operator"},
    {"NoAddOnEitherSide", "class V: pass\nV() + V()\n", 2, "operator"},
    {"NoNegative", "class V: pass\n-V()\n", 2, "operator"},
    {"NoLength", "class V: pass\nlen(V())\n", 2, "argument_type"},
    {"NoItems", "class V: pass\nV()[0]\n", 2, "not_subscriptable"},
    {"NoItemsToSet", "class V: pass\nV()[0] = 1\n", 2, "not_subscriptable"},
    {"NotIterable", "class V: pass\nfor x in V():\n    pass\n", 2, "not_iterable"},
    {"NotUnpacked", "class V: pass\na, b = V()\n", 2, "not_iterable"},
    {"ABaseThatIsNotKnownMayHaveIt", "import lib\nclass V(lib.Base): pass\nlen(V())\nV()[0]\nV() + 1\n", 1, "import"},
    {"AListOfItsOwn", "class V(list): pass\nv = V()\nlen(v)\nv[0]\nfor x in v:\n    pass\n"},
    {"ADictOfItsOwn", "class V(dict):\n    __getattr__ = dict.__getitem__\nv = V(a=1)\nprint(v.a, v['a'], len(v))\n"},
    // properties
    {"WhatASetterDoes",
     "class V:\n    @property\n    def x(self): return 1\n    @x.setter\n    def x(self, v): v.qpoz\nV().x = d\n", 5,
     "attribute"},
    {"WhatASetterStores",
     "class V:\n    @property\n    def x(self): return self.kept\n    @x.setter\n    def x(self, v): self.kept = v\n"
     "v = V()\nv.x = d\nv.x.qpoz\n",
     8, "attribute"},
    {"APropertyWithoutASetter", "class V:\n    @property\n    def x(self): return 1\nv = V()\nv.x = 2\n", 5,
     "read_only"},
    {"ACachedPropertyMayBeSet",
     "import functools\nclass V:\n    @functools.cached_property\n    def x(self): return 1\nv = V()\nv.x = 2\n"},
    {"ASetterOfTheBase",
     "class A:\n    @property\n    def x(self): return 1\n    @x.setter\n    def x(self, v): pass\n"
     "class B(A): pass\nB().x = 2\n"},
    // abstract methods
    {"WhatASubclassGives",
     "from abc import ABC, abstractmethod\nclass A(ABC):\n    @abstractmethod\n    def model(self): ...\n"
     "    def nq(self): return self.model().nq\nclass B(A):\n    def model(self): return m\nB().nq()\n"},
    {"TheFormatOfWhatItGives",
     "from abc import ABC, abstractmethod\nclass A(ABC):\n    @abstractmethod\n    def area(self): ...\n"
     "    def __repr__(self): return f'{self.area():.2f}'\n"},
    // records
    {"AFactoryMakesTheDefault",
     "from dataclasses import dataclass, field\n@dataclass\nclass R:\n    xs: list = field(default_factory=list)\n"
     "R().xs.push(1)\n",
     5, "attribute"},
    {"AFactoryOfTheScript",
     "from dataclasses import dataclass, field\ndef make(): return mujoco.MjData(m)\n@dataclass\nclass R:\n"
     "    data: object = field(default_factory=make)\nR().data.qpoz\n",
     6, "attribute"},
    {"AGivenFieldNeedsNoFactory",
     "from dataclasses import dataclass, field\n@dataclass\nclass R:\n    xs: list = field(default_factory=list)\n"
     "R(xs=d).xs.qpos\n"},
};

INSTANTIATE_TEST_SUITE_P(Python, Objects, testing::ValuesIn(kObjects), [](const auto& c) { return c.param.name; });

class Enumerations : public testing::TestWithParam<ScriptCase> {};

TEST_P(Enumerations, HaveMembersWithANameAndAValue) {
  std::string program = kMuJoCoSteps +
                        "import enum\nfrom enum import Enum, IntEnum, Flag, auto\nclass Mode(Enum):\n    SLOW = 1\n"
                        "    FAST = 'fast'\n    def double(self): return self.value * 2\n" +
                        GetParam().lines;
  Report r = check(*api_index::load_index("mujoco-4.0.0").value(), program);
  EXPECT_EQ(r.crash_line().value_or(10) - 10, GetParam().crash) << program << to_human_text(r, "x", program, false);
}

const ScriptCase kEnumerations[] = {
    {"ItsName", "print(Mode.SLOW.name.lower(), Mode.SLOW.value + 1, Mode.FAST.value.upper())\n"},
    {"ItsValueIsTyped", "Mode.FAST.value.push()\n", 1},
    {"ItsNameIsAText", "Mode.SLOW.name + 1\n", 1},
    {"ByName", "print(Mode['SLOW'].value, getattr(Mode, 'SLOW').value)\n"},
    {"ByValue", "print(Mode(1).name, Mode('fast').value)\n"},
    {"AllOfThem", "for mode in Mode:\n    print(mode.name.lower(), mode.value)\nprint(list(Mode), len(Mode))\n"},
    {"Names", "print([mode.name for mode in Mode], Mode.__members__)\n"},
    {"MethodsOfItsOwn", "print(Mode.SLOW.double())\n"},
    {"PropertiesOfItsOwn",
     "class A(Enum):\n    X = 1\n    @property\n    def half(self): return self.value / 2\nA.X.half\n"},
    {"TuplesAsValues", "class A(enum.Enum):\n    SD = (480, 640)\nh, w = A.SD.value\nrange(h)\n"},
    {"TooManyToUnpack", "class A(enum.Enum):\n    SD = (480, 640)\na, b, c = A.SD.value\n", 3},
    {"NumbersOfItsOwn",
     "class L(IntEnum):\n    LOW = 1\n    HIGH = auto()\nprint(L.HIGH + 1, L.LOW < L.HIGH)\n"
     "mujoco.mj_step(m, d, L.LOW)\n"},
    {"Flags", "class F(Flag):\n    A = auto()\n    B = auto()\nprint(F.A | F.B)\n"},
    {"Texts", "class C(str, Enum):\n    RED = 'red'\nprint(C.RED.upper(), C.RED.value)\n"},
    {"Compared", "mode = Mode.SLOW\nif mode == Mode.FAST or mode is Mode.SLOW:\n    print(1)\n"},
    {"AsKeys", "print({Mode.SLOW: 1, Mode.FAST: 2}[Mode.SLOW])\n"},
    {"AsAFieldsDefault",
     "from dataclasses import dataclass\n@dataclass\nclass R:\n    mode: Mode = Mode.SLOW\nR().mode.value + 1\n"},
};

INSTANTIATE_TEST_SUITE_P(Python, Enumerations, testing::ValuesIn(kEnumerations),
                         [](const auto& c) { return c.param.name; });

}  // namespace
}  // namespace simbench::conformance
