#include "verdict/matching.h"
#include "verdict/test_worlds.h"

namespace simbench::verdict::testing {
namespace {

/// The obvious way, for small matrices: all permutations.
double cheapest_by_trial(const std::vector<std::vector<double>>& cost) {
  std::vector<size_t> order(cost[0].size());
  for (size_t i = 0; i < order.size(); ++i) order[i] = i;
  double best = 1e300;
  do {
    double sum = 0;
    for (size_t r = 0; r < cost.size(); ++r) sum += cost[r][order[r]];
    best = std::min(best, sum);
  } while (std::next_permutation(order.begin(), order.end()));
  return best;
}

TEST(Matching, IsAsCheapAsTheBestOfAllPermutations) {
  Rng rng(7);
  for (int round = 0; round < 300; ++round) {
    size_t rows = 1 + rng.below(5), columns = rows + rng.below(3);
    std::vector<std::vector<double>> cost(rows, std::vector<double>(columns));
    for (auto& row : cost)
      for (double& c : row) c = std::floor(10 * rng.uniform()) - 3;
    std::vector<int> match = cheapest_matching(cost);
    double sum = 0;
    std::set<int> used(match.begin(), match.end());
    EXPECT_EQ(used.size(), rows);
    for (size_t r = 0; r < rows; ++r) sum += cost[r].at(static_cast<size_t>(match[r]));
    EXPECT_DOUBLE_EQ(sum, cheapest_by_trial(cost));
  }
}

TEST(Matching, MoreRowsThanColumnsLeavesSomeWithoutAPartner) {
  std::vector<int> match = cheapest_matching({{5}, {1}, {3}});
  EXPECT_EQ(match, (std::vector<int>{-1, 0, -1}));
  EXPECT_TRUE(cheapest_matching({}).empty());
}

struct Pendulum {
  double length = 1, angle = 0.4, rate = 3, mass = 1, damping = 0, end_s = 5;
  int id = 1;
  double turn = 0;  // of the whole scene about y (up)
};

trace::Trace pendulum_trace(const Pendulum& p) {
  Motion planar = swinging(p.length, p.angle, p.rate, p.damping);
  Quat yaw = rotation({0, 1, 0}, p.turn);
  Motion motion = [=](double t) {
    auto s = planar(t);
    Vec3 x = rotate(yaw, {s[0], s[1], s[2]}), v = rotate(yaw, {s[7], s[8], s[9]}),
         w = rotate(yaw, {s[10], s[11], s[12]});
    Quat q = yaw * Quat{s[3], s[4], s[5], s[6]};
    return std::array<double, 13>{x.x, x.y, x.z, q.w, q.x, q.y, q.z, v.x, v.y, v.z, w.x, w.y, w.z};
  };
  TraceBuilder builder;
  builder.until(p.end_s).body({{"id", p.id}, {"mass_kg", p.mass}}, motion).joint({{"id", 1}, {"bodies", {p.id, 0}}});
  return builder.build();
}

/// A reference with an ensemble that strays a little.
ReferenceTraces reference() {
  return {{pendulum_trace({}), pendulum_trace({.angle = 0.4004}), pendulum_trace({.rate = 3.001})}};
}

Agreement against_reference(const trace::Trace& candidate, Json tolerance = Json::object(),
                            const std::string& mode = "trajectory") {
  return compare(candidate, reference(), {mode, std::move(tolerance)});
}

TEST(Compare, TheSameMotionAgreesWhateverTheIds) {
  EXPECT_GT(against_reference(pendulum_trace({})).scores["total"], 0.999);
  Agreement renamed = against_reference(pendulum_trace({.id = 17}));
  EXPECT_TRUE(renamed.pass);
  EXPECT_GT(renamed.scores["total"], 0.99);
}

TEST(Compare, NumericsAreForgivenAndPhysicsIsNot) {
  EXPECT_TRUE(against_reference(pendulum_trace({.rate = 3.0005})).pass);
  for (const Pendulum& wrong : {Pendulum{.length = 1.1}, Pendulum{.angle = 0.8}, Pendulum{.rate = 3.5},
                                Pendulum{.angle = -0.4}, Pendulum{.damping = 0.3}}) {
    Agreement agreement = against_reference(pendulum_trace(wrong));
    EXPECT_FALSE(agreement.pass) << agreement.scores.dump();
    EXPECT_FALSE(agreement.reason.empty());
  }
}

TEST(Compare, AHalfTimeRunCoversHalf) {
  Agreement half = against_reference(pendulum_trace({.end_s = 2.5}));
  EXPECT_FALSE(half.pass);
  EXPECT_NEAR(half.scores["coverage"].get<double>(), 0.5, 0.02);
  EXPECT_TRUE(against_reference(pendulum_trace({.end_s = 2.5}), {{"until_s", 2.0}}).pass)
      << "the turn compares two seconds only";
}

TEST(Compare, TheMassShowsInTheStructure) {
  Agreement heavy = against_reference(pendulum_trace({.mass = 3}));
  EXPECT_LT(heavy.scores["struct"].get<double>(), 0.8);
  EXPECT_GT(heavy.scores["traj"].get<double>(), 0.99);
}

TEST(Compare, DirectionsAreFixedUnlessTheTaskFreesThem) {
  Agreement turned = against_reference(pendulum_trace({.turn = 1.0}));
  EXPECT_FALSE(turned.pass) << turned.scores.dump();
  Agreement freed = against_reference(pendulum_trace({.turn = 1.0}), {{"free", {"yaw"}}});
  EXPECT_TRUE(freed.pass) << freed.scores.dump();
}

TEST(Compare, AReversedGearIsNotTheSameTurning) {
  auto gear = [](double b) {
    return TraceBuilder()
        .body({{"id", 1}}, moving({0, 0, 0}, {}, 2))
        .body({{"id", 2}}, moving({1, 0, 0}, {}, b))
        .build();
  };
  Agreement reversed = compare(gear(4), {{gear(-4)}}, {"trajectory", Json::object()});
  EXPECT_FALSE(reversed.pass);
  EXPECT_LT(reversed.scores["orient"].get<double>(), 0.7);
  EXPECT_TRUE(compare(gear(-4), {{gear(-4)}}, {"trajectory", Json::object()}).pass);
}

/// The same pendulum as two halves of its rod, welded; the outer half may go its own way.
trace::Trace two_halves(Motion outer, const char* joint = "fixed") {
  Json half{{"mass_kg", 0.5}, {"inertia_kg_m2", {0.48, 0.5, 0.48}}};  // and 2 · 0.5 kg · (0.2 m)² by Huygens–Steiner
  Json one = half, other = half;
  one["id"] = 1, other["id"] = 2;
  return TraceBuilder()
      .until(5)
      .body(one, swinging(0.8, 0.4, 3))
      .body(other, std::move(outer))
      .joint({{"id", 1}, {"bodies", {1, 0}}})
      .joint({{"id", 2}, {"type", joint}, {"bodies", {1, 2}}})
      .build();
}

TEST(Compare, HowManyBodiesARigidThingIsWrittenAsSaysNothing) {
  trace::Trace halves = two_halves(swinging(1.2, 0.4, 3));
  Agreement split = compare(halves, {{pendulum_trace({})}}, {"trajectory", Json::object()});
  EXPECT_GT(split.scores["total"].get<double>(), 0.999) << split.scores.dump();
  Agreement whole = compare(pendulum_trace({}), {{halves}}, {"trajectory", Json::object()});
  EXPECT_GT(whole.scores["total"].get<double>(), 0.999) << whole.scores.dump();
}

TEST(Compare, AWeldThatTheMotionBeliesIsNone) {
  trace::Trace torn = two_halves(moving({0.4, -1.1, 0}, {1, 0, 0}));
  EXPECT_FALSE(compare(torn, {{pendulum_trace({})}}, {"trajectory", Json::object()}).pass);
  trace::Trace hinged = two_halves(swinging(1.2, 0.4, 3), "revolute");
  EXPECT_LT(compare(hinged, {{pendulum_trace({})}}, {"trajectory", Json::object()}).scores["struct"].get<double>(), 0.8)
      << "a hinge that happens not to turn is a hinge";
}

TEST(Compare, WhatIsWeldedToTheGroundIsGround) {
  trace::Trace on_a_post = TraceBuilder()
                               .until(5)
                               .body({{"id", 1}}, swinging(1, 0.4, 3))
                               .body({{"id", 2}, {"mass_kg", 50}}, still({0, 0, 1}))
                               .joint({{"id", 1}, {"bodies", {1, 2}}})
                               .joint({{"id", 2}, {"type", "fixed"}, {"bodies", {2, 0}}})
                               .build();
  Agreement agreement = compare(on_a_post, {{pendulum_trace({})}}, {"trajectory", Json::object()});
  EXPECT_GT(agreement.scores["total"].get<double>(), 0.999) << agreement.scores.dump();
}

TEST(Compare, ChaosLeavesTheInvariants) {
  // members that go different ways at once: nothing can be foretold, but speeds and energies can
  auto member = [](double direction) { return pendulum_trace({.turn = direction}); };
  ReferenceTraces chaotic{{member(0), member(1.5), member(3)}};
  for (const char* mode : {"trajectory", "invariants"}) {
    Agreement statistical = compare(member(2), chaotic, {mode, Json::object()});
    EXPECT_TRUE(statistical.pass) << statistical.scores.dump();
    EXPECT_TRUE(statistical.scores["traj"].is_null());
    EXPECT_FALSE(statistical.scores["reasons"]["traj"].get<std::string>().empty());
    Agreement faster = compare(pendulum_trace({.rate = 4}), chaotic, {mode, Json::object()});
    EXPECT_FALSE(faster.pass);
    EXPECT_NE(faster.reason.find("; least alike: "), std::string::npos) << faster.reason;
    EXPECT_NE(faster.reason.find("kinetic energy"), std::string::npos) << "which invariant it is: " << faster.reason;
  }
}

TEST(Compare, EnergyIsBoundOnlyWhereTheTurnIsConservative) {
  auto with_energy = [](double loss) {
    return TraceBuilder()
        .body({{"id", 1}}, swinging(1, 0.4, 3))
        .joint({{"id", 1}})
        .block("energy", 0, 3,
               [=](double t) {
                 return std::vector<double>{5 + 5 * std::cos(6 * t) - loss * t, 5 - 5 * std::cos(6 * t), 0};
               })
        .build();
  };
  ReferenceTraces model{{with_energy(0)}};
  EXPECT_TRUE(compare(with_energy(1), model, {"trajectory", Json::object()}).pass);
  Agreement broken = compare(with_energy(1), model, {"trajectory", {{"conservative", true}}});
  EXPECT_FALSE(broken.pass);
  EXPECT_NE(broken.reason.find("energy"), std::string::npos);
  EXPECT_TRUE(compare(with_energy(0), model, {"trajectory", {{"conservative", true}}}).pass);
}

TEST(Compare, AnEmptyCandidateScoresNothing) {
  Agreement nothing = against_reference(TraceBuilder().build());
  EXPECT_FALSE(nothing.pass);
  EXPECT_LT(nothing.scores["total"].get<double>(), 0.05);
}

TEST(Converged, HalvingTheStepMayMoveAReferenceALittleOnly) {
  suite::Comparison comparison{"trajectory", {{"position_rel", 0.03}}};
  EXPECT_TRUE(reference_is_converged(reference(), pendulum_trace({.rate = 3.0005}), comparison).converged);
  Convergence coarse = reference_is_converged(reference(), pendulum_trace({.rate = 3.1}), comparison);
  EXPECT_FALSE(coarse.converged);
  EXPECT_GT(coarse.moved_rel, 0.03);
  EXPECT_NE(coarse.reason.find("half the step"), std::string::npos);
  comparison.tolerance["until_s"] = 0.2;
  EXPECT_TRUE(reference_is_converged(reference(), pendulum_trace({.rate = 3.1}), comparison).converged)
      << "early on it is still good";
}

TEST(Compare, AFewBodiesTakeMilliseconds) {
  auto start = std::chrono::steady_clock::now();
  for (int i = 0; i < 10; ++i) against_reference(pendulum_trace({}));
  std::chrono::duration<double, std::milli> took = std::chrono::steady_clock::now() - start;
  RecordProperty("microseconds_each", static_cast<int>(100 * took.count()));
  EXPECT_LT(took.count(), 10000);
}

}  // namespace
}  // namespace simbench::verdict::testing
