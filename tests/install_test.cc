// The installed program: it works from anywhere, and nothing of the checkout is there for it.
#include <gtest/gtest.h>

#include "base/base.h"
#include "base/json.h"

namespace simbench {
namespace {

const char* kPendulum = R"py(import mujoco
m = mujoco.MjModel.from_xml_string('<mujoco><worldbody><body pos="0 0 1"><joint type="hinge" axis="0 1 0"/>'
                                   '<geom size=".1" pos=".3 0 0"/></body></worldbody></mujoco>')
d = mujoco.MjData(m)
for i in range(20): mujoco.mj_step(m, d)
)py";

bool namespaces_work() {
  auto tried = run_process({"bwrap", "--dev-bind", "/", "/", "--tmpfs", "/mnt", "/usr/bin/true"});
  return tried && tried->exit_code == 0;
}

class Installed : public testing::Test {
 protected:
  void SetUp() override {
    if (!namespaces_work()) GTEST_SKIP() << "the checkout can't be hidden: no bubblewrap here";
    auto installed = run_process({"cmake", "--install", build_folder().string(), "--prefix", prefix().string()});
    ASSERT_TRUE(installed && installed->exit_code == 0) << (installed ? installed->err : installed.error().text());
    fs::create_directories(work());
  }
  fs::path prefix() const { return folder_.path() / "prefix"; }
  fs::path work() const { return folder_.path() / "empty"; }
  /// Runs it in an empty folder, with an empty folder in place of the checkout (and of the build, wherever it lies).
  /// `with_mujoco`: the environment that doctor says how to make is there.
  ProcessResult simbench(std::vector<std::string> arguments, bool with_mujoco = true) {
    std::vector<std::string> command{"bwrap", "--dev-bind", "/", "/"};
    fs::path mujoco = fs::canonical(source_folder() / ".deps/mujoco");
    if (with_mujoco)
      command.insert(command.end(), {"--ro-bind", mujoco.string(), (prefix() / "lib/simbench/mujoco").string()});
    for (const fs::path& hidden : {source_folder(), build_folder()})
      command.insert(command.end(), {"--tmpfs", hidden.string()});
    command.insert(command.end(), {"--chdir", work().string(), (prefix() / "bin/simbench").string()});
    command.insert(command.end(), arguments.begin(), arguments.end());
    auto result = run_process(command, {.timeout_s = 120});
    EXPECT_TRUE(result) << (result ? "" : result.error().text());
    return result ? *result : ProcessResult{};
  }
  TemporaryFolder folder_;
};

TEST_F(Installed, ItRunsWithoutTheCheckout) {
  ASSERT_TRUE(write_file(work() / "pendulum.py", kPendulum));
  ASSERT_TRUE(write_file(work() / "wrong.py", "import mujoco\nmujoco.mj_stepp(1, 2)\n"));
  ProcessResult suites = simbench({"suite", "list"});
  EXPECT_EQ(suites.exit_code, 0) << suites.err;
  for (const char* name : {"mujoco ", "chrono "}) EXPECT_NE(suites.out.find(name), std::string::npos) << suites.out;
  ProcessResult checked = simbench({"check", "wrong.py", "--json"});
  EXPECT_EQ(checked.exit_code, 1) << checked.err;
  EXPECT_NE(checked.out.find("mj_step"), std::string::npos) << checked.out;
  ProcessResult doctor = simbench({"doctor"});
  EXPECT_EQ(doctor.exit_code, 0) << doctor.out << doctor.err;
  EXPECT_NE(doctor.out.find((prefix() / "lib/simbench/mujoco/bin/python").string()), std::string::npos) << doctor.out;
  ProcessResult run = simbench({"exec", "pendulum.py", "--json"});
  EXPECT_EQ(run.exit_code, 0) << run.err;
  auto json = parse_json(run.out, "exec");
  ASSERT_TRUE(json) << run.out;
  EXPECT_EQ(get_string(*json, "verdict"), "physical") << run.out;
  EXPECT_EQ(get_number(*json, "steps"), 20) << run.out;
  ProcessResult view = simbench({"view", "pendulum.py", "--json"});
  EXPECT_EQ(view.exit_code, 0) << view.err;
  EXPECT_TRUE(fs::exists(work() / "pendulum.html"));
  if (fs::exists(source_folder() / ".deps/three/node_modules/three")) {
    EXPECT_EQ(view.err.find("three.js"), std::string::npos) << view.err;
  }
  ProcessResult rubric =
      simbench({"calibrate", "--suite", "mujoco", "--judge", "judge/requirements", "--rubric", "no-such"});
  EXPECT_NE(rubric.err.find("choose from simbench"), std::string::npos) << rubric.err;
}

/// One environment may serve several installations.
TEST_F(Installed, ItsEnvironmentMayBeALinkAndItsPrefixMayMoveAndHaveSpaces) {
  ASSERT_TRUE(write_file(work() / "pendulum.py", kPendulum));
  fs::create_directory_symlink(fs::canonical(source_folder() / ".deps/mujoco"), prefix() / "lib/simbench/mujoco");
  fs::path moved = folder_.path() / "it's moved";
  fs::rename(prefix(), moved);
  auto run =
      run_process({(moved / "bin/simbench").string(), "exec", (work() / "pendulum.py").string()}, {.timeout_s = 120});
  ASSERT_TRUE(run);
  EXPECT_NE(run->out.find("20 steps"), std::string::npos) << run->out << run->err;
  fs::remove(moved / "lib/simbench/mujoco");
  auto doctor = run_process({(moved / "bin/simbench").string(), "doctor"}, {.timeout_s = 120});
  ASSERT_TRUE(doctor);
  EXPECT_NE(doctor->out.find("python3 -m venv '"), std::string::npos) << doctor->out;
}

TEST_F(Installed, DoctorSaysHowToGetASimulatorThatIsNotThere) {
  ProcessResult doctor = simbench({"doctor"}, false);
  EXPECT_NE(doctor.out.find("pip install --require-hashes -r " + (prefix() / "share/simbench").string()),
            std::string::npos)
      << doctor.out;
  EXPECT_TRUE(fs::exists(prefix() / "share/simbench/requirements/mujoco.txt"));
}

}  // namespace
}  // namespace simbench
