// The grades of docs/format/isolation.md.
#include "sandbox/isolation.h"

#include <gtest/gtest.h>

namespace simbench::sandbox {
namespace {

TEST(Isolation, GradesFollowTheTable) {
  struct Row {
    Layers layers;
    const char* grade;
  };
  for (const Row& row : std::initializer_list<Row>{
           {{.namespaces = true, .landlock_abi = 7, .seccomp = true, .rlimits = true}, "strong"},
           {{.namespaces = true, .rlimits = true}, "medium"},
           {{.namespaces = true, .seccomp = true, .rlimits = true}, "medium"},
           {{.landlock_abi = 4, .seccomp = true, .rlimits = true}, "medium"},
           {{.seccomp = true, .rlimits = true}, "weak"},
           {{.rlimits = true, .user = 61357}, "weak"},
           {{.rlimits = true}, "none"},
           {{.namespaces = true, .landlock_abi = 7, .seccomp = true}, "none"},
       })
    EXPECT_EQ(describe(row.layers).grade, row.grade)
        << row.layers.namespaces << row.layers.landlock_abi << row.layers.seccomp << row.layers.rlimits;
}

TEST(Isolation, EveryMissingLayerHasAConsequenceAndARemedy) {
  std::vector<std::string> missing = describe({}).missing;
  EXPECT_EQ(missing.size(), 5u);
  for (const std::string& line : missing)
    EXPECT_TRUE(line.find(": a program ") != std::string::npos && line.find(';') != std::string::npos) << line;
  EXPECT_TRUE(describe({.namespaces = true, .landlock_abi = 7, .seccomp = true, .rlimits = true}).missing.empty());
}

TEST(Isolation, ThisHostsLayersWereTried) {
  EXPECT_TRUE(layers().rlimits) << "a process can always limit itself";
  EXPECT_EQ(isolation().grade, describe(layers()).grade);
}

}  // namespace
}  // namespace simbench::sandbox
