#include "verdict/test_worlds.h"

namespace simbench::verdict::testing {
namespace {

const char* kMotionRoles = R"(bob = { body = "moving", order = "first", axis = [0, 1, 0] }
wheel = { body = "moving" }
anchor = { body = "fixed" }
pivot = { joint = "any", between = ["bob", "anchor"] }
)";

TraceBuilder with(Motion motion) {
  return TraceBuilder().body({{"id", 1}}, std::move(motion)).joint({{"id", 1}});
}
trace::Trace run(Motion motion) {
  return with(std::move(motion)).build();
}

/// Two bodies turning about z, the first (bob) below.
trace::Trace two_wheels(double a, double b) {
  return TraceBuilder()
      .body({{"id", 1}}, moving({0, -1, 0}, {}, a))
      .body({{"id", 2}}, moving({0, 1, 0}, {}, b))
      .joint({{"id", 1}})
      .build();
}

TEST(MotionKinds, CoordinateAtATimeFinallyAndAlways) {
  auto up = run(moving({0, 1, 0}, {0, 2, 0})), down = run(moving({0, 1, 0}, {0, -2, 0}));
  expect_tells_apart("kind = \"coordinate\", of = \"bob\", axis = [0, 1, 0], m = 3, abs = 0.01, at_s = 1.0", up, down,
                     kMotionRoles);
  expect_tells_apart("kind = \"coordinate\", of = \"bob\", axis = [0, 1, 0], m = 11, abs = 0.05, statistic = \"final\"",
                     up, down, kMotionRoles);
  expect_tells_apart("kind = \"coordinate\", of = \"bob\", axis = [0, 1, 0], min = 0.9", up, down, kMotionRoles);
  expect_tells_apart("kind = \"coordinate\", of = \"bob\", axis = [0, 1, 0], statistic = \"change\", min = 9", up, down,
                     kMotionRoles);
}

TEST(MotionKinds, ARunThatEndsBeforeTheInstantDoesNotMeetIt) {
  auto early = with(moving({0, 1, 0}, {0, 2, 0})).until(0.5).build();
  RequirementResult result = judge_one(
      "kind = \"coordinate\", of = \"bob\", axis = [0, 1, 0], at_s = 1, min = -100, max = 100", kMotionRoles, early);
  EXPECT_EQ(result.met, false);
  EXPECT_NE(result.reason.find("ended at 0.5 s"), std::string::npos) << result.reason;
  result = judge_one("kind = \"at_rest\", of = \"bob\", max = 100, until_s = 4", kMotionRoles, early);
  EXPECT_EQ(result.met, false);
}

TEST(MotionKinds, OneInstantIsInterpolatedBetweenSamples) {
  auto trace = run(moving({0, 1, 0}, {0, 2, 0}));
  EXPECT_EQ(judge_one("kind = \"coordinate\", of = \"bob\", axis = [0, 1, 0], m = 3.02, abs = 1e-6, at_s = 1.01",
                      kMotionRoles, trace)
                .met,
            true);
}

TEST(MotionKinds, DistanceBetweenTwoBodies) {
  auto pair = [](double apart) {
    return TraceBuilder().body({{"id", 1}}, still({0, 0, 0})).body({{"id", 2}}, still({0, apart, 0})).build();
  };
  expect_tells_apart("kind = \"distance\", between = [\"bob\", \"wheel\"], m = 2, abs = 1e-3", pair(2), pair(2.1),
                     kMotionRoles);
}

TEST(MotionKinds, SpeedAndAngularSpeed) {
  expect_tells_apart("kind = \"speed\", of = \"bob\", axis = [1, 0, 0], statistic = \"mean\", m_s = 3, rel = 0.01",
                     run(moving({}, {3, 0, 0})), run(moving({}, {-3, 0, 0})), kMotionRoles);
  expect_tells_apart("kind = \"angular_speed\", of = \"bob\", axis = [0, 0, 1], rad_s = 6, rel = 0.01",
                     run(moving({}, {}, 6)), run(moving({}, {}, -6)), kMotionRoles);
}

TEST(MotionKinds, AnAngleCountsFullTurns) {
  auto trace = run(moving({}, {}, 10));
  expect_tells_apart("kind = \"angle\", of = \"bob\", axis = [0, 0, 1], rad = 50, rel = 1e-3, statistic = \"final\"",
                     trace, run(moving({}, {}, 1)), kMotionRoles);
  auto fast = with(moving({}, {}, 200)).until(1, 0.05).build();  // 10 rad between samples: more than a turn
  EXPECT_EQ(judge_one("kind = \"angle\", of = \"bob\", axis = [0, 0, 1], rad = 200, rel = 1e-3, statistic = \"final\"",
                      kMotionRoles, fast)
                .met,
            true);
}

TEST(MotionKinds, AGearHasItsSignedRatio) {
  std::string text =
      "kind = \"speed_ratio\", of = [\"bob\", \"wheel\"], axes = [[0, 0, 1], [0, 0, 1]], ratio = -2, rel = 0.01";
  expect_tells_apart(text, two_wheels(-4, 2), two_wheels(4, 2), kMotionRoles);
  EXPECT_EQ(judge_one(text, kMotionRoles, two_wheels(0, 0)).met, false) << "nothing turns";
}

TEST(MotionKinds, RestIsASpeedOverAWindow) {
  Motion stops = [](double t) {
    auto s = still({})(t);
    s[7] = std::exp(-3 * t);
    return s;
  };
  expect_tells_apart("kind = \"at_rest\", of = \"bob\", max = 0.01, from_s = 3", run(stops),
                     run(moving({}, {0.5, 0, 0})), kMotionRoles);
}

TEST(MotionKinds, ARegionHoldsAllMovingBodiesOrThoseNamed) {
  auto two = [](Vec3 second) {
    return TraceBuilder()
        .body({{"id", 1}}, still({0.1, 0, 0.2}))
        .body({{"id", 2}}, moving({0, 0, 0.9}, second))
        .build();
  };
  std::string box = "kind = \"region\", lo_m = [-0.5, -0.5, 0], hi_m = [0.5, 0.5, 1]";
  expect_tells_apart(box, two({0, 0, 0}), two({0, 0, -0.2}), kMotionRoles);
  expect_tells_apart(box + ", from_s = 4", two({0.09, 0, 0}), two({0, 0.13, 0}), kMotionRoles);
  EXPECT_EQ(judge_one(box + ", when = \"created\"", kMotionRoles, two({0, 0, -9})).met, true);
  EXPECT_EQ(judge_one(box + ", of = \"bob\"", "bob = { body = \"moving\" }", two({0, 0, -9})).met, true);
  EXPECT_EQ(judge_one(box + ", from_s = 7", kMotionRoles, two({0, 0, 0})).met, false);
  EXPECT_EQ(judge_one(box, kMotionRoles, TraceBuilder().build()).met, false);
}

TEST(MotionKinds, WhatARequirementReadsOverTimeCanBeDrawn) {
  auto trace = run(moving({0, 1, 0}, {0, 2, 0}));
  suite::Turn turn;
  turn.roles = {{"bob", {{"body", "moving"}}}, {"gone", {{"mesh", "any"}}}};
  auto ask = [&](std::string id, std::string kind, Json parameters) {
    suite::Requirement requirement;
    requirement.id = std::move(id), requirement.kind = std::move(kind), requirement.parameters = std::move(parameters);
    turn.requirements.push_back(std::move(requirement));
  };
  ask("mass", "mass", {{"of", "bob"}, {"kg", 1}});
  ask("height", "coordinate", {{"of", "bob"}, {"axis", {0, 1, 0}}, {"m", 3.0}, {"abs", 0.1}, {"at_s", 1}});
  ask("node", "node_position", {{"of", "gone"}, {"m", 3.0}});
  std::vector<Reading> seen = readings(turn, {nullptr, &trace, ""});
  ASSERT_EQ(seen.size(), 1u) << "a mass is no curve, and nothing plays the other role";
  EXPECT_EQ(seen[0].requirement, 1u);
  EXPECT_EQ(seen[0].unit_key, "m");
  EXPECT_EQ(seen[0].expected, 3.0);
  EXPECT_DOUBLE_EQ(seen[0].tolerance, 0.1);
  ASSERT_EQ(seen[0].t_s.size(), trace.sample_count()) << "the whole run, not the instant that is asked for";
  EXPECT_DOUBLE_EQ(seen[0].value.front(), 1);
  EXPECT_NEAR(seen[0].value.back(), 11, 1e-9);
}

TEST(MotionKinds, ThePathIsACircleAboutThePivot) {
  std::string text =
      "kind = \"stays_on_path\", of = \"bob\", path = \"circle\", about = \"pivot\", axis = [0, 0, 1], radius_m = 1.5, "
      "abs = 0.01";
  expect_tells_apart(text, run(swinging(1.5, 1, 2)), run(swinging(1.4, 1, 2)), kMotionRoles);
  expect_tells_apart("kind = \"stays_on_path\", of = \"bob\", path = \"line\", axis = [0, 1, 0], abs = 0.01",
                     run(moving({1, 0, 0}, {0, 2, 0})), run(moving({1, 0, 0}, {0.1, 2, 0})), kMotionRoles);
}

TEST(OscillationKinds, APendulumHasItsPeriodInEveryCoordinate) {
  double w = 2 * M_PI / 1.6;
  auto good = run(swinging(1.5, 0.2, w)), bad = run(swinging(1.5, 0.2, 1.1 * w));
  for (const char* coordinate : {"\"principal\"", "\"x\"", "[1, 0, 0]", "\"angle about pivot\""})
    expect_tells_apart(
        fmt::format("kind = \"period\", of = \"bob\", coordinate = {}, seconds = 1.6, rel = 0.005", coordinate), good,
        bad, kMotionRoles);
}

TEST(OscillationKinds, HalfASwingHasNoPeriod) {
  RequirementResult result = judge_one("kind = \"period\", of = \"bob\", seconds = 20, rel = 0.5", kMotionRoles,
                                       run(swinging(1.5, 0.2, 2 * M_PI / 20)));
  EXPECT_EQ(result.met, false);
  EXPECT_NE(result.reason.find("less than one whole period"), std::string::npos);
}

TEST(OscillationKinds, DampingShowsFromOnePeriodToTheNext) {
  double w = 2 * M_PI, d = 0.3;  // per period e^-0.3 = 0.741
  expect_tells_apart("kind = \"decay\", of = \"bob\", coordinate = \"x\", ratio = 0.741, rel = 0.02",
                     run(swinging(1, 0.1, w, d)), run(swinging(1, 0.1, w, 0.1)), kMotionRoles);
}

TEST(MotionKinds, TheLongestEpisodeIsJudged) {
  trace::Trace trace = run(moving({0, 1, 0}, {0, 2, 0}));
  trace::Trace warm_up = with(moving({0, 1, 0}, {0, -9, 0})).until(1).build();
  auto& values = trace.segments[0].values;
  values.insert(values.begin(), warm_up.segments[0].values.begin(), warm_up.segments[0].values.end());
  EXPECT_EQ(judge_one("kind = \"coordinate\", of = \"bob\", axis = [0, 1, 0], min = 0.9", kMotionRoles, trace).met,
            true);
}

}  // namespace
}  // namespace simbench::verdict::testing
