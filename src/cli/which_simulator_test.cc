// Which simulator a script is written for: exec and check guess alike.
#include "cli/which_simulator.h"

#include <gtest/gtest.h>

namespace simbench::cli {
namespace {

TEST(WhichSimulator, ImportsTellWithoutADoubt) {
  for (auto [program, name] :
       {std::pair("import mujoco\n", "mujoco"), std::pair("import pychrono.fea as fea\n", "pychrono"),
        std::pair("def f():\n    from pychrono import irrlicht\n", "pychrono"),
        std::pair("import pychrono  # as in the mujoco example\n", "pychrono")}) {
    WhichSimulator which = which_simulator(program, "--simulator");
    EXPECT_EQ(which.name, name) << program;
    EXPECT_EQ(which.doubt, "") << program;
  }
}

TEST(WhichSimulator, AGuessSaysWhyAndWhatWouldSettleIt) {
  WhichSimulator both = which_simulator("import pychrono\nimport mujoco\n", "--simulator");
  EXPECT_EQ(both.name, "pychrono") << "the first";
  EXPECT_EQ(both.doubt,
            "it imports pychrono and mujoco: taken for a script for pychrono; say otherwise with --simulator");
  WhichSimulator named = which_simulator("m = __import__('pychrono')\n", "--api");
  EXPECT_EQ(named.name, "pychrono");
  WhichSimulator none = which_simulator("print('hello')\n", "--api");
  EXPECT_EQ(none.name, "mujoco");
  EXPECT_EQ(
      none.doubt,
      "it doesn't import a simulator (mujoco or pychrono): taken for a script for mujoco; say otherwise with --api");
  EXPECT_EQ(which_simulator("", "--api").name, "mujoco");
}

TEST(WhichSimulator, AScriptForAnotherThanTheChosenIsTold) {
  EXPECT_EQ(imports_another("import mujoco\n", "pychrono"), "mujoco");
  EXPECT_EQ(imports_another("import mujoco\nimport pychrono\n", "pychrono"), "");
  EXPECT_EQ(imports_another("import math\n", "pychrono"), "") << "nobody's";
}

}  // namespace
}  // namespace simbench::cli
