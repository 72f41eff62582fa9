// Every kind that reads numbers over time, against a closed form: the damped oscillation
//   x(t) = c + A e^(−γt) cos(ωt + φ)
// with amplitudes, offsets, damping, few cycles and coarse samples. The errors allowed here are those that
// docs/format/requirements.md states ("How exact readings are").
#include "verdict/series.h"
#include "verdict/test_worlds.h"

namespace simbench::verdict::testing {
namespace {

struct Damped {
  double amplitude = 1, offset = 0, ratio = 1, period_s = 1.7952, phase = 0;
  double omega() const { return 2 * M_PI / period_s; }
  double gamma() const { return -std::log(ratio) / period_s; }
  double size(double t) const { return amplitude * std::exp(-gamma() * t); }
  double x(double t) const { return offset + size(t) * std::cos(omega() * t + phase); }
  double rate(double t) const {
    return -size(t) * (gamma() * std::cos(omega() * t + phase) + omega() * std::sin(omega() * t + phase));
  }
};

constexpr const char* kExactRoles = R"(bob = { body = "moving" }
other = { body = "fixed" }
pivot = { joint = "any", between = ["bob", "other"] }
beam = { mesh = "any" }
tip = { node = "farthest_from", point_m = [0, 0, 0], mesh = "beam" }
car = { vehicle = "any" }
rover = { robot = "any" }
meter = { sensor = "any" }
)";

/// A world in which everything that can be read follows `x` (and its rate).
trace::Trace world_of(const Damped& d, double end_s, double step_s) {
  auto follow = [d](size_t width) {
    return [d, width](double t) {
      std::vector<double> out(width, 0.0);
      out[0] = d.x(t);
      return out;
    };
  };
  Motion motion = [d](double t) {
    double angle = d.x(t) / 2;
    return std::array<double, 13>{d.x(t), 0, 0, std::cos(angle), 0, 0, std::sin(angle), d.rate(t), 0,
                                  0,      0, 0, d.rate(t)};
  };
  auto two = [d](double t) { return std::vector<double>{d.x(t), d.rate(t)}; };
  return TraceBuilder()
      .until(end_s, step_s)
      .body({{"id", 1}}, motion)
      .joint({{"id", 1}, {"params", {{"motor", {{"quantity", "angle"}}}}}})
      .block("joint", 1, 2, two)
      .block("energy", 0, 3,
             [d](double t) {
               return std::vector<double>{d.x(t), 0, 0};
             })
      .block("contact_force", 1, 4, follow(4))
      .block("reaction", 1, 6, follow(6))
      .object("meshes", {{"id", 1}, {"node_ids", {5}}, {"node_pos_m", {{1, 0, 0}}}})
      .block("node", 5, 6, follow(6), 1)
      .object("vehicles", {{"id", 1}, {"chassis_body", 1}})
      .block("driver", 1, 3, follow(3))
      .block("vehicle", 1, 2,
             [d](double t) {
               return std::vector<double>{d.x(t), d.x(t)};
             })
      .object("robots", {{"id", 1}, {"chassis_body", 1}, {"commands", {"left"}}})
      .block("wheel", 1, 1, follow(1))
      .object("sensors", {{"id", 1}, {"type", "framepos"}, {"body", 1}})
      .block("sensor", 1, 3, follow(3))
      .build();
}

/// What a check reads.
double read(const std::string& check_text, const trace::Trace& trace) {
  RequirementResult result = judge_one(check_text, kExactRoles, trace);
  EXPECT_TRUE(result.value.is_number()) << check_text << ": " << result.reason;
  return result.value.is_number() ? result.value.get<double>() : std::nan("");
}

constexpr const char* kOfBob = "of = \"bob\", coordinate = \"x\"";

TEST(Exactness, PeriodAndDecayOfADampedHarmonicMotion) {
  for (double ratio : {1.0, 0.8, 0.4076, 0.1})
    for (double offset : {0.0, -50.0})
      for (double cycles : {1.1, 2.7853, 5.5706})
        for (double samples : {10.0, 40.0})
          for (double phase : {0.0, 1.0}) {
            Damped d{0.7, offset, ratio, 1.7952, phase};
            trace::Trace trace = world_of(d, cycles * d.period_s, d.period_s / samples);
            std::string which = fmt::format("ratio {} offset {} cycles {} samples {}", ratio, offset, cycles, samples);
            double period_s = read(fmt::format("kind = \"period\", {}, seconds = 1", kOfBob), trace);
            EXPECT_NEAR(period_s, d.period_s, 1e-5 * d.period_s) << which;
            EXPECT_NEAR(read(fmt::format("kind = \"decay\", {}, ratio = 1", kOfBob), trace), ratio, 1e-5) << which;
          }
}

TEST(Exactness, TheMassSpringDamperReadsRightOverFiveAndOverTenSeconds) {
  Damped d{0.25, -0.4, 0.4076, 1.7952, 0.3};
  for (double end_s : {5.0, 10.0}) {
    trace::Trace trace = world_of(d, end_s, 0.02);
    EXPECT_EQ(
        judge_one(fmt::format("kind = \"period\", {}, seconds = 1.7952, rel = 1e-4", kOfBob), kExactRoles, trace).met,
        true);
    EXPECT_EQ(
        judge_one(fmt::format("kind = \"decay\", {}, ratio = 0.4076, rel = 1e-4", kOfBob), kExactRoles, trace).met,
        true);
  }
}

TEST(Exactness, AStatedEquilibriumIsTakenAsItIs) {
  Damped d{0.7, 2, 0.5};
  trace::Trace trace = world_of(d, 1.2 * d.period_s, 0.02);
  EXPECT_NEAR(read(fmt::format("kind = \"period\", {}, about = 2, seconds = 1", kOfBob), trace), d.period_s, 1e-5);
  EXPECT_EQ(judge_one("kind = \"period\", of = \"bob\", about = 2, seconds = 1", kExactRoles, trace).met, std::nullopt)
      << "the direction of the largest swing has no sign";
}

TEST(Exactness, LargeSwingsAreNoSineAndReadTheirOwnPeriod) {
  // θ'' = −k sin θ from θ0 at rest: T = 4 K(sin(θ0/2)) / √k; a mathematical pendulum at 2 rad
  double k = 4, angle = 2.0, rate = 0, dt = 1e-4, m = std::sin(1.0);
  std::vector<double> angles{angle};
  for (int i = 0; i < 80000; ++i) {
    rate -= 0.5 * dt * k * std::sin(angle), angle += dt * rate, rate -= 0.5 * dt * k * std::sin(angle);
    angles.push_back(angle);
  }
  double a = 1, g = std::sqrt(1 - m * m);  // K by the arithmetic-geometric mean
  for (int i = 0; i < 20; ++i) std::tie(a, g) = std::pair{(a + g) / 2, std::sqrt(a * g)};
  double exact = 4 * (M_PI / (2 * a)) / std::sqrt(k);
  auto swing = [angles](double t) {
    double x = angles[std::min(angles.size() - 1, static_cast<size_t>(std::lround(t / 1e-4)))];
    return std::array<double, 13>{x, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0};
  };
  trace::Trace trace = TraceBuilder().until(8, 0.05).body({{"id", 1}}, swing).build();
  EXPECT_NEAR(read(fmt::format("kind = \"period\", {}, seconds = 1", kOfBob), trace), exact, 1e-3 * exact);
  EXPECT_NEAR(read(fmt::format("kind = \"decay\", {}, ratio = 1", kOfBob), trace), 1, 0.01);
}

TEST(Exactness, DryFrictionLosesTheSameAmplitudeEachSwing) {
  // 1 − 0.1 n at the n-th turn: no damped harmonic motion, but its period is that of the free one
  auto slide = [](double t) {
    double half = std::floor(t), size = 1 - 0.1 * half - 0.05, centre = (std::fmod(half, 2) == 0 ? 1 : -1) * 0.05;
    return std::array<double, 13>{centre + (std::fmod(half, 2) == 0 ? 1 : -1) * size * std::cos(M_PI * (t - half)),
                                  0,
                                  0,
                                  1,
                                  0,
                                  0,
                                  0,
                                  0,
                                  0,
                                  0,
                                  0,
                                  0,
                                  0};
  };
  trace::Trace trace = TraceBuilder().until(6.5, 0.05).body({{"id", 1}}, slide).build();
  EXPECT_NEAR(read(fmt::format("kind = \"period\", {}, seconds = 1", kOfBob), trace), 2, 0.02);
}

TEST(Exactness, WhatOnlyFallsOrShowsLessThanAPeriodHasNone) {
  auto fall = [](double t) { return std::array<double, 13>{3 * t - t * t, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0}; };
  trace::Trace thrown = TraceBuilder().until(4, 0.02).body({{"id", 1}}, fall).build();
  Damped d{1, 0, 0.9, 4};
  for (const trace::Trace& trace : {thrown, world_of(d, 3, 0.02)}) {
    RequirementResult result =
        judge_one(fmt::format("kind = \"period\", {}, min = 0.01, max = 100", kOfBob), kExactRoles, trace);
    EXPECT_EQ(result.met, false) << result.reason;
    EXPECT_NE(result.reason.find("less than one whole period"), std::string::npos) << result.reason;
  }
}

/// The kinds that read one number over time; each sees x(t) in this world.
constexpr std::array kSignalChecks{
    "kind = \"coordinate\", of = \"bob\", axis = [1, 0, 0], m = 0",
    "kind = \"angle\", of = \"bob\", axis = [0, 0, 1], rad = 0",
    "kind = \"angle\", of = \"pivot\", rad = 0",
    "kind = \"contact_force\", of = \"bob\", axis = [1, 0, 0], N = 0",
    "kind = \"reaction\", of = \"pivot\", axis = [1, 0, 0], N = 0",
    "kind = \"energy\", which = \"kinetic\", J = 0",
    "kind = \"node_position\", of = \"tip\", axis = [1, 0, 0], m = 0",
    "kind = \"vehicle_speed\", of = \"car\", m_s = 0",
    "kind = \"vehicle_heading\", of = \"car\", rad = 0",
    "kind = \"driver_input\", of = \"car\", input = \"throttle\", value = 0",
    "kind = \"wheel_command\", of = \"rover\", index = 0, value = 0",
    "kind = \"sensor_reading\", of = \"meter\", component = 0, value = 0",
};

struct Exact {
  const char* ask;
  double value, allowed;
};

TEST(Exactness, EveryStatisticOfEverySignalKind) {
  for (double samples : {10.0, 40.0})
    for (double offset : {0.0, 2.5}) {
      Damped d{0.8, offset, 0.7, 2, 0.4};
      double end_s = 4.0, step_s = d.period_s / samples, mean = 0, square = 0, highest = -1e9, lowest = 1e9;
      constexpr int kFine = 40000;
      for (int i = 0; i < kFine; ++i) {
        double x = d.x(end_s * (i + 0.5) / kFine);
        mean += x / kFine, square += x * x / kFine;
        highest = std::max(highest, x), lowest = std::min(lowest, x);
      }
      double arc = M_PI / samples, smooth = 0.7 * arc * arc * arc * arc + 2e-6;  // of a parabola through three samples
      double straight = 0.8 * arc * arc / 2 + 1e-6;                              // of a line between two
      double trapezia = 0.35 * arc * arc + 1e-6;
      std::vector<Exact> asked{
          {", at_s = 1.03", d.x(1.03), straight},
          {", statistic = \"mean\"", mean, trapezia},
          {", statistic = \"rms\"", std::sqrt(square), (1 + offset) * trapezia},
          {", statistic = \"std\"", std::sqrt(square - mean * mean), 2 * trapezia},
          {", statistic = \"max\"", highest, smooth + 0.02 * arc * arc},
          {", statistic = \"min\"", lowest, smooth + 0.02 * arc * arc},
          {", statistic = \"range\"", highest - lowest, 2 * smooth + 0.04 * arc * arc},
          {", statistic = \"final\"", d.x(end_s), 1e-5},
          {", statistic = \"change\"", d.x(end_s) - d.x(0), 1e-5},
      };
      trace::Trace trace = world_of(d, end_s, step_s);
      for (const char* kind : kSignalChecks) {
        bool since_start = std::string_view(kind).find("of = \"bob\", axis = [0, 0, 1]") != std::string_view::npos;
        for (const Exact& one : asked) {
          std::string text = std::string(kind) + one.ask;
          bool shifts = text.find("std") == std::string::npos && text.find("range") == std::string::npos &&
                        text.find("change") == std::string::npos;
          if (since_start && text.find("rms") != std::string::npos) continue;  // the angle counts from the start
          double expected = one.value - (since_start && shifts ? d.x(0) : 0);
          EXPECT_NEAR(read(text, trace), expected, one.allowed) << text << " with " << samples << " samples a period";
        }
      }
    }
}

TEST(Exactness, RatesAndDistances) {
  Damped d{0.8, 2.5, 0.7, 2, 0.4};
  trace::Trace trace = world_of(d, 4, 0.05);  // 40 samples a period
  double line = d.omega() * 0.8 * std::pow(M_PI / 40, 2) / 2;
  EXPECT_NEAR(read("kind = \"speed\", of = \"bob\", axis = [1, 0, 0], m_s = 0, at_s = 1.03", trace), d.rate(1.03),
              line);
  EXPECT_NEAR(read("kind = \"angular_speed\", of = \"bob\", axis = [0, 0, 1], rad_s = 0, at_s = 1.03", trace),
              d.rate(1.03), line);
  EXPECT_NEAR(read("kind = \"angular_speed\", of = \"pivot\", rad_s = 0, at_s = 1.03", trace), d.rate(1.03), line);
  EXPECT_NEAR(read("kind = \"motor\", of = \"pivot\", quantity = \"angle\", value = 0, at_s = 1.03", trace), d.x(1.03),
              line);
  EXPECT_NEAR(read("kind = \"distance\", between = [\"bob\", \"other\"], m = 0, at_s = 1.03", trace), d.x(1.03), line);
  EXPECT_NEAR(read("kind = \"node_displacement\", of = \"tip\", axis = [1, 0, 0], m = 0, at_s = 1.03", trace),
              d.x(1.03) - 1, line);
  EXPECT_NEAR(
      read("kind = \"speed_ratio\", of = [\"bob\", \"pivot\"], axes = [[0, 0, 1], [0, 0, 1]], ratio = 0", trace), 1,
      1e-6);
  EXPECT_NEAR(read("kind = \"sensor_tracks\", of = \"meter\", body = \"bob\", quantity = \"position\", abs = 1", trace),
              0, 1e-9);
  double fastest = 0;
  for (double t = 0; t <= 4; t += 1e-4) fastest = std::max(fastest, std::abs(d.rate(t)));
  EXPECT_NEAR(read("kind = \"at_rest\", of = \"bob\", max = 0", trace), fastest, line);
  EXPECT_NEAR(
      read(
          "kind = \"stays_on_path\", of = \"bob\", path = \"plane\", axis = [1, 0, 0], center_m = [2.5, 0, 0], abs = 0",
          trace),
      0.8 * std::cos(0.4), line);
  EXPECT_NEAR(read("kind = \"region\", lo_m = [0, -1, -1], hi_m = [2.5, 1, 1]", trace), 0.8 * std::cos(0.4), line);
  EXPECT_NEAR(read("kind = \"momentum\", axis = [1, 0, 0], abs = 0", trace), fastest - d.rate(0), fastest);
}

TEST(Exactness, AnAccelerometerTracksItsBodyUpToTheEnds) {
  Damped d{0.8, 0, 0.9, 2, 0.4};
  auto acceleration = [d](double t) { return (d.rate(t + 1e-5) - d.rate(t - 1e-5)) / 2e-5; };
  Motion motion = [d](double t) { return std::array<double, 13>{d.x(t), 0, 0, 1, 0, 0, 0, d.rate(t), 0, 0, 0, 0, 0}; };
  auto trace = TraceBuilder()
                   .until(4, 0.05)
                   .body({{"id", 1}}, motion)
                   .object("sensors", {{"id", 1}, {"type", "accelerometer"}, {"body", 1}})
                   .block("sensor", 1, 3,
                          [=](double t) {
                            return std::vector<double>{acceleration(t), 9.81, 0};
                          })
                   .build();
  std::string text = "kind = \"sensor_tracks\", of = \"meter\", body = \"bob\", quantity = \"acceleration\", abs = 0.1";
  double largest_m_s2 = d.omega() * d.omega() * 0.8;
  EXPECT_NEAR(read(text, trace), 0, 0.3 * std::pow(M_PI / 40, 2) * largest_m_s2);
}

TEST(Exactness, TheEdgeOfAStepIsNotRoundedUp) {
  auto step = [](double t) { return std::vector<double>{t < 1 ? 0.0 : 0.8, 0, 0}; };
  auto ramp = [](double t) { return std::vector<double>{std::clamp(t - 1, 0.0, 0.5), 0, 0}; };
  auto impact = [](double t) { return std::vector<double>{std::abs(t - 1) < 0.01 ? 5.0 : 0.0, 0, 0}; };
  for (auto [input, top] :
       {std::pair<std::function<std::vector<double>(double)>, double>{step, 0.8}, {ramp, 0.5}, {impact, 5}}) {
    auto trace = TraceBuilder().until(3, 0.02).object("vehicles", {{"id", 1}}).block("driver", 1, 3, input).build();
    EXPECT_DOUBLE_EQ(
        read("kind = \"driver_input\", of = \"car\", input = \"throttle\", statistic = \"max\", value = 0", trace),
        top);
  }
}

TEST(Exactness, ACoarselySampledSineKeepsItsAmplitude) {
  Damped d{1, 2, 1, 1};
  trace::Trace trace = world_of(d, 10, 0.25);  // four samples a period
  EXPECT_NEAR(read("kind = \"coordinate\", of = \"bob\", axis = [1, 0, 0], m = 0, statistic = \"std\"", trace),
              std::sqrt(0.5), 1e-3);
}

TEST(Exactness, UnevenSamplesWeighByTheirTime) {
  Signal signal;  // a whole sine, seen closely in its first half and loosely in its second
  for (double t = 0; t < 1; t += 0.001) signal.t.push_back(t);
  for (double t = 1; t <= 2.01; t += 0.02) signal.t.push_back(t);
  for (double t : signal.t) signal.x.push_back(3 + std::sin(M_PI * t));
  EXPECT_NEAR(time_mean(signal), 3, 1e-3);
  EXPECT_NEAR(time_rms(signal, 3), std::sqrt(0.5), 1e-3);
}

}  // namespace
}  // namespace simbench::verdict::testing
