#include "cli/settings.h"

#include <gtest/gtest.h>

#include "judge/judge.h"

namespace simbench::cli {
namespace {

TEST(Settings, CalibrationsThresholdsHaveTheDefaultsOfTheirRoom) {
  for (const judge::Threshold& row : judge::thresholds())
    EXPECT_EQ(std::stod(std::string(setting(row.setting).default_text)), row.value) << row.setting;
}

}  // namespace
}  // namespace simbench::cli
