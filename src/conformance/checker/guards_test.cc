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
      "if hasattr(b, 'SetNewest'):\n    b.SetNewest(True)\n    b.AndThis()\nelse:\n    b.SetFixed(True)\n"}},
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
    {kChrono, {"And", "hasattr(b, 'SetNewest') and b.SetNewest(True) and b.AndThis()\n"}},
    {kChrono, {"GetattrOrTheOldName", "fix = getattr(b, 'SetFixed', None) or b.SetBodyFixed\nfix(True)\n"}},
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
    {"BehindAReturnOfAnotherTest",
     "def f(body):\n    if body is not None:\n        return 1\n    chrono.Invented()\nf(b)\n"},
};

INSTANTIATE_TEST_SUITE_P(Releases, GuardsDoNot, testing::ValuesIn(kNotExcused),
                         [](const auto& c) { return std::string(c.param.name); });

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
