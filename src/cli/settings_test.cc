#include "cli/settings.h"

#include <gtest/gtest.h>

#include "base/base.h"
#include "judge/judge.h"

namespace simbench::cli {
namespace {

/// The first of two rows is found, and the other's words are shown to nobody.
TEST(Settings, EachHasOneRow) {
  std::set<std::string_view> names;
  for (const Setting& row : settings()) EXPECT_TRUE(names.insert(row.name).second) << row.name;
}

TEST(Settings, CalibrationsThresholdsHaveTheDefaultsOfTheirRoom) {
  for (const judge::Threshold& row : judge::thresholds())
    EXPECT_EQ(std::stod(std::string(setting(row.setting).default_text)), row.value) << row.setting;
}

}  // namespace
}  // namespace simbench::cli
