// exec as a user meets it: what a script lacks, what is given beside it, and what is left when simbench is killed.
#include <gtest/gtest.h>
#include <signal.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <chrono>
#include <fstream>
#include <thread>

#include "base/base.h"
#include "base/json.h"

namespace simbench {
namespace {

class Exec : public testing::Test {
 protected:
  fs::path put(const std::string& name, const std::string& text) {
    EXPECT_TRUE(make_directories((folder_.path() / name).parent_path()));
    EXPECT_TRUE(write_file(folder_.path() / name, text));
    return folder_.path() / name;
  }
  ProcessResult exec(const fs::path& script, std::vector<std::string> more = {}) {
    std::vector<std::string> command{(build_folder() / "simbench").string(), "exec", script.string()};
    command.insert(command.end(), more.begin(), more.end());
    auto result = run_process(command, {.timeout_s = 120});
    EXPECT_TRUE(result) << (result ? "" : result.error().text());
    return result ? *result : ProcessResult{};
  }
  Json json_of(const fs::path& script, std::vector<std::string> more = {}) {
    more.push_back("--json");
    ProcessResult result = exec(script, more);
    return parse_json(result.out, "exec").value_or(Json(result.err));
  }
  TemporaryFolder folder_;
};

TEST_F(Exec, WhatAScriptLacksIsItsFaultOnlyWhereTheTaskForbidsIt) {
  fs::path script = put("a.py", "import mujoco\nimport quantities_of_mine\n");
  Json alone = json_of(script), task = json_of(script, {"--task", "mujoco/pendulum/1"});
  EXPECT_EQ(alone["class"], "unscored") << alone.dump(1);
  EXPECT_EQ(alone["lacks"], "missing_package: quantities_of_mine");
  EXPECT_EQ(task["class"], "model_fail") << task.dump(1);
  ProcessResult told = exec(script);
  EXPECT_NE(told.out.find("-m pip install quantities_of_mine"), std::string::npos) << told.out;
  EXPECT_EQ(told.out.find("the script's fault"), std::string::npos) << told.out;
  put("quantities_of_mine.py", "");
  std::string beside = exec(script).out;
  EXPECT_NE(beside.find("--with "), std::string::npos) << beside;
}

TEST_F(Exec, FilesBesideAScriptAreGivenByName) {
  const char* ball = "<mujoco><worldbody><body pos='0 0 1'><freejoint/><geom size='.1'/></body></worldbody></mujoco>";
  fs::path script = put("project/main.py",
                        "import mujoco\nimport gains\nm = mujoco.MjModel.from_xml_path('models/ball.xml')\n"
                        "d = mujoco.MjData(m)\nfor i in range(gains.steps): mujoco.mj_step(m, d)\n");
  fs::path model = put("project/models/ball.xml", ball), module = put("elsewhere/gains.py", "steps = 7\n");
  Json without = json_of(script, {"--with", module.string()});
  EXPECT_EQ(without["lacks"], "missing_file: models/ball.xml") << without.dump(1);
  Json with = json_of(script, {"--with", module.string() + "," + model.parent_path().string()});
  EXPECT_EQ(with["steps"], 7) << with.dump(1);
  EXPECT_EQ(with["verdict"], "physical");
  EXPECT_EQ(exec(script, {"--with", "/no/such/file"}).exit_code, 2);
}

/// Processes whose command line holds `mark`.
size_t processes_with(const std::string& mark) {
  size_t found = 0;
  std::error_code ignored;
  for (const auto& entry : fs::directory_iterator("/proc", ignored)) {
    std::ifstream file(entry.path() / "cmdline");
    std::string text{std::istreambuf_iterator<char>(file), {}};
    found += text.find(mark) != std::string::npos;
  }
  return found;
}

bool comes_true(double seconds, const std::function<bool()>& condition) {
  auto end = std::chrono::steady_clock::now() + std::chrono::duration<double>(seconds);
  while (std::chrono::steady_clock::now() < end) {
    if (condition()) return true;
    std::this_thread::sleep_for(std::chrono::milliseconds(50));
  }
  return false;
}

TEST_F(Exec, KilledItLeavesNoCandidateBehind) {
  fs::path script = put("sleep.py", "import mujoco, threading\nprint('here', flush=True)\nthreading.Event().wait()\n");
  fs::path probes = folder_.path() / "probes-of-this-test";
  fs::copy(source_folder() / "probes", probes, fs::copy_options::recursive);
  std::string program = build_folder() / "simbench", variable = "SIMBENCH_PROBES=" + probes.string(),
              file = script.string(), path = std::string("PATH=") + std::getenv("PATH");
  char exec[] = "exec";
  char* arguments[] = {program.data(), exec, file.data(), nullptr};
  char* environment[] = {variable.data(), path.data(), nullptr};
  pid_t child = 0;
  ASSERT_EQ(::posix_spawn(&child, program.c_str(), nullptr, nullptr, arguments, environment), 0);
  const std::string mark = (probes / "runner.py").string();
  EXPECT_TRUE(comes_true(30, [&] { return processes_with(mark) >= 2; })) << "the candidate never ran";
  ::kill(child, SIGKILL);
  ::waitpid(child, nullptr, 0);
  EXPECT_TRUE(comes_true(20, [&] { return processes_with(mark) == 0; })) << processes_with(mark) << " are left";
}

}  // namespace
}  // namespace simbench
