// The wheel and the source package of `make wheel`, as their users have them: in an empty environment, with no checkout
// and no build beside it.
#include <gtest/gtest.h>

#include "base/base.h"

namespace simbench {
namespace {

class PackageInstalled : public testing::Test {
 protected:
  /// pip installs what `make wheel` has left with that extension.
  void install(const std::string& extension) {
    fs::path package;
    for (const fs::path& file : list_files(source_folder() / "dist"))
      if (file.extension() == extension) package = file;
    if (package.empty()) GTEST_SKIP() << "there is no wheel and no source package: make wheel";
    auto tried = run_process({"bwrap", "--dev-bind", "/", "/", "--tmpfs", "/mnt", "/usr/bin/true"});
    if (!tried || tried->exit_code != 0) GTEST_SKIP() << "the checkout can't be hidden: no bubblewrap here";
    fs::copy_file(source_folder() / "examples/grader/regrade.py", folder_.path() / "regrade.py");
    ASSERT_EQ(run({"/usr/bin/python3", "-m", "venv", (folder_.path() / "venv").string()}).exit_code, 0);
    ProcessResult installed = run({(folder_.path() / "venv/bin/pip").string(), "install", "-q", package.string()});
    ASSERT_EQ(installed.exit_code, 0) << installed.err;
  }
  /// `run` of the controls, and the example that grades its replies again.
  void expect_the_verdicts_of_run() {
    ProcessResult run = run_alone(
        {"simbench", "run", "--suite", "mujoco", "--only", "pendulum/*", "--no-judge", "--out", "run", "--model",
         "control/reference,control/equivalent,control/echo,control/mutant,control/drift,control/prose,control/empty"});
    ASSERT_EQ(run.exit_code, 0) << run.out << run.err;
    ProcessResult regraded = run_alone({"python", "regrade.py", "run"});
    EXPECT_TRUE(regraded.out.starts_with("21 replies graded, 0 with another verdict")) << regraded.out << regraded.err;
  }
  ProcessResult run(const std::vector<std::string>& command) { return finished(run_process(command, options())); }
  /// With empty folders in place of the checkout and the build.
  ProcessResult run_alone(const std::vector<std::string>& command) {
    std::vector<std::string> whole{"bwrap", "--dev-bind", "/", "/"};
    for (const fs::path& hidden : {source_folder(), build_folder()})
      whole.insert(whole.end(), {"--tmpfs", hidden.string()});
    whole.insert(whole.end(), {"--chdir", folder_.path().string(), "--"});
    whole.insert(whole.end(), command.begin(), command.end());
    return finished(run_process(whole, options()));
  }

  TemporaryFolder folder_;

 private:
  ProcessOptions options() const {
    ProcessOptions options{.timeout_s = 3000};  // the source package is compiled
    options.folder = folder_.path().string();
    options.extra = {{"XDG_CACHE_HOME", (folder_.path() / "cache").string()},
                     {"SIMBENCH_REFERENCE_CACHE", (folder_.path() / "cache").string()},
                     {"SIMBENCH_MUJOCO_PYTHON", ""},
                     {"SIMBENCH_DATA", ""},
                     {"PATH", (folder_.path() / "venv/bin").string() + ":/usr/bin:/bin"}};
    return options;
  }
  static ProcessResult finished(const Result<ProcessResult>& result) {
    EXPECT_TRUE(result) << (result ? "" : result.error().text());
    return result ? *result : ProcessResult{};
  }
};

class WheelSlow : public PackageInstalled {
 protected:
  void SetUp() override { install(".whl"); }
};

/// PyPI's tools build it.
class SourcePackageReal : public PackageInstalled {
 protected:
  void SetUp() override { install(".gz"); }
};

TEST_F(SourcePackageReal, IsBuiltWhereItIsInstalledAndGradesTheControlsAsRunDoes) {
  expect_the_verdicts_of_run();
}

TEST_F(WheelSlow, AnEmptyEnvironmentGradesTheControlsAsRunDoes) {
  expect_the_verdicts_of_run();
  // It needs nothing of the distribution's but C's and C++'s own libraries.
  ProcessResult where = run_alone({"python", "-c", "import simbench._program as p; print(p.path())"});
  ASSERT_EQ(where.exit_code, 0) << where.err;
  ProcessResult needs = run_alone({"ldd", std::string(trim(where.out))});
  ASSERT_EQ(needs.exit_code, 0) << needs.err;
  for (std::string_view line : split_lines(needs.out)) {
    if (line.find("=> /lib") == std::string_view::npos && line.find("=> /usr/lib") == std::string_view::npos) continue;
    std::string_view name = trim(line.substr(0, line.find("=>")));
    bool everywhere = false;
    for (const char* known :
         {"libc.", "libm.", "libdl.", "librt.", "libpthread.", "libresolv.", "libgcc_s.", "libstdc++."})
      everywhere |= name.starts_with(known);
    EXPECT_TRUE(everywhere) << line;
  }
}

}  // namespace
}  // namespace simbench
