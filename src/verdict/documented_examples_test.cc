// Every example of docs/format/requirements.md is met in a world that does what it says, and unmet in one that has all
// of its roles but does otherwise: an author may copy any of them and it will decide something.
#include "verdict/documented_examples.h"

namespace simbench::verdict::testing {
namespace {

Json shapes(const char* type, Json size_m, Json color = {1, 1, 1}) {
  return Json::array({{{"type", type}, {"size_m", size_m}, {"collides", true}, {"visible", true}, {"color", color}}});
}

/// All roles of the page but those of families that a world builds itself; bob is `bob`, the wheel moves as `wheel`.
TraceBuilder cast(Json bob, Motion bob_motion, Json wheel = Json::object(), Motion wheel_motion = still({-3, 0, 0})) {
  Json base{{"id", 3}, {"fixed", true}, {"shapes", shapes("box", {1, 1, 1})}};
  bob.update({{"id", 1}}), wheel.update({{"id", 2}, {"shapes", shapes("cylinder", {0.2, 0.1})}});
  TraceBuilder builder;
  builder.body(bob, std::move(bob_motion)).body(wheel, std::move(wheel_motion)).body(base);
  return builder;
}
TraceBuilder cast(Motion bob_motion, Motion wheel_motion = still({-3, 0, 0})) {
  return cast(Json::object(), std::move(bob_motion), Json::object(), std::move(wheel_motion));
}
TraceBuilder& pivot(TraceBuilder& builder, Json fields = Json::object()) {
  fields.update({{"id", 1}, {"bodies", {1, 0}}});
  return builder.joint(fields);
}

trace::Trace moon_with_particles() {
  TraceBuilder builder;
  builder.system({{"gravity_m_s2", {0, -1.62, 0}},
                  {"step_s", 0.001},
                  {"integrator", "implicitfast"},
                  {"medium", {{"viscosity_Pa_s", 0}, {"density_kg_m3", 0}}}});
  for (int id = 1; id <= 100; ++id)
    builder.body({{"id", id}, {"created_s", id <= 6 ? 0 : 2}, {"shapes", shapes("sphere", {0.1})}});
  builder.joint({{"id", 1}, {"type", "revolute"}}).joint({{"id", 2}, {"type", "spherical"}});
  for (int id = 1; id <= 3; ++id) builder.object("sensors", {{"id", id}, {"type", "rangefinder"}});
  return builder.build();
}

trace::Trace bodies_as_asked() {
  Json bob{{"mass_kg", 2},
           {"inertia_kg_m2", {1, 0.2, 1}},
           {"collides", true},
           {"shapes", shapes("sphere", {0.2})},
           {"material", {{"friction", 0.4}, {"restitution", 0.1}}},
           {"pos_m", {1, 0, 1}},
           {"vel_m_s", {0, 3, 0}},
           {"omega_rad_s", {0, 0, 0.2}},
           {"quat", {std::sqrt(0.5), 0, 0, std::sqrt(0.5)}}};
  TraceBuilder builder = cast(bob, nullptr, {{"mass_kg", 3}, {"inertia_kg_m2", {0.3, 0.3, 0.5}}}, nullptr);
  builder.object("contact_pairs", {{"bodies", {0, 1}}, {"shapes", {"plane", "sphere"}}, {"friction", 0.4}});
  return builder.build();
}
trace::Trace driven_joint() {
  TraceBuilder builder = cast(still({0, -1, 0}));
  Json own{{"damping_N_m_s_rad", 0.02}, {"armature", 0.005}};
  Json servo{{"joint", 1}, {"gear", 1}, {"kv", 100}, {"motor", {{"quantity", "speed"}}}};
  pivot(builder, {{"params", own}});
  builder.joint({{"id", 9}, {"type", "motor_rotation_speed"}, {"bodies", {0, 3}}, {"params", servo}});
  return builder.build();
}

trace::Trace joints_as_asked() {
  TraceBuilder builder = cast(still({0, -1, 0}));
  Json motor{{"quantity", "speed"}, {"function", {{"type", "const"}, {"at", {{"0", 3.1416}, {"1", 3.1416}}}}}};
  pivot(builder,
        {{"type", "universal"}, {"pos_m", {0, 0, 1}}, {"limits", {-0.5, 0.5}}, {"params", {{"motor", motor}}}});
  builder.joint({{"id", 2},
                 {"type", "spring_damper"},
                 {"bodies", {1, 2}},
                 {"params", {{"stiffness_N_m", 50}, {"rest_length_m", 1.5}}}});
  builder.block("reaction", 1, 6, [](double) { return std::vector<double>{0, 9.81, 0, 0, 0, 0}; });
  return builder.build();
}

trace::Trace turning_pair() {
  return cast(moving({1, -1.5, 0}, {}, -12.56), moving({0, -1.5, 0}, {}, 6.28)).build();
}
trace::Trace slow_swing() {
  TraceBuilder builder = cast(swinging(1, 0.2, 2 * M_PI / 6.53));
  return pivot(builder.until(20)).build();
}
trace::Trace damped_swing() {
  TraceBuilder builder = cast(swinging(1, 0.1, 2 * M_PI, -std::log(0.8)));
  return pivot(builder).build();
}
trace::Trace sliding() {
  return cast(moving({}, {3.8, 0, 0})).build();
}
trace::Trace gathered() {
  return cast(still({0.1, 0, 0.1}), still({-0.2, 0, 0.1})).build();
}

trace::Trace energies(double loss) {
  TraceBuilder builder = cast(moving({}, {1, 0, 0}));
  auto kinetic = [=](double t) { return (2.45 + 2.45 * std::cos(3 * t)) * std::exp(-loss * t); };
  builder.block("energy", 0, 3, [=](double t) {
    return std::vector<double>{kinetic(t), 4.9 * std::exp(-loss * t) - kinetic(t), 0};
  });
  builder.block("contact", 0, 1, [](double) { return std::vector<double>{1}; });
  builder.block("contact_force", 1, 4, [](double) { return std::vector<double>{0, 9.81, 0, 1}; });
  return builder.build();
}

TraceBuilder& beam(TraceBuilder& builder, const char* type, int elements, double young_Pa, double tip_y, double tip_x,
                   int fixed) {
  builder.object("meshes", {{"id", 3},
                            {"nodes", {{"count", elements + 1}, {"fixed", fixed}}},
                            {"node_ids", {0, 1}},
                            {"node_pos_m", {{0, 0, 0}, {tip_x, 0, 0}}},
                            {"elements", Json::array({{{"type", type}, {"count", elements}}})},
                            {"edges", {{"held", false}, {"stiffness_N_m", 2300e-7 * young_Pa}, {"damping_N_s_m", 5}}},
                            {"material", {{"young_modulus_Pa", young_Pa}, {"density_kg_m3", 1000}}}});
  for (int node = 0; node < 2; ++node)
    builder.block(
        "node", node, 6, [=](double t) { return std::vector<double>{node * tip_x, node * tip_y * t / 5, 0, 0, 0, 0}; },
        3);
  return builder;
}
trace::Trace bent_beam() {
  TraceBuilder builder;
  return beam(builder, "euler_beam", 8, 1e7, -0.012, 1, 1).build();
}

TraceBuilder& vehicle(TraceBuilder& builder, const char* model, double speed, double turn, double throttle,
                      double friction) {
  builder.object(
      "vehicles",
      {{"id", 5}, {"model", model}, {"tire", "TMEASY"}, {"chassis_body", 1}, {"wheel_bodies", Json::array()}});
  builder.object(
      "terrains",
      {{"id", 1}, {"type", "rigid"}, {"patches", Json::array({{{"size_m", {100, 100}}, {"friction", friction}}})}});
  builder.object("robots", {{"id", 1}, {"chassis_body", 1}});
  builder.block("vehicle", 5, 2, [=](double t) { return std::vector<double>{speed, turn * t}; });
  builder.block("driver", 5, 3, [=](double t) { return std::vector<double>{std::min(throttle, t), 0, 0}; });
  return builder.block("control", 0, 1, [=](double) { return std::vector<double>{speed - 1}; });
}
trace::Trace driving() {
  TraceBuilder builder = cast(moving({}, {7, 0, 0}));
  return vehicle(builder, "HMMWV_Full", 7, 0.1, 0.5, 0.9).build();
}

TraceBuilder& imu(TraceBuilder& builder, double rate_Hz, double reading) {
  builder.object("sensors",
                 {{"id", 7}, {"type", "accelerometer"}, {"body", 1}, {"pos_m", {0, 0, 0.1}}, {"rate_Hz", rate_Hz}});
  return builder.block("sensor", 7, 3, [=](double) { return std::vector<double>{0, reading, 0}; });
}
trace::Trace measured() {
  TraceBuilder builder = cast(still({0, 0, 1}));
  return imu(builder, 100, 9.81).build();
}

trace::Trace drawn_called_and_printed() {
  TraceBuilder builder = cast({{"shapes", shapes("sphere", {0.2})}}, still({}));
  builder.object("visuals", {{"kind", "camera"}, {"pos_m", {0, 3, 6}}, {"target_m", {0, 0, 0}}});
  builder.call({{"class", "ChBodyEasySphere"}, {"method", "SetName"}, {"args", {"pendulum bob"}}, {"count", 1}});
  return builder.prints(0.5).build();
}

/// All roles are there, and nothing is as any example asks.
trace::Trace otherwise() {
  Motion flies = [](double t) {
    auto s = moving({5, 4, 3}, {0.5, 0, 0}, 1)(t);
    s[0] = 5 + 0.25 * t * t, s[1] = 4 + std::sin(2 * t), s[7] = 0.5 * t, s[8] = 2 * std::cos(2 * t);
    return s;
  };
  Json bob{{"collides", false},
           {"shapes", shapes("box", {9, 9, 9})},
           {"material", {{"friction", 0.8}, {"restitution", 0.1}}}};
  TraceBuilder builder;
  builder.system({{"gravity_m_s2", {0, -9.81, 0}},
                  {"step_s", 0.01},
                  {"integrator", "Euler"},
                  {"medium", {{"viscosity_Pa_s", 2}}}});
  for (int id : {1, 4})
    builder.object("contact_pairs", {{"bodies", {id, 2}}, {"shapes", {"box", "cylinder"}}, {"friction", 0.8}});
  bob["id"] = 1;
  builder.body(bob, flies)
      .body({{"id", 2}, {"shapes", shapes("cylinder", {9, 9})}}, moving({-3, 0, 0}, {0.3, -0.3, 0}, 2));
  builder.body({{"id", 4}, {"shapes", shapes("box", {1, 1, 1})}},
               moving({9, 9, 9}, {0, 0.4, 2}, 3));  // the base, not fixed
  builder.joint({{"id", 1}, {"type", "prismatic"}, {"axis", {1, 0, 0}}, {"limits", {-2, 2}}, {"pos_m", {0, 0, 0}}});
  builder.joint({{"id", 2},
                 {"type", "spring_damper"},
                 {"bodies", {1, 2}},
                 {"params", {{"stiffness_N_m", 500}, {"rest_length_m", 1.5}}}});
  builder.block("reaction", 1, 6, [](double) { return std::vector<double>{9.81, 0, 0, 0, 0, 0}; });
  builder.block("energy", 0, 3, [](double t) { return std::vector<double>{9 + 5 * std::cos(4 * t) + t, 2 * t, 0}; });
  builder.block("contact", 0, 1, [](double) { return std::vector<double>{0}; });
  builder.block("contact_force", 1, 4, [](double) { return std::vector<double>{0, 0, 0, 0}; });
  beam(builder, "hexa", 4, 2e11, 0.3, 2, 0);
  vehicle(builder, "Sedan", 2, 0.01, 0.2, 0.3);
  imu(builder, 10, 4);
  builder.object("sensors", {{"id", 8}, {"type", "camera"}});
  builder.object("visuals", {{"kind", "camera"}, {"pos_m", {0, 9, 9}}, {"target_m", {0, 0, 0}}});
  builder.call({{"class", "ChBody"}, {"method", "SetName"}, {"args", {"ball"}}, {"count", 1}});
  return builder.prints(0.3).end({{"sim_time_s", 2}}).build();
}

bool no_role_is_missing(const RequirementResult& result) {
  return result.reason.find("nothing plays") == std::string::npos;
}

/// Whether a replay can go to where a requirement isn't met: not of what is averaged, nor of what never happens.
bool has_an_instant(const suite::Requirement& requirement) {
  static const std::set<std::string> averages{"rms", "std"}, never{"servo", "contact"};
  std::string statistic = get_string(requirement.parameters, "statistic").value_or("");
  bool over_time = find_kind(requirement.kind)->groups & kTime || requirement.kind.starts_with("initial_") ||
                   requirement.kind == "simulated_time";
  return over_time && !averages.contains(statistic) && !never.contains(requirement.kind);
}

TEST(DocumentedExamples, EachHoldsInAWorldThatDoesAsItSaysAndInNoneThatDoesOtherwise) {
  DocumentedExamples all = documented_examples();
  std::vector<trace::Trace> good{
      moon_with_particles(), bodies_as_asked(), joints_as_asked(), driven_joint(), turning_pair(),
      slow_swing(),          damped_swing(),    sliding(),         gathered(),     energies(0),
      energies(0.3),         bent_beam(),       driving(),         measured(),     drawn_called_and_printed()};
  trace::Trace bad = otherwise();
  for (const suite::Requirement& example : all.checks) {
    suite::Turn turn;
    turn.roles = all.roles, turn.requirements = {example};
    std::string reasons;
    bool met = false;
    for (const trace::Trace& world : good) {
      if (met) break;
      RequirementResult result = evaluate(turn, {nullptr, &world, "def simulate(system):\n    pass\n"})[0];
      met = result.met == true;
      reasons += "\n  " + result.reason;
    }
    EXPECT_TRUE(met) << example.kind << " " << example.parameters.dump() << " holds nowhere:" << reasons;
    RequirementResult unmet = evaluate(turn, {nullptr, &bad, "x = 1\n"})[0];
    EXPECT_EQ(unmet.met, false) << example.kind << " " << example.parameters.dump() << ": " << unmet.reason;
    EXPECT_TRUE(no_role_is_missing(unmet)) << example.kind << ": " << unmet.reason;
    EXPECT_FALSE(unmet.reason.empty()) << example.kind;
    if (has_an_instant(example)) {
      EXPECT_TRUE(get_number(unmet.where, "at_s"))
          << example.kind << " " << example.parameters.dump() << " is missed at no instant: " << unmet.where.dump();
    }
  }
}

TEST(DocumentedExamples, NoneHoldsInANullWorld) {
  DocumentedExamples all = documented_examples();
  suite::Turn turn;
  turn.roles = all.roles, turn.requirements = all.checks;
  for (const auto& [name, world] : null_worlds()) {
    std::vector<RequirementResult> results = evaluate(turn, {nullptr, &world, ""});
    for (size_t i = 0; i < results.size(); ++i)
      EXPECT_NE(results[i].met, true) << turn.requirements[i].kind << " holds for " << name << ": "
                                      << results[i].reason;
  }
}

}  // namespace
}  // namespace simbench::verdict::testing
