// Candidates that try to pass for the reference, against a double pendulum that is really integrated: calm (all of it
// can be foretold) or wild (chaos).
#include "verdict/test_worlds.h"

namespace simbench::verdict::testing {
namespace {

struct Double {
  double angle = 0.4, lower_angle = 0.2;  // rad, from hanging straight down
  double mass = 1, lower_mass = 1;        // kg
  double gravity = 9.81, damping = 0;     // m/s², 1/s
  double dt = 1e-3, end_s = 6, sample_s = 0.02, first_sample_s = 0;
  double stops_at_s = 1e9;      // freezes there
  double teleports_at_s = 1e9;  // back to the start
  double turn = 0;              // of the whole scene about y (up), rad
  bool swapped = false;         // ids and order of the bodies
  double extra_kg = 0;          // mass of a third body that falls beside
};

using State = std::array<double, 4>;  // two angles, two rates; both rods are 1 m long

State slope(const Double& p, const State& s) {
  double m1 = p.mass, m2 = p.lower_mass, g = p.gravity, d = s[0] - s[1];
  double below = 2 * m1 + m2 - m2 * std::cos(2 * d), sq1 = s[2] * s[2], sq2 = s[3] * s[3];
  double a1 = (-g * (2 * m1 + m2) * std::sin(s[0]) - m2 * g * std::sin(s[0] - 2 * s[1]) -
               2 * std::sin(d) * m2 * (sq2 + sq1 * std::cos(d))) /
              below;
  double a2 = 2 * std::sin(d) * (sq1 * (m1 + m2) + g * (m1 + m2) * std::cos(s[0]) + sq2 * m2 * std::cos(d)) / below;
  return {s[2], s[3], a1 - p.damping * s[2], a2 - p.damping * s[3]};
}

State plus(const State& a, double h, const State& b) {
  State out{};
  for (size_t i = 0; i < 4; ++i) out[i] = a[i] + h * b[i];
  return out;
}

State step(const Double& p, const State& s) {  // Runge and Kutta's fourth order
  State k1 = slope(p, s), k2 = slope(p, plus(s, p.dt / 2, k1)), k3 = slope(p, plus(s, p.dt / 2, k2)),
        k4 = slope(p, plus(s, p.dt, k3));
  return plus(plus(s, p.dt / 6, k1), p.dt / 3, plus(plus(k2, 1, k3), 0.5, k4));
}

/// The state at t, from a table made once.
std::function<State(double)> solve(const Double& p) {
  std::vector<State> table{{p.angle, p.lower_angle, 0, 0}};
  for (double t = 0; t < p.end_s + p.dt; t += p.dt) {
    bool back = t < p.teleports_at_s && t + p.dt >= p.teleports_at_s;
    table.push_back(back                ? table.front()
                    : t >= p.stops_at_s ? State{table.back()[0], table.back()[1], 0, 0}
                                        : step(p, table.back()));
  }
  return [table, p](double t) { return table[std::min(table.size() - 1, static_cast<size_t>(std::lround(t / p.dt)))]; };
}

std::array<double, 13> bob(const Double& p, const State& s, bool lower) {
  Vec3 x{std::sin(s[0]), -std::cos(s[0]), 0}, v{s[2] * std::cos(s[0]), s[2] * std::sin(s[0]), 0};
  if (lower) {
    x = x + Vec3{std::sin(s[1]), -std::cos(s[1]), 0};
    v = v + Vec3{s[3] * std::cos(s[1]), s[3] * std::sin(s[1]), 0};
  }
  Quat yaw = rotation({0, 1, 0}, p.turn), q = yaw * rotation({0, 0, 1}, lower ? s[1] : s[0]);
  Vec3 w = rotate(yaw, {0, 0, lower ? s[3] : s[2]});
  x = rotate(yaw, x), v = rotate(yaw, v);
  return {x.x, x.y, x.z, q.w, q.x, q.y, q.z, v.x, v.y, v.z, w.x, w.y, w.z};
}

trace::Trace double_trace(const Double& p) {
  auto state = solve(p);
  TraceBuilder builder;
  builder.until(p.end_s - p.first_sample_s, p.sample_s)
      .system({{"gravity_m_s2", {0, -p.gravity, 0}}, {"step_s", p.dt}});
  auto add = [&](bool lower) {
    int id = lower == p.swapped ? 7 : 8;
    builder.body({{"id", id}, {"mass_kg", lower ? p.lower_mass : p.mass}},
                 [=](double t) { return bob(p, state(t + p.first_sample_s), lower); });
  };
  add(p.swapped), add(!p.swapped);
  int upper = p.swapped ? 8 : 7;
  builder.joint({{"id", 1}, {"bodies", {0, upper}}, {"pos_m", {0, 0, 0}}}).joint({{"id", 2}, {"bodies", {7, 8}}});
  if (p.extra_kg > 0)
    builder.body({{"id", 9}, {"mass_kg", p.extra_kg}}, [](double t) {
      return std::array<double, 13>{1, -4.9 * t * t, 0, 1, 0, 0, 0, 0, -9.8 * t, 0, 0, 0, 0};
    });
  return builder.build();
}

Double wild() {
  return {.angle = 2.2, .lower_angle = 2.8, .end_s = 30};
}
Double jittered(Double p, double by) {
  return p.angle += by, p;
}

/// The plain run, its jitter and its half step.
ReferenceTraces ensemble(const Double& p) {
  Double half = p;
  half.dt /= 2;
  return {{double_trace(p), double_trace(jittered(p, 1e-4)), double_trace(jittered(p, -1e-4)), double_trace(half)}};
}

Agreement against(const ReferenceTraces& reference, const Double& candidate, const char* mode = "trajectory") {
  return compare(double_trace(candidate), reference, {mode, Json::object()});
}

const ReferenceTraces& calm() {
  static const ReferenceTraces traces = ensemble({});
  return traces;
}

TEST(Adversaries, EquivalentsOfACalmPendulumPass) {
  struct Row {
    const char* what;
    Double candidate;
  };
  for (const Row& row : {Row{"itself", {}},
                         {"half the step", {.dt = 5e-4}},
                         {"a coarser step", {.dt = 4e-3}},
                         {"a touch of jitter", {.angle = 0.4002}},
                         {"names and order", {.swapped = true}},
                         {"sampled half as often", {.sample_s = 0.04}},
                         {"sampled at other instants", {.sample_s = 0.034, .first_sample_s = 0.011}},
                         {"twice as long", {.end_s = 12}}}) {
    Agreement agreement = against(calm(), row.candidate);
    EXPECT_TRUE(agreement.pass) << row.what << ": " << agreement.reason;
    EXPECT_GT(agreement.scores["total"].get<double>(), 0.95) << row.what << agreement.scores.dump();
  }
}

TEST(Adversaries, WrongPhysicsOfACalmPendulumFails) {
  struct Row {
    const char* what;
    Double candidate;
    const char* shows_in;  // the sub-score that is below 0.9
  };
  for (const Row& row : {Row{"lower mass 15 % up", {.lower_mass = 1.15}, "inv"},
                         {"mirrored", {.angle = -0.4, .lower_angle = -0.2}, "traj"},
                         {"turned about the vertical", {.turn = M_PI / 2}, "traj"},
                         {"a phase that runs away", {.gravity = 9.81 * 1.03}, "traj"},
                         {"damped", {.damping = 0.2}, "traj"},
                         {"starts right and freezes", {.stops_at_s = 4}, "traj"},
                         {"starts right and ends", {.end_s = 4}, "coverage"},
                         {"teleports back once", {.teleports_at_s = 3}, "traj"},
                         {"a third body of the same mass", {.extra_kg = 1}, "inv"}}) {
    Agreement agreement = against(calm(), row.candidate);
    EXPECT_FALSE(agreement.pass) << row.what << agreement.scores.dump();
    EXPECT_TRUE(agreement.decided) << row.what;
    EXPECT_LT(agreement.scores[row.shows_in].get<double>(), 0.9) << row.what << agreement.scores.dump();
    EXPECT_NE(agreement.reason.find("asked 0.9"), std::string::npos) << agreement.reason;
    for (const char* part : {"traj", "orient", "inv", "struct", "coverage", "predictable", "total"})
      EXPECT_TRUE(agreement.scores[part].is_number()) << row.what << ": " << part;
  }
}

TEST(Adversaries, AMassThatIsALittleWrongShowsInSubScoresAndFailsWhereTheTurnIsStrict) {
  // The motion of a pendulum hardly depends on its mass: requirements weigh it. A strict turn sees it in the energies.
  Json strict{{"position_rel", 0.01}, {"invariant_rel", 0.002}};
  for (const Double& heavy : {Double{.mass = 1.05, .lower_mass = 1.05}, Double{.lower_mass = 1.05}}) {
    Agreement agreement = against(calm(), heavy);
    EXPECT_LT(agreement.scores["inv"].get<double>(), 0.97);
    EXPECT_LT(agreement.scores["struct"].get<double>(), 0.995);
    Agreement strictly = compare(double_trace(heavy), calm(), {"trajectory", strict});
    EXPECT_FALSE(strictly.pass) << strictly.scores.dump();
  }
  EXPECT_TRUE(compare(double_trace({.dt = 4e-3}), calm(), {"trajectory", strict}).pass) << "numerics alone still pass";
}

TEST(Adversaries, AWildPendulumIsForetoldForAWhileAndItsStatisticsAfterwards) {
  ReferenceTraces chaos = ensemble(wild());
  Agreement equivalent = against(chaos, jittered(wild(), 5e-5));
  EXPECT_TRUE(equivalent.pass) << equivalent.reason;
  double predictable = equivalent.scores["predictable"].get<double>();
  EXPECT_GT(predictable, 0.05);
  EXPECT_LT(predictable, 0.7);
  Double moon = wild(), light = wild(), damped = wild();
  moon.gravity = 8, light.lower_mass = 0.5, damped.damping = 0.1;
  for (const Double& wrong : {moon, light, damped}) {
    Agreement agreement = against(chaos, wrong);
    EXPECT_FALSE(agreement.pass) << agreement.scores.dump();
  }
}

TEST(Adversaries, WhatCannotBeForetoldAtAllIsJudgedByItsInvariants) {
  ReferenceTraces chaos{{double_trace(wild()), double_trace(jittered(wild(), 0.5)),
                         double_trace(jittered(wild(), -0.4))}};  // as random starts would
  Agreement other = against(chaos, jittered(wild(), 0.2));
  ASSERT_LT(other.scores["predictable"].get<double>(), 0.02);
  EXPECT_TRUE(other.decided);
  EXPECT_TRUE(other.pass) << other.reason << other.scores.dump();
  EXPECT_TRUE(other.scores["traj"].is_null());
  EXPECT_NE(other.scores["reasons"]["traj"].get<std::string>().find("only its invariants"), std::string::npos);
  Double moon = wild();
  moon.gravity = 3;
  EXPECT_FALSE(against(chaos, moon).pass);
}

TEST(Adversaries, IdenticalParticlesMayChangeNames) {
  auto cloud = [](bool reversed, double fall) {
    TraceBuilder builder;
    for (int k = 0; k < 60; ++k) {
      int at = reversed ? 59 - k : k;
      builder.body({{"id", k + 1}},
                   moving({0.1 * at, 0.02 * (at % 7), 0.05 * (at % 11)}, {0, -fall * (1 + at % 5), 0}));
    }
    return builder.build();
  };
  ReferenceTraces reference{{cloud(false, 0.2)}};
  EXPECT_GT(compare(cloud(true, 0.2), reference, {"trajectory", Json::object()}).scores["total"].get<double>(), 0.999);
  EXPECT_FALSE(compare(cloud(true, 0.3), reference, {"trajectory", Json::object()}).pass);
}

TEST(Adversaries, AFastWheelSampledAtOtherInstantsTurnsAlike) {
  auto wheel = [](double sample_s, double omega) {
    return TraceBuilder().until(5, sample_s).body({{"id", 1}}, moving({}, {}, omega)).build();
  };
  ReferenceTraces reference{{wheel(0.02, 60)}};
  EXPECT_GT(compare(wheel(0.05, 60), reference, {"trajectory", Json::object()}).scores["orient"].get<double>(), 0.999)
      << "three radians between two samples";
  EXPECT_FALSE(compare(wheel(0.05, -60), reference, {"trajectory", Json::object()}).pass);
}

TEST(Adversaries, AStillReferenceDecidesNothing) {
  auto floor = TraceBuilder().build();
  Agreement agreement = compare(double_trace({}), {{floor}}, {"trajectory", Json::object()});
  EXPECT_FALSE(agreement.decided);
  EXPECT_NE(agreement.reason.find("nothing moves"), std::string::npos);
}

TEST(Adversaries, EnergyThatNobodyTellsDecidesNothing) {
  Agreement agreement = compare(double_trace({}), calm(), {"trajectory", {{"conservative", true}}});
  EXPECT_FALSE(agreement.pass);
  EXPECT_FALSE(agreement.decided) << agreement.reason;
}

TEST(Converged, AHalfStepThatEndsEarlyOrAChaosIsRefused) {
  suite::Comparison comparison{"trajectory", Json::object()};
  ReferenceTraces jitter{{double_trace({}), double_trace(jittered({}, 1e-4))}};
  EXPECT_TRUE(reference_is_converged(jitter, double_trace({.dt = 5e-4}), comparison).converged);
  Convergence died = reference_is_converged(jitter, double_trace({.dt = 5e-4, .end_s = 0.3}), comparison);
  EXPECT_FALSE(died.converged);
  EXPECT_NE(died.reason.find("ends at 0.3 s"), std::string::npos) << died.reason;
  ReferenceTraces chaos{{double_trace(wild()), double_trace(jittered(wild(), 0.5))}};
  Convergence wild_one = reference_is_converged(chaos, double_trace(wild()), comparison);
  EXPECT_FALSE(wild_one.converged);
  EXPECT_NE(wild_one.reason.find("not predictable"), std::string::npos) << wild_one.reason;
}

}  // namespace
}  // namespace simbench::verdict::testing
