#include "judge/calibration_file.h"

#include <gtest/gtest.h>

namespace simbench::judge {
namespace {

CalibrationKey key_of(const std::string& rubric) {
  return {.judge = "openai/j", .mode = "ref-doc", .rubric = rubric, .prompt = "p", .suite = "mujoco"};
}

Json record(const std::string& rubric, const std::string& time, const std::string& verdict) {
  return {{"format", 1}, {"key", key_of(rubric).to_json()}, {"made_at", time}, {"verdict", verdict}};
}

TEST(CalibrationFile, TheNewestOfTheSameJudgeHolds) {
  TemporaryFolder folder;
  for (const Json& one : {record("a", "2026-01-02T00:00:00Z", "fail"), record("a", "2026-01-01T00:00:00Z", "pass"),
                          record("b", "2026-01-03T00:00:00Z", "pass")})
    ASSERT_TRUE(save_calibration(folder.path(), one));
  EXPECT_EQ((*latest_calibration(folder.path(), key_of("a")).value())["verdict"], "fail");
  EXPECT_FALSE(latest_calibration(folder.path(), key_of("c")).value());
  EXPECT_EQ(calibration_history(folder.path())->size(), 3u);
}

TEST(CalibrationFile, NothingIsOverwrittenInTheSameSecond) {
  TemporaryFolder folder;
  for (const char* verdict : {"fail", "pass"})
    ASSERT_TRUE(save_calibration(folder.path(), record("a", "2026-01-01T00:00:00Z", verdict)));
  EXPECT_EQ(calibration_history(folder.path())->size(), 2u);
  EXPECT_EQ((*latest_calibration(folder.path(), key_of("a")).value())["verdict"], "pass");
}

TEST(CalibrationFile, AnotherWordingIsAnotherJudge) {
  CalibrationKey a = key_of("a"), other_prompt = a, warmer = a;
  other_prompt.prompt = "q";
  warmer.sampling = {{"temperature", 1}};
  EXPECT_NE(a.id(), other_prompt.id());
  EXPECT_NE(a.id(), warmer.id());
  EXPECT_EQ(a.id().size(), 16u);
}

TEST(CalibrationFile, WithoutAFolderThereIsNoHistory) {
  EXPECT_TRUE(calibration_history("/nowhere/at/all")->empty());
}

TEST(CalibrationFile, AForeignFileIsNamed) {
  TemporaryFolder folder;
  ASSERT_TRUE(write_file(folder.path() / "notes.json", "{}"));
  auto history = calibration_history(folder.path());
  ASSERT_FALSE(history);
  EXPECT_EQ(history.error().code, ErrorCode::corrupt);
  EXPECT_NE(history.error().text().find("notes.json"), std::string::npos);
}

}  // namespace
}  // namespace simbench::judge
