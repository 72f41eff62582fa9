// Finite elements, vehicles, sensors, requests, calls and code.
#include "verdict/test_worlds.h"

namespace simbench::verdict::testing {
namespace {

const char* kOtherRoles = R"(bob = { body = "moving" }
beam = { mesh = "any" }
tip = { node = "farthest_from", point_m = [0, 0, 0], mesh = "beam" }
car = { vehicle = "any" }
road = { terrain = "any" }
rover = { robot = "any" }
imu = { sensor = "any", on = "bob" }
)";

trace::Trace beam(int elements, double young_Pa, double tip_y) {
  Json mesh{{"id", 3},
            {"gravity", false},
            {"nodes", {{"count", elements + 1}, {"fixed", 1}}},
            {"node_ids", {0, 1, 2}},
            {"node_pos_m", {{0, 0, 0}, {0.5, 0, 0}, {1, 0, 0}}},
            {"elements", Json::array({{{"type", "euler_beam"}, {"count", elements}}})},
            {"material", {{"young_modulus_Pa", young_Pa}}}};
  TraceBuilder builder;
  builder.object("meshes", mesh);
  for (int node = 0; node < 3; ++node)
    builder.block(
        "node", node, 6,
        [=](double t) {
          double share = node / 2.0;
          return std::vector<double>{share, share * tip_y * (1 - std::exp(-2 * t)), 0, 0, 0, 0};
        },
        3);
  return builder.build();
}

TEST(FeaKinds, ElementsNodesAndMaterial) {
  expect_tells_apart("kind = \"fea_elements\", of = \"beam\", type = [\"euler_beam\", \"timoshenko_beam\"], min = 8",
                     beam(8, 1e7, 0), beam(4, 1e7, 0), kOtherRoles);
  expect_tells_apart("kind = \"fea_nodes\", of = \"beam\", equals = 9", beam(8, 1e7, 0), beam(4, 1e7, 0), kOtherRoles);
  EXPECT_EQ(judge_one("kind = \"fea_nodes\", of = \"beam\", fixed = true, min = 1", kOtherRoles, beam(8, 1e7, 0)).met,
            true);
  expect_tells_apart("kind = \"fea_material\", of = \"beam\", young_modulus_Pa = 1e7, rel = 1e-3", beam(8, 1e7, 0),
                     beam(8, 2e7, 0), kOtherRoles);
}

TEST(FeaKinds, EdgesAreSpringsOrHeldAndAMeshHasAMassAndCollides) {
  auto with = [](Json edges, double mass_kg, bool collides) {
    trace::Trace trace = beam(8, 1e7, 0);
    trace.censuses[0]["meshes"][0].update({{"edges", edges}, {"mass_kg", mass_kg}, {"collides", collides}});
    return trace;
  };
  Json springs{{"held", false}, {"bends", false}, {"stiffness_N_m", 2300}, {"damping_N_s_m", 5}};
  Json held{{"held", true}, {"bends", true}, {"stiffness_N_m", 0}, {"damping_N_s_m", 0}};
  trace::Trace cable = with(springs, 0.5, true), rod = with(held, 0.1, false);
  expect_tells_apart("kind = \"fea_edges\", of = \"beam\", held = true", rod, cable, kOtherRoles);
  expect_tells_apart("kind = \"fea_edges\", of = \"beam\", stiffness_N_m = 2300, damping_N_s_m = 5, rel = 1e-3", cable,
                     rod, kOtherRoles);
  expect_tells_apart("kind = \"fea_edges\", of = \"beam\", bends = true", rod, cable, kOtherRoles);
  expect_tells_apart("kind = \"mass\", of = \"beam\", kg = 0.5, rel = 1e-3", cable, rod, kOtherRoles);
  expect_tells_apart("kind = \"collision_enabled\", of = \"beam\", is = false", rod, cable, kOtherRoles);
  EXPECT_EQ(judge_one("kind = \"fea_edges\", of = \"beam\", held = true", kOtherRoles, beam(8, 1e7, 0)).met, false);
}

TEST(FeaKinds, AMaterialThatNoGetterReturnsIsReadFromTheCallLog) {
  auto with = [](double density) {
    trace::Trace trace = beam(8, 1e7, 0);
    trace.calls.push_back(
        {{"class", "ChBeamSectionEulerAdvanced"}, {"method", "SetDensity"}, {"args", {density}}, {"count", 1}});
    return trace;
  };
  expect_tells_apart("kind = \"fea_material\", of = \"beam\", density_kg_m3 = 1000, rel = 1e-3", with(1000), with(800),
                     kOtherRoles);
}

TEST(FeaKinds, TheTipBendsAsFarAsAsked) {
  expect_tells_apart(
      "kind = \"node_displacement\", of = \"tip\", axis = [0, 1, 0], statistic = \"final\", m = -0.012, rel = 0.05",
      beam(8, 1e7, -0.012), beam(8, 1e7, -0.02), kOtherRoles);
  expect_tells_apart("kind = \"node_position\", of = \"tip\", axis = [0, 1, 0], statistic = \"final\", max = -0.01",
                     beam(8, 1e7, -0.012), beam(8, 1e7, 0.1), kOtherRoles);
}

trace::Trace drive(const char* model, double speed, double turn, double throttle) {
  TraceBuilder builder;
  builder.body({{"id", 1}}, moving({}, {speed, 0, 0}, turn));
  builder.object("vehicles", {{"id", 5},
                              {"model", model},
                              {"tire", "TMEASY"},
                              {"powertrain", {{"engine", "SHAFTS"}, {"transmission", "AUTOMATIC"}}},
                              {"drive", "AWD"},
                              {"driver", "ChDataDriver"},
                              {"chassis_body", 1},
                              {"wheel_bodies", Json::array()}});
  builder.object("terrains", {{"id", 2},
                              {"type", "rigid"},
                              {"soil", {{"Kphi", 2e6}}},
                              {"patches", Json::array({{{"size_m", {100, speed * 10}}, {"friction", throttle}}})}});
  builder.block("driver", 5, 3, [=](double t) { return std::vector<double>{std::min(throttle, t / 2), 0, 0}; });
  builder.block("vehicle", 5, 2, [=](double t) {
    return std::vector<double>{speed, std::remainder(turn * t, 2 * M_PI)};
  });
  return builder.build();
}

TEST(VehicleKinds, ModelTireAndDriverAreGlobs) {
  auto hmmwv = drive("HMMWV_Full", 5, 0.5, 0.9), sedan = drive("Sedan", 5, 0.5, 0.9);
  expect_tells_apart(
      "kind = \"vehicle\", of = \"car\", model = \"hmmwv*\", tire = [\"PAC02\", \"TMEASY\"], powertrain = \"SHAFTS\"",
      hmmwv, sedan, kOtherRoles);
}

TEST(VehicleKinds, SpeedHeadingAndThrottle) {
  auto good = drive("HMMWV_Full", 5, 2, 0.9), bad = drive("HMMWV_Full", 1, 0.01, 0.2);
  expect_tells_apart("kind = \"vehicle_speed\", of = \"car\", at_s = 4, min = 4, max = 9", good, bad, kOtherRoles);
  expect_tells_apart("kind = \"vehicle_heading\", of = \"car\", statistic = \"range\", rad = 10, rel = 0.02", good, bad,
                     kOtherRoles);
  expect_tells_apart(
      "kind = \"driver_input\", of = \"car\", input = \"throttle\", value = 0.9, abs = 0.01, from_s = 2, until_s = 4",
      good, bad, kOtherRoles);
  expect_tells_apart(
      "kind = \"terrain\", of = \"road\", type = \"rigid\", friction = 0.9, size_m = [100, 50], soil = { Kphi = 2e6 }",
      good, bad, kOtherRoles);
}

TEST(VehicleKinds, WheelCommandsOfARobotOrOfActuators) {
  auto robot = [](double left) {
    return TraceBuilder()
        .body({{"id", 1}}, still({}))
        .object("robots", {{"id", 4}, {"chassis_body", 1}, {"commands", {"left", "right"}}})
        .block("wheel", 4, 2,
               [=](double) {
                 return std::vector<double>{left, -left};
               })
        .build();
  };
  expect_tells_apart("kind = \"wheel_command\", of = \"rover\", name = \"right\", value = -6, rel = 0.01", robot(6),
                     robot(-6), kOtherRoles);
  auto actuator = TraceBuilder().block("control", 0, 2, [](double) { return std::vector<double>{6, 0}; }).build();
  EXPECT_EQ(judge_one("kind = \"wheel_command\", index = 0, value = 6", kOtherRoles, actuator).met, true);
  EXPECT_EQ(judge_one("kind = \"wheel_command\", index = 1, value = 6", kOtherRoles, actuator).met, false);
}

trace::Trace with_imu(double rate, Json filters, double reading) {
  return TraceBuilder()
      .body({{"id", 1}}, moving({}, {1, 0, 0}))
      .object("sensors", {{"id", 7},
                          {"type", "accelerometer"},
                          {"body", 1},
                          {"pos_m", {0, 0, 0.1}},
                          {"rate_Hz", rate},
                          {"filters", filters},
                          {"noise", {{"stdev", 0.1}}}})
      .block("sensor", 7, 3,
             [=](double) {
               return std::vector<double>{0, reading, 0};
             })
      .build();
}

TEST(SensorKinds, TypeRateAndFiltersInOrder) {
  Json right{"ChFilterAccelAccess", "ChFilterVisualize"}, wrong{"ChFilterVisualize", "ChFilterAccelAccess"};
  expect_tells_apart(
      "kind = \"sensor\", of = \"imu\", type = \"accelerometer\", parent = \"bob\", rate_Hz = 100, pos_m = [0, 0, 0.1]",
      with_imu(100, right, 0), with_imu(10, right, 0), kOtherRoles);
  expect_tells_apart("kind = \"sensor\", of = \"imu\", filters = [\"*Access\", \"*Visualize\"]",
                     with_imu(100, right, 0), with_imu(100, wrong, 0), kOtherRoles);
  expect_tells_apart("kind = \"sensor\", of = \"imu\", noise = { stdev = 0.1 }, rate_Hz = 100", with_imu(100, right, 0),
                     with_imu(50, right, 0), kOtherRoles);
  expect_tells_apart("kind = \"sensor_count\", type = \"accelerometer\", equals = 1", with_imu(100, right, 0),
                     TraceBuilder().build(), kOtherRoles);
}

TEST(SensorKinds, AnAccelerometerAtRestReadsGravity) {
  auto right = with_imu(100, Json::array(), 9.81), wrong = with_imu(100, Json::array(), 0);
  expect_tells_apart("kind = \"sensor_reading\", of = \"imu\", statistic = \"mean\", value = 9.81, rel = 0.01", right,
                     wrong, kOtherRoles);
  expect_tells_apart("kind = \"sensor_tracks\", of = \"imu\", body = \"bob\", quantity = \"acceleration\", abs = 0.1",
                     right, wrong, kOtherRoles);
}

TEST(SensorKinds, ADeclaredSensorReadsNothingAndSoDecidesNothing) {
  trace::Trace trace = TraceBuilder()
                           .header("sensors", "declared")
                           .body({{"id", 1}}, still({}))
                           .object("sensors", {{"id", 7}, {"type", "camera"}, {"body", 1}})
                           .build();
  EXPECT_EQ(judge_one("kind = \"sensor_reading\", of = \"imu\", value = 1, rel = 1", kOtherRoles, trace).met,
            std::nullopt);
}

TEST(ScriptKinds, ACameraWasAskedFor) {
  auto with = [](double z) {
    return TraceBuilder()
        .object("visuals", {{"kind", "camera"}, {"pos_m", {0, 3, z}}, {"target_m", {0, 0, 0}}})
        .build();
  };
  expect_tells_apart("kind = \"visual\", request = \"camera\", near_m = [0, 3, 6], target_m = [0, 0, 0], abs = 0.01",
                     with(6), with(7), kOtherRoles);
  EXPECT_EQ(judge_one("kind = \"visual\", request = \"camera\", along = [0, 0, -2]", kOtherRoles, with(6)).met, false);
  EXPECT_EQ(judge_one("kind = \"visual\", request = \"camera\", along = [0, -1, -2]", kOtherRoles, with(6)).met, true);
  auto drawn = [](double r) {
    return TraceBuilder()
        .body(
            {{"id", 1},
             {"shapes", Json::array({{{"type", "sphere"}, {"size_m", {r}}, {"visible", true}, {"color", {1, 0, 0}}}})}})
        .build();
  };
  expect_tells_apart(
      "kind = \"visual\", request = \"shape\", of = \"bob\", shape = \"sphere\", size_m = [0.2], color = [1, 0, 0]",
      drawn(0.2), drawn(2), kOtherRoles);
  std::string ghost = "kind = \"visual\", request = \"shape\", shape = [\"sphere\", \"box\"], collides = ";
  EXPECT_EQ(judge_one(ghost + "false", kOtherRoles, drawn(0.2)).met, true);
  EXPECT_EQ(judge_one(ghost + "true", kOtherRoles, drawn(0.2)).met, false);
}

TEST(ScriptKinds, ABoxIsMeasuredAlongTheWorldsAxes) {
  auto with = [](Json size_m, Json quat) {
    return TraceBuilder()
        .body({{"id", 1},
               {"shapes", Json::array({{{"type", "box"}, {"size_m", size_m}, {"pos_m", {0, 3, 0}}, {"quat", quat}}})}})
        .build();
  };
  const Json straight{1, 0, 0, 0}, quarter{std::sqrt(0.5), 0, 0, std::sqrt(0.5)}, oblique{0.966, 0, 0, 0.259};
  std::string wall = "kind = \"visual\", request = \"shape\", size_m = [0.1, \"*\", 1], near_m = [\"*\", 3, 0]";
  EXPECT_EQ(judge_one(wall, kOtherRoles, with({0.1, 4, 1}, straight)).met, true);
  EXPECT_EQ(judge_one(wall, kOtherRoles, with({4, 0.1, 1}, quarter)).met, true);
  EXPECT_EQ(judge_one(wall, kOtherRoles, with({4, 0.1, 1}, straight)).met, false);
  EXPECT_EQ(judge_one(wall, kOtherRoles, with({0.1, 4, 2}, straight)).met, false);
  EXPECT_EQ(judge_one(wall, kOtherRoles, with({0.1, 4, 1}, oblique)).met, true) << "oblique: as it was written";
}

TEST(ScriptKinds, CallsAreMatchedByArguments) {
  auto with = [](Json args) {
    return TraceBuilder().call({{"class", "ChBody"}, {"method", "SetPos"}, {"args", args}, {"count", 1}}).build();
  };
  expect_tells_apart("kind = \"call\", class = \"ChBody*\", method = \"SetPos\", args = [[1, \"*\", 3]]",
                     with({{1, 2, 3}}), with({{2, 2, 3}}), kOtherRoles);
  auto counted = TraceBuilder().end({{"counts", {{"ChBody.SetPos", 500}}}}).build();
  EXPECT_EQ(judge_one("kind = \"call\", class = \"ChBody\", method = \"SetPos\", min = 400", kOtherRoles, counted).met,
            true);
  EXPECT_EQ(judge_one("kind = \"call\", class = \"ChBody\", method = \"SetRot\"", kOtherRoles, counted).met, false);
}

TEST(ScriptKinds, CodeIsSearchedWithoutItsComments) {
  trace::Trace trace = TraceBuilder().build();
  std::string text = "kind = \"code\", pattern = \"def\\\\s+simulate\"";
  EXPECT_EQ(judge_one(text, kOtherRoles, trace, "def  simulate(): pass\n").met, true);
  EXPECT_EQ(judge_one(text, kOtherRoles, trace, "# def simulate()\nx = 1\n").met, false);
  EXPECT_EQ(judge_one(text + ", absent = true", kOtherRoles, trace, "x = 1  # def simulate\n").met, true);
  EXPECT_EQ(judge_one(text + ", absent = true", kOtherRoles, trace, "").met, false) << "no program has no virtues";
  EXPECT_EQ(judge_one(text, kOtherRoles, trace, std::string(200000, '(')).met, false)
      << "deep nesting must not overflow the stack";
}

}  // namespace
}  // namespace simbench::verdict::testing
