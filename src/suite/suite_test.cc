#include "suite/suite.h"

#include <gtest/gtest.h>

namespace simbench::suite {
namespace {

constexpr const char* kCanary = "11111111-2222-3333-4444-555555555555";

/// A small, complete suite on disk that each test breaks in one place.
class SuiteOnDisk : public testing::Test {
 protected:
  void SetUp() override {
    put("suite.toml",
        fmt::format("name = \"t\"\nversion = \"1\"\nsimulator = \"mujoco\"\nlicense = \"MIT\"\ncanary = \"{}\"\n",
                    kCanary));
    for (Arm arm : all_arms()) put(fmt::format("templates/{}.md", to_string(arm)), markdown("{{prompt}}"));
    put("systems/ball/system.toml", "title = \"A ball\"\ncategory = \"MBS\"\nhorizon_s = 2\n");
    for (int turn = 1; turn <= 3; ++turn) {
      std::string base = fmt::format("systems/ball/turn{}/", turn);
      put(base + "prompt.md", markdown("Drop a ball."));
      put(base + "reference.py", python("import mujoco"));
      put(base + "equivalents/a.py", python("import mujoco as m"));
      put(base + "requirements.toml", requirements());
      if (turn > 1) put(base + "given.py", python("pass"));
    }
    put("systems/ball/mutants.toml", mutants());
    put("systems/ball/mutants/m.py", python("pass"));
  }

  static std::string markdown(std::string text) {
    return fmt::format("<!-- simbench canary {} -->\n{}\n", kCanary, text);
  }
  static std::string python(std::string text) { return fmt::format("# simbench canary {}\n{}\n", kCanary, text); }
  static std::string requirements() {
    std::string text = "[roles]\nball = { body = \"moving\" }\n";
    for (int i = 0; i < 4; ++i)
      text += fmt::format(
          "[[requirement]]\nid = \"r{}\"\nsays = \"x\"\ncheck = {{ kind = \"mass\", of = \"ball\", kg = 1 }}\n", i);
    return text;
  }
  static std::string mutants() {
    std::string text;
    for (int turn = 1; turn <= 3; ++turn)
      for (int i = 0; i < 2; ++i)
        text += fmt::format("[[mutant]]\nfile = \"m.py\"\nturn = {}\nbreaks = [\"r0\"]\nsays = \"x\"\n", turn);
    return text;
  }

  void put(const std::string& name, const std::string& content) {
    fs::create_directories((folder_.path() / name).parent_path());
    ASSERT_TRUE(write_file(folder_.path() / name, content));
  }
  Error error() {
    auto suite = load(folder_.path());
    EXPECT_FALSE(suite);
    return suite ? Error{} : suite.error();
  }

  TemporaryFolder folder_;
};

TEST_F(SuiteOnDisk, LoadsAndLeavesTheCanaryOut) {
  auto suite = load(folder_.path());
  ASSERT_TRUE(suite) << suite.error().text();
  ASSERT_EQ(suite->systems.size(), 1u);
  EXPECT_EQ(suite->systems[0].turn(2).prompt, "Drop a ball.\n");
  EXPECT_EQ(suite->systems[0].turn(1).reference.code, "import mujoco\n");
  EXPECT_EQ(suite->systems[0].mutants_of(3).size(), 2u);
}

TEST_F(SuiteOnDisk, HashChangesWithAPromptButNotWithAMutant) {
  std::string before = load(folder_.path())->hash;
  put("systems/ball/mutants/m.py", python("1"));
  EXPECT_EQ(load(folder_.path())->hash, before);
  put("systems/ball/turn1/prompt.md", markdown("Throw a ball."));
  EXPECT_NE(load(folder_.path())->hash, before);
}

TEST_F(SuiteOnDisk, AMissingFileIsNamed) {
  fs::remove(folder_.path() / "systems/ball/turn2/given.py");
  EXPECT_NE(error().where.find("turn2/given.py"), std::string::npos);
}

TEST_F(SuiteOnDisk, AWrongKeyIsNamedWithItsLineAndTheRightOne) {
  put("systems/ball/system.toml", "title = \"A ball\"\ncategory = \"MBS\"\nhorizont_s = 2\n");
  Error e = error();
  EXPECT_NE(e.where.find("system.toml:3"), std::string::npos) << e.text();
  EXPECT_NE(e.message.find("did you mean 'horizon_s'"), std::string::npos) << e.text();
}

TEST_F(SuiteOnDisk, AMutantMustNameARequirementOfItsTurn) {
  put("systems/ball/mutants.toml", "[[mutant]]\nfile = \"m.py\"\nturn = 1\nbreaks = [\"r9\"]\nsays = \"x\"\n");
  Error e = error();
  EXPECT_NE(e.where.find("mutants.toml:4"), std::string::npos) << e.text();
}

TEST_F(SuiteOnDisk, AScriptWithoutCanaryIsRefused) {
  put("systems/ball/turn1/reference.py", "import mujoco\n");
  EXPECT_NE(error().message.find("canary"), std::string::npos);
}

TEST_F(SuiteOnDisk, TheCallersKindCheckSpeaksWithTheLine) {
  auto suite =
      load(folder_.path(), [](const Requirement& r, const Json&) { return r.id == "r2" ? "unknown kind" : ""; });
  ASSERT_FALSE(suite);
  EXPECT_EQ(suite.error().message, "unknown kind");
  EXPECT_NE(suite.error().where.find("requirements.toml:14"), std::string::npos) << suite.error().text();
}

}  // namespace
}  // namespace simbench::suite
