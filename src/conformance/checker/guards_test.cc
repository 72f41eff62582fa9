// Library code that runs on several releases, or on several kinds of objects: what it asks first is no fault, and an
// invented name beside it is one all the same.
#include <gtest/gtest.h>

#include <algorithm>

#include "conformance/script_case.h"

namespace simbench::conformance {
namespace {

Report report_on(const std::string& index, const std::string& program) {
  return check(*api_index::load_index(index).value(), program);
}

/// How many are told as warnings: neither errors nor notes.
size_t warnings_of(const Report& report) {
  size_t count = 0;
  for (const Violation& v : report.violations) count += !v.fatal && !v.deliberate;
  return count;
}

class Guards : public testing::TestWithParam<std::pair<std::string, ScriptCase>> {};

TEST_P(Guards, AreRightAndHideNothingBesideThem) {
  const auto& [index, c] = GetParam();
  bool chrono = index.starts_with("pychrono");
  std::string program = (chrono ? kChronoSteps : kMuJoCoSteps) + c.lines;
  Report r = report_on(index, program);
  EXPECT_EQ(crash_of(r), 0) << to_human_text(r, "x", program, false);
  EXPECT_EQ(warnings_of(r), 0u) << to_human_text(r, "x", program, false);
  int lines = static_cast<int>(std::count(program.begin(), program.end(), '\n'));
  std::string more = program + (chrono ? "b.Invented()\n" : "d.invented\n");
  Report told = report_on(index, more);
  EXPECT_EQ(told.crash_line(), lines + 1) << to_human_text(told, "x", more, false);
}

constexpr const char *kChrono = "pychrono-10.0.0", *kMuJoCo = "mujoco-4.0.0";

const std::pair<std::string, ScriptCase> kGuards[] = {
    {kChrono,
     {"TheElseOfHasattr",
      "if hasattr(b, 'SetFixed'):\n    b.SetFixed(True)\nelse:\n    b.SetBodyFixed(True)\n    b.SetCollide(True)\n"}},
    {kChrono,
     {"WhatANewerReleaseHas",
      "if hasattr(b, 'SetNewest'):\n    b.SetNewest(True)\n    b.SetNewest(False)\nelse:\n    b.SetFixed(True)\n"}},
    {kChrono,
     {"BehindAReturn",
      "def fix(body):\n    if hasattr(body, 'SetFixed'):\n        return body.SetFixed(True)\n"
      "    return body.SetBodyFixed(True)\nfix(b)\n"}},
    {kChrono,
     {"BehindAReturnWhereNothingCalls",
      "def fix(body: chrono.ChBody):\n    if hasattr(body, 'SetFixed'):\n        return body.SetFixed(True)\n"
      "    return body.SetBodyFixed(True)\n"}},
    {kChrono, {"NotHasattr", "if not hasattr(chrono, 'ChVector3d'):\n    Vector = chrono.ChVectorD\n"}},
    {kChrono,
     {"AFlagOfTheScript",
      "NEW = hasattr(chrono, 'ChVector3d')\nv = chrono.ChVector3d(0, 0, 1) if NEW else chrono.ChVectorD(0, 0, 1)\n"}},
    {kChrono, {"AConditionalExpression", "b.SetFixed(True) if hasattr(b, 'SetFixed') else b.SetBodyFixed(True)\n"}},
    {kChrono, {"AConditionalExpressionOfANewerRelease", "b.SetNewest() if hasattr(b, 'SetNewest') else None\n"}},
    {kChrono, {"And", "hasattr(b, 'SetNewest') and b.SetNewest(True) and b.SetNewest(False)\n"}},
    {kChrono, {"GetattrOrTheOldName", "fix = getattr(b, 'SetFixed', None) or b.SetBodyFixed\nfix(True)\n"}},
    {kChrono,
     {"GetattrThatIsLookedAt",
      "fix = getattr(b, 'SetFixed', None)\nif fix is None:\n    fix = b.SetBodyFixed\nfix(True)\n"}},
    {kChrono, {"GetattrThatIsCalled", "f = getattr(b, 'SetNewest', None)\nif callable(f):\n    f(True)\n"}},
    {kChrono,
     {"SeveralNames",
      "if hasattr(b, 'SetNewest') and hasattr(chrono, 'ChNewest'):\n    b.SetNewest(chrono.ChNewest())\n"}},
    {kChrono,
     {"AFlagForSeveralNames",
      "NEW = hasattr(b, 'SetNewest') or hasattr(chrono, 'ChNewest')\nif NEW:\n    b.SetNewest(chrono.ChNewest())\n"}},
    {kChrono,
     {"NamesOfAnOlderReleaseBesideIt",
      "if hasattr(b, 'SetBodyFixed'):\n    b.SetBodyFixed(True)\n    b.SetCollide(1)\n"}},
    {kMuJoCo, {"Getattr", "f = getattr(mujoco, 'mj_new', None)\nif f:\n    f(m)\n    mujoco.mj_new(m)\n"}},
    {kMuJoCo, {"GetattrItself", "if getattr(mujoco, 'mj_new', None):\n    mujoco.mj_new(m)\n"}},
    {kMuJoCo, {"GetattrIsNotNone", "if getattr(mujoco, 'mj_new', None) is not None:\n    mujoco.mj_new(m)\n"}},
    {kMuJoCo,
     {"GetattrIsNone", "f = getattr(mujoco, 'mj_new', None)\nif f is None:\n    f = mujoco.mj_forward\nf(m, d)\n"}},
    {kMuJoCo, {"GetattrOfAnObject", "if getattr(m, 'newest', None) is not None:\n    print(m.newest)\n"}},
    {kMuJoCo,
     {"GetattrInAnotherName", "if (f := getattr(mujoco, 'mj_new', None)) is not None:\n    mujoco.mj_new(m)\n"}},
    {kMuJoCo, {"NamesOfAModule", "if 'mj_new' in dir(mujoco):\n    mujoco.mj_new(m)\n"}},
    {kMuJoCo, {"NotAmongTheNames", "if 'mj_new' not in vars(mujoco):\n    pass\nelse:\n    mujoco.mj_new(m)\n"}},
    {kMuJoCo, {"AFlagThatSaysNo", "OLD = not hasattr(mujoco, 'mj_new')\nif not OLD:\n    mujoco.mj_new(m)\n"}},
    {kMuJoCo,
     {"TheReleaseAsAText", "if mujoco.__version__ >= '3.2':\n    pass\nelse:\n    print(d.joint('a').qpos)\n"}},
    {kMuJoCo,
     {"AnAssertionInAFunction",
      "def newer():\n    assert hasattr(mujoco, 'mj_new'), 'needs a newer MuJoCo'\n    mujoco.mj_new(m)\n"}},
    {kMuJoCo,
     {"ARefusalInAFunction",
      "def newer(spec: mujoco.MjSpec):\n    if not hasattr(spec, 'newer'):\n        raise RuntimeError('old')\n"
      "    spec.newer()\n"}},
    {kMuJoCo,
     {"ARefusalInTheElse",
      "def newer(spec: mujoco.MjSpec):\n    if hasattr(spec, 'newer'):\n        pass\n    else:\n"
      "        raise RuntimeError('old')\n    spec.newer()\n"}},
    {kChrono, {"InAComprehension", "print([x.SetNewest() for x in [b] if hasattr(x, 'SetNewest')])\n"}},
    {kChrono, {"TryTheOldName", "try:\n    b.SetBodyFixed(True)\nexcept AttributeError:\n    b.SetFixed(True)\n"}},
    {kChrono, {"TryTheNewName", "try:\n    b.SetFixed(True)\nexcept AttributeError:\n    b.SetBodyFixed(True)\n"}},
    {kChrono,
     {"TryWhereNothingCalls",
      "def fix(body: chrono.ChBody):\n    try:\n        body.SetBodyFixed(True)\n    except AttributeError:\n"
      "        body.SetFixed(True)\n"}},
    {kChrono,
     {"AnotherFormOfACall",
      "try:\n    b.SetPos(0, 0, 1)\nexcept TypeError:\n    b.SetPos(chrono.ChVector3d(0, 0, 1))\n"}},
    {kChrono, {"Suppressed", "import contextlib\nwith contextlib.suppress(AttributeError):\n    b.SetNewest(True)\n"}},
    {kChrono,
     {"AModuleThatMayLack", "try:\n    import pychrono.newest as newest\nexcept ImportError:\n    newest = None\n"}},
    {kChrono, {"AnAttributeOfItsOwn", "b.tag = 1\nprint(b.tag)\n"}},
    {kChrono, {"AnAttributeOfItsOwnByGetattr", "b.tag = 1\nprint(getattr(b, 'tag', 0))\n"}},
    {kMuJoCo,
     {"IsinstanceOfSeveralKinds",
      "def size(x):\n    if isinstance(x, mujoco.MjModel):\n        return x.nq\n    return "
      "x.qpos.size\nsize(m)\nsize(d)\n"}},
    {kMuJoCo,
     {"APredicateOfTheScript",
      "def is_model(x):\n    return isinstance(x, mujoco.MjModel)\ndef size(x):\n"
      "    return x.nq if is_model(x) else x.qpos.size\nsize(m)\nsize(d)\n"}},
    {kMuJoCo,
     {"AWordThatTellsTheKind",
      "def size(x, kind):\n    if kind == 'model':\n        return x.nq\n    return x.qpos.size\nsize(m, 'model')\n"
      "size(d, 'data')\n"}},
    {kMuJoCo,
     {"ATypeGuard",
      "from typing import TypeGuard\ndef is_model(x) -> TypeGuard[mujoco.MjModel]:\n    return x.__class__.__name__ == "
      "'MjModel'\ndef size(x: mujoco.MjData):\n    if is_model(x):\n        return x.nq\n    return x.qpos.size\n"}},
    {kMuJoCo,
     {"IsinstanceOfAnAttribute",
      "class Sim:\n    def __init__(self, thing: mujoco.MjData):\n        self.thing = thing\n    def size(self):\n"
      "        if isinstance(self.thing, mujoco.MjModel):\n            return self.thing.nq\n"
      "        return self.thing.qpos.size\n"}},
    {kMuJoCo,
     {"AnAssertion", "def size(x: mujoco.MjData):\n    assert isinstance(x, mujoco.MjModel)\n    return x.nq\n"}},
    {kMuJoCo,
     {"AMatch",
      "def size(x: mujoco.MjData):\n    match x:\n        case mujoco.MjModel():\n            return x.nq\n"
      "        case _:\n            return 0\n"}},
};

INSTANTIATE_TEST_SUITE_P(Releases, Guards, testing::ValuesIn(kGuards),
                         [](const auto& c) { return std::string(c.param.second.name); });

class GuardsDoNot : public testing::TestWithParam<ScriptCase> {};

TEST_P(GuardsDoNot, Excuse) {
  std::string program = kChronoSteps + GetParam().lines;
  Report r = report_on("pychrono-10.0.0", program);
  EXPECT_EQ(crash_of(r), GetParam().crash) << to_human_text(r, "x", program, false);
  EXPECT_TRUE(GetParam().crash != 0 || warnings_of(r) == 1) << to_human_text(r, "x", program, false);
}

const ScriptCase kNotExcused[] = {
    {"TheSameNameBehindThem", "if hasattr(b, 'SetNewest'):\n    b.SetNewest(True)\nb.SetNewest(True)\n", 3},
    {"TheSameNameBehindAConditional", "x = b.SetNewest() if hasattr(b, 'SetNewest') else 0\nb.SetNewest()\n", 2},
    {"AnInventedNameInTheBranchThatIsTaken", "if hasattr(b, 'SetFixed'):\n    b.SetFixedd(True)\n", 2},
    {"AnInventedNameInTheElseThatIsTaken", "if hasattr(b, 'SetNewest'):\n    pass\nelse:\n    b.SetFixedd(True)\n", 4},
    {"AnInventedNameInTheHandlerThatIsReached",
     "try:\n    b.SetBodyFixed(1)\nexcept AttributeError:\n    b.SetFixedd(1)\n", 4},
    {"WhatAnyExceptionWouldCatch", "try:\n    b.SetNewest(True)\nexcept Exception:\n    pass\n"},
    {"AnAttributeThatNobodyReads", "b.friction = 0.5\n"},
    {"AnInventedNameBesideTheOneThatIsAskedFor",
     "if hasattr(b, 'SetNewest'):\n    b.SetNewest(True)\n    b.AndThis()\n"},
    {"AnInventedNameBehindAReturn",
     "def f(body):\n    if not hasattr(body, 'SetNewest'):\n        return 0\n    body.SetNewest(True)\n"
     "    body.AndThis()\nf(b)\n"},
    {"TheNameOfAnotherObject", "if hasattr(chrono, 'SetNewest'):\n    b.SetNewest(True)\n"},
    {"TheNameOfAnotherObjectThatIsThere", "if hasattr(chrono, 'ChBody'):\n    b.ChBody(True)\n", 2},
    {"AnInventedNameInAnUntakenHandler", "try:\n    b.SetFixed(True)\nexcept AttributeError:\n    b.SetFixedd(True)\n"},
    {"WhatIsMissing", "if not hasattr(b, 'SetNewest'):\n    b.SetNewest(True)\n", 2},
    {"GetattrThatIsMissing", "f = getattr(chrono, 'ChNewest', None)\nif f is None:\n    chrono.ChNewest()\n", 3},
    {"NotAmongTheNames", "if 'ChNewest' not in dir(chrono):\n    chrono.ChNewest()\n", 2},
    {"EitherOfTwoThatAreMissing",
     "import time\nif not hasattr(chrono, 'ChNewest') or time.time() > 1:\n    chrono.ChNewest()\n", 3},
    {"BehindAReturnOfAnotherTest",
     "def f(body):\n    if body is not None:\n        return 1\n    chrono.Invented()\nf(b)\n"},
};

INSTANTIATE_TEST_SUITE_P(Releases, GuardsDoNot, testing::ValuesIn(kNotExcused),
                         [](const auto& c) { return std::string(c.param.name); });

class Releases : public testing::TestWithParam<const char*> {};

/// No release known here is 5 or newer: what stands there isn't fatal, and an invented name is told.
TEST_P(Releases, AreAskedForByTheirNumber) {
  std::string program = kMuJoCoSteps + GetParam() + "    mujoco.mj_new(m)\n";
  Report r = report_on("mujoco-4.0.0", program);
  EXPECT_EQ(crash_of(r), 0) << to_human_text(r, "x", program, false);
  EXPECT_EQ(warnings_of(r), 1u) << to_human_text(r, "x", program, false);
}

const char* const kNewer[] = {
    "if mujoco.__version__ >= '5':\n",
    "if '5.0' <= mujoco.__version__:\n",
    "if mujoco.mj_versionString() > '5':\n",
    "if mujoco.mj_version() >= 500:\n",
    "if mujoco.mjVERSION_HEADER >= 500:\n",
    "if tuple(map(int, mujoco.__version__.split('.'))) >= (5, 0):\n",
    "if tuple(int(x) for x in mujoco.__version__.split('.')[:2]) >= (5, 0):\n",
    "if int(mujoco.__version__.split('.')[0]) > 4:\n",
    "if int(mujoco.__version__.split('.')[1]) > 1:\n",
    "import matplotlib as mpl\nif mpl.parse_version(mujoco.__version__) >= mpl.parse_version('5.0'):\n",
    "major, minor, _ = mujoco.__version__.split('.')\nif int(minor) > 2:\n",
    "V = tuple(map(int, mujoco.__version__.split('.')))\nNEW = V >= (5, 0)\nif NEW:\n"};

INSTANTIATE_TEST_SUITE_P(Newer, Releases, testing::ValuesIn(kNewer));

TEST(ThisRelease, HidesNothing) {
  for (const char* test :
       {"if mujoco.__version__ >= '3.2':\n", "if tuple(map(int, mujoco.__version__.split('.'))) >= (3, 2):\n",
        "if int(mujoco.__version__.split('.')[0]) >= 4:\n"}) {
    std::string program = kMuJoCoSteps + test + "    mujoco.mj_new(m)\n";
    EXPECT_EQ(crash_of(report_on("mujoco-4.0.0", program)), 2) << program;
  }
}

/// What is told of the line, as "note: …" without its class; "" if nothing is.
std::string told_at(const Report& report, const std::string& program, int line) {
  std::string text = to_human_text(report, "x", program, false), place = "x:" + std::to_string(line) + ":";
  size_t at = text.find(place);
  if (at == std::string::npos) return {};
  size_t word = text.find(' ', at) + 1;
  return text.substr(word, text.find(" [", word) - word);
}

TEST(Notes, SayWhereAReleaseEndsTheScript) {
  const std::pair<const char*, const char*> kEnds[] = {
      {"if not hasattr(m, 'newest'):\n    raise RuntimeError('old')\nm.newest()\n",
       "note: the script always ends here in mujoco-4.0.0, which has no MjModel.newest"},
      {"if getattr(mujoco, 'mj_new', None) is None:\n    raise SystemExit('old')\nmujoco.mj_new()\n",
       "note: the script always ends here in mujoco-4.0.0, which has no mujoco.mj_new"},
      {"if mujoco.__version__ < '5':\n    exit('old')\n",
       "note: the script always ends here in mujoco-4.0.0: it asks for another release"},
      {"def f(model: mujoco.MjModel):\n    assert hasattr(model, 'newest')\n",
       "note: a call of this function always ends here in mujoco-4.0.0, which has no MjModel.newest"}};
  for (const auto& [lines, told] : kEnds) {
    std::string program = kMuJoCoSteps + lines;
    Report r = report_on("mujoco-4.0.0", program);
    EXPECT_EQ(told_at(r, program, 6), told) << to_human_text(r, "x", program, false);
    EXPECT_EQ(r.fatal_count(), 0) << to_human_text(r, "x", program, false);
  }
  std::string program = kMuJoCoSteps + "assert hasattr(m, 'newest')\nm.newest()\nm.other()\n";
  Report r = report_on("mujoco-4.0.0", program);
  EXPECT_EQ(told_at(r, program, 5), "note: the script always ends here in mujoco-4.0.0, which has no MjModel.newest");
  EXPECT_EQ(warnings_of(r), 1u) << to_human_text(r, "x", program, false);
  std::string caught = kMuJoCoSteps +
                       "try:\n    if not hasattr(m, 'newest'):\n        raise RuntimeError('old')\n"
                       "except RuntimeError:\n    pass\n";
  EXPECT_TRUE(report_on("mujoco-4.0.0", caught).violations.empty());
}

TEST(Notes, AreToldAsThat) {
  std::string program = kChronoSteps + "if hasattr(b, 'SetFixed'):\n    pass\nelse:\n    b.SetBodyFixed(True)\n";
  Report r = report_on("pychrono-10.0.0", program);
  ASSERT_EQ(r.violations.size(), 1u);
  EXPECT_TRUE(to_human_text(r, "x", program, false).starts_with("x:8:7: note: "))
      << to_human_text(r, "x", program, false);
  EXPECT_EQ(r.violations[0].to_json()["deliberate"], true);
}

}  // namespace
}  // namespace simbench::conformance
