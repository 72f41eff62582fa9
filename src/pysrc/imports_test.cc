#include "pysrc/imports.h"

#include <gtest/gtest.h>

namespace simbench::pysrc {
namespace {

using Names = std::vector<std::string>;

TEST(ImportedPackages, AreNamedOnceInTheirOrderWhereverTheyStand) {
  EXPECT_EQ(
      imported_packages("import numpy as np, mujoco.viewer as v\nfrom mujoco import MjData\n"
                        "def f():\n    try:\n        import pychrono.fea\n    except ImportError:\n        pass\n"),
      (Names{"numpy", "mujoco", "pychrono"}));
}

TEST(ImportedPackages, RelativeImportsCommentsAndTextsNameNone) {
  EXPECT_EQ(
      imported_packages("from . import mujoco\nfrom .pychrono import x\n# import pychrono\ns = 'import mujoco'\n"),
      Names{});
}

TEST(ImportedPackages, ABrokenOrDeeplyNestedProgramIsReadAsFarAsItGoes) {
  EXPECT_EQ(imported_packages("import mujoco\ndef broken(:\n"), Names{"mujoco"});
  EXPECT_EQ(imported_packages("import mujoco\nx = " + std::string(50'000, '(') + "1\n"), Names{"mujoco"});
}

}  // namespace
}  // namespace simbench::pysrc
