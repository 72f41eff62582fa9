// Python's own functions and literals, and the names around a script.
#include <gtest/gtest.h>

#include "conformance/checker/python_names.h"
#include "conformance/script_case.h"

namespace simbench::conformance {
namespace {

class Values : public testing::TestWithParam<ScriptCase> {};

TEST_P(Values, AreWhatPythonGives) {
  std::string program = kChronoSteps + GetParam().lines;
  Report r = check(*api_index::load_index("pychrono-10.0.0").value(), program);
  EXPECT_EQ(crash_of(r), GetParam().crash) << program << to_human_text(r, "x", program, false);
  if (r.fatal_count() == 0) return;
  EXPECT_EQ(r.violations.at(0).kind, GetParam().kind);
}

const ScriptCase kValues[] = {
    {"TooFewForABuiltin", "len()\n", 1, "argument_count"},
    {"TooManyForABuiltin", "abs(1, 2)\n", 1, "argument_count"},
    {"AsManyAsYouLike", "print(1, 2, 3, 4, 5, 6, 7, 8, 9)\nmax(1, 2, 3)\nmin([1])\n"},
    {"KeywordsCount", "sorted([1], key=None, reverse=True)\nopen('x', mode='r')\n"},
    {"MathTakesNumbers", "import math\nmath.sin('1')\n", 2, "argument_type"},
    {"MathTakesItsNumber", "import math\nmath.atan2(1)\n", 2, "argument_count"},
    {"MathHasNoSuchName", "import math\nmath.sine(1)\n", 2, "module_attribute"},
    {"MathByStar", "from math import *\nb.SetPos(chrono.ChVector3d(cos(pi), 0, 0))\n"},
    {"FloorIsAnInt", "import math\nrange(math.floor(2.5))\n"},
    {"SineIsAFloat", "import math\nrange(math.sin(2.5))\n", 2, "argument_type"},
    {"LenOfANumber", "len(3)\n", 1, "argument_type"},
    {"LenOfAnObject", "len(b)\n", 1, "argument_type"},
    {"RoundedWithoutDigitsIsAnInt", "range(round(2.5))\n"},
    {"RoundedToDigitsIsAFloat", "range(round(2.5, 1))\n", 1, "argument_type"},
    {"IntOfAText", "range(int('3'))\n"},
    {"FloatOfNone", "float(b.SetMass(1))\n", 1, "argument_type"},
    {"IntOfAList", "int([1])\n", 1, "argument_type"},
    {"RoundOfAText", "round('1.5')\n", 1, "argument_type"},
    {"RoundOfAMethod", "round(b.GetMass, 2)\n", 1, "argument_type"},
    {"RoundOfAnObject", "round(b.GetPos(), 2)\n", 1, "argument_type"},
    {"AbsOfAnObject", "abs(b.GetPos())\n", 1, "argument_type"},
    {"FloatOfAnObject", "float(b)\n", 1, "argument_type"},
    {"TheLargestKeepsItsKind", "range(max(1, 2))\nb.SetMass(max(1.0, 2.0))\n"},
    {"TheSumOfNumbers", "b.SetMass(sum([1.0, 2.0]))\n"},
    {"ElementsOfAList", "for x in [b, b]:\n    x.SetMasss(1)\n", 2, "attribute"},
    {"ElementsOfEnumerate", "for i, x in enumerate([b, b]):\n    x.SetMasss(i)\n", 2, "attribute"},
    {"ElementsOfZip", "for x, y in zip([1], [b]):\n    y.SetMasss(x)\n", 2, "attribute"},
    {"ElementsOfReversedAreUnknown", "for x in reversed([b]):\n    x.anything()\n"},
    {"ElementsOfADictsItems", "for k, v in {'a': b}.items():\n    v.SetMasss(1)\n", 2, "attribute"},
    {"ValueOfADict", "{'a': b}['a'].SetMasss(1)\n", 1, "attribute"},
    {"ValueGotFromADict", "{'a': b}.get('a').SetMasss(1)\n", 1, "attribute"},
    {"AppendedElements", "xs = []\nxs.append(b)\nxs[0].SetMasss(1)\n", 3, "attribute"},
    {"PoppedElement", "xs = [b]\nxs.pop().SetMasss(1)\n", 2, "attribute"},
    {"AttributeByName", "getattr(b, 'SetMasss')(1)\n", 1, "attribute"},
    {"AttributeMadeByName", "setattr(b, 'note', 1)\nprint(b.note)\n"},
    {"TextHasNoSuchMethod", "'a'.push('b')\n", 1, "attribute"},
    {"ListHasNoSuchMethod", "[1].push(2)\n", 1, "attribute"},
    {"SplitGivesTexts", "for w in 'a b'.split():\n    w.upper()\n"},
    {"EscapesInAText", "if 'a\\tb' == 'a\tb':\n    b.SetMasss(1)\n", 2, "attribute"},
    {"RawTextKeepsBackslashes", "if r'a\\tb' == 'a\tb':\n    b.SetMasss(1)\n"},
    {"FormattedTextWithoutFields", "if f'a{{}}' == 'a{}':\n    b.SetMasss(1)\n", 2, "attribute"},
    {"TextsSideBySide", "if 'a' 'b' == 'ab':\n    b.SetMasss(1)\n", 2, "attribute"},
    {"AFloatAsAnInteger", "print(f'{1.5:d}')\n", 1, "format"},
    {"AnIntAsAnInteger", "print(f'{3:04d}')\n"},
    {"AnObjectWithAFormat", "print(f'{b:.2f}')\n", 1, "format"},
    {"ExitEndsTheScript", "import sys\nsys.exit(0)\nb.SetMasss(1)\n"},
    {"QuitEndsTheScript", "quit()\nb.SetMasss(1)\n"},
    {"AClassOrNoneIsAType", "x = chrono.ChBody | None\n"},
    {"TwoObjectsHaveNoUnion", "x = b | s\n", 1, "operator"},
};

INSTANTIATE_TEST_SUITE_P(Python, Values, testing::ValuesIn(kValues), [](const auto& c) { return c.param.name; });

TEST(PythonTable, IsSortedSoThatEachRowIsFound) {
  for (const char* name : {"abs", "zip", "ArithmeticError", "math.acos", "math.ulp", "sys.exit", "__file__"})
    EXPECT_TRUE(find_function(name)) << name;
  EXPECT_FALSE(find_function("math.pi"));
  EXPECT_FALSE(find_function("nothing"));
  EXPECT_FALSE(is_builtin("math.cos"));
  EXPECT_EQ(find_function("range")->least, 1);
  EXPECT_EQ(find_function("range")->most, 3);
  EXPECT_EQ(find_function("id")->result, PythonFunction::Result::integer);
}

Report look_around(const std::string& lines, const Surroundings& around = {}) {
  return check(*api_index::load_index("mujoco-4.0.0").value(), kMuJoCoSteps + lines, around);
}

TEST(Imports, OfWhatLiesBesideTheScriptWork) {
  EXPECT_FALSE(look_around("import policy\n").runs);
  EXPECT_TRUE(
      look_around("import policy\npolicy.act()\nfrom policy import act\nact()\n", {.siblings = {"policy"}}).runs);
}

TEST(Imports, OfWhatTheInterpreterHasWork) {
  EXPECT_TRUE(look_around("import scipy.optimize\nimport matplotlib.pyplot as plt\n").runs) << "the usual packages";
  Surroundings bare;
  bare.installed = std::vector<std::string>{"torch"};
  EXPECT_FALSE(look_around("import scipy.optimize\n", bare).runs);
  EXPECT_TRUE(look_around("import torch\n", bare).runs);
}

TEST(Imports, OfWhatThePackageNeedsWork) {
  Surroundings bare;
  bare.installed = std::vector<std::string>{};
  EXPECT_TRUE(look_around("import glfw\nfrom OpenGL import GL\nimport numpy as np\nglfw.init()\n", bare).runs);
}

TEST(Imports, OfPartsAtAnyDepthWork) {
  EXPECT_TRUE(look_around("from mujoco.usd import exporter\nexporter.USDExporter(m)\n").runs) << "a folder of modules";
  EXPECT_TRUE(look_around("from mujoco.rendering.classic import gl_context\nimport mujoco.introspect.structs\n").runs);
  EXPECT_TRUE(look_around("from mujoco.osmesa import GLContext\nGLContext(1, 1)\n").runs)
      << "where the index was made, it couldn't be imported";
}

TEST(Imports, OfPartsThatAnotherPackageBringsAreImportErrors) {
  for (const char* line : {"from mujoco import mjx\n", "import mujoco.mjx\n", "from mujoco.mjx import put_model\n"}) {
    Report r = look_around(line);
    ASSERT_EQ(r.fatal_count(), 1) << line;
    EXPECT_EQ(r.violations[0].cls, "import") << line;
    EXPECT_NE(r.violations[0].message.find("mujoco-mjx"), std::string::npos) << r.violations[0].message;
  }
}

TEST(Imports, OfPrivatePartsArentJudged) {
  EXPECT_TRUE(look_around("from mujoco.sysid._src import signal\nsignal.anything()\n").runs);
  EXPECT_TRUE(look_around("from mujoco._structs import MjModel, MjData\nmujoco._specs\n").runs);
  EXPECT_FALSE(look_around("import mujoco.nothere\n").runs);
}

}  // namespace
}  // namespace simbench::conformance
