// Whole requirement files as an author writes them, against right answers written differently and against mutants.
#include "verdict/test_worlds.h"

namespace simbench::verdict::testing {
namespace {

std::vector<std::string> unmet(const suite::Turn& turn, const trace::Trace& trace) {
  std::vector<std::string> ids;
  for (const RequirementResult& result : evaluate(turn, {nullptr, &trace, "x = 1"}))
    if (result.met != true) ids.push_back(result.id);
  return ids;
}
using Ids = std::vector<std::string>;

suite::Turn checked(const char* toml) {
  suite::Turn turn = turn_from(toml);
  for (const suite::Requirement& requirement : turn.requirements)
    EXPECT_EQ(join(check_kind(requirement, turn.roles), "\n"), "");
  for (const auto& [name, world] : null_worlds())
    EXPECT_EQ(unmet(turn, world).size(), turn.requirements.size()) << name;
  return turn;
}

/// A physical pendulum of small swings, kicked at the bottom.
struct Moon {
  double gravity = 1.62, mass = 2, inertia = 1.5, spin = 0.2;
  std::string joint = "spherical";
  Vec3 push;  // a linear velocity at the start
  bool ground_last = false;
  double sample_s = 0.02;
};

trace::Trace moon_trace(const Moon& p) {
  constexpr double kArm = 0.75;
  double w = std::sqrt(p.mass * p.gravity * kArm / (p.inertia + p.mass * kArm * kArm)), a = 0.2 / w;
  Motion motion = [=](double t) {
    double angle = a * std::sin(w * t), rate = a * w * std::cos(w * t);
    return std::array<double, 13>{kArm * std::sin(angle),
                                  -kArm * std::cos(angle),
                                  0,
                                  std::cos(angle / 2),
                                  0,
                                  0,
                                  std::sin(angle / 2),
                                  kArm * std::cos(angle) * rate,
                                  kArm * std::sin(angle) * rate,
                                  0,
                                  0,
                                  0,
                                  rate};
  };
  TraceBuilder builder;
  builder.until(20, p.sample_s).system({{"gravity_m_s2", {0, -p.gravity, 0}}, {"step_s", 0.001}});
  Json ground{{"id", 5}, {"fixed", true}};
  if (!p.ground_last) builder.body(ground);
  Json bob{{"id", 9}, {"mass_kg", p.mass}, {"inertia_kg_m2", {0.1, 0.1, p.inertia}}, {"omega_rad_s", {0, 0, p.spin}}};
  if (length(p.push) > 0) bob["vel_m_s"] = {p.push.x, p.push.y, p.push.z};
  builder.body(bob, motion);
  if (p.ground_last) builder.body(ground);
  return builder.joint({{"id", 1}, {"type", p.joint}, {"bodies", {p.ground_last ? 9 : 5, p.ground_last ? 5 : 9}}})
      .build();
}

const char* kMoonPendulum = R"([roles]
bob    = { body = "moving" }
anchor = { body = "fixed" }
pivot  = { joint = "any", between = ["bob", "anchor"] }
[[requirement]]
id = "moon-gravity"
check = { kind = "gravity", vector_m_s2 = [0, -1.62, 0], abs = 1e-3 }
[[requirement]]
id = "bob-mass"
check = { kind = "mass", of = "bob", kg = 2.0, rel = 1e-3 }
[[requirement]]
id = "spherical"
check = { kind = "joint_type", of = "pivot", type = "spherical" }
[[requirement]]
id = "initial-spin"
check = { kind = "initial_angular_velocity", of = "bob", axis = [0, 0, 1], rad_s = 0.2, rel = 1e-3 }
[[requirement]]
id = "period"
check = { kind = "period", of = "bob", coordinate = "angle about pivot", seconds = 6.53, rel = 0.02 }
)";

TEST(WholeFiles, PendulumOnTheMoon) {
  suite::Turn turn = checked(kMoonPendulum);
  EXPECT_EQ(unmet(turn, moon_trace({})), Ids{});
  EXPECT_EQ(unmet(turn, moon_trace({.ground_last = true, .sample_s = 0.05})), Ids{}) << "another order, names, step";
  EXPECT_EQ(unmet(turn, moon_trace({.gravity = 9.81})), (Ids{"moon-gravity", "period"}));
  EXPECT_EQ(unmet(turn, moon_trace({.spin = 0, .push = {0, 0, 0.2}})), Ids{"initial-spin"})
      << "spin set as a linear velocity";
  EXPECT_EQ(unmet(turn, moon_trace({.joint = "revolute"})), Ids{"spherical"});
  EXPECT_EQ(unmet(turn, moon_trace({.inertia = 1})), Ids{"period"}) << "the inertia of the old bob";
}

TEST(WholeFiles, TheGearsMeansAreOpenButItsRatioIsNot) {
  suite::Turn turn = checked(R"([roles]
wheel_a = { body = "moving" }
wheel_b = { body = "moving" }
[[requirement]]
id = "ratio"
check = { kind = "speed_ratio", of = ["wheel_a", "wheel_b"], axes = [[0, 0, 1], [0, 0, 1]], ratio = -2, rel = 0.01, from_s = 0.2 }
)");
  auto pair = [](double a, double b, const char* joint) {
    return TraceBuilder()
        .body({{"id", 1}}, moving({}, {}, a))
        .body({{"id", 2}}, moving({2, 0, 0}, {}, b))
        .joint({{"id", 1}, {"type", joint}, {"bodies", {1, 2}}})
        .build();
  };
  EXPECT_EQ(unmet(turn, pair(4, -2, "gear")), Ids{});
  EXPECT_EQ(unmet(turn, pair(-2, 4, "motor_rotation_speed")), Ids{}) << "the other way round, and by motors";
  EXPECT_EQ(unmet(turn, pair(4, 2, "gear")), Ids{"ratio"});
  EXPECT_EQ(unmet(turn, pair(4, -2.1, "gear")), Ids{"ratio"});
}

TEST(WholeFiles, BeamIsClampedAndBends) {
  suite::Turn turn = checked(R"([roles]
beam  = { mesh = "any" }
clamp = { node = "nearest_to", point_m = [0, 0, 0], mesh = "beam" }
tip   = { node = "farthest_from", of = "clamp", mesh = "beam" }
[[requirement]]
id = "elements"
check = { kind = "fea_elements", of = "beam", type = ["euler_beam", "timoshenko_beam"], min = 8 }
[[requirement]]
id = "clamp"
check = { kind = "node_displacement", of = "clamp", max = 1e-6 }
[[requirement]]
id = "deflection"
check = { kind = "node_displacement", of = "tip", axis = [0, 0, 1], statistic = "final", m = -0.02, rel = 0.05 }
)");
  auto beam = [](bool reversed, double slip, double bend, int elements) {
    TraceBuilder builder;
    auto x = [=](int node) { return reversed ? 1.0 - node : double(node); };
    builder.object("meshes", {{"id", 1},
                              {"node_ids", {0, 1}},
                              {"node_pos_m", {{x(0), 0, 0}, {x(1), 0, 0}}},
                              {"elements", Json::array({{{"type", "timoshenko_beam"}, {"count", elements}}})}});
    for (int node = 0; node < 2; ++node)
      builder.block(
          "node", node, 6,
          [=](double t) {
            return std::vector<double>{x(node), slip * t, x(node) * bend * (1 - std::exp(-3 * t)), 0, 0, 0};
          },
          1);
    return builder.build();
  };
  EXPECT_EQ(unmet(turn, beam(false, 0, -0.02, 8)), Ids{});
  EXPECT_EQ(unmet(turn, beam(true, 0, -0.02, 20)), Ids{}) << "numbered from the tip";
  EXPECT_EQ(unmet(turn, beam(false, 1e-4, -0.02, 8)), Ids{"clamp"});
  EXPECT_EQ(unmet(turn, beam(false, 0, 0.02, 4)), (Ids{"elements", "deflection"}));
}

TEST(WholeFiles, RoverTurnsOnTheSpot) {
  suite::Turn turn = checked(R"([roles]
rover = { robot = "any" }
[[requirement]]
id = "left"
check = { kind = "wheel_command", of = "rover", name = "left*", value = 3, rel = 0.01, from_s = 1, until_s = 2 }
[[requirement]]
id = "right"
check = { kind = "wheel_command", of = "rover", name = "right*", value = -3, rel = 0.01, from_s = 1, until_s = 2 }
[[requirement]]
id = "yaw"
check = { kind = "angular_speed", of = "rover", axis = [0, 0, 1], statistic = "abs_max", min = 0.5 }
[[requirement]]
id = "on-the-spot"
check = { kind = "stays_on_path", of = "rover", path = "circle", radius_m = 0, abs = 0.1 }
)");
  auto rover = [](double right, double yaw, double drift) {
    return TraceBuilder()
        .body({{"id", 1}}, moving({4, 5, 0}, {drift, 0, 0}, yaw))
        .object("robots", {{"id", 1}, {"chassis_body", 1}, {"commands", {"right_wheels", "left_wheels"}}})
        .block("wheel", 1, 2,
               [=](double) {
                 return std::vector<double>{right, 3};
               })
        .build();
  };
  EXPECT_EQ(unmet(turn, rover(-3, -0.7, 0.01)), Ids{});
  EXPECT_EQ(unmet(turn, rover(3, 0, 1)), (Ids{"right", "yaw", "on-the-spot"}));
}

TEST(WholeFiles, CarAcceleratesAndSteersOnItsRoad) {
  suite::Turn turn = checked(R"([roles]
car  = { vehicle = "any" }
road = { terrain = "any" }
[[requirement]]
id = "model"
check = { kind = "vehicle", of = "car", model = "HMMWV_Full*", tire = ["TMEASY", "PAC02"] }
[[requirement]]
id = "ramp-start"
check = { kind = "driver_input", of = "car", input = "throttle", value = 0, abs = 0.02, at_s = 0.4 }
[[requirement]]
id = "ramp-middle"
check = { kind = "driver_input", of = "car", input = "throttle", value = 0.25, abs = 0.02, at_s = 1.0 }
[[requirement]]
id = "ramp-end"
check = { kind = "driver_input", of = "car", input = "throttle", value = 0.5, abs = 0.02, from_s = 1.6 }
[[requirement]]
id = "speed"
check = { kind = "vehicle_speed", of = "car", at_s = 4, min = 5, max = 9 }
[[requirement]]
id = "turns"
check = { kind = "vehicle_heading", of = "car", statistic = "range", min = 0.349 }
[[requirement]]
id = "friction"
check = { kind = "terrain", of = "road", friction = 0.9 }
)");
  auto drive = [](Json tire, double ramp_s, double turn_rate, double friction) {
    return TraceBuilder()
        .body({{"id", 1}}, moving({}, {7, 0, 0}))
        .object("vehicles", {{"id", 3},
                             {"model", Json::array({"HMMWV_Full", "ChWheeledVehicle"})},
                             {"tire", tire},
                             {"chassis_body", 1}})
        .object(
            "terrains",
            {{"id", 3}, {"type", "rigid"}, {"patches", Json::array({{{"friction", 0.2}}, {{"friction", friction}}})}})
        .block("driver", 3, 3,
               [=](double t) {
                 return std::vector<double>{0.5 * std::clamp((t - 0.5) / ramp_s, 0.0, 1.0), 0, 0};
               })
        .block("vehicle", 3, 2,
               [=](double t) {
                 return std::vector<double>{7, std::remainder(3.1 + turn_rate * t, 2 * M_PI)};
               })
        .build();
  };
  EXPECT_EQ(unmet(turn, drive({"TMEASY", "HMMWV_TMeasyTire"}, 1, 0.2, 0.9)), Ids{});
  EXPECT_EQ(unmet(turn, drive("RIGID", 1e-9, 0.01, 0.8)), (Ids{"model", "ramp-middle", "turns", "friction"}));
}

TEST(WholeFiles, SensorsAndWhatIsToBeSeen) {
  suite::Turn turn = checked(R"([roles]
bob = { body = "moving" }
imu = { sensor = "accelerometer", on = "bob" }
cam = { sensor = "camera" }
[[requirement]]
id = "mount"
check = { kind = "sensor", of = "imu", rate_Hz = 100, pos_m = [0, 0, 0.1], abs = 1e-3 }
[[requirement]]
id = "at-rest"
check = { kind = "sensor_reading", of = "imu", statistic = "mean", value = 9.81, rel = 0.01 }
[[requirement]]
id = "filters"
check = { kind = "sensor", of = "cam", filters = ["*Access", "*Visualize"] }
[[requirement]]
id = "camera"
check = { kind = "visual", request = "camera", near_m = [0, 3, 6], target_m = [0, 0, 0], abs = 0.01 }
[[requirement]]
id = "light"
check = { kind = "visual", request = "light", min = 1 }
[[requirement]]
id = "ball"
check = { kind = "visual", request = "shape", of = "bob", shape = "sphere", size_m = [0.2] }
)");
  auto scene = [](Json filters, double reading, const char* second, double radius, double z) {
    return TraceBuilder()
        .body({{"id", 1}, {"shapes", Json::array({{{"type", "sphere"}, {"size_m", {radius}}}})}}, still({}))
        .object("sensors", {{"id", 1}, {"type", "camera"}, {"filters", filters}})
        .object("sensors",
                {{"id", 2}, {"type", "accelerometer"}, {"body", 1}, {"rate_Hz", 100}, {"pos_m", {0, 0, 0.1}}})
        .block("sensor", 2, 3,
               [=](double) {
                 return std::vector<double>{0, 0, reading};
               })
        .object("visuals", {{"kind", "camera"}, {"pos_m", {0, 3, z}}, {"target_m", {0, 0, 0}}})
        .object("visuals", {{"kind", second}})
        .build();
  };
  Json right{"ChFilterRGBA8Access", "ChFilterSave", "ChFilterVisualize"},
      wrong{"ChFilterVisualize", "ChFilterRGBA8Access"};
  EXPECT_EQ(unmet(turn, scene(right, 9.81, "light", 0.2, 6)), Ids{});
  EXPECT_EQ(unmet(turn, scene(wrong, 0, "logo", 0.5, 6.5)), (Ids{"at-rest", "filters", "camera", "light", "ball"}));
}

}  // namespace
}  // namespace simbench::verdict::testing
