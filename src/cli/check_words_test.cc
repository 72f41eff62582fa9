// A requirement's check as people read it.
#include "cli/check_words.h"

#include <gtest/gtest.h>

namespace simbench::cli {
namespace {

TEST(CheckWords, KeysAreWordsAndUnitsStandBehindNumbersOfSixDigits) {
  EXPECT_EQ(check_in_words("initial_position",
                           {{"abs", 0.002}, {"of", "bob"}, {"pos_m", {0.444626186323, 0, 0.478399592978}}}),
            "initial position of bob: place [0.444626, 0, 0.4784] m, within 0.002");
  EXPECT_EQ(check_in_words("mass", {{"kg", 0.9}, {"of", "bob"}, {"rel", 0.001}}), "mass of bob: 0.9 kg, within 0.1 %");
  EXPECT_EQ(check_in_words("spring", {{"of", "spring"}, {"stiffness_N_m", 8.0}}), "spring of spring: stiffness 8 N/m");
  EXPECT_EQ(check_in_words("joint_resistance", {{"damping_N_m_s_rad", 0}, {"friction_N_m", 0.1}, {"of", "pivot"}}),
            "joint resistance of pivot: damping 0 N m s/rad, friction 0.1 N m");
  EXPECT_EQ(check_in_words("coordinate", {{"abs", 1e-9}, {"m", 0.889252123}, {"of", "bob"}}),
            "coordinate of bob: 0.889252 m")
      << "a tolerance of rounding says nothing";
  EXPECT_EQ(check_in_words("period", {{"seconds", 2.3}, {"rel", 0.01}}), "period: 2.3 s, within 1 %");
  EXPECT_EQ(check_in_words("region", {{"hi_m", {1, 2}}, {"lo_m", {0, 1}}}), "region: from [0, 1] m, to [1, 2] m");
}

TEST(CheckWords, AKeyThatIsNothingButAUnitIsReadWhole) {
  EXPECT_EQ(check_in_words("speed", {{"m_s", 3}, {"of", "bob"}}), "speed of bob: 3 m/s");
  EXPECT_EQ(check_in_words("angular_speed", {{"rad_s", 22.7}, {"of", "wheel"}}), "angular speed of wheel: 22.7 rad/s");
  EXPECT_EQ(check_in_words("gravity", {{"m_s2", 9.81}}), "gravity: 9.81 m/s²");
  EXPECT_EQ(check_in_words("gravity", {{"vector_m_s2", {0, 0, -1.62}}}), "gravity: vector [0, 0, -1.62] m/s²");
  EXPECT_EQ(check_in_words("inertia", {{"kg_m2_scalar", 0.5}}), "inertia: 0.5 kg m²");
  EXPECT_EQ(check_in_words("reaction", {{"N_m", 2}}), "reaction: 2 N m");
  EXPECT_EQ(check_in_words("fea_material", {{"Iyy_m4", 2e-6}, {"area_m2", 0.01}}),
            "fea material: Iyy 2e-06 m⁴, area 0.01 m²");
}

TEST(CheckWords, ChoicesFlagsAndTables) {
  EXPECT_EQ(check_in_words("visual", {{"collides", false}, {"shape", {"capsule", "cylinder"}}}),
            "visual: not collides, shape capsule or cylinder");
  EXPECT_EQ(check_in_words("observed_call", {{"arguments", {{"width_px", 640}}}, {"name", "f"}}),
            "observed call: arguments (width 640 px), name f");
  EXPECT_EQ(check_in_words("contact_pair", {{"between", {"block", "world"}}, {"may", false}}),
            "contact pair: between block and world, not may");
  EXPECT_EQ(check_in_words("total_mass", {{"kg", 5}, {"of", {"bob", "wheel"}}}), "total mass of bob and wheel: 5 kg");
  EXPECT_EQ(check_in_words("undamped", nullptr), "undamped");
  EXPECT_EQ(values_in_words({{"length", 1.3}, {"solver", "RK4"}}), "length = 1.3, solver = RK4");
}

}  // namespace
}  // namespace simbench::cli
