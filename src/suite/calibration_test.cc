#include <gtest/gtest.h>

#include "suite/suite.h"

namespace simbench::suite {
namespace {

/// A calibration set on disk beside one system, which each test breaks in one place.
class CalibrationSet : public testing::Test {
 protected:
  CalibrationSet() {
    suite_.folder = folder_.path();
    suite_.name = "t";
    suite_.canary = "1111";
    suite_.systems.push_back({.name = "ball"});
    toml_ = "task = \"ball/2\"\n";
    for (int severity = 1; severity <= 5; ++severity)
      add(fmt::format("v{}.py", severity), "variant", severity, "category = \"Correctness\"\n");
    add("verbose.py", "verbose", 0, "");
    add("stripped.py", "stripped", 0, "");
  }

  void add(const std::string& file, const std::string& kind, int severity, const std::string& more) {
    put(file, "# canary 1111\nx = 1\n");
    toml_ += fmt::format("[[item]]\nfile = \"{}\"\nkind = \"{}\"\nseverity = {}\nsays = \"s\"\n{}", file, kind,
                         severity, more);
  }
  void put(const std::string& file, const std::string& text) {
    ASSERT_TRUE(make_directories(folder_.path() / "calibration/ball"));
    ASSERT_TRUE(write_file(folder_.path() / "calibration/ball" / file, text));
  }
  Result<std::vector<CalibrationTask>> load() {
    put("calibration.toml", toml_);
    return load_calibration(suite_);
  }
  std::string complaint() {
    auto result = load();
    return result ? "" : result.error().text();
  }

  TemporaryFolder folder_;
  Suite suite_;
  std::string toml_;
};

TEST_F(CalibrationSet, HoldsFiveVariantsAndTwoTwins) {
  auto tasks = load();
  ASSERT_TRUE(tasks) << tasks.error().text();
  ASSERT_EQ(tasks->size(), 1u);
  EXPECT_EQ((*tasks)[0].turn, 2);
  EXPECT_EQ((*tasks)[0].system, &suite_.systems[0]);
  ASSERT_EQ((*tasks)[0].items.size(), 7u);
  EXPECT_EQ((*tasks)[0].items[3].severity, 4);
  EXPECT_EQ((*tasks)[0].items[3].code, "x = 1\n");
}

TEST_F(CalibrationSet, AVariantMayBeAPatchAgainstAScriptOfItsTask) {
  ASSERT_TRUE(make_directories(folder_.path() / "systems/ball/turn2"));
  ASSERT_TRUE(write_file(folder_.path() / "systems/ball/turn2/reference.py", "# canary 1111\nx = 0\n"));
  fs::remove(folder_.path() / "calibration/ball/v1.py");
  toml_.replace(toml_.find("file = \"v1.py\""), 14, "patch = \"v1\"");
  put("items.patch",
      "# canary 1111\n=== v1\n--- a/turn2/reference.py\n+++ b/turn2/reference.py\n@@ -1,2 +1,2 @@\n # canary 1111\n-x "
      "= 0\n+x "
      "= 9\n");
  auto tasks = load();
  ASSERT_TRUE(tasks) << tasks.error().text();
  EXPECT_EQ((*tasks)[0].items[0].code, "x = 9\n");
  EXPECT_EQ((*tasks)[0].items[0].file, "v1");
  put("items.patch", read_file(folder_.path() / "calibration/ball/items.patch").value() + "\n=== v6\n");
  EXPECT_NE(complaint().find("items.patch:10: no row of calibration.toml names this patch"), std::string::npos)
      << complaint();
}

TEST_F(CalibrationSet, ASuiteWithoutOneHasNoTasks) {
  Suite other = suite_;
  other.folder = "/nowhere";
  EXPECT_TRUE(load_calibration(other)->empty());
}

TEST_F(CalibrationSet, ComplaintsNameFileAndLine) {
  std::string sound = toml_;
  auto broken = [&](const char* from, const char* to) {
    toml_ = sound;
    toml_.replace(toml_.find(from), std::string_view(from).size(), to);
    return complaint();
  };
  auto names = [](const std::string& text, const char* part) { EXPECT_NE(text.find(part), std::string::npos) << text; };
  names(broken("ball/2", "ball/7"), "calibration.toml:1: 'ball/7' is no system/turn");
  names(broken("severity = 2", "severity = 9"), "severity of a variant is 1 to 5");
  names(broken("severity = 2", "severity = 3"), "needs exactly one variant of severity 2");
  names(broken("\"verbose\"", "\"chatty\""), "kind is variant, verbose or stripped");
  names(broken("Correctness", "Beauty"), "category is one of Completeness");
  names(broken("v1.py", "nosuch.py"), "nosuch.py");
  toml_ = sound;
  put("stray.py", "# canary 1111\n");
  names(complaint(), "stray.py");
}

TEST_F(CalibrationSet, AllThatIsWrongIsToldAtOnce) {
  toml_ = replace_all(replace_all(toml_, "severity = 2", "severity = 9"), "Correctness", "Beauty");
  put("stray.py", "# canary 1111\n");
  complaint();
  std::string told;
  for (const Error& problem : problems_of_calibration(suite_)) told += problem.text() + "\n";
  for (const char* words : {"severity of a variant is 1 to 5", "category is one of", "stray.py"})
    EXPECT_NE(told.find(words), std::string::npos) << words << " in\n" << told;
  EXPECT_EQ(told.find("needs exactly one"), std::string::npos) << "an echo: " << told;
}

TEST_F(CalibrationSet, AProgramWithoutTheCanaryIsRefused) {
  put("v1.py", "x = 1\n");
  EXPECT_NE(complaint().find("v1.py:1"), std::string::npos);
}

}  // namespace
}  // namespace simbench::suite
