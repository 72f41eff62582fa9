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
  EXPECT_NEAR(instant_of("kind = \"speed\", of = \"bob\", max = 2.01, from_s = 1, statistic = \"mean\""), 2.02, 1e-9)
      << "the first sample that its mean should not be";
  EXPECT_EQ(instant_of("kind = \"speed\", of = \"bob\", min = 9, statistic = \"std\""), -1)
      << "a spread has no instant";
}

TEST(Where, ARangeIsMissedWhereItGetsTooLargeAndWhatShouldEverBeWhereItWasNearest) {
  EXPECT_NEAR(instant_of("kind = \"speed\", of = \"bob\", max = 2.01, statistic = \"range\""), 2.02, 1e-9);
  EXPECT_NEAR(instant_of("kind = \"speed\", of = \"bob\", min = 9, statistic = \"range\""), 4, 1e-9);
  EXPECT_NEAR(instant_of("kind = \"speed\", of = \"bob\", min = 9, until_s = 3, statistic = \"ever\""), 3, 1e-9);
}

TEST(Where, ARunThatEndedBeforeWhatIsAskedAboutPointsToItsEnd) {
  EXPECT_NEAR(instant_of("kind = \"simulated_time\", s = 9"), 4, 0.011);
  EXPECT_NEAR(instant_of("kind = \"at_rest\", of = \"bob\", max = 10, from_s = 8"), 4, 0.011);
}

TEST(Where, AnOscillationPointsToTheEndOfTheFirstPeriodThatIsOff) {
  auto swings = [](double period_s, double growth) {
    return TraceBuilder()
        .until(8)
        .body({{"id", 7}},
              [=](double t) {  // two periods of 1 s, then others
                double phase = t < 2 ? t : 2 + (t - 2) / period_s, size = t < 2.25 ? 1 : growth;
                return std::array<double, 13>{size * std::sin(2 * M_PI * phase), 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0};
              })
        .build();
  };
  auto at = [](const char* check, const trace::Trace& trace) {
    return get_number(judge_one(std::string(check) + ", of = \"bob\", coordinate = \"x\"", kFaller, trace).where,
                      "at_s")
        .value_or(-1);
  };
  EXPECT_NEAR(at("kind = \"period\", seconds = 1, rel = 0.01", swings(1.5, 1)), 2.75, 0.03)
      << "half a period of 1 s, half of 1.5 s";
  EXPECT_NEAR(at("kind = \"period\", seconds = 20, rel = 0.01", swings(1, 1)), 1, 0.6) << "the first";
  EXPECT_NEAR(at("kind = \"decay\", ratio = 1, rel = 0.01", swings(1, 0.5)), 2.75, 0.1);
}

TEST(Where, BudgetsRegionsAndPathsPointToTheInstantAtWhichTheyAreLeft) {
  EXPECT_NEAR(
      instant_of("kind = \"stays_on_path\", of = \"bob\", path = \"plane\", axis = [0, 0, 1], center_m = [0, 0, 0], "
                 "abs = 2.01"),
      2.02, 0.011);
  EXPECT_NEAR(instant_of("kind = \"region\", of = \"bob\", lo_m = [-1, -1, -4.51], hi_m = [1, 1, 1]"), 3.02, 0.011);
  EXPECT_NEAR(instant_of("kind = \"at_rest\", of = \"bob\", max = 0.51"), 0.52, 1e-9);
  EXPECT_NEAR(instant_of("kind = \"momentum\", of = \"bob\", rel = 0.5025"), 2.02, 1e-9);
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
