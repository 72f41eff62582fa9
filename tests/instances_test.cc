// Instances of the MuJoCo suite hold in the simulator what the default instance holds.
#include "base/base.h"
#include "base/json.h"
#include "run_simbench.h"

namespace simbench::tests {
namespace {

TEST(InstancesSlow, AreProvenByRunningLikeTheSuiteItself) {
  TemporaryFolder folder;
  std::string out = (folder.path() / "instance").string();
  ProcessResult made = simbench({"suite", "instance", "mujoco", "--seed", "1", "--out", out, "--json"});
  ASSERT_EQ(made.exit_code, 0) << made.err;
  ASSERT_GE(parse_json(made.out, "out").value()["tasks"].get<int>(), 1);
  ProcessOptions options;
  options.timeout_s = 600;
  auto proven =
      run_process({(build_folder() / "simbench").string(), "suite", "validate", out, "--only", "pendulum/1"}, options);
  ASSERT_TRUE(proven);
  EXPECT_EQ(proven->exit_code, 0) << proven->out << proven->err;
  EXPECT_NE(proven->out.find("14 of 14 requirements have a falsifier"), std::string::npos) << proven->out;
}

TEST(Instances, ASeedAndAPlaceAreNeeded) {
  EXPECT_EQ(simbench({"suite", "instance", "mujoco", "--seed", "1"}).exit_code, 2);
  EXPECT_EQ(simbench({"suite", "instance", "mujoco", "--out", "/nowhere/at/all"}).exit_code, 2);
  ProcessResult nothing = simbench({"suite", "instance", "chrono", "--seed", "1", "--out", "/nowhere/at/all"});
  EXPECT_EQ(nothing.exit_code, 1) << "no turn of it has parameters yet";
  EXPECT_NE(nothing.err.find("nothing to draw"), std::string::npos) << nothing.err;
}

}  // namespace
}  // namespace simbench::tests
