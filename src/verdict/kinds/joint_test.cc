#include "verdict/kinds/measure.h"
#include "verdict/test_worlds.h"

namespace simbench::verdict::testing {
namespace {

const char* kJointRoles = R"(bob = { body = "moving" }
pivot = { joint = "any", between = ["bob", "world"] }
)";

trace::Trace with_joint(Json fields) {
  fields["id"] = 1;
  return TraceBuilder().body({{"id", 1}}, swinging(1, 0.1, 2)).joint(fields).build();
}
trace::Trace with_params(Json params) {
  return with_joint({{"type", "spring_damper"}, {"params", params}});
}

TEST(JointKinds, ASphericalJointIsNotAHinge) {
  expect_tells_apart("kind = \"joint_type\", of = \"pivot\", type = \"spherical\"", with_joint({{"type", "spherical"}}),
                     with_joint({{"type", "revolute"}}), kJointRoles);
  expect_tells_apart("kind = \"joint_type\", of = \"pivot\", type = [\"revolute\", \"universal\"]",
                     with_joint({{"type", "universal"}}), with_joint({{"type", "fixed"}}), kJointRoles);
  expect_tells_apart("kind = \"joint_count\", type = \"spherical\", equals = 1", with_joint({{"type", "spherical"}}),
                     with_joint({{"type", "revolute"}}), kJointRoles);
}

TEST(JointKinds, AnAxisHasNoSignUnlessAsked) {
  auto with = [](Json axis) { return with_joint({{"axis", axis}}); };
  expect_tells_apart("kind = \"joint_axis\", of = \"pivot\", axis = [0, 0, 2]", with({0, 0, -1}), with({0, 0.2, 1}),
                     kJointRoles);
  expect_tells_apart("kind = \"joint_axis\", of = \"pivot\", axis = [0, 0, 1], signed = true", with({0, 0, 1}),
                     with({0, 0, -1}), kJointRoles);
}

TEST(JointKinds, PlaceAndLimits) {
  expect_tells_apart("kind = \"joint_position\", of = \"pivot\", pos_m = [0, 0, 1], abs = 1e-3",
                     with_joint({{"pos_m", {0, 0, 1}}}), with_joint({{"pos_m", {0, 0.01, 1}}}), kJointRoles);
  expect_tells_apart("kind = \"joint_limits\", of = \"pivot\", lo = -0.5, hi = 0.5",
                     with_joint({{"limits", {-0.5, 0.5}}}), with_joint({{"limits", nullptr}}), kJointRoles);
}

Json constant_motor(double value) {
  return {{"motor", {{"quantity", "speed"}, {"function", {{"type", "const"}, {"at", {{"0", value}, {"1", value}}}}}}}};
}

TEST(JointKinds, AMotorsSpeedComesFromItsFunction) {
  auto with = [](double speed) {
    return with_joint({{"type", "motor_rotation_speed"}, {"params", constant_motor(speed)}});
  };
  expect_tells_apart("kind = \"motor\", of = \"pivot\", quantity = \"speed\", value = 3.14, rel = 0.01", with(-3.14),
                     with(2), kJointRoles);
  EXPECT_EQ(
      judge_one("kind = \"motor\", of = \"pivot\", value = 3.14, rel = 0.01, signed = true", kJointRoles, with(-3.14))
          .met,
      false);
  EXPECT_EQ(judge_one("kind = \"motor\", of = \"pivot\", quantity = \"torque\"", kJointRoles, with(3.14)).met, false);
}

TEST(JointKinds, AMotorsFunctionIsReadBetweenItsInstants) {
  Json values = Json::array();
  for (int i = 0; i <= 200; ++i) values.push_back(2 * std::sin(2 * M_PI * 0.025 * i));  // 1 Hz over 5 s
  Json sine{
      {"type", "ChFunctionSine"}, {"at", {{"0", 0}, {"0.5", 0}, {"1", 0}}}, {"step_s", 0.025}, {"values", values}};
  trace::Trace trace = with_joint(
      {{"type", "motor_rotation_speed"}, {"params", {{"motor", {{"quantity", "speed"}, {"function", sine}}}}}});
  auto met = [&](const char* rest) {
    return judge_one(fmt::format("kind = \"motor\", of = \"pivot\", {}", rest), kJointRoles, trace).met;
  };
  EXPECT_EQ(met("value = 2, rel = 0.005, at_s = 0.25"), true);
  EXPECT_EQ(met("value = 1.4142, rel = 0.005, at_s = 3.125"), true);
  EXPECT_EQ(met("value = 0, abs = 0.01, at_s = 0.25"), false);
}

TEST(JointKinds, AServosSetPointIsWhatTheScriptCommands) {
  Json params{{"control_index", 1},
              {"motor", {{"quantity", "speed"}, {"function", {{"type", "control"}, {"at", Json::object()}}}}}};
  auto trace = TraceBuilder()
                   .body({{"id", 1}}, still({}))
                   .joint({{"id", 9}, {"type", "motor_rotation_speed"}, {"params", params}})
                   .block("control", 0, 2,
                          [](double t) {
                            return std::vector<double>{0, t < 1 ? 2.0 : 5.0};
                          })
                   .build();
  EXPECT_EQ(judge_one("kind = \"motor\", of = \"pivot\", quantity = \"speed\", value = 5, rel = 1e-6, at_s = 2",
                      kJointRoles, trace)
                .met,
            true);
  EXPECT_EQ(judge_one("kind = \"motor\", of = \"pivot\", quantity = \"speed\", value = 5, rel = 1e-6, at_s = 0.5",
                      kJointRoles, trace)
                .met,
            false);
}

TEST(JointKinds, AMotorsTorqueIsTheOneThatActs) {
  Json params{{"control_index", 0},
              {"gain", 2},
              {"gear", 1},
              {"motor", {{"quantity", "torque"}, {"function", {{"type", "control"}, {"at", Json::object()}}}}}};
  auto trace = TraceBuilder()
                   .body({{"id", 1}}, still({}))
                   .joint({{"id", 9}, {"type", "motor_rotation_torque"}, {"params", params}})
                   .block("control", 0, 1, [](double) { return std::vector<double>{5}; })
                   .block("actuator_force", 9, 1, [](double t) { return std::vector<double>{t < 1 ? 0.0 : -1.0}; })
                   .build();
  auto torque = [&](const char* rest) {
    return judge_one(std::string("kind = \"motor\", of = \"pivot\", quantity = \"torque\", rel = 1e-6, ") + rest,
                     kJointRoles, trace);
  };
  EXPECT_EQ(torque("value = 1, at_s = 2").met, true) << "a limit cuts what is commanded";
  EXPECT_NE(torque("value = 1, at_s = 2").reason.find("(commanded 10)"), std::string::npos);
  EXPECT_EQ(torque("value = 10, at_s = 2").met, false);
  EXPECT_EQ(torque("value = 1, at_s = 0.5").met, false) << "a delay lets nothing act";
}

TEST(JointKinds, AJointIsDrivenByTheActuatorsThatActOnIt) {
  auto motor = [](int index) {
    return Json{{"control_index", index},
                {"joint", 9},
                {"motor", {{"quantity", "torque"}, {"function", {{"type", "control"}, {"at", Json::object()}}}}}};
  };
  auto trace = TraceBuilder()
                   .body({{"id", 1}}, still({}))
                   .joint({{"id", 9}, {"type", "revolute"}})
                   .joint({{"id", 10}, {"type", "actuator"}, {"params", motor(0)}})
                   .joint({{"id", 11}, {"type", "actuator"}, {"params", motor(1)}})
                   .block("control", 0, 2,
                          [](double) {
                            return std::vector<double>{0.4, 5};
                          })
                   .block("actuator_force", 10, 1, [](double) { return std::vector<double>{0.4}; })
                   .block("actuator_force", 11, 1, [](double) { return std::vector<double>{0.6}; })
                   .build();
  auto torque = [&](const char* rest, const trace::Trace& of) {
    return judge_one(std::string("kind = \"motor\", of = \"pivot\", quantity = \"torque\"") + rest, kJointRoles, of);
  };
  EXPECT_EQ(torque(", value = 1, rel = 1e-6, at_s = 2", trace).met, true);
  EXPECT_NE(torque(", value = 2, rel = 1e-6, at_s = 2", trace).reason.find("(commanded 5.4)"), std::string::npos);
  EXPECT_EQ(torque("", trace).met, true);
  EXPECT_EQ(torque("", with_joint({{"type", "revolute"}})).reason, "no torque motor drives 'pivot'");
}

TEST(JointKinds, ASpringHasItsStiffnessDampingAndLength) {
  Json right{{"stiffness_N_m", 50}, {"damping_N_s_m", 1}, {"rest_length_m", 1.5}}, wrong = right;
  wrong["rest_length_m"] = 1.0;
  expect_tells_apart("kind = \"spring\", of = \"pivot\", stiffness_N_m = 50, damping_N_s_m = 1, rest_length_m = 1.5",
                     with_params(right), with_params(wrong), kJointRoles);
  EXPECT_EQ(
      judge_one("kind = \"spring\", of = \"pivot\", stiffness_N_m = 50", kJointRoles, with_params(Json::object())).met,
      false);
}

TEST(JointKinds, AJointsOwnResistanceIsNothingWhereTheCensusTellsNone) {
  Json own{{"damping_N_m_s_rad", 0.02}, {"armature", 0.005}};
  expect_tells_apart("kind = \"joint_resistance\", of = \"pivot\", damping_N_m_s_rad = 0.02, armature_kg_m2 = 0.005",
                     with_params(own), with_params(Json::object()), kJointRoles);
  expect_tells_apart("kind = \"joint_resistance\", of = \"pivot\", damping_N_m_s_rad = 0", with_params(Json::object()),
                     with_params(own), kJointRoles);
  EXPECT_EQ(quantity_of("friction_N_m").unit, "N m") << "a torque";
  EXPECT_TRUE(decide(0.1, {.expected = 0.0, .tolerance = 1e-9}, {"the friction", "N"}).reason.ends_with("; asked 0 N"))
      << "a tolerance of rounding says nothing";
  EXPECT_EQ(quantity_of("stiffness_N_m").unit, "N/m");
}

/// A joint that is driven towards 2·t rad/s and turns at `rate`.
trace::Trace driven(Json params, double force = 0) {
  params["joint"] = 1;
  return TraceBuilder()
      .body({{"id", 1}}, still({}))
      .joint({{"id", 1}})
      .joint({{"id", 9}, {"type", "motor_rotation_torque"}, {"bodies", {0, 0}}, {"params", params}})
      .block("joint", 1, 2,
             [](double t) {
               return std::vector<double>{0, 2 * t - 0.5};
             })
      .block("actuator_force", 9, 1,
             [=](double t) { return std::vector<double>{force * (1 + 0.01 * std::sin(9 * t))}; })
      .build();
}

TEST(JointKinds, AServosGainIsToldOrSeen) {
  auto servo = [](double kv) { return driven({{"kv", kv}, {"gear", 1}, {"motor", {{"quantity", "speed"}}}}); };
  std::string check = "kind = \"servo\", of = \"pivot\", gain = 100, rel = 0.02";
  expect_tells_apart(check, servo(100), servo(110), kJointRoles);
  Json torque{{"gear", 1}, {"motor", {{"quantity", "torque"}}}};
  std::string written = check + ", command = [[0, 0], [9, 18]], from_s = 1";
  expect_tells_apart(written, driven(torque, 50), driven(torque, 60), kJointRoles);
  EXPECT_EQ(judge_one(check, kJointRoles, driven(torque, 50)).met, false) << "no command says what it follows";
  EXPECT_EQ(judge_one(written, kJointRoles, driven(torque, 0)).met, false);
  EXPECT_NE(judge_one(check, kJointRoles, with_params(Json::object())).reason.find("nothing drives"),
            std::string::npos);
}

TEST(JointKinds, AReactionCarriesTheWeight) {
  auto with = [](double weight, double torque) {
    return TraceBuilder()
        .body({{"id", 1}}, still({}))
        .joint({{"id", 1}})
        .block("reaction", 1, 6, [=](double) { return std::vector<double>{0, weight, 0, 0, 0, torque}; })
        .build();
  };
  expect_tells_apart(
      "kind = \"reaction\", of = \"pivot\", axis = [0, 1, 0], statistic = \"mean\", N = 9.81, rel = 0.01",
      with(9.81, 0), with(4, 0), kJointRoles);
  expect_tells_apart("kind = \"reaction\", of = \"pivot\", torque = true, N_m = 2, rel = 0.01", with(1, 2), with(1, 9),
                     kJointRoles);
  EXPECT_EQ(judge_one("kind = \"reaction\", of = \"pivot\", N = 1, rel = 0.1", kJointRoles, with_joint({})).met,
            std::nullopt)
      << "not sampled: undecided";
}

TEST(BudgetKinds, EnergyIsKeptOrLost) {
  auto with = [](std::function<double(double)> kinetic, std::function<double(double)> potential, double elastic = 0) {
    return TraceBuilder()
        .body({{"id", 1}}, moving({}, {1, 0, 0}))
        .joint({{"id", 1}})
        .block("energy", 0, 3,
               [=](double t) {
                 return std::vector<double>{kinetic(t), potential(t), elastic};
               })
        .build();
  };
  auto swing = [](double t) { return 5 + 5 * std::cos(3 * t); };
  auto kept = with(swing, [&](double t) { return 10 - swing(t); });
  auto lost =
      with([&](double t) { return swing(t) * std::exp(-t); }, [&](double t) { return (10 - swing(t)) * std::exp(-t); });
  auto gained =
      with([&](double t) { return swing(t) * std::exp(t); }, [&](double t) { return (10 - swing(t)) * std::exp(t); });
  expect_tells_apart("kind = \"energy_drift\", rel = 0.02", kept, lost, kJointRoles);
  EXPECT_EQ(judge_one("kind = \"energy_dissipated\"", kJointRoles, lost).met, true);
  EXPECT_EQ(judge_one("kind = \"energy_dissipated\"", kJointRoles, kept).met, false);
  EXPECT_EQ(judge_one("kind = \"energy_dissipated\"", kJointRoles, gained).met, false);
  EXPECT_EQ(
      judge_one("kind = \"energy\", which = \"kinetic\", statistic = \"max\", J = 10, rel = 0.01", kJointRoles, kept)
          .met,
      true);
  EXPECT_EQ(judge_one("kind = \"energy\", which = \"total\", J = 11, rel = 0.01", kJointRoles, kept).met, false);

  auto strained = with(
      swing, [&](double t) { return 10 - swing(t); }, std::nan(""));  // a mesh whose strain nobody tells
  EXPECT_EQ(judge_one("kind = \"energy\", which = \"kinetic\", statistic = \"max\", J = 10, rel = 0.01", kJointRoles,
                      strained)
                .met,
            true);
  for (const char* kind :
       {"energy\", which = \"total\", J = 10, rel = 0.01", "energy_drift\", rel = 0.02", "energy_dissipated\""})
    EXPECT_EQ(judge_one(fmt::format("kind = \"{}", kind), kJointRoles, strained).met, std::nullopt) << kind;
}

TEST(BudgetKinds, MomentumIsKeptWhereNothingPushes) {
  auto pair = [](double v1, double v2, double after) {
    auto motion = [=](double v) -> Motion {
      return [=](double t) {
        auto s = still({})(t);
        s[7] = t < 1 ? v : v * after;
        return s;
      };
    };
    return TraceBuilder()
        .body({{"id", 1}, {"mass_kg", 1}}, motion(v1))
        .body({{"id", 2}, {"mass_kg", 2}}, motion(v2))
        .build();
  };
  expect_tells_apart("kind = \"momentum\", rel = 0.02", pair(2, -1, -0.5), pair(2, 1, -0.5), kJointRoles);
}

TEST(BudgetKinds, ContactHappensAndPushes) {
  auto with = [](double force, double count) {
    return TraceBuilder()
        .body({{"id", 1}}, still({}))
        .block("contact", 0, 1, [=](double) { return std::vector<double>{count}; })
        .block("contact_force", 1, 4,
               [=](double) {
                 return std::vector<double>{0, force, 0, count};
               })
        .build();
  };
  expect_tells_apart("kind = \"contact\", of = \"bob\", happens = true", with(1, 2), with(0, 0), kJointRoles);
  expect_tells_apart("kind = \"contact\", min = 2", with(1, 2), with(0, 0), kJointRoles);
  expect_tells_apart(
      "kind = \"contact_force\", of = \"bob\", axis = [0, 1, 0], statistic = \"mean\", N = 9.81, rel = 0.02",
      with(9.81, 4), with(5, 4), kJointRoles);
}

}  // namespace
}  // namespace simbench::verdict::testing
