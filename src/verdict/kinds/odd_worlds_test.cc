// Worlds that are odd: numbers that are none, bodies that come late, empty censuses, vehicles that carry sensors.
#include "verdict/test_worlds.h"

namespace simbench::verdict::testing {
namespace {

const char* kBob = "bob = { body = \"moving\" }\n";

Motion until_nan(double t_nan) {
  return [=](double t) {
    auto s = moving({0, 1, 0}, {0, 2, 0})(t);
    if (t > t_nan + 0.01) s.fill(std::nan(""));
    return s;
  };
}

TEST(OddWorlds, WhatFollowsANumberThatIsNoneIsNoMotion) {
  auto diverged = TraceBuilder().body({{"id", 1}}, until_nan(1.2)).build();
  std::string height = "kind = \"coordinate\", of = \"bob\", axis = [0, 1, 0], min = -100";
  RequirementResult late = judge_one(height + ", at_s = 3", kBob, diverged);
  EXPECT_EQ(late.met, false);
  EXPECT_TRUE(late.value.is_null()) << "no number may stand for one that isn't there";
  EXPECT_NE(late.reason.find("last finite sample is at 1.2 s"), std::string::npos) << late.reason;
  EXPECT_EQ(judge_one(height + ", until_s = 3", kBob, diverged).met, false);
  EXPECT_EQ(judge_one(height + ", at_s = 1", kBob, diverged).met, true) << "up to there it is a motion";
  auto never = TraceBuilder().body({{"id", 1}}, until_nan(-1)).build();
  EXPECT_EQ(judge_one(height, kBob, never).met, false);
  // another body's NaN ends the motion of the whole
  auto neighbour = TraceBuilder().body({{"id", 1}}, still({})).body({{"id", 2}}, until_nan(1.2)).build();
  EXPECT_EQ(judge_one(height + ", at_s = 3", kBob, neighbour).met, false);
}

TEST(OddWorlds, ADivergedCandidateDoesNotAgreeWithTheReference) {
  auto reference = TraceBuilder().body({{"id", 1}}, moving({0, 1, 0}, {0, 2, 0})).build();
  auto diverged = TraceBuilder().body({{"id", 1}}, until_nan(1.2)).build();
  for (const char* mode : {"trajectory", "invariants"}) {
    Agreement agreement = compare(diverged, {{reference}}, {mode, Json::object()});
    EXPECT_FALSE(agreement.pass);
    EXPECT_NEAR(agreement.scores["coverage"].get<double>(), 0.25, 0.03);
  }
}

/// Ball `id` drops at time `id`, from x = id on, and has no samples before.
trace::Trace emitter(int count, double speed) {
  TraceBuilder builder;
  for (int id = 1; id <= count; ++id) {
    Motion motion = [=](double t) {
      auto s = moving({double(id), 0, 0}, {0, -speed, 0})(t - id);
      return s;
    };
    builder.body({{"id", id}, {"created_s", id}, {"pos_m", {id, 0, 0}}}, motion);
  }
  trace::Trace all = builder.build();
  // cut into segments, each with the blocks of those that have been created
  trace::Trace out = all;
  out.segments.clear();
  const trace::Segment& whole = all.segments[0];
  for (size_t row = 0; row < whole.size(); ++row) {
    double t = whole.values[row * whole.stride];
    auto alive = static_cast<size_t>(std::clamp(std::floor(t + 1e-9), 0.0, double(count)));
    if (out.segments.empty() || out.segments.back().blocks.size() != alive) {
      trace::Segment next;
      next.blocks.assign(whole.blocks.begin(), whole.blocks.begin() + static_cast<ptrdiff_t>(alive));
      next.stride = 1 + 13 * alive;
      out.segments.push_back(next);
    }
    auto first = whole.values.begin() + static_cast<ptrdiff_t>(row * whole.stride);
    out.segments.back().values.insert(out.segments.back().values.end(), first,
                                      first + static_cast<ptrdiff_t>(1 + 13 * alive));
  }
  return out;
}

TEST(OddWorlds, BodiesThatComeLaterAreComparedFromThenOn) {
  ReferenceTraces model{{emitter(3, 1)}};
  for (const char* mode : {"trajectory", "invariants"}) {
    Agreement same = compare(emitter(3, 1), model, {mode, Json::object()});
    EXPECT_GT(same.scores["total"].get<double>(), 0.999) << mode << same.scores.dump();
    EXPECT_FALSE(compare(emitter(3, 1.3), model, {mode, Json::object()}).pass) << mode;
    EXPECT_FALSE(compare(emitter(2, 1), model, {mode, Json::object()}).pass) << mode;
  }
}

TEST(OddWorlds, WhatIsNotThereYetIsNotJudged) {
  auto trace = emitter(3, 1);
  EXPECT_EQ(judge_one("kind = \"region\", lo_m = [0, -2, -1], hi_m = [2.5, 1, 1], until_s = 2.9", kBob, trace).met,
            true)
      << "the third ball lies outside, but comes at 3 s";
  EXPECT_EQ(judge_one("kind = \"region\", lo_m = [0, -9, -1], hi_m = [2.5, 1, 1]", kBob, trace).met, false);
  EXPECT_EQ(judge_one("kind = \"at_rest\", max = 2, until_s = 1.5", kBob, trace).met, true);
  EXPECT_EQ(judge_one("kind = \"at_rest\", max = 2, until_s = 0.5", kBob, trace).met, false)
      << "nothing is there at all";
}

TEST(OddWorlds, AnEmptyCensusMeetsNothingAndCrashesNothing) {
  trace::Trace empty;
  trace::Trace hostile = TraceBuilder().build();
  hostile.censuses = {Json{{"when", "first_step"},
                           {"system", 7},
                           {"bodies", {{{"id", "x"}}, 3}},
                           {"joints", "none"},
                           {"meshes", {{{"id", 1}, {"material", 5}}}}}};
  for (const trace::Trace* trace : {&empty, &hostile})
    for (const char* text :
         {"kind = \"mass\", of = \"bob\", kg = 1", "kind = \"gravity\", m_s2 = 9.81", "kind = \"body_count\", min = 1",
          "kind = \"energy_drift\", rel = 1", "kind = \"at_rest\", max = 1", "kind = \"simulated_time\", min = 0.1",
          "kind = \"momentum\", rel = 1", "kind = \"contact\", happens = true",
          "kind = \"visual\", request = \"camera\""}) {
      if (trace == &hostile && std::string_view(text).find("simulated_time") != std::string_view::npos) continue;
      RequirementResult result = judge_one(text, kBob, *trace);
      EXPECT_NE(result.met, true) << text;
      EXPECT_FALSE(result.reason.empty()) << text;
    }
  EXPECT_NE(judge_one("kind = \"fea_material\", of = \"m\", poisson = 0.3", "m = { mesh = \"any\" }", hostile).met,
            true);
}

TEST(OddWorlds, AStaticSolveAloneIsJudgedByItsOneSample) {
  auto solved = TraceBuilder().until(0).body({{"id", 1}}, still({0, -0.1, 0})).end({{"sim_time_s", 0}}).build();
  EXPECT_EQ(
      judge_one("kind = \"coordinate\", of = \"bob\", axis = [0, 1, 0], statistic = \"final\", m = -0.1", kBob, solved)
          .met,
      true);
  EXPECT_EQ(judge_one("kind = \"coordinate\", of = \"bob\", axis = [0, 1, 0], at_s = 1, m = -0.1", kBob, solved).met,
            false);
  EXPECT_EQ(judge_one("kind = \"period\", of = \"bob\", seconds = 1", kBob, solved).met, false);
  Agreement same = compare(solved, {{solved}}, {"trajectory", Json::object()});
  EXPECT_TRUE(same.pass) << same.scores.dump();
}

/// Two cars, the second slower, with an accelerometer on its chassis.
trace::Trace two_cars(double second_speed) {
  TraceBuilder builder;
  for (int k = 0; k < 2; ++k) {
    builder.body({{"id", 10 + k}}, moving({0, 5.0 * k, 1}, {k == 0 ? 9 : second_speed, 0, 0}));
    builder.object("vehicles", {{"id", k + 1},
                                {"model", k == 0 ? "Sedan" : "HMMWV"},
                                {"chassis_body", 10 + k},
                                {"init_pos_m", {0, 5 * k, 0.5}},
                                {"wheel_bodies", Json::array()}});
  }
  builder.object("sensors", {{"id", 1}, {"type", "gps"}, {"body", 11}, {"rate_Hz", 10}});
  builder.block("sensor", 1, 3, [=](double t) { return std::vector<double>{second_speed * t, 5, 1}; });
  return builder.build();
}

TEST(OddWorlds, OfSeveralVehiclesTheOneThatFitsBestIsJudgedThroughout) {
  suite::Turn turn = turn_from(R"([roles]
car = { vehicle = "any" }
gps = { sensor = "gps", on = "car" }
[[requirement]]
check = { kind = "vehicle_speed", of = "car", min = 4, max = 6 }
[[requirement]]
check = { kind = "vehicle", of = "car", model = "HMMWV*" }
[[requirement]]
check = { kind = "initial_position", of = "car", pos_m = [0, 5, 0.5], abs = 1e-3 }
[[requirement]]
check = { kind = "sensor", of = "gps", parent = "car", rate_Hz = 10 }
[[requirement]]
check = { kind = "sensor_tracks", of = "gps", body = "car", quantity = "position", abs = 0.5 }
)");
  for (const suite::Requirement& requirement : turn.requirements)
    EXPECT_EQ(join(check_kind(requirement, turn.roles), "\n"), "");
  trace::Trace right = two_cars(5), fast = two_cars(7);
  for (const RequirementResult& result : evaluate(turn, {nullptr, &right, "x"}))
    EXPECT_EQ(result.met, true) << result.reason;
  EXPECT_EQ(evaluate(turn, {nullptr, &fast, "x"})[0].met, false);
  trace::Trace mirrored = two_cars(5);  // a track of the same length from the origin, in another place
  for (size_t row = 0; row < mirrored.segments[0].size(); ++row) {
    trace::Segment& segment = mirrored.segments[0];
    segment.values[row * segment.stride + segment.blocks.back().offset + 1] = -5;
  }
  RequirementResult astray = evaluate(turn, {nullptr, &mirrored, "x"})[4];
  EXPECT_EQ(astray.met, false);
  EXPECT_EQ(astray.value, 10.0);
}

TEST(OddWorlds, AnActuatorIsNoJointToCount) {
  auto driven =
      TraceBuilder().body({{"id", 1}}, still({})).joint({{"id", 1}}).joint({{"id", 2}, {"type", "actuator"}}).build();
  EXPECT_EQ(judge_one("kind = \"joint_count\", equals = 1", kBob, driven).met, true);
  EXPECT_EQ(judge_one("kind = \"joint_count\", type = \"actuator\", equals = 1", kBob, driven).met, true);
}

TEST(OddWorlds, AMotorOfAnyFunctionIsAMotor) {
  Json ramp{{"motor", {{"quantity", "speed"}, {"function", {{"type", "custom"}, {"at", Json::object()}}}}}};
  auto with = [](Json params) {
    return TraceBuilder().body({{"id", 1}}, still({})).joint({{"id", 1}, {"params", params}}).build();
  };
  std::string roles = std::string(kBob) + "pivot = { joint = \"any\", between = [\"bob\", \"world\"] }";
  expect_tells_apart("kind = \"motor\", of = \"pivot\", quantity = \"speed\"", with(ramp), with(Json::object()), roles);
}

}  // namespace
}  // namespace simbench::verdict::testing
