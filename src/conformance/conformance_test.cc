#include "conformance/conformance.h"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <ctime>

#include "api_index/api_index.h"

namespace simbench::conformance {
namespace {

const Index& chrono() {
  static IndexPointer index = api_index::load_index("pychrono-9.0.1").value();
  return *index;
}

Report look(const std::string& program) {
  return check(chrono(), program);
}

const std::string kHead =
    "import pychrono as chrono\nsys = chrono.ChSystemNSC()\nbody = chrono.ChBody()\nsys.Add(body)\n";
const std::string kStep = "sys.DoStepDynamics(0.01)\n";

TEST(Check, AcceptsARightScriptAndSeesItsStep) {
  Report r = look(kHead + "body.SetPos(chrono.ChVector3d(0, 1, 0))\nwhile sys.GetChTime() < 1:\n    " + kStep);
  EXPECT_TRUE(r.violations.empty()) << to_human_text(r, "x", "", false);
  EXPECT_TRUE(r.runs);
  EXPECT_EQ(r.reason, "");
}

TEST(Check, ThePackagesOfTheInterpreterDecideWhichImportsWork) {
  const std::string program = "import math, numpy\nimport scipy\nimport quantities_of_mine\n" + kHead + kStep;
  auto names = [&](std::optional<std::vector<std::string>> installed) {
    std::vector<std::string> found;
    for (const Violation& v : check(chrono(), program, {.siblings = {}, .installed = std::move(installed)}).violations)
      found.push_back(v.name);
    return found;
  };
  using Packages = std::vector<std::string>;
  EXPECT_EQ(names(std::nullopt), Packages{"quantities_of_mine"});
  EXPECT_EQ(names(Packages{}), (Packages{"numpy", "scipy", "quantities_of_mine"}));
  EXPECT_EQ(names(Packages{"numpy", "quantities_of_mine"}), Packages{"scipy"});
}

TEST(Check, NamesARenamedClassWithItsNewNameAtItsPlace) {
  Report r = look("import pychrono as chrono\np = chrono.ChVectorD(1, 2, 3)\n");
  ASSERT_EQ(r.violations.size(), 1u);
  const Violation& v = r.violations[0];
  EXPECT_EQ(v.cls, "drift");
  EXPECT_EQ(v.suggestion, "ChVector3d");
  EXPECT_TRUE(v.certain_rename);
  EXPECT_EQ(v.line, 2);
  EXPECT_EQ(v.column, 12);
  EXPECT_EQ(r.crash_line(), 2);
}

TEST(Check, NamesARenamedMethodThroughTheBaseClass) {
  Report r = look("import pychrono as c\nb = c.ChBodyEasyBox(1, 1, 1, 1000)\nb.SetBodyFixed(True)\n");
  ASSERT_EQ(r.violations.size(), 1u);
  EXPECT_EQ(r.violations[0].cls, "drift");
  EXPECT_EQ(r.violations[0].suggestion, "SetFixed");
}

TEST(Check, TellsMisplacedFromInvented) {
  Report r =
      look("import pychrono as chrono\nimport pychrono.vehicle as veh\nd = chrono.ChDriver\nx = chrono.MakeCoffee()\n");
  ASSERT_EQ(r.violations.size(), 2u);
  EXPECT_EQ(r.violations[0].cls, "misplaced");
  EXPECT_EQ(r.violations[0].suggestion, "pychrono.vehicle.ChDriver");
  EXPECT_EQ(r.violations[1].cls, "invented");
}

TEST(Check, FollowsReturnTypesOfChainedCalls) {
  Report r = look(kHead + "body.GetPos().Normalise()\n");
  ASSERT_EQ(r.fatal_count(), 1);
  EXPECT_EQ(r.violations[0].name, "ChVector3d.Normalise");
}

struct Case {
  const char* code;
  const char* kind;
};

class ScriptFaults : public testing::TestWithParam<Case> {};

TEST_P(ScriptFaults, AreFound) {
  Report r = look(kHead + GetParam().code + "\n");
  ASSERT_GE(r.fatal_count(), 1) << GetParam().code;
  EXPECT_EQ(r.violations[0].kind, GetParam().kind) << GetParam().code;
  EXPECT_EQ(r.crash_line(), 5) << GetParam().code;
}

INSTANTIATE_TEST_SUITE_P(
    Kinds, ScriptFaults,
    testing::Values(Case{"body.SetPos(1, 2, 3)", "argument_count"}, Case{"body.SetPos([0, 1, 0])", "argument_type"},
                    Case{"body.SetMass('2')", "argument_type"}, Case{"body.SetMass(mass=2)", "keyword"},
                    Case{"body.GetPos.x", "method_attribute"}, Case{"v = 2 * chrono.ChVector3d(1, 0, 0)", "operator"},
                    Case{"print(undefined)", "undefined_name"}, Case{"x, y, z = body.GetPos()", "not_iterable"},
                    Case{"body.GetPos()[0]", "not_subscriptable"}, Case{"import numpyy", "import"},
                    Case{"import pychrono.visualization", "import"},
                    Case{"chrono.vehicle.HMMWV_Full()", "module_attribute"}, Case{"None.x", "none_attribute"},
                    Case{"f'{body.GetPos():.2f}'", "format"}, Case{"[1, 2][:, 0]", "subscript_type"},
                    Case{"chrono.ChSolver()", "abstract"}, Case{"(lambda a: a)()", "argument_count"},
                    Case{"round()", "argument_count"}, Case{"round(1.5, '1')", "argument_type"},
                    Case{"import math; math.radians()", "argument_count"}, Case{"(1, 2) * (1, 2)", "operator"},
                    Case{"1.5 < (1, 2)", "operator"}, Case{"body.SetPos(None)", "argument_type"}));

TEST(Check, ABindingThatRefusesItsOwnDefaultWantsTheArgument) {
  Report r = look("import pychrono.irrlicht as irr\nvis = irr.ChVisualSystemIrrlicht()\nvis.EnableShadows()\n");
  ASSERT_EQ(r.fatal_count(), 1);
  EXPECT_EQ(r.violations[0].kind, "argument_count");
}

TEST(Check, DeadAndGuardedCodeIsNotFatal) {
  Report r = look(kHead +
                  "if False:\n    body.Nope()\ntry:\n    body.Nope()\nexcept AttributeError:\n    pass\ndef never():\n "
                  "   body.Nope()\n" +
                  kStep);
  EXPECT_EQ(r.fatal_count(), 0);
  EXPECT_EQ(r.violations.size(), 3u);
  EXPECT_TRUE(r.runs);
}

TEST(Check, AMainThatNobodyCallsMeansNoStep) {
  Report r = look("import pychrono as chrono\ndef main():\n    s = chrono.ChSystemNSC()\n    s.DoStepDynamics(0.1)\n");
  EXPECT_EQ(r.fatal_count(), 0);
  EXPECT_FALSE(r.runs);
  EXPECT_EQ(r.reason, "no step");
}

TEST(Check, FunctionsAndClassesOfTheScriptAreFollowed) {
  Report r = look(
      "import pychrono as chrono\nclass Sim:\n    def __init__(self, s):\n        self.s = s\n    def go(self):\n      "
      "  self.s.Nope()\n"
      "def make():\n    return Sim(chrono.ChSystemNSC())\nmake().go()\n");
  ASSERT_EQ(r.fatal_count(), 1);
  EXPECT_EQ(r.violations[0].line, 6);
}

TEST(Check, AFaultInACallbackIsFatalAtTheStep) {
  Report r = look(
      "import pychrono as chrono\nsys = chrono.ChSystemNSC()\nclass F(chrono.ChFunction):\n    def GetVal(self):\n     "
      "   return 1\n"
      "m = chrono.ChLinkMotorRotationSpeed()\nf = F()\nm.SetSpeedFunction(f)\nsys.Add(m)\nsys.DoStepDynamics(0.01)\n");
  ASSERT_EQ(r.fatal_count(), 1);
  EXPECT_EQ(r.violations[0].kind, "override");
  EXPECT_EQ(r.crash_line(), 10);
}

TEST(Check, WhatOneCallbackSetsAnotherMayUse) {
  Report r = look(
      "import pychrono as chrono\nsys = chrono.ChSystemNSC()\nclass F(chrono.ChFunction):\n    def __init__(self):\n   "
      "     super().__init__()\n"
      "        self.log = None\n    def GetDer(self, x):\n        self.log = open('x')\n        return 0\n    def "
      "GetVal(self, x):\n"
      "        self.log.write('x')\n        return 1\nm = chrono.ChLinkMotorRotationSpeed()\nf = "
      "F()\nm.SetSpeedFunction(f)\nsys.DoStepDynamics(0.01)\n");
  EXPECT_EQ(r.fatal_count(), 0) << to_human_text(r, "x", "", false);
}

TEST(Check, TheBasesConstructorIsHeldToItsArguments) {
  Report r = look(
      "import pychrono as chrono\nimport pychrono.vehicle as veh\nclass D(veh.ChDriver):\n    def __init__(self):\n    "
      "    super().__init__()\nd = D()\n");
  ASSERT_EQ(r.fatal_count(), 1);
  EXPECT_EQ(r.violations[0].line, 5);
}

const std::string kFunctor =
    "class F(chrono.ForceFunctor):\n    def evaluate(self, t, rest, length, vel, link):\n        return -1.0\nspring = "
    "chrono.ChLinkTSDA()\nsys.Add(spring)\n";

TEST(Check, ACallbackObjectThatNothingKeepsFailsAtTheStep) {
  EXPECT_EQ(look(kHead + kFunctor + "f = F()\nspring.RegisterForceFunctor(f)\n" + kStep).fatal_count(), 0);
  EXPECT_EQ(look(kHead + kFunctor + "spring.RegisterForceFunctor(F())\n" + kStep).crash_line(), 11);
  std::string local = "def attach(s):\n    f = F()\n    s.RegisterForceFunctor(f)\n    return f\n";
  EXPECT_EQ(look(kHead + kFunctor + local + "attach(spring)\n" + kStep).crash_line(), 15);
  EXPECT_EQ(look(kHead + kFunctor + local + "kept = [attach(spring)]\n" + kStep).fatal_count(), 0);
}

TEST(Check, ACallbackClassHasToDefineWhatTheSimulatorCalls) {
  Report r = look(kHead +
                  "class F(chrono.ForceFunctor):\n    def Evaluate(self, t, rest, length, vel, link):\n        return "
                  "0\ns = chrono.ChLinkTSDA()\nf = F()\n"
                  "s.RegisterForceFunctor(f)\n" +
                  kStep);
  ASSERT_EQ(r.fatal_count(), 1);
  EXPECT_EQ(r.crash_line(), 11);
  EXPECT_NE(r.violations[0].message.find("evaluate"), std::string::npos);
}

TEST(Check, WithoutTheBasesConstructorAnObjectCantBeHandedOver) {
  Report r = look(
      "import pychrono as chrono\nclass F(chrono.ChFunction):\n    def __init__(self):\n        self.a = 1\n    def "
      "GetVal(self, x):\n        return 1.0\nf = F()\n"
      "m = chrono.ChLinkMotorRotationSpeed()\nm.SetSpeedFunction(f)\n");
  EXPECT_EQ(r.crash_line(), 9);
}

TEST(Check, ContainersByValueAreTuplesAndElementsAreTyped) {
  EXPECT_EQ(look(kHead + "for b in sys.GetBodies():\n    b.Nope()\n").crash_line(), 6);
  EXPECT_EQ(look(kHead + "sys.GetBodies().size()\n").crash_line(), 5);
  EXPECT_EQ(look("import pychrono.fea as fea\nb = fea.ChBuilderBeamEuler()\nb.GetLastBeamNodes().back().Nope()\n")
                .crash_line(),
            3);
}

TEST(Check, SettingAnUnknownAttributeIsSilent) {
  Report r = look("import pychrono.vehicle as veh\ni = veh.DriverInputs()\ni.throttle = 0.5\nprint(i.throttle)\n");
  EXPECT_EQ(r.fatal_count(), 0);
  ASSERT_EQ(r.violations.size(), 1u);
  EXPECT_EQ(r.violations[0].suggestion, "m_throttle");
}

TEST(Check, SyntaxErrorsAreFoundLikeCPythonFindsThem) {
  for (const char* code :
       {"def f(:\n  pass\n", "print 'x'\n", "return 1\n", "f(a=1, 2)\n", "x = 08\n", "def f(a=1, b): pass\n",
        "f() = 3\n", "```python\nx=1\n```\n", "for i in range(3)\n  print(i)\n", "while True:\nx = 1\n"})
    EXPECT_EQ(look(code).violations.at(0).kind, "syntax") << code;
}

TEST(Check, AnyBytesGetAnAnswer) {
  Rng rng(7);
  std::string seed = kHead +
                     "def f(x):\n    return [y for y in x if y > 2]\nprint(f'{sys:.2f}', f([1,2,3])[0])\nclass "
                     "A(chrono.ChBody):\n  pass\nA().x = {1: 2}\n";
  for (int round = 0; round < 400; ++round) {
    std::string text = seed;
    for (int k = 0; k < 1 + round % 12; ++k) {
      size_t at = rng.below(text.size());
      switch (rng.below(3)) {
        case 0:
          text[at] = static_cast<char>(rng.below(256));
          break;
        case 1:
          text.erase(at, rng.below(20));
          break;
        default:
          text.insert(at, text.substr(rng.below(text.size()), rng.below(30)));
      }
      if (text.empty()) text = "x";
    }
    Report r = look(text);
    EXPECT_NO_THROW(to_text(r.to_json("f"))) << round;
    to_human_text(r, "f", text, true);
  }
  look(std::string(200000, '('));
  std::string chain;
  for (int i = 0; i < 100000; ++i) chain += "x=";
  EXPECT_EQ(look(chain + "1\n").fatal_count(), 0);
  std::string noise;  // what isn't Python is refused before a tree is built of it
  for (int i = 0; i < 3000000; ++i) noise += static_cast<char>(32 + rng.below(95));
  EXPECT_EQ(look(noise).violations.at(0).kind, "syntax");
  look(std::string(100000, 'a') + ".b" + std::string(1000, '\0'));
}

TEST(Check, DoublingTheScriptAboutDoublesTheWork) {
  std::string part;
  for (int i = 0; i < 2000; ++i)
    part += fmt::format("if sys.GetChTime() > {0}:\n    v{0} = chrono.ChVector3d({0}, 0, 0)\n", i);
  auto seconds = [&](const std::string& program) {
    auto start = std::clock();
    look(program);
    return static_cast<double>(std::clock() - start) / CLOCKS_PER_SEC;
  };
  look(kHead);
  double once = seconds(kHead + part), four = seconds(kHead + part + part + part + part);
  EXPECT_LT(four, 12 * once + 0.05);
}

TEST(Events, IgnoreRefactoring) {
  Report flat = look(kHead + "body.SetPos(chrono.ChVector3d(0, 1, 0))\n" + kStep);
  Report moved = look(
      "import pychrono as c\ndef build():\n    s = c.ChSystemNSC()\n    b = c.ChBody()\n    s.Add(b)\n    p = "
      "c.ChVector3d(0, 1, 0)\n    b.SetPos(p)\n"
      "    return s\nbuild().DoStepDynamics(0.01)\n");
  EXPECT_DOUBLE_EQ(event_f1(flat.events, moved.events), 1);
}

TEST(Score, TheReferenceScoresFullAndACopyOfTheGivenCodeNothingOnTheEdit) {
  std::string given = kHead + kStep, reference = kHead + "body.SetMass(2)\n" + kStep;
  auto value = [](const std::vector<Score>& scores, std::string_view id) {
    for (const Score& s : scores)
      if (s.id == id) return s.value;
    return std::optional<double>(-1);
  };
  auto best = score(chrono(), reference, reference, given), copy = score(chrono(), given, reference, given);
  EXPECT_EQ(value(best, "s_hard"), 100);
  EXPECT_EQ(value(best, "s_edit"), 100);
  EXPECT_EQ(value(copy, "s_edit"), 0);
  EXPECT_GT(*value(copy, "s_hard"), 80);
  EXPECT_EQ(value(score(chrono(), given, std::nullopt, std::nullopt), "s_hard"), std::nullopt);
}

TEST(Rewrite, FixAppliesCertainRenamesOnly) {
  std::string old =
      "import pychrono as chrono\nb = chrono.ChBody()\nb.SetBodyFixed(True)\nb.SetPos(chrono.ChVectorD(0, 1, "
      "0))\nb.Nonsense()\n";
  int count = 0;
  std::string fixed = apply_fixes(old, look(old), &count);
  EXPECT_EQ(count, 2);
  EXPECT_EQ(fixed,
            "import pychrono as chrono\nb = chrono.ChBody()\nb.SetFixed(True)\nb.SetPos(chrono.ChVector3d(0, 1, "
            "0))\nb.Nonsense()\n");
}

TEST(Rewrite, DriftPutsOldNamesInThatTheCheckerKnowsAsDrift) {
  std::string old = drift(chrono(), kHead + "body.SetPos(chrono.ChVector3d(0, 1, 0))\nbody.SetFixed(True)\n").value();
  Report r = look(old);
  EXPECT_GE(r.fatal_count(), 1);
  for (const Violation& v : r.violations) EXPECT_EQ(v.cls, "drift") << v.name;
  EXPECT_NE(old.find("body.SetBodyFixed(True)"), std::string::npos) << old;
  EXPECT_NE(old.find("ChVectorD(0, 1, 0)"), std::string::npos) << old;
  EXPECT_NE(old.find("body.SetPos("), std::string::npos) << "that name never changed";
}

/// control/drift has to fail on every task: the reference with old names reaches a call that the release doesn't have.
TEST(Rewrite, EveryDriftedReferenceOfTheSuitesFails) {
  for (auto [suite, api] : {std::pair("chrono", "pychrono-10.0.0"), std::pair("mujoco", "mujoco-4.0.0")}) {
    IndexPointer index = api_index::load_index(api).value();
    size_t seen = 0;
    for (const fs::path& file : list_files(source_folder() / "suites" / suite / "systems")) {
      if (file.filename() != "reference.py") continue;
      std::string old = drift(*index, read_file(file).value()).value();
      Report r = check(*index, old);
      ASSERT_GE(r.fatal_count(), 1) << file;
      EXPECT_EQ(r.violations.at(0).cls, "drift") << file << to_human_text(r, "", old, false);
      ++seen;
    }
    EXPECT_GT(seen, 0u) << suite;
  }
}

TEST(Excerpt, StaysWithinItsBudget) {
  std::string text = excerpt(chrono(), {kHead + "body.SetPos(chrono.ChVector3d(0, 1, 0))\n"}, 200);
  EXPECT_NE(text.find(".SetPos(pos: ChVector3d"), std::string::npos) << text;
  EXPECT_LE(text.size(), 800u);
}

}  // namespace
}  // namespace simbench::conformance
