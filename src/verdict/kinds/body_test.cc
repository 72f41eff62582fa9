// Each kind is shown a world that passes and one that must fail; the null worlds must fail for all.
#include "verdict/test_worlds.h"

namespace simbench::verdict::testing {
namespace {

const char* kBodyRoles = "bob = { body = \"moving\" }\nanchor = { body = \"fixed\" }\n";

trace::Trace with_body(Json fields, Motion motion = still({1, 2, 3})) {
  fields["id"] = 1;
  return TraceBuilder().body(fields, motion).build();
}

TEST(SystemKinds, GravityOfTheMoonIsNotTheEarths) {
  auto with = [](double y) { return TraceBuilder().system({{"gravity_m_s2", {0, y, 0}}, {"step_s", 0.001}}).build(); };
  expect_tells_apart("kind = \"gravity\", vector_m_s2 = [0, -1.62, 0], abs = 1e-3", with(-1.62), with(-9.81),
                     kBodyRoles);
  expect_tells_apart("kind = \"gravity\", m_s2 = 1.62, rel = 0.01", with(-1.62), with(-9.81), kBodyRoles);
}

TEST(SystemKinds, TheStepIsAsAskedAndNotLarger) {
  auto with = [](double step) {
    return TraceBuilder().system({{"gravity_m_s2", {0, 0, 0}}, {"step_s", step}}).build();
  };
  expect_tells_apart("kind = \"step_size\", step_s = 0.001, rel = 1e-6", with(0.001), with(0.002), kBodyRoles);
  expect_tells_apart("kind = \"step_size\", max = 0.001", with(0.0005), with(0.01), kBodyRoles);
}

TEST(SystemKinds, TheIntegratorIsTheOneThatWasAskedFor) {
  auto with = [](const char* name) { return TraceBuilder().system({{"integrator", name}}).build(); };
  expect_tells_apart("kind = \"integrator\", name = \"discrete\"", with("discrete"), with("Euler"), kBodyRoles);
}

TEST(SystemKinds, AViscousMediumIsNoVacuum) {
  auto with = [](double viscosity) {
    return TraceBuilder().system({{"medium", {{"viscosity_Pa_s", viscosity}, {"density_kg_m3", 0}}}}).build();
  };
  expect_tells_apart("kind = \"medium\", viscosity_Pa_s = 0, density_kg_m3 = 0", with(0), with(2), kBodyRoles);
}

TEST(SystemKinds, ARunThatStopsEarlyHasTooLittleSimulatedTime) {
  expect_tells_apart("kind = \"simulated_time\", min = 4.9", TraceBuilder().until(5).build(),
                     TraceBuilder().until(2).build(), kBodyRoles);
  trace::Trace died = TraceBuilder().until(5).build();
  died.end = nullptr;
  EXPECT_EQ(judge_one("kind = \"simulated_time\", min = 1", kBodyRoles, died).met, false);
}

TEST(SystemKinds, BodiesAreCountedByMobilityAndShape) {
  Json sphere = Json::array({{{"type", "sphere"}, {"size_m", {0.1}}}});
  TraceBuilder two;
  two.body({{"id", 1}, {"shapes", sphere}}).body({{"id", 2}, {"shapes", sphere}});
  TraceBuilder one;
  one.body({{"id", 1}, {"shapes", sphere}}).body({{"id", 2}});
  expect_tells_apart("kind = \"body_count\", which = \"moving\", shape = \"sphere\", equals = 2", two.build(),
                     one.build(), kBodyRoles);
  expect_tells_apart("kind = \"body_count\", which = \"any\", min = 3", two.build(), TraceBuilder().build(),
                     kBodyRoles);
}

TEST(SystemKinds, EmittersAreCountedAtTheEnd) {
  trace::Trace trace = TraceBuilder().body({{"id", 1}}).build();
  for (int id = 2; id < 6; ++id) trace.censuses[1]["bodies"].push_back({{"id", id}, {"fixed", false}});
  std::string text = "kind = \"body_count\", which = \"moving\", min = 5, when = ";
  EXPECT_EQ(judge_one(text + "\"end\"", kBodyRoles, trace).met, true);
  EXPECT_EQ(judge_one(text + "\"first_step\"", kBodyRoles, trace).met, false);
}

TEST(SystemKinds, EmittersAreCountedAtAnInstant) {
  TraceBuilder emitter;
  for (int id = 1; id < 6; ++id) emitter.body({{"id", id}, {"created_s", 0.5 * id}}, still({0, 0, 0}));
  trace::Trace trace = emitter.build();
  std::string text = "kind = \"body_count\", which = \"moving\", equals = 2, at_s = ";
  EXPECT_EQ(judge_one(text + "1.2", kBodyRoles, trace).met, true);
  EXPECT_EQ(judge_one(text + "1.6", kBodyRoles, trace).met, false);
  EXPECT_NE(judge_one(text + "9", kBodyRoles, trace).reason.find("ended at 5 s"), std::string::npos);
}

TEST(SystemKinds, AnEmptyWorldMeetsNoUpperCount) {
  EXPECT_EQ(judge_one("kind = \"body_count\", which = \"moving\", max = 3", kBodyRoles, TraceBuilder().build()).met,
            false);
}

TEST(BodyKinds, MassIsWeighedAlone) {
  expect_tells_apart("kind = \"mass\", of = \"bob\", kg = 2.0, rel = 1e-3", with_body({{"mass_kg", 2}}),
                     with_body({{"mass_kg", 1}}), kBodyRoles);
  expect_tells_apart("kind = \"mass\", of = \"bob\", min = 1.5, max = 2.5", with_body({{"mass_kg", 2}}),
                     with_body({{"mass_kg", 3}}), kBodyRoles);
}

TEST(BodyKinds, WhatIsFoundAndAskedHasItsUnit) {
  RequirementResult light =
      judge_one("kind = \"mass\", of = \"bob\", kg = 2.0, rel = 1e-3", kBodyRoles, with_body({{"mass_kg", 1}}));
  EXPECT_EQ(light.bound["unit"], "kg");
  EXPECT_NE(light.reason.find(" kg"), std::string::npos) << light.reason;
  RequirementResult start = judge_one("kind = \"initial_position\", of = \"bob\", pos_m = [0, 0, 9], abs = 0.1",
                                      kBodyRoles, with_body({{"mass_kg", 1}}));
  EXPECT_EQ(start.bound["unit"], "m");
  EXPECT_NE(start.reason.find(" m"), std::string::npos) << start.reason;
  EXPECT_FALSE(judge_one("kind = \"body_count\", min = 9", kBodyRoles, TraceBuilder().build()).bound.contains("unit"))
      << "a count has none";
}

TEST(BodyKinds, TotalMassIsASum) {
  TraceBuilder two;
  two.body({{"id", 1}, {"mass_kg", 2}}).body({{"id", 2}, {"mass_kg", 3}});
  expect_tells_apart("kind = \"total_mass\", kg = 5", two.build(), with_body({{"mass_kg", 2}}), kBodyRoles);
}

TEST(TotalMass, OfOneBodyIsThatOfABody) {
  std::string reason = judge_one("kind = \"total_mass\", kg = 5", kBodyRoles, with_body({{"mass_kg", 2}})).reason;
  EXPECT_NE(reason.find("the mass of 1 body"), std::string::npos) << reason;
}

TEST(BodyKinds, InertiaIsComparedWithoutRegardToTheOrderOfAxes) {
  auto with = [](double x, double y, double z) { return with_body({{"inertia_kg_m2", {x, y, z}}}); };
  expect_tells_apart("kind = \"inertia\", of = \"bob\", kg_m2 = [0.2, 1, 1], rel = 0.01", with(1, 0.2, 1),
                     with(1, 1, 1), kBodyRoles);
  expect_tells_apart("kind = \"inertia\", of = \"bob\", kg_m2 = [0.2, 1, 1], rel = 0.01, ordered = true",
                     with(0.2, 1, 1), with(1, 0.2, 1), kBodyRoles);
  expect_tells_apart("kind = \"inertia\", of = \"bob\", about_axis = [0, 0, 2], kg_m2_scalar = 1.5, rel = 0.01",
                     with(9, 9, 1.5), with(1.5, 1.5, 1), kBodyRoles);
}

TEST(BodyKinds, InertiaAboutAWorldAxisFollowsTheBodysOrientation) {
  double s = std::sqrt(0.5);  // a quarter turn about x: the body's y becomes the world's z
  auto turned = with_body({{"inertia_kg_m2", {1, 4, 2}}, {"quat", {s, s, 0, 0}}}, nullptr);
  EXPECT_EQ(
      judge_one("kind = \"inertia\", of = \"bob\", about_axis = [0, 0, 1], kg_m2_scalar = 4", kBodyRoles, turned).met,
      true);
}

TEST(BodyKinds, FixedMeansTheSimulatorHoldsIt) {
  std::string roles = "ball = { body = \"any\", shape = \"sphere\" }";
  Json sphere = Json::array({{{"type", "sphere"}, {"size_m", {0.1}}}});
  expect_tells_apart("kind = \"fixed\", of = \"ball\"", with_body({{"fixed", true}, {"shapes", sphere}}),
                     with_body({{"shapes", sphere}}), roles);
}

TEST(BodyKinds, ShapeHasTypeSizeAndCollision) {
  auto with = [](Json shape) { return with_body({{"shapes", Json::array({shape})}}); };
  Json box{{"type", "box"}, {"size_m", {0.2, 1.0, 0.4}}, {"collides", true}};
  Json small{{"type", "box"}, {"size_m", {0.2, 0.5, 0.4}}, {"collides", true}};
  expect_tells_apart("kind = \"shape\", of = \"bob\", type = \"box\", size_m = [1.0, 0.4, 0.2], rel = 0.01", with(box),
                     with(small), kBodyRoles);
  expect_tells_apart("kind = \"shape\", of = \"bob\", type = [\"sphere\", \"box\"], collides = true", with(box),
                     with({{"type", "box"}, {"size_m", {1, 1, 1}}, {"collides", false}}), kBodyRoles);
}

TEST(BodyKinds, MaterialAndCollisionSwitch) {
  auto with = [](double friction, double restitution) {
    return with_body({{"collides", true}, {"material", {{"friction", friction}, {"restitution", restitution}}}});
  };
  expect_tells_apart("kind = \"material\", of = \"bob\", friction = 0.4, restitution = 0.1, rel = 0.01", with(0.4, 0.1),
                     with(0.4, 0.5), kBodyRoles);
  expect_tells_apart("kind = \"collision_enabled\", of = \"bob\", is = true", with(0, 0),
                     with_body({{"collides", false}}), kBodyRoles);
}

TEST(BodyKinds, APairMayTouchWithAFrictionOrNot) {
  auto with = [](Json pairs) {
    trace::Trace trace = TraceBuilder().body({{"id", 1}}).body({{"id", 2}}).build();
    trace.censuses[0]["contact_pairs"] = std::move(pairs);
    return trace;
  };
  auto pair = [](Json bodies, Json shapes, double friction) {
    return Json{{"bodies", bodies}, {"shapes", shapes}, {"friction", friction}};
  };
  std::string roles = "bob = { body = \"moving\", order = 1, axis = [1, 0, 0] }\n";
  std::string rough = "kind = \"contact_pair\", between = [\"bob\", \"world\"], friction = 0.9";
  trace::Trace one = with(Json::array({pair({0, 1}, {"plane", "cylinder"}, 0.9)}));
  expect_tells_apart(rough, one, with(Json::array({pair({0, 1}, {"plane", "cylinder"}, 1.0)})), roles);
  expect_tells_apart("kind = \"contact_pair\", between = [\"bob\", \"world\"], may = false", with(Json::array()), one,
                     roles);
  trace::Trace two = with(Json::array({pair({1, 0}, {"box", "plane"}, 1), pair({1, 0}, {"sphere", "plane"}, 0.9)}));
  EXPECT_EQ(judge_one(rough, roles, two).met, false) << "the worst of all shapes counts";
  EXPECT_EQ(judge_one(rough + ", shape = \"sphere\"", roles, two).met, true);
  EXPECT_EQ(judge_one(rough, roles, with(nullptr)).met, std::nullopt);
}

TEST(BodyKinds, TheStartIsReadBeforeTheFirstStep) {
  auto at = [](Vec3 p, Vec3 v, double w) { return with_body(Json::object(), moving(p, v, w)); };
  expect_tells_apart("kind = \"initial_position\", of = \"bob\", pos_m = [1, 0, 0], abs = 1e-3", at({1, 0, 0}, {}, 0),
                     at({1, 0.1, 0}, {}, 0), kBodyRoles);
  expect_tells_apart("kind = \"initial_position\", of = \"bob\", axis = [0, 1, 0], m = 2, abs = 1e-3",
                     at({5, 2, 1}, {}, 0), at({5, 1, 1}, {}, 0), kBodyRoles);
  expect_tells_apart("kind = \"initial_velocity\", of = \"bob\", vel_m_s = [0, 3, 0], rel = 1e-3", at({}, {0, 3, 0}, 0),
                     at({}, {0, -3, 0}, 0), kBodyRoles);
  expect_tells_apart("kind = \"initial_angular_velocity\", of = \"bob\", axis = [0, 0, 1], rad_s = 0.2, rel = 1e-3",
                     at({}, {}, 0.2), at({}, {}, 0), kBodyRoles);
}

TEST(BodyKinds, OrientationIsComparedByTheAngleBetween) {
  auto turned = [](double angle) {
    return with_body({{"quat", {std::cos(angle / 2), 0, 0, std::sin(angle / 2)}}}, nullptr);
  };
  expect_tells_apart("kind = \"initial_orientation\", of = \"bob\", axis = [0, 0, 1], rad = 1.5708, angle_rad = 0.01",
                     turned(M_PI / 2), turned(-M_PI / 2), kBodyRoles);
  auto minus = with_body({{"quat", {-0.70711, 0, 0, -0.70711}}}, nullptr);
  EXPECT_EQ(
      judge_one("kind = \"initial_orientation\", of = \"bob\", quat = [0.70711, 0, 0, 0.70711]", kBodyRoles, minus).met,
      true);
}

}  // namespace
}  // namespace simbench::verdict::testing
