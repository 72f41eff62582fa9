// Task folders for other harnesses: what they run, with no network.
#include <gtest/gtest.h>

#include "base/json.h"
#include "run_simbench.h"

namespace simbench {
namespace {

class HarborTasksSlow : public testing::Test {
 protected:
  void SetUp() override {
    ProcessResult written = tests::simbench(
        {"export", "mujoco", "--format", "harbor", "--only", "pendulum/*", "--out", tasks().string(), "--json"});
    ASSERT_EQ(written.exit_code, 0) << written.err;
    EXPECT_EQ(get_number(parse_json(written.out, "export").value(), "tasks"), 3);
  }
  fs::path tasks() const { return folder_.path() / "tasks"; }
  fs::path task() const { return tasks() / "mujoco-pendulum-2"; }
  /// test.sh on a file, or on none.
  ProcessResult graded(const fs::path& answer) {
    std::vector<std::string> command{"bash", (task() / "tests/test.sh").string()};
    auto alone = run_process({"unshare", "-rn", "true"});
    if (alone && alone->exit_code == 0) command.insert(command.begin(), {"unshare", "-rn"});
    ProcessOptions options{.timeout_s = 240};
    options.extra = {{"SIMBENCH_PROGRAM", (build_folder() / "simbench").string()},
                     {"SIMBENCH_ANSWER", answer.string()},
                     {"SIMBENCH_LOGS", (folder_.path() / "logs").string()}};
    fs::remove_all(folder_.path() / "logs");
    auto result = run_process(command, options);
    EXPECT_TRUE(result) << (result ? "" : result.error().text());
    return result ? *result : ProcessResult{};
  }
  std::optional<double> reward() const {
    auto text = read_file(folder_.path() / "logs/reward.json");
    return text ? get_number(parse_json(*text, "reward").value(), "reward") : std::nullopt;
  }
  TemporaryFolder folder_;
};

TEST_F(HarborTasksSlow, TheSolutionIsWorthOneAndTheGivenCodeLessAndNothingZero) {
  ProcessResult solved = graded(task() / "solution/answer.py");
  EXPECT_EQ(reward(), 1) << solved.err;
  ProcessResult given = graded(task() / "environment/given.py");
  EXPECT_EQ(given.exit_code, 0) << given.err;
  EXPECT_LT(reward().value_or(2), 1);
  ProcessResult none = graded(folder_.path() / "nothing.py");
  EXPECT_EQ(reward(), 0) << none.err;
}

TEST_F(HarborTasksSlow, WhatTheModelSeesHoldsNoAnswer) {
  std::string words = read_file(task() / "instruction.md").value();
  EXPECT_NE(words.find("/app/answer.py"), std::string::npos);
  EXPECT_NE(words.find(read_file(task() / "environment/given.py").value()), std::string::npos);
  for (const fs::path& file : list_files(task() / "environment"))
    EXPECT_TRUE(file.filename() == "Dockerfile" || file.filename() == "given.py") << file;
}

TEST_F(HarborTasksSlow, WhereNothingCanBeDecidedNoRewardIsLeft) {
  fs::remove_all(task() / "tests/suite");
  EXPECT_NE(graded(task() / "solution/answer.py").exit_code, 0);
  EXPECT_EQ(reward(), std::nullopt);
}

TEST(HarborTasks, AreNotMadeOverOthersNorForCondasSimulators) {
  TemporaryFolder folder;
  fs::create_directories(folder.path() / "mujoco-pendulum-1");
  ProcessResult over = tests::simbench({"export", "mujoco", "--format", "harbor", "--out", folder.path().string()});
  EXPECT_NE(over.exit_code, 0);
  ProcessResult chrono = tests::simbench({"export", "chrono", "--format", "harbor", "--out", folder.path().string()});
  EXPECT_NE(chrono.err.find("conda"), std::string::npos) << chrono.err;
}

}  // namespace
}  // namespace simbench
