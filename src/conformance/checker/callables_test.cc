// Functions that reach the simulator on other ways than a plain call: generators, decorators, records, libraries.
#include <gtest/gtest.h>

#include "conformance/script_case.h"

namespace simbench::conformance {
namespace {

class Bodies : public testing::TestWithParam<ScriptCase> {};

TEST_P(Bodies, InBodiesThatRunAreFatal) {
  std::string program = kMuJoCoSteps + GetParam().lines;
  Report r = check(*api_index::load_index("mujoco-4.0.0").value(), program);
  EXPECT_EQ(crash_of(r), GetParam().crash) << program << to_human_text(r, "x", program, false);
}

const ScriptCase kBodies[] = {
    {"Generator", "def g():\n    yield d.qpoz\nfor x in g():\n    pass\n", 2},
    {"GeneratorByNext", "def g():\n    yield d.qpoz\nnext(g())\n", 2},
    {"GeneratorByList", "def g():\n    yield d.qpoz\nlist(g())\n", 2},
    {"GeneratorOfAnother", "def g():\n    yield d.qpoz\ndef h():\n    yield from g()\nfor x in h():\n    pass\n", 2},
    {"GeneratorThatNobodyIterates", "def g():\n    yield d.qpoz\nx = g()\n"},
    {"WhatAGeneratorYields", "def g():\n    yield d\nfor x in g():\n    x.qpoz\n", 4},
    {"ContextManager",
     "import contextlib\n@contextlib.contextmanager\ndef c():\n    yield d\nwith c() as x:\n    x.qpoz\n", 6},
    {"Decorated",
     "import functools\ndef w(f):\n    return functools.wraps(f)(lambda: f())\n@w\ndef run(): d.qpoz\nrun()\n", 5},
    {"DecoratedByAClosure",
     "def w(f):\n    def inner(*a, **k):\n        return f(*a, **k)\n    return inner\n"
     "@w\ndef run(x): x.qpoz\nrun(d)\n",
     6},
    {"DecoratedByALibrary", "import functools\n@functools.lru_cache(maxsize=None)\ndef run(): d.qpoz\nrun()\n", 3},
    {"DecoratorsMayPassOtherArguments", "import click\n@click.command()\ndef run(n): print(n)\nrun()\n", 1},
    {"PostInit",
     "import dataclasses\n@dataclasses.dataclass\nclass A:\n    x: int = 1\n"
     "    def __post_init__(self): self.y = d.nope\nA()\n",
     5},
    {"FieldOfARecord", "from dataclasses import dataclass\n@dataclass\nclass A:\n    data: object\nA(d).data.qpoz\n",
     5},
    {"FieldByName", "from dataclasses import dataclass\n@dataclass\nclass A:\n    data: object\nA(data=d).data.qpoz\n",
     5},
    {"TooManyFields", "from dataclasses import dataclass\n@dataclass\nclass A:\n    x: int\nA(1, 2)\n", 5},
    {"AFieldThatIsMissing",
     "from dataclasses import dataclass\n@dataclass\nclass A:\n    x: int\n    y: int = 2\nA()\n", 6},
    {"AFieldThatIsNotThere", "from dataclasses import dataclass\n@dataclass\nclass A:\n    x: int\nA(x=1).y\n", 5},
    {"FieldsOfTheBaseComeFirst",
     "from dataclasses import dataclass\n@dataclass\nclass A:\n    x: object\n@dataclass\nclass B(A):\n    y: int = 0\n"
     "B(d, 1).x.qpoz\n",
     8},
    {"NamedTuple", "from typing import NamedTuple\nclass P(NamedTuple):\n    data: object\nP(d).data.qpoz\n", 4},
    {"PropertyOfAnObject", "class A:\n    @property\n    def data(self): return d\nA().data.qpoz\n", 4},
    {"SettersKeepTheGetter",
     "class A:\n    @property\n    def x(self): return 1\n    @x.setter\n    def x(self, v): pass\n"
     "a = A()\na.x = 2\nprint(a.x)\n"},
    {"Call", "class R:\n    def __call__(self): d.qpoz\nR()()\n", 2},
    {"Partial", "import functools\ndef f(x): x.qpoz\ng = functools.partial(f, d)\ng()\n", 2},
    {"PartialWithTooMany", "import functools\ndef f(x): pass\nfunctools.partial(f, d)(1)\n", 3},
    {"Map", "def f(x): d.qpoz\nlist(map(f, [1, 2]))\n", 1},
    {"KeyOfASort", "sorted([1, 2], key=lambda x: d.qpoz)\n", 1},
    {"CalledByALibraryForSure", "from scipy.optimize import minimize\ndef f(x): return d.qpoz\nminimize(f, 0)\n", 2},
    {"PerhapsCalledByALibrary", "import atexit\ndef f(): d.qpoz\natexit.register(f)\n"},
    {"AThreadsErrorEndsTheThreadOnly", "import threading\ndef f(): d.qpoz\nthreading.Thread(target=f).start()\n"},
    {"OneOfTwoFunctionsMayBeTheOther", "def a(): d.qpoz\ndef b(): pass\nf = a if d.time > 1 else b\nf()\n"},
    {"StarArgumentsAreHandedOn", "def f(*a): g(*a)\ndef g(x): x.qpoz\nf(d)\n", 2},
    {"NamedArgumentsAreHandedOn", "def f(**k): g(**k)\ndef g(x): x.qpoz\nf(x=d)\n", 2},
};

INSTANTIATE_TEST_SUITE_P(Run, Bodies, testing::ValuesIn(kBodies), [](const auto& c) { return c.param.name; });

class Steps : public testing::TestWithParam<ScriptCase> {};

TEST_P(Steps, AreSeenThroughWhatCallsThem) {
  std::string program = kMuJoCoReady + GetParam().lines;
  Report r = check(*api_index::load_index("mujoco-4.0.0").value(), program);
  EXPECT_TRUE(r.runs) << program << to_human_text(r, "x", program, false);
}

const ScriptCase kSteps[] = {
    {"Partial", "from functools import partial\nstep = partial(mujoco.mj_step, m, d)\nstep()\n"},
    {"Decorator",
     "def w(f):\n    def inner(*a):\n        return f(*a)\n    return inner\n@w\ndef run():\n"
     "    mujoco.mj_step(m, d)\nrun()\n"},
    {"Generator",
     "def run(n):\n    for i in range(n):\n        mujoco.mj_step(m, d)\n        yield d.time\n"
     "for t in run(3):\n    print(t)\n"},
    {"SumOfAGenerator", "def run():\n    mujoco.mj_step(m, d)\n    yield 1\nprint(sum(run()))\n"},
    {"Map", "list(map(lambda i: mujoco.mj_step(m, d), range(3)))\n"},
    {"Thread", "import threading\ndef run():\n    mujoco.mj_step(m, d)\nt = threading.Thread(target=run)\nt.start()\n"},
    {"ExecutorOfThreads",
     "from concurrent.futures import ThreadPoolExecutor\ndef run(i):\n    mujoco.mj_step(m, d)\n"
     "with ThreadPoolExecutor() as e:\n    list(e.map(run, range(2)))\n"},
    {"Call", "class R:\n    def __call__(self, n): mujoco.mj_step(m, d, n)\nR()(5)\n"},
    {"LoopOverFunctions", "for f in (mujoco.mj_step1, mujoco.mj_step2):\n    f(m, d)\n"},
    {"Dispatch", "def run(): mujoco.mj_step(m, d)\ndef stop(): pass\n{'run': run, 'stop': stop}['run']()\n"},
    {"EitherOfTwo", "def a(): mujoco.mj_step(m, d)\ndef b(): pass\nf = a if d.time < 1 else b\nf()\n"},
    {"Optimiser",
     "from scipy.optimize import minimize\ndef cost(x):\n    mujoco.mj_step(m, d)\n    return 1\nminimize(cost, 0)\n"},
    {"Coroutine", "import asyncio\nasync def run():\n    mujoco.mj_step(m, d)\nasyncio.run(run())\n"},
    {"MethodOfAnObject", "class S:\n    def run(self): mujoco.mj_step(m, d)\nrun = S().run\nrun()\n"},
};

INSTANTIATE_TEST_SUITE_P(Ways, Steps, testing::ValuesIn(kSteps), [](const auto& c) { return c.param.name; });

TEST(Callbacks, ThatAReportCallsAtOnceFailAtTheReport) {
  std::string program =
      "import pychrono as chrono\nclass R(chrono.ReportContactCallback):\n    def __init__(self):\n"
      "        super().__init__()\n    def OnReportContact(self, a):\n        return True\ns = chrono.ChSystemNSC()\n"
      "r = R()\ns.DoStepDynamics(0.01)\ns.GetContactContainer().ReportAllContacts(r)\n";
  Report r = check(*api_index::load_index("pychrono-10.0.0").value(), program);
  EXPECT_EQ(r.crash_line(), 10) << to_human_text(r, "x", program, false);
}

TEST(Callbacks, MayLeaveOutWhatTheBaseDoesItselfInCpp) {
  std::string head =
                  "import pychrono as chrono\nimport pychrono.fea as fea\nclass L(chrono.ChLoadCustom):\n"
                  "    def ComputeQ(self, x, w): pass\n",
              stiff = "    def IsStiff(self): return False\n",
              rest =
                  "s = chrono.ChSystemSMC()\nn = fea.ChNodeFEAxyz(chrono.ChVector3d(0, 0, 0))\n"
                  "c = chrono.ChLoadContainer()\ns.Add(c)\nload = L(n)\nc.Add(load)\ns.DoStepDynamics(0.01)\n";
  IndexPointer index = api_index::load_index("pychrono-10.0.0").value();
  EXPECT_TRUE(check(*index, head + stiff + rest).runs);
  EXPECT_FALSE(check(*index, head + rest).runs) << "IsStiff has no body in C++";
}

TEST(Callbacks, TakeAListForAnArrayOfItsLengthOnly) {
  IndexPointer index = api_index::load_index("pychrono-10.0.0").value();
  auto script = [](const std::string& list) {
    return "import pychrono as chrono\nimport pychrono.robot as rob\ns = chrono.ChSystemNSC()\n"
           "r = rob.IndustrialRobot6dof(s, " +
           list + ", chrono.ChFramed())\ns.DoStepDynamics(0.01)\n";
  };
  EXPECT_TRUE(check(*index, script("[0.1, 0.2, 0.3, 0.2]")).runs);
  EXPECT_FALSE(check(*index, script("[0.1, 0.2, 0.3]")).runs);
}

class HandedOver : public testing::TestWithParam<ScriptCase> {};

TEST_P(HandedOver, RunsInTheNextStep) {
  std::string program = kMuJoCoSteps + GetParam().lines;
  Report r = check(*api_index::load_index("mujoco-4.0.0").value(), program);
  EXPECT_EQ(crash_of(r), GetParam().crash) << program << to_human_text(r, "x", program, false);
  if (r.fatal_count() > 0) {
    EXPECT_EQ(r.violations.at(0).kind, GetParam().kind);
  }
}

const ScriptCase kHandedOver[] = {
    {"AControl", "def law(m, d):\n    d.Ctrl[0] = 1\nmujoco.set_mjcb_control(law)\nmujoco.mj_step(m, d)\n", 2,
     "attribute"},
    {"AMethod",
     "class Law:\n    def control(self, model, data):\n        data.tiem\n"
     "mujoco.set_mjcb_control(Law().control)\nmujoco.mj_step(m, d)\n",
     3, "attribute"},
    {"AnObject",
     "class Law:\n    def __call__(self, model, data):\n        data.tiem\nmujoco.set_mjcb_passive(Law())\n"
     "mujoco.mj_step(m, d)\n",
     3, "attribute"},
    {"ALambda", "mujoco.set_mjcb_control(lambda m, d: d.ctlr)\nmujoco.mj_step(m, d)\n", 1, "attribute"},
    {"APartial",
     "from functools import partial\ndef law(gain, m, d):\n    d.ctrl[0] = gain * d.qvell[0]\n"
     "mujoco.set_mjcb_control(partial(law, 2.0))\nmujoco.mj_step(m, d)\n",
     3, "attribute"},
    {"OneThatTakesTooFew", "def law(d):\n    d.ctrl[0] = 1\nmujoco.set_mjcb_control(law)\nmujoco.mj_step(m, d)\n", 4,
     "argument_count"},
    {"OneInALoop",
     "def law(m, d):\n    d.Ctrl[0] = 1\nfor i in range(9):\n    mujoco.mj_step(m, d)\n    "
     "mujoco.set_mjcb_control(law)\n",
     2, "attribute"},
    {"ARightOne",
     "def law(m, d):\n    d.ctrl[0] = -d.joint('h').qvel[0]\nmujoco.set_mjcb_control(law)\nmujoco.mj_step(m, d)\n"},
    {"OneThatNoStepFollows", "def law(m, d):\n    d.Ctrl[0] = 1\nmujoco.set_mjcb_control(law)\n"},
    {"OneThatIsTakenBack",
     "def law(m, d):\n    d.Ctrl[0] = 1\nmujoco.set_mjcb_control(law)\nmujoco.set_mjcb_control(None)\n"
     "mujoco.mj_step(m, d)\n"},
    {"OneThatMayNeverBeAsked",
     "def see(m, d, stage):\n    d.Sensor\nmujoco.set_mjcb_sensor(see)\nmujoco.mj_step(m, d)\n"},
};

INSTANTIATE_TEST_SUITE_P(Ways, HandedOver, testing::ValuesIn(kHandedOver), [](const auto& c) { return c.param.name; });

}  // namespace
}  // namespace simbench::conformance
