// Ctrl-C as a user presses it: what is said at once, and the exit code.
#include <gtest/gtest.h>

#include "run_simbench.h"

namespace simbench {
namespace {

/// simbench in the background, interrupted again and again until it is gone. What a shell starts there ignores SIGINT,
/// but not before it is simbench.
ProcessResult interrupted(const std::string& arguments) {
  std::string script = "\"$0\" " + arguments +
                       " & pid=$!\nwhile [ \"$(cat /proc/$pid/comm)\" != simbench ]; do :; done\nwhile kill -INT $pid "
                       "2>/dev/null; do sleep 0.2; done\nwait $pid";
  ProcessOptions options;
  options.timeout_s = 120;
  return run_process({"sh", "-c", script, (build_folder() / "simbench").string()}, options).value();
}

ProcessResult interrupted_run(const fs::path& folder, const std::string& suite, const std::string& model) {
  return interrupted("run --suite " + suite + " --only pendulum/1 --model '" + model + "' --out " +
                     (folder / "run").string());
}

TEST(InterruptSlow, WhileTheSuiteIsReadEndsAtOnceAndSaysSo) {
  TemporaryFolder folder;
  fs::path suite = folder.path() / "suite", from = source_folder() / "suites/mujoco";
  fs::create_directories(suite / "systems");
  for (const char* part : {"suite.toml", "templates", "systems/pendulum"})
    fs::copy(from / part, suite / part, fs::copy_options::recursive);
  fs::path turn = suite / "systems/pendulum/turn1";
  ASSERT_TRUE(write_file(turn / "oracle.py", "def expected(p):\n    while True:\n        pass\n"));
  ASSERT_TRUE(write_file(turn / "parameters.toml",
                         read_file(turn / "parameters.toml").value() + "\n[oracle]\nnever = \"s\"\n"));
  ProcessResult r = interrupted_run(folder.path(), suite.string(), "control/reference");
  EXPECT_EQ(r.exit_code, 130) << r.err;
  EXPECT_EQ(r.err, "interrupted: the suite was being read, nothing was begun\n");
  EXPECT_FALSE(fs::exists(folder.path() / "run"));
}

TEST(InterruptSlow, OfARunIsAnsweredAtOnce) {
  TemporaryFolder folder;
  ProcessResult r = interrupted_run(folder.path(), "mujoco", "command/sleep 60");
  EXPECT_EQ(r.exit_code, 130) << r.err;
  EXPECT_TRUE(r.err.starts_with("interrupted: ")) << r.err;
}

/// Once, while a program answers: its reply is kept, and the last line says so.
TEST(InterruptSlow, TheLastLineSaysHowManyRepliesAreKept) {
  TemporaryFolder folder;
  fs::path asked = folder.path() / "asked", run = folder.path() / "run";
  ASSERT_TRUE(write_file(folder.path() / "slow.sh", "touch " + asked.string() + "\nsleep 2\necho words\n"));
  std::string script = "\"$0\" run --suite mujoco --only pendulum/1 --model 'command/sh " +
                       (folder.path() / "slow.sh").string() + "' --out " + run.string() + " & pid=$!\nwhile [ ! -e " +
                       asked.string() + " ]; do sleep 0.1; done\nkill -INT $pid\nwait $pid";
  ProcessOptions options;
  options.timeout_s = 120;
  ProcessResult r = run_process({"sh", "-c", script, (build_folder() / "simbench").string()}, options).value();
  EXPECT_EQ(r.exit_code, 130) << r.err;
  EXPECT_NE(r.err.find("1 of 1 cell is pending, with 1 reply that is kept and not paid for again; run the same"),
            std::string::npos)
      << r.err;
}

TEST(InterruptSlow, OfAProofAndOfGradesSaysWhatIsLost) {
  TemporaryFolder folder;
  fs::copy(source_folder() / "suites/mujoco", folder.path() / "mujoco", fs::copy_options::recursive);
  for (const std::string& command :
       {"suite validate " + (folder.path() / "mujoco").string(), std::string("grade --suite mujoco < /dev/zero")}) {
    ProcessResult r = interrupted(command);
    EXPECT_EQ(r.exit_code, 130) << command;
    EXPECT_NE(r.err.find("interrupted: "), std::string::npos) << command << "\n" << r.err;
  }
}

}  // namespace
}  // namespace simbench
