// Branches, handlers, loops and conditions: what is reached, and what is known there.
#include <gtest/gtest.h>

#include "conformance/script_case.h"

namespace simbench::conformance {
namespace {

class Flow : public testing::TestWithParam<ScriptCase> {};

TEST_P(Flow, EndsWhereThePythonRunEnds) {
  std::string program = kMuJoCoSteps + GetParam().lines;
  Report r = check(*api_index::load_index("mujoco-4.0.0").value(), program);
  EXPECT_EQ(crash_of(r), GetParam().crash) << program << to_human_text(r, "x", program, false);
  EXPECT_EQ(r.runs, GetParam().crash == 0);
}

const ScriptCase kFlow[] = {
    // comparisons of one and more words
    {"IsNotNoneIsDeadForNone", "def show(w=None):\n    if w is not None:\n        w.draw()\nshow()\n"},
    {"IsNotNoneIsTakenForAnInt", "n = 1\nif n is not None:\n    d.qpoz\n", 3},
    {"NotEqualOfKnownValues", "mode = 'a'\nif mode != 'b':\n    d.qpoz\n", 3},
    {"NotInIsOneOperator", "if 'x' not in ['y']:\n    d.time\n"},
    {"AChainOfComparisons", "n = 5\nif 0 < n < 3:\n    d.qpoz\n"},
    {"AChainThatHolds", "n = 2\nif 0 < n < 3:\n    d.qpoz\n", 3},
    {"AnArrayComparesToAnArray", "inside = (d.qpos > 0) & (d.qpos < 1)\ninside.any()\n(d.qvel == 0).all()\n"},
    {"NoneHasNoOrder", "None < 1\n", 1},
    // blocks that refuse
    {"ABlockThatRaisesMayNeverRun", "if d.time > 9:\n    print(d.qpoz)\n    raise ValueError('x')\n"},
    {"ABlockThatExitsAsFailedMayNeverRun", "if d.time > 9:\n    d.exit(1)\n"},
    {"ABlockThatEndsWellRuns", "import sys\nif d.time > 9:\n    print(d.qpoz)\n    sys.exit(0)\n", 3},
    {"ABlockThatEndsWithoutAStatusRuns", "if d.time > 9:\n    print(d.qpoz)\n    raise SystemExit\n", 2},
    {"ABlockThatSurelyRaisesRuns", "if True:\n    d.qpoz\n    raise ValueError('x')\n", 2},
    // handlers
    {"AHandlerOfTheExceptionGuards", "try:\n    d.qpoz\nexcept AttributeError:\n    pass\n"},
    {"AHandlerOfItsBaseGuards", "try:\n    undefined\nexcept (ValueError, Exception):\n    pass\n"},
    {"AHandlerOfAnotherExceptionDoesNot", "try:\n    d.qpoz\nexcept (ValueError, KeyError):\n    pass\n", 2},
    {"AHandlerThatRaisesAgainDoesNot", "try:\n    d.qpoz\nexcept Exception:\n    print(1)\n    raise\n", 2},
    {"AHandlerThatRaisesWhenAskedDoes", "try:\n    d.qpoz\nexcept Exception:\n    if d.time > 9:\n        raise\n"},
    {"ABareHandlerGuards", "try:\n    d.qpoz\nexcept:\n    pass\n"},
    {"TheOuterHandlerMayBeTheRightOne",
     "try:\n    try:\n        d.qpoz\n    except ValueError:\n        pass\nexcept AttributeError:\n    pass\n"},
    {"AHandlerThatIsNotReachedIsNotRun", "try:\n    x = 1\nexcept OSError as e:\n    print(errno.EEXIST)\n"},
    {"AHandlerThatIsReachedIsRun", "try:\n    d.qpoz\nexcept AttributeError:\n    d.qvell\n", 4},
    {"BehindACaughtErrorTheBodyEnds", "try:\n    d.qpoz\n    undefined\nexcept AttributeError:\n    pass\n"},
    {"AFallbackForAMissingModule", "try:\n    import tomli\nexcept ImportError:\n    tomli = None\nprint(tomli)\n"},
    {"TheFallbackIsTaken",
     "try:\n    import nothere\n    here = True\nexcept ImportError:\n    here = False\n"
     "if here:\n    d.qpoz\n"},
    {"AMissingNameOfAModuleIsAnImportError", "try:\n    from mujoco import nothere\nexcept ImportError:\n    pass\n"},
    {"SuppressGuardsWhatItNames", "import contextlib\nwith contextlib.suppress(AttributeError):\n    d.qpoz\n"},
    {"SuppressGuardsNothingElse", "import contextlib\nwith contextlib.suppress(ValueError):\n    d.qpoz\n", 3},
    {"ElseRunsBehindABodyThatPassed", "try:\n    x = 1\nexcept ValueError:\n    pass\nelse:\n    d.qpoz\n", 6},
    {"FinallyRunsInAnyCase", "try:\n    x = 1\nfinally:\n    d.qpoz\n", 4},
    {"AHandlerThatEndsTheRunAsFailedDoesNot",
     "import sys\ntry:\n    d.qpoz\nexcept Exception as e:\n    print(e)\n    sys.exit(1)\n", 6},
    {"AHandlerThatRaisesSomethingElseEndsItThere",
     "def f():\n    d.qpoz\ntry:\n    f()\nexcept Exception as e:\n    raise RuntimeError('x') from e\n", 6},
    {"AHandlerThatRaisesWhatItCaughtDoesNot", "try:\n    d.qpoz\nexcept Exception as e:\n    raise e\n", 2},
    {"WhatItRaisesInsteadMayBeCaught",
     "try:\n    try:\n        d.qpoz\n    except Exception as e:\n        raise RuntimeError('x') from e\n"
     "except RuntimeError:\n    pass\n"},
    {"WhatItRaisesInsteadMayPassTheOuterHandler",
     "try:\n    try:\n        d.qpoz\n    except Exception as e:\n        raise RuntimeError('x') from e\n"
     "except AttributeError:\n    pass\n",
     5},
    {"AnExitPassesAHandlerOfExceptions",
     "import sys\ntry:\n    try:\n        d.qpoz\n    except AttributeError:\n        sys.exit(2)\n"
     "except Exception:\n    pass\n",
     6},
    {"AHandlerThatEndsTheRunWellDoes", "import sys\ntry:\n    d.qpoz\nexcept AttributeError:\n    sys.exit(0)\n"},
    {"ATextThatIsNoNumber", "int('x')\n", 1},
    {"ATextThatIsNoWholeNumber", "int('1.5')\n", 1},
    {"TextsThatAreNumbers", "float('1.5') + int(' 12 ') + float('inf') + float('-1e3') + int('ff', 16)\n"},
    {"ATextThatIsNoNumberMayBeCaught", "try:\n    float('a')\nexcept ValueError:\n    d.qpoz\n", 4},
    // conditions
    {"IsinstanceOfAnotherTypeIsDead", "n = 'abc'\ns = n.decode() if isinstance(n, bytes) else n\n"},
    {"IsinstanceOfItsOwnClass", "if isinstance(m, mujoco.MjModel):\n    m.nqq\n", 2},
    {"NotIsinstanceOfItsOwnClass", "if not isinstance(m, mujoco.MjModel):\n    m = list(m)\n"},
    {"IsinstanceNarrowsTheUnknown", "import json\nx = json.loads('1')\nif isinstance(x, mujoco.MjData):\n    x.qpoz\n",
     4},
    {"IsinstanceOfSeveral", "if isinstance(3, (str, list)):\n    d.qpoz\n"},
    {"HasattrOfWhatIsThere", "if hasattr(d, 'qpos'):\n    pass\nelse:\n    d.qpoz\n"},
    {"HasattrOfWhatIsNotThere", "if hasattr(mujoco, 'nothere'):\n    mujoco.nothere()\n"},
    {"GetattrWithAFallback", "f = getattr(mujoco, 'nothere', None)\n"},
    {"GetattrWithoutOne", "f = getattr(mujoco, 'nothere')\n", 1},
    {"TypeCheckingIsFalse", "from typing import TYPE_CHECKING\nif TYPE_CHECKING:\n    from mypkg import A\n"},
    {"TypeCheckingByItsModule", "import typing\nif typing.TYPE_CHECKING:\n    import mypkg\n"},
    {"AnOldPythonsBranchIsDead", "import sys\nif sys.version_info < (3, 8):\n    import nothere\n"},
    {"ANewPythonsBranchIsTaken", "import sys\nif sys.version_info >= (3, 8):\n    d.qpoz\n", 3},
    {"AnotherPlatformsBranchIsDead", "import sys\nif sys.platform == 'win32':\n    import nothere\n"},
    {"NarrowedByAnd", "def f(x=None):\n    return x is not None and x.draw()\nf()\n"},
    {"NoneEqualsNone",
     "def f(v=None):\n    if v == None:\n        v = [1]\n    elif len(v) == 3:\n        v.push(1)\n"
     "    return v\nf()\nf([1, 2, 3])\n",
     5},
    {"NoneIsNoNumber", "n = None\nif n != None:\n    n.draw()\n"},
    {"ElifKnowsWhatFailed",
     "import random\nx = None if random.random() > 1 else [1]\nif x is None:\n    pass\n"
     "elif len(x) > 0:\n    print(x[0])\n"},
    {"TheElseOfIsinstance",
     "def f(t):\n    if isinstance(t, list):\n        return [f(x) for x in t]\n    return t.shape\nf([d.qpos])\n"},
    {"TheElseOfIsinstanceInAChain",
     "def f(t):\n    if isinstance(t, dict):\n        return 1\n    elif isinstance(t, (list, tuple)):\n"
     "        return t[0]\n    else:\n        return t.ndim\nf([1])\nf((2,))\n"},
    {"CallableIsAskedFirst", "def f(x):\n    return x() if callable(x) else x\nf(3)\nf({'a': 1})\nf(lambda: 2)\n"},
    {"ALibrariesTestOfTheKind",
     "import numpy as np\ndef f(t):\n    if np.isscalar(t): return t + 1\n    return t\nf([1])\nf(2)\n"},
    {"ATestOfTheValueTellsNoKind", "import math\nx = 'a'\nif math.isnan(d.time):\n    x.push()\n", 4},
    {"TheTypeItself", "def f(x):\n    if type(x) is dict:\n        return x.keys()\nf([1])\n"},
    {"HasattrOfAList", "def f(x):\n    return x.tolist() if hasattr(x, 'tolist') else x\nf([1])\nf('a')\n"},
    {"AnAttributeThatIsNotNone",
     "class P:\n    def __init__(self): self.last = None\n    def step(self, e):\n"
     "        rate = 0 if self.last is None else e - self.last\n        self.last = e\n        return rate\n"
     "p = P()\np.step(1) + p.step(2)\n"},
    {"AnAttributeThatIsSet",
     "class P:\n    def __init__(self): self.v = None\n    def close(self):\n        if self.v:\n            "
     "self.v.close()\n"
     "P().close()\n"},
    {"StarredItemsOfADisplay", "print([*range(3)][1], [*'ab', 1][2], {**{'a': 1}}['a'])\n"},
    // loops
    {"ACounterStaysAnInt", "k = 0\nfor i in range(3):\n    print(f'{k:03d}', range(k), [1, 2, 3][k])\n    k += 1\n"},
    {"AFloatIsAddedToACounter", "k = 0\nwhile d.time < 1:\n    k += 0.5\nrange(k)\n", 4},
    {"ACounterInAFunction",
     "n = 0\ndef count():\n    global n\n    n += 1\nwhile True:\n    count()\n    if n > 10:\n        break\nd.qpoz\n",
     9},
    {"ALoopOverFunctionsCallsEach", "def a(): pass\ndef b(): d.qpoz\nfor f in (a, b):\n    f()\n", 2},
    {"ALoopOverNamedFunctions", "def a(): pass\ndef b(): d.qpoz\nfor name, f in {'a': a, 'b': b}.items():\n    f()\n",
     2},
    {"AnEmptyListsLoopIsDead", "for x in []:\n    d.qpoz\n"},
    // names
    {"NamesThatExecMakes", "exec('extra = 5')\nprint(extra)\n"},
    {"ANameAskedForInLocals", "if 'renderer' in locals():\n    renderer.close()\n"},
    {"ANameMadeByGlobals", "globals()['speed'] = 2.0\nprint(speed)\n"},
    {"ANameThatNothingMakes", "print(extra)\n", 1},
    {"AnnotationsAreEvaluated", "class A:\n    x: Later\n", 2},
    {"AClassOrNone", "class A:\n    x: mujoco.MjData | None = None\n"},
};

INSTANTIATE_TEST_SUITE_P(MuJoCo, Flow, testing::ValuesIn(kFlow), [](const auto& c) { return c.param.name; });

TEST(Kinds, AskedOfAnObjectByItsTagAreThoseOfItsClassAndOfNoBase) {
  IndexPointer index = api_index::load_index("pychrono-10.0.0").value();
  auto crash = [&](const std::string& solver, const std::string& tag, const std::string& call) {
    std::string program = kChronoSteps + "solver = " + solver + "\nif solver.GetType() " + tag + ":\n    solver." +
                          call + "\nelse:\n    solver.SetVerbose(True)\n";
    return crash_of(check(*index, program));
  };
  const std::string qr = "chrono.ChSolverSparseQR()", cg = "== chrono.ChSolver.Type_MINRES";
  EXPECT_EQ(crash(qr, cg, "SetMaxIterations(9)"), 0) << "this branch runs for another solver";
  EXPECT_EQ(crash(qr, "!= chrono.ChSolver.Type_SPARSE_QR", "SetMaxIterations(9)"), 0);
  EXPECT_EQ(crash(qr, "== chrono.ChSolver.Type_SPARSE_QR", "SetMaxIterations(9)"), 3);
  EXPECT_EQ(crash("s.GetSolver()", cg, "SetTolerances(9)"), 3) << "SWIG never casts down";
}

TEST(DeadCode, OfOneCallIsLeftToTheOthers) {
  IndexPointer index = api_index::load_index("mujoco-4.0.0").value();
  std::string program = kMuJoCoSteps +
                        "def pick(xs, k):\n    if isinstance(k, str): return xs.index(k)\n    return xs[k]\n"
                        "pick(['a'], 'a')\npick(['a'], 0)\n";
  EXPECT_TRUE(check(*index, program).violations.empty());
  program += "def never():\n    return 'a' + 1\nif False:\n    d.qpoz\n";
  EXPECT_EQ(check(*index, program).violations.size(), 2u) << "what nothing calls, and what is never reached";
}

TEST(Annotations, AreNotEvaluatedWithTheFutureImport) {
  std::string program = "from __future__ import annotations\n" + kMuJoCoSteps + "class A:\n    x: Later\n";
  EXPECT_TRUE(check(*api_index::load_index("mujoco-4.0.0").value(), program).runs);
}

TEST(Loops, WhatATurnHandsOverIsCalledInTheNextTurnsStep) {
  std::string program =
      "import pychrono as chrono\nclass F(chrono.ChFunction):\n    def __init__(self):\n        super().__init__()\n"
      "    def GetVal(self, x):\n        return x.nothing()\ns = chrono.ChSystemNSC()\nm = "
      "chrono.ChLinkMotorRotationSpeed()\n"
      "f = F()\nfor i in range(9):\n    s.DoStepDynamics(0.01)\n    m.SetSpeedFunction(f)\n";
  Report r = check(*api_index::load_index("pychrono-10.0.0").value(), program);
  EXPECT_EQ(r.crash_line(), 11) << to_human_text(r, "x", program, false);
}

}  // namespace
}  // namespace simbench::conformance
