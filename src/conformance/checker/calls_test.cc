// What the bindings take: objects of MuJoCo's specs and of Python for pybind11, callbacks that give something for SWIG.
#include <gtest/gtest.h>

#include "conformance/script_case.h"

namespace simbench::conformance {
namespace {

class Specs : public testing::TestWithParam<ScriptCase> {};

TEST_P(Specs, TakeWhatTheBindingTakes) {
  std::string program =
      kMuJoCoSteps + "spec = mujoco.MjSpec()\nbody = spec.worldbody.add_body(name='a')\n" + GetParam().lines;
  Report r = check(*api_index::load_index("mujoco-4.0.0").value(), program);
  EXPECT_EQ(r.crash_line().value_or(6) - 6, GetParam().crash) << program << to_human_text(r, "x", program, false);
  if (r.fatal_count() > 0) {
    EXPECT_EQ(r.violations.at(0).kind, GetParam().kind);
  }
}

const ScriptCase kSpecs[] = {
    {"ListsAndTuples", "body.add_geom(pos=[0, 0, 1], quat=(1, 0, 0, 0), size=[.1, .1, .1], fromto=None)\n"},
    {"Arrays", "import numpy as np\nbody.add_geom(pos=np.zeros(3), rgba=np.ones(4))\n"},
    {"MixedNumbers", "body.add_body(pos=[0, d.time, m.opt.timestep])\n"},
    {"ATextIsNoVector", "body.add_body(pos='0 0 1')\n", 1, "argument_type"},
    {"ANumberIsNoVector", "body.add_geom(friction=1.0)\n", 1, "argument_type"},
    {"TextsAreNoNumbers", "body.add_geom(pos=['0', '0', '1'])\n", 1, "argument_type"},
    {"ANumberIsNoName", "body.add_geom(name=3)\n", 1, "argument_type"},
    {"ATextIsNoMass", "body.add_geom(mass='1')\n", 1, "argument_type"},
    {"AnEnumeratorIsAType", "body.add_geom(type=mujoco.mjtGeom.mjGEOM_BOX)\nbody.add_joint(type=2)\n"},
    {"ATextIsNoType", "body.add_geom(type='sphere')\n", 1, "argument_type"},
    {"NoSuchKeyword", "body.add_geom(radius=1)\n", 1, "keyword"},
    {"ElementsOfItsLists", "spec.geoms[0].radius\n", 1, "attribute"},
    {"ElementsInALoop", "for g in spec.geoms:\n    g.size[0] = 1\n    g.radius = 1\n", 3, "attribute"},
    {"ItsListsAreLists",
     "len(spec.bodies)\nspec.bodies[1].name\n[g.name for g in body.geoms]\nspec.sensors[-1].name\n"},
    {"WhatItCompilesTo", "spec.compile().nqq\n", 1, "attribute"},
    {"NoneIsNoNumber", "d.time = None\n", 1, "argument_type"},
    {"NoneIsNoArray", "d.qpos = None\n", 1, "argument_type"},
    {"NoneIsNoText", "spec.modelname = None\n", 1, "argument_type"},
    {"AnArrayIsNotCalled", "m.body_mass()\n", 1, "not_callable"},
    {"NorOneOfTheOptions", "m.opt.gravity()\n", 1, "not_callable"},
};

INSTANTIATE_TEST_SUITE_P(MuJoCo, Specs, testing::ValuesIn(kSpecs), [](const auto& c) { return c.param.name; });

TEST(Keywords, TheOneThatIsNoParameterIsBlamed) {
  std::string program = kMuJoCoSteps +
                        "spec = mujoco.MjSpec()\nspec.worldbody.add_body(name='a', colour=[1, 0, 0])\n"
                        "spec.worldbody.add_geom(size=[1, 1, 1], frictoin=[1, 0, 0])\n";
  Report r = check(*api_index::load_index("mujoco-4.0.0").value(), program);
  ASSERT_GE(r.violations.size(), 1u);
  EXPECT_EQ(r.violations[0].message, "MjsBody.add_body has no parameter 'colour'");
  program = kMuJoCoSteps + "spec = mujoco.MjSpec()\nspec.worldbody.add_geom(size=[1, 1, 1], frictoin=[1, 0, 0])\n";
  r = check(*api_index::load_index("mujoco-4.0.0").value(), program);
  ASSERT_GE(r.violations.size(), 1u);
  EXPECT_EQ(r.violations[0].message, "MjsBody.add_geom has no parameter 'frictoin'; did you mean 'friction'?");
}

/// Library code: nothing calls it.
TEST(Annotations, GiveTheParametersOfUncalledFunctionsTheirTypes) {
  const std::string program =
      "import mujoco\nfrom typing import Optional\n"
      "def step(m: mujoco.MjModel, d: \"mujoco.MjData\", n: int = 1, *rest: float, spec: mujoco.MjSpec = None):\n"
      "    d.qposs[0] = m.nqq\n    spec.compil()\n    mujoco.mj_step(m, d)\n"
      "def lookup(m: Optional[mujoco.MjModel], names: list[str]) -> dict[str, int]:\n    return m.anything\n";
  Report r = check(*api_index::load_index("mujoco-4.0.0").value(), program);
  EXPECT_EQ(r.fatal_count(), 0) << to_human_text(r, "x", program, false);
  std::set<std::string> names;
  for (const Violation& v : r.violations) names.insert(v.message.substr(0, v.message.find(';')));
  EXPECT_EQ(r.violations.size(), 4u) << to_human_text(r, "x", program, false);
  for (const char* member : {"qposs", "nqq", "compil", "anything"})
    EXPECT_TRUE(std::any_of(names.begin(), names.end(), [&](const std::string& n) {
      return n.find(member) != std::string::npos;
    })) << member;
}

/// Members that are told of library code, one word each.
std::set<std::string> told_members(const std::string& lines) {
  std::string program = "import mujoco\nfrom typing import *\nfrom dataclasses import dataclass\n" + lines;
  Report r = check(*api_index::load_index("mujoco-4.0.0").value(), program);
  EXPECT_EQ(r.fatal_count(), 0) << to_human_text(r, "x", program, false);
  std::set<std::string> members;
  for (const Violation& v : r.violations) {
    size_t open = v.message.rfind(" no '") == std::string::npos ? 0 : v.message.find(" no '") + 5;
    members.insert(open ? v.message.substr(open, v.message.find('\'', open) - open) : v.message);
  }
  return members;
}

struct LibraryCase {
  const char* lines;
  std::set<std::string> told;
};

TEST(Annotations, OfEveryFormGiveUncalledFunctionsTheirTypes) {
  const LibraryCase cases[] = {
      {"async def f(d: mujoco.MjData):\n    d.qposs\n    d.qpos\n", {"qposs"}},
      {"def f(*args: mujoco.MjData):\n    for a in args:\n        a.qposs\n    args[0].qvell\n    len(args)\n",
       {"qposs", "qvell"}},
      {"def f(**kw: mujoco.MjModel):\n    kw['a'].nqq\n    for v in kw.values():\n        v.nvv\n    kw.items()\n",
       {"nqq", "nvv"}},
      {"def f(m: Optional[mujoco.MjModel], n: mujoco.MjModel | None = None):\n    m.nqq\n    n.nvv\n    m.nq + n.nv\n",
       {"nqq", "nvv"}},
      {"def f(x: Union[mujoco.MjModel, mujoco.MjData], y: mujoco.MjModel | mujoco.MjData):\n"
       "    x.neither\n    x.nq\n    x.qpos\n    y.nobody\n    y.qpos\n",
       {"neither", "nobody"}},
      {"def f(x: Union[mujoco.MjModel, int], y: 'Later | mujoco.MjData'):\n    x.anything\n    y.anything\n", {}},
      {"def f(x: Union[mujoco.MjModel, mujoco.MjData]):\n    if isinstance(x, mujoco.MjData):\n        x.nbody_\n",
       {"nbody_"}},
      {"def f(xs: list[mujoco.MjData], ys: List[Optional[mujoco.MjModel]]):\n    for x in xs:\n        x.qposs\n"
       "    ys[0].nqq\n    xs.append(1)\n",
       {"qposs", "nqq"}},
      {"def f(xs: Sequence[mujoco.MjData], t: dict[str, mujoco.MjData]):\n    xs.shape\n    t['a'].x\n", {}},
  };
  for (const LibraryCase& c : cases) EXPECT_EQ(told_members(c.lines), c.told) << c.lines;
}

TEST(Annotations, GiveAttributesTheirTypes) {
  const std::string holder = "class H:\n    def __init__(self, m: mujoco.MjModel, d: mujoco.MjData, o):\n";
  const LibraryCase cases[] = {
      {"        self.m = m\n        self.o = o\n    def go(self):\n        self.m.nqq\n        self.o.any\n", {"nqq"}},
      {"        self.m = m\n    def go(self):\n        self.m.any\n    def change(self, o):\n        self.m = o\n", {}},
      {"        m = o\n        self.m = m\n    def go(self):\n        self.m.any\n", {}},
      {"        self.m: mujoco.MjModel = o\n    def go(self):\n        self.m.nqq\n", {"nqq"}},
      {"        self.m = m\n    def go(self):\n        self.m.any\nclass S(H):\n    def set(self, o):\n        self.m "
       "= o\n",
       {}},
  };
  for (const LibraryCase& c : cases) EXPECT_EQ(told_members(holder + c.lines), c.told) << c.lines;
  EXPECT_EQ(told_members("@dataclass\nclass R:\n    m: mujoco.MjModel\n    d: 'mujoco.MjData'\n    o: int = 0\n"
                         "    def go(self):\n        self.m.nqq\n        self.d.qposs\n        self.o.real\n"),
            (std::set<std::string>{"nqq", "qposs"}));
}

TEST(Annotations, OfAMixinOrASubclassDeclareWhatIsThere) {
  for (const char* lines :
       {"class Mixin:\n    m: mujoco.MjModel\n    def go(self):\n        self.m.nq\n",
        "class Part:\n    m: Optional[mujoco.MjModel] = None\n    def go(self):\n        self.m.nq\n",
        "class Base:\n    def go(self):\n        self.m.nq\nclass Sub(Base):\n    m: mujoco.MjModel\n",
        "class Base:\n    def go(self):\n        self.m.nq\nclass Sub(Base):\n    def __init__(self):\n        self.m "
        "= 1\n",
        "class StepMixin:\n    def go(self):\n        self.m.nq\n",
        "class Part:\n    m: mujoco.MjModel\ndef use(p):\n    p.m\nq = Part()\nuse(q)\n"})
    EXPECT_EQ(told_members(lines), std::set<std::string>()) << lines;
  EXPECT_EQ(told_members("class Mixin:\n    m: mujoco.MjModel\n    def go(self):\n        self.m.nqq\n"),
            std::set<std::string>{"nqq"});
}

TEST(Annotations, AnInventedClassInThemIsAnErrorWherePythonEvaluatesThem) {
  auto report = [](const std::string& lines) {
    bool first = lines.starts_with("from __future__");
    return check(*api_index::load_index("mujoco-4.0.0").value(), (first ? "" : "import mujoco\n") + lines);
  };
  for (const char* lines :
       {"def f(m: mujoco.MjModell):\n    pass\n", "def f(m) -> mujoco.MjModell:\n    pass\n",
        "class A:\n    def f(self, m: mujoco.MjModell = None): pass\n", "def f(m: list[mujoco.MjModell]):\n    pass\n",
        "def f(m: list[mujoco.MjModell] | None):\n    pass\n", "def f(m: mujoco.MjModell | None):\n    pass\n",
        "def f(*m: dict[str, list[mujoco.MjModell]]):\n    pass\n", "class A:\n    m: list[mujoco.MjModell]\n",
        "async def f(**m: mujoco.MjModell):\n    pass\n"}) {
    Report r = report(lines);
    EXPECT_EQ(r.fatal_count(), 1) << lines;
    EXPECT_NE(to_human_text(r, "x", lines, false).find("MjModel"), std::string::npos);
  }
  for (const char* lines :
       {"def f(m: 'mujoco.MjModell'):\n    pass\n", "def f(m: list['mujoco.MjModell']):\n    pass\n",
        "def f(m: 'list[mujoco.MjModell] | None'):\n    pass\n",
        "from __future__ import annotations\nimport mujoco\ndef f(m: mujoco.MjModell):\n    pass\n"}) {
    Report r = report(lines);
    EXPECT_EQ(r.fatal_count(), 0) << lines;
    EXPECT_EQ(r.violations.size(), 1u) << lines << "told all the same";
  }
  EXPECT_TRUE(report("from __future__ import annotations\nfrom typing import TYPE_CHECKING\nif TYPE_CHECKING:\n"
                     "    from os import Later\nclass A:\n    def f(self, m: Later, n: list[A]) -> A: pass\n")
                  .violations.empty())
      << "names that aren't there yet, or are a type checker's";
  EXPECT_TRUE(report("def f(m: 'a text', n: \"Later\" = 1) -> 'list[Later]':\n    return n\n").violations.empty());
}

TEST(Annotations, TextsThatAreValuesAreNoNamesToLookUpLater) {
  auto told = [](const std::string& lines) {
    return check(*api_index::load_index("mujoco-4.0.0").value(), lines).violations.size();
  };
  for (std::string annotation :
       {"Literal['mujoco.MjModell']", "typing.Literal['mujoco.MjModell', 'b']", "list[Literal['mujoco.MjModell']]",
        "Literal['mujoco.MjModell'] | None", "Annotated[float, 'mujoco.MjModell']", "'Literal[\"mujoco.MjModell\"]'",
        "Annotated[list[int], 'mujoco.MjModell', print]"})
    for (const char* first : {"", "from __future__ import annotations\n"}) {
      std::string lines = std::string(first) + "import mujoco, typing\nfrom typing import Annotated, Literal\n";
      lines += "def f(m: " + annotation + ") -> None:\n    pass\n";
      EXPECT_EQ(told(lines), 0u) << lines;
    }
  for (const char* annotation : {"Annotated['mujoco.MjModell', 'x.y']", "dict[Literal['a.b'], 'mujoco.MjModell']"}) {
    std::string lines = "import mujoco\nfrom typing import Annotated, Literal\n";
    lines += fmt::format("def f(m: {}) -> None:\n    pass\n", annotation);
    EXPECT_EQ(told(lines), 1u) << lines;
  }
}

/// Python doesn't evaluate them: a warning each, and no crash.
TEST(Annotations, OfNamesInFunctionsAreNotEvaluated) {
  for (const char* line : {"x: mujoco.MjNope = None", "x: mujoco.MjNope", "x: list[mujoco.MjNope] = []",
                           "self.x: 'mujoco.MjNope' = None"}) {
    std::string program = kMuJoCoSteps + "class A:\n    def f(self):\n        " + line + "\nA().f()\n";
    Report r = check(*api_index::load_index("mujoco-4.0.0").value(), program);
    ASSERT_EQ(r.violations.size(), 1u) << program;
    EXPECT_EQ(r.violations[0].line, 7);
    EXPECT_FALSE(r.violations[0].fatal || r.violations[0].deliberate) << program;
  }
}

/// A parameter that is None by default is of the class that the function puts in its place.
TEST(Annotations, AreNotNeededForWhatReplacesNone) {
  for (const char* line : {"d = d or mujoco.MjData(m)", "d = mujoco.MjData(m) if d is None else d",
                           "if d is None:\n        d = mujoco.MjData(m)"})
    for (bool misspelt : {false, true}) {
      std::string program = kMuJoCoSteps + "def f(m: mujoco.MjModel, d=None):\n    " + line + "\n    return d.";
      program += misspelt ? "qops\n" : "qpos\n";
      Report r = check(*api_index::load_index("mujoco-4.0.0").value(), program);
      EXPECT_EQ(r.violations.size(), misspelt ? 1u : 0u) << program;
      EXPECT_EQ(r.fatal_count(), 0) << program;
    }
}

TEST(Keywords, AreToldWhereTheyStand) {
  struct {
    const char* lines;
    int line, column, crash;
  } const kCalls[] = {
      {"w.add_body(name='a', colour=[1, 0, 0])\n", 6, 22, 6},
      {"w.add_body(\n    name='a',\n    colour=[1, 0, 0],\n    pos=[0, 0, 0])\n", 8, 5, 6},
      {"def f(a): pass\nf(1,\n  b=2)\n", 8, 3, 7},
      {"from dataclasses import dataclass\n@dataclass\nclass C:\n    a: int = 1\nC(a=1, b=2)\n", 10, 8, 10},
      {"k = {'colour': 1}\nw.add_body(\n    **k)\n", 8, 5, 7}};
  for (const auto& c : kCalls) {
    std::string program = kMuJoCoSteps + "w = mujoco.MjSpec().worldbody\n" + c.lines;
    Report r = check(*api_index::load_index("mujoco-4.0.0").value(), program);
    ASSERT_EQ(r.violations.size(), 1u) << program;
    EXPECT_EQ(r.violations[0].kind, "keyword");
    EXPECT_EQ(r.violations[0].line, c.line) << program;
    EXPECT_EQ(r.violations[0].column, c.column) << program;
    EXPECT_EQ(r.crash_line(), c.crash) << program;
  }
}

/// What people read is in the order of the file; where the run ends is said if that isn't the first error.
TEST(Reports, AreReadInTheOrderOfTheLines) {
  std::string program = kMuJoCoSteps + "def later():\n    d.qops\nd.qvell\nlater()\n";
  Report r = check(*api_index::load_index("mujoco-4.0.0").value(), program);
  ASSERT_EQ(r.violations.size(), 2u);
  EXPECT_EQ(r.violations[0].line, 7);
  EXPECT_EQ(r.crash_line(), 7);
  std::string text = to_human_text(r, "x", program, false);
  EXPECT_LT(text.find("x:6:"), text.find("x:7:")) << text;
  EXPECT_LT(text.find("x:7:"), text.find("note: the run ends here")) << text;
}

TEST(Bases, OfPythonAloneNeedNoConstructor) {
  std::string program = kMuJoCoSteps +
                        "from mujoco import minimize\nclass Soft(minimize.Norm):\n    def __init__(self): self.d = 1\n"
                        "    def value(self, r): return r\n    def grad_hess(self, r, p): return r, p\n"
                        "minimize.least_squares(d.qpos, lambda x: x, norm=Soft())\n";
  Report r = check(*api_index::load_index("mujoco-4.0.0").value(), program);
  EXPECT_EQ(r.fatal_count(), 0) << to_human_text(r, "x", program, false);
}

/// A callback of PyChrono whose body is `lines`; what it gives goes back to C++ in the step.
Report with_callback(const std::string& base, const std::string& method, const std::string& body,
                     const std::string& rest) {
  std::string program = "import pychrono as chrono\ns = chrono.ChSystemNSC()\nclass F(chrono." + base + "):\n    def " +
                        method + ":\n        " + body + "\nf = F()\n" + rest + "s.DoStepDynamics(0.01)\n";
  return check(*api_index::load_index("pychrono-10.0.0").value(), program);
}

const std::string kSpring = "t = chrono.ChLinkTSDA()\nt.RegisterForceFunctor(f)\ns.Add(t)\n",
                  kMotor = "t = chrono.ChLinkMotorRotationSpeed()\nt.SetSpeedFunction(f)\ns.Add(t)\n";

TEST(Callbacks, HaveToGiveWhatTheSimulatorWants) {
  const std::string force = "evaluate(self, time, rest, length, vel, link)";
  EXPECT_EQ(with_callback("ForceFunctor", force, "return -1.0", kSpring).fatal_count(), 0);
  EXPECT_EQ(with_callback("ForceFunctor", force, "return length * 2", kSpring).fatal_count(), 0);
  EXPECT_EQ(with_callback("ForceFunctor", force, "pass", kSpring).crash_line(), 10);
  EXPECT_EQ(with_callback("ForceFunctor", force, "return 'strong'", kSpring).crash_line(), 10);
  EXPECT_EQ(with_callback("ChFunction", "GetVal(self, x)", "return x", kMotor).fatal_count(), 0);
  EXPECT_EQ(with_callback("ChFunction", "GetVal(self, x)", "print(x)", kMotor).crash_line(), 10);
}

TEST(Callbacks, MayGiveNothingWhereNothingIsWanted) {
  Report r = with_callback("ForceFunctor", "evaluate(self, time, rest, length, vel, link)",
                           "if length > 1: return 1.0\n        return 0.0", kSpring);
  EXPECT_EQ(r.fatal_count(), 0) << to_human_text(r, "x", "", false);
}

}  // namespace
}  // namespace simbench::conformance
