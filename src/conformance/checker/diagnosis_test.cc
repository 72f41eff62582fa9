// What became of a name: renamed, moved, gone since a release, or never there.
#include <gtest/gtest.h>

#include "conformance/script_case.h"

namespace simbench::conformance {
namespace {

struct Name {
  const char *name, *api, *line;
  const char *cls, *suggestion;
  const char* words = "";  ///< that the message holds
};

void PrintTo(const Name& n, std::ostream* out) {
  *out << n.name;
}

class Names : public testing::TestWithParam<Name> {};

TEST_P(Names, AreTraced) {
  std::string program = "import pychrono as chrono\nimport pychrono.vehicle as veh\nimport pychrono.fea as fea\n";
  if (std::string(GetParam().api).starts_with("mujoco")) program = kMuJoCoSteps;
  program += GetParam().line;
  Report r = check(*api_index::load_index(GetParam().api).value(), program);
  ASSERT_EQ(r.violations.size(), 1u) << to_human_text(r, "x", program, false);
  EXPECT_EQ(r.violations[0].cls, GetParam().cls) << r.violations[0].message;
  EXPECT_EQ(r.violations[0].suggestion, GetParam().suggestion) << r.violations[0].message;
  EXPECT_NE(r.violations[0].message.find(GetParam().words), std::string::npos) << r.violations[0].message;
}

const Name kNames[] = {
    {"RenamedClass", "pychrono-9.0.1", "chrono.ChVectorD(1, 2, 3)\n", "drift", "ChVector3d", "in 9.0"},
    {"RenamedMethod", "pychrono-10.0.0", "veh.SCMTerrain(chrono.ChSystemSMC()).SetPlane(chrono.ChCoordsysd())\n",
     "drift", "SetReferenceFrame", "in 10.0"},
    {"MovedToAnotherModule", "pychrono-10.0.0", "veh.ChVehicleOutput.ASCII\n", "drift", "pychrono.core.ChOutput"},
    {"RenamedFunction", "pychrono-10.0.0", "chrono.CastContactableToChBody(None)\n", "drift", "CastToChBody"},
    {"SuccessorWithOtherArguments", "pychrono-10.0.0",
     "chrono.ChTimestepperHHT(chrono.ChSystemSMC()).SetModifiedNewton(True)\n", "drift", "SetJacobianUpdateMethod",
     "takes other arguments"},
    {"GoneTwoReleasesAgo", "pychrono-10.0.0", "chrono.ChBody().GetCollisionModel().ClearModel()\n", "drift", "",
     "pychrono-8.0.0 had it; it left in 9.0.1"},
    {"RenamedToWhatIsGoneToo", "mujoco-4.0.0", "mujoco.mju_error_i('x', 1)\n", "drift", "", "removed in 4.0"},
    {"NeverThere", "pychrono-10.0.0", "chrono.ChFlyingCarpet()\n", "invented", ""},
    {"Misspelt", "pychrono-10.0.0", "chrono.ChBody().SetMasss(1)\n", "invented", "SetMass", "did you mean"},
    {"InAnotherModule", "pychrono-10.0.0", "chrono.HMMWV_Full()\n", "misplaced", "pychrono.vehicle.HMMWV_Full"},
    {"InAnotherClass", "pychrono-10.0.0", "chrono.ChSystemNSC().SetSpindleAxis()\n", "invented", ""},
};

INSTANTIATE_TEST_SUITE_P(Releases, Names, testing::ValuesIn(kNames), [](const auto& c) { return c.param.name; });

TEST(Fixes, LeaveASuccessorWithOtherArgumentsToTheAuthor) {
  std::string program =
      "import pychrono as chrono\nt = chrono.ChTimestepperHHT(chrono.ChSystemSMC())\nt.SetModifiedNewton(True)\n";
  Report r = check(*api_index::load_index("pychrono-10.0.0").value(), program);
  int count = 0;
  EXPECT_EQ(apply_fixes(program, r, &count), program);
  EXPECT_EQ(count, 0);
}

}  // namespace
}  // namespace simbench::conformance
