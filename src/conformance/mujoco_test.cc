// The MuJoCo index: pybind11 signatures, closed objects, MJCF held against the published schema.
#include <gtest/gtest.h>

#include "conformance/conformance.h"

namespace simbench::conformance {
namespace {

Report look_mujoco(const std::string& program) {
  static IndexPointer index = api_index::load_index("mujoco-4.0.0").value();
  return check(*index, program);
}

std::string with_xml(const std::string& xml) {
  return "import mujoco\nm = mujoco.MjModel.from_xml_string('''" + xml +
         "''')\nd = mujoco.MjData(m)\nwhile d.time < 1:\n    mujoco.mj_step(m, d)\n";
}

TEST(MuJoCo, ARightScriptRuns) {
  Report r =
      look_mujoco(with_xml("<mujoco><option timestep='0.01'/><worldbody><frame pos='0 0 1'><body><freejoint/><geom "
                           "size='1'/><body><geom size='.1'/></body></body></frame>"
                           "</worldbody></mujoco>"));
  EXPECT_TRUE(r.violations.empty()) << to_human_text(r, "x", "", false);
  EXPECT_TRUE(r.runs);
}

TEST(MuJoCo, RemovedAndMisspeltMjcfIsNamed) {
  Report composite =
      look_mujoco(with_xml("<mujoco><worldbody><body><composite type='cable'/></body></worldbody></mujoco>"));
  ASSERT_EQ(composite.fatal_count(), 1);
  EXPECT_EQ(composite.violations[0].kind, "mjcf_element");
  EXPECT_EQ(composite.violations[0].cls, "drift");
  EXPECT_EQ(composite.violations[0].suggestion, "flexcomp");
  Report attribute = look_mujoco(with_xml("<mujoco><worldbody><geom siez='1'/></worldbody></mujoco>"));
  ASSERT_EQ(attribute.fatal_count(), 1);
  EXPECT_EQ(attribute.violations[0].suggestion, "size");
  EXPECT_EQ(look_mujoco(with_xml("<mujoco><worldbody></mujoco>")).violations.at(0).kind, "mjcf_syntax");
}

TEST(MuJoCo, OldNamesAreDrift) {
  Report r = look_mujoco("import mujoco\nm = mujoco.load_model_from_xml('<mujoco/>')\ns = mujoco.MjSim(m)\n");
  ASSERT_EQ(r.fatal_count(), 2);
  EXPECT_EQ(r.violations[0].cls, "drift");
  EXPECT_EQ(r.violations[0].suggestion, "MjModel.from_xml_string");
}

TEST(MuJoCo, ObjectsRefuseUnknownAttributes) {
  Report r = look_mujoco(with_xml("<mujoco/>") + "m.opt.gravitation = 1\n");
  ASSERT_EQ(r.fatal_count(), 1);
  EXPECT_EQ(r.violations[0].name, "MjOption.gravitation");
}

TEST(MuJoCo, TheOldPackageIsNamedWithItsSuccessor) {
  Report r = look_mujoco("import mujoco_py\n");
  EXPECT_EQ(r.violations.at(0).kind, "import");
  EXPECT_EQ(r.violations.at(0).suggestion, "mujoco");
}

/// Every script of the suite's references and equivalents fits the index: a violation there is a fault of the index or
/// the checker.
TEST(MuJoCo, TheSuitesOwnScriptsAreClean) {
  size_t seen = 0;
  for (const fs::path& file : list_files(source_folder() / "suites/mujoco/systems")) {
    if (file.filename() != "reference.py" && file.parent_path().filename() != "equivalents") continue;
    std::string program = read_file(file).value();
    Report r = look_mujoco(program);
    EXPECT_EQ(r.fatal_count(), 0) << to_human_text(r, file.string(), program, false);
    EXPECT_TRUE(r.steps) << file;
    ++seen;
  }
  EXPECT_GT(seen, 0u);
}

}  // namespace
}  // namespace simbench::conformance
