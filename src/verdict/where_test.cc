// Where a viewer is told to look: instants and objects of what isn't met, of what strays, of what has no counterpart.
#include "verdict/test_worlds.h"

namespace simbench::verdict::testing {
namespace {

const std::string kFaller = "bob = { body = \"moving\" }";

trace::Trace falling() {  // 1 m/s² along −z from rest
  return TraceBuilder()
      .until(4)
      .body({{"id", 7}},
            [](double t) { return std::array<double, 13>{0, 0, -t * t / 2, 1, 0, 0, 0, 0, 0, -t, 0, 0, 0}; })
      .build();
}

double instant_of(const std::string& check_text) {
  Json where = judge_one(check_text, kFaller, falling()).where;
  return get_number(where, "at_s").value_or(-1);
}

TEST(Where, WhatIsMetPointsNowhere) {
  EXPECT_TRUE(judge_one("kind = \"speed\", of = \"bob\", max = 10", kFaller, falling()).where.is_null());
}

TEST(Where, AnUnmetRequirementNamesWhatPlaysItsRolesAndItsFirstInstant) {
  Json where = judge_one("kind = \"speed\", of = \"bob\", max = 2.01", kFaller, falling()).where;
  EXPECT_EQ(where["objects"], Json::array({Json::array({"body", 7})}));
  EXPECT_NEAR(where["at_s"].get<double>(), 2.02, 1e-9) << "the first sample above 2.01 m/s";
}

TEST(Where, TheInstantFollowsTheStatistic) {
  EXPECT_NEAR(instant_of("kind = \"speed\", of = \"bob\", min = 9, at_s = 3"), 3, 1e-9);
  EXPECT_NEAR(instant_of("kind = \"speed\", of = \"bob\", min = 9, statistic = \"final\""), 4, 1e-9);
  EXPECT_NEAR(instant_of("kind = \"speed\", of = \"bob\", max = 2.51, statistic = \"max\""), 2.52, 1e-9);
  EXPECT_NEAR(instant_of("kind = \"speed\", of = \"bob\", min = 9, statistic = \"max\""), 4, 1e-9)
      << "never reached: where it is highest";
  EXPECT_EQ(instant_of("kind = \"speed\", of = \"bob\", min = 9, statistic = \"mean\""), -1) << "a mean has no instant";
}

TEST(Where, WhatNothingPlaysIsNowhere) {
  EXPECT_TRUE(
      judge_one("kind = \"mass\", of = \"bob\", kg = 1", "bob = { body = \"moving\", shape = \"cone\" }", falling())
          .where.is_null());
}

TEST(Where, AComparisonSaysWhatStraysFirstAndWhatHasNoCounterpart) {
  auto reference = TraceBuilder().until(4).body({{"id", 1}}, moving({}, {1, 0, 0})).build();
  auto candidate = TraceBuilder()
                       .until(4)
                       .body({{"id", 3}},
                             [](double t) {
                               double x = t < 2 ? t : 2;  // it stops on the way
                               return std::array<double, 13>{x, 0, 0, 1, 0, 0, 0, t < 2 ? 1.0 : 0, 0, 0, 0, 0, 0};
                             })
                       .body({{"id", 4}}, still({0, 9, 0}))
                       .build();
  Json scores = compare(candidate, {{reference}}, {.mode = "trajectory"}).scores;
  EXPECT_EQ(scores["unmatched"]["candidate"], Json::array({Json::array({"body", 4})}));
  EXPECT_TRUE(scores["unmatched"]["reference"].empty());
  EXPECT_EQ(scores["departs"]["objects"], Json::array({Json::array({"body", 3})}));
  double at = scores["departs"]["at_s"].get<double>();
  EXPECT_GT(at, 2) << "until then it did the same";
  EXPECT_LT(at, 2.5);
}

}  // namespace
}  // namespace simbench::verdict::testing
