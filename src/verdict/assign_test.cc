#include "verdict/assign.h"

#include "verdict/test_worlds.h"

namespace simbench::verdict::testing {
namespace {

TraceBuilder chain(std::vector<double> masses) {
  TraceBuilder builder;
  for (size_t i = 0; i < masses.size(); ++i) {
    int id = static_cast<int>(i) + 1;
    builder.body({{"id", id}, {"mass_kg", masses[i]}}, still({static_cast<double>(id), 0, 0}));
    builder.joint({{"id", id}, {"bodies", {id - 1, id}}, {"type", i % 2 ? "spherical" : "revolute"}});
  }
  return builder;
}

const char* kPendulums = R"([roles]
upper = { body = "moving", jointed_to = "world" }
lower = { body = "moving", jointed_to = "upper" }
elbow = { joint = "any", between = ["upper", "lower"] }
[[requirement]]
id = "upper-mass"
check = { kind = "mass", of = "upper", kg = 2 }
[[requirement]]
id = "lower-mass"
check = { kind = "mass", of = "lower", kg = 3 }
[[requirement]]
id = "elbow"
check = { kind = "joint_type", of = "elbow", type = "spherical" }
)";

std::vector<bool> met(const suite::Turn& turn, const trace::Trace& trace) {
  std::vector<bool> out;
  for (const RequirementResult& result : evaluate(turn, {nullptr, &trace, "x = 1"}))
    out.push_back(result.met.value_or(false));
  return out;
}

TEST(Assign, BodiesAreFoundByHowTheyHangTogether) {
  suite::Turn turn = turn_from(kPendulums);
  EXPECT_EQ(met(turn, chain({2, 3}).build()), (std::vector<bool>{true, true, true}));
  EXPECT_EQ(met(turn, chain({3, 2}).build()), (std::vector<bool>{false, false, true})) << "swapped masses stay swapped";
}

TEST(Assign, OneConsistentAssignmentServesAllRequirements) {
  // Each body meets one of the two: no single one meets both, so only the heavier requirement may hold.
  std::string text =
      "[roles]\nbob = { body = \"moving\" }\n[[requirement]]\ncheck = { kind = \"mass\", of = \"bob\", kg = 2 }\n"
      "[[requirement]]\nweight = 3\ncheck = { kind = \"coordinate\", of = \"bob\", axis = [1, 0, 0], m = 2, abs = 0.1 "
      "}\n";
  EXPECT_EQ(met(turn_from(text), chain({2, 7}).build()), (std::vector<bool>{false, true}));
}

TEST(Assign, ARoleThatNothingPlaysIsNamedInTheReason) {
  suite::Turn turn = turn_from(kPendulums);
  trace::Trace single = chain({2}).build();
  auto results = evaluate(turn, {nullptr, &single, "x = 1"});
  EXPECT_EQ(results[0].met, true);
  EXPECT_EQ(results[1].met, false);
  EXPECT_NE(results[1].reason.find("'lower' (moving body jointed to upper)"), std::string::npos) << results[1].reason;
}

TEST(Assign, APartInABodyOfItsOwnHangsWhereWhatItIsWeldedToDoes) {
  suite::Turn turn = turn_from(R"([roles]
bob = { body = "moving" }
pivot = { joint = "any", between = ["bob", "world"] }
[[requirement]]
check = { kind = "mass", of = "bob", kg = 2 }
[[requirement]]
check = { kind = "joint_type", of = "pivot", type = "revolute" }
)");
  auto nested = [](const char* tie) {  // a light rod on a hinge, the bob tied to it
    return TraceBuilder()
        .body({{"id", 1}, {"mass_kg", 0.001}}, still({}))
        .body({{"id", 2}, {"mass_kg", 2}}, still({}))
        .joint({{"id", 1}, {"bodies", {0, 1}}})
        .joint({{"id", 2}, {"type", tie}, {"bodies", {1, 2}}})
        .build();
  };
  EXPECT_EQ(met(turn, nested("fixed")), (std::vector<bool>{true, true}));
  EXPECT_EQ(met(turn, nested("spherical")), (std::vector<bool>{false, true}))
      << "a ball joint does not weld: the rod hangs there";
}

TEST(Assign, TwoRolesNeverTakeTheSameObject) {
  std::string text =
      "[roles]\na = { body = \"moving\" }\nb = { body = \"moving\" }\n[[requirement]]\ncheck = { kind = \"mass\", of = "
      "\"a\", kg = 2 }\n"
      "[[requirement]]\ncheck = { kind = \"mass\", of = \"b\", kg = 2 }\n";
  EXPECT_EQ(met(turn_from(text), chain({2}).build()), (std::vector<bool>{true, false}));
  EXPECT_EQ(met(turn_from(text), chain({2, 2}).build()), (std::vector<bool>{true, true}));
}

TEST(Assign, OrderPicksTheLeftmostOfSeveralAlike) {
  std::string text =
      "[roles]\nleft = { body = \"moving\", order = \"first\", axis = [1, 0, 0] }\nthird = { body = \"moving\", order "
      "= 3, axis = [1, 0, 0] }\n"
      "[[requirement]]\ncheck = { kind = \"mass\", of = \"left\", kg = 5 }\n[[requirement]]\ncheck = { kind = "
      "\"mass\", of = \"third\", kg = 6 }\n";
  EXPECT_EQ(met(turn_from(text), chain({5, 1, 6, 5}).build()), (std::vector<bool>{true, true}));
  EXPECT_EQ(met(turn_from(text), chain({1, 5, 5, 6}).build()), (std::vector<bool>{false, false}));
}

TEST(Assign, TiesGoToTheMotionNearestToTheReferences) {
  std::string text =
      "[roles]\nbob = { body = \"moving\" }\n[[requirement]]\ncheck = { kind = \"speed\", of = \"bob\", max = 10 }\n";
  suite::Turn turn = turn_from(text);
  auto reference = TraceBuilder().body({{"id", 1}}, moving({}, {2, 0, 0})).build();
  auto candidate = TraceBuilder().body({{"id", 1}}, still({})).body({{"id", 2}}, moving({}, {2, 0, 0})).build();
  EXPECT_EQ(evaluate(turn, {nullptr, &candidate, "x"}, &reference)[0].value, 2.0);
}

TEST(Assign, AHundredBodiesAreAssignedInAFewMilliseconds) {
  std::vector<double> masses(100, 1.0);
  masses[57] = 4;
  masses[58] = 5;
  suite::Turn turn = turn_from(R"([roles]
a = { body = "moving" }
b = { body = "moving" }
link = { joint = "any", between = ["a", "b"] }
[[requirement]]
check = { kind = "mass", of = "a", kg = 4 }
[[requirement]]
check = { kind = "mass", of = "b", kg = 5 }
[[requirement]]
check = { kind = "joint_type", of = "link", type = "revolute" }
)");
  trace::Trace trace = chain(masses).build();
  auto start = std::chrono::steady_clock::now();
  EXPECT_EQ(met(turn, trace), (std::vector<bool>{true, true, true}));
  std::chrono::duration<double, std::milli> took = std::chrono::steady_clock::now() - start;
  RecordProperty("milliseconds", static_cast<int>(took.count()));
  EXPECT_LT(took.count(), 5000) << "the search isn't bounded";
}

TEST(Assign, TheSearchEndsWhereTooManyBodiesAreAlikeAndTheReasonSaysSo) {
  suite::Turn turn = turn_from(R"([roles]
a = { body = "moving" }
b = { body = "moving" }
c = { body = "moving" }
ab = { joint = "any", between = ["a", "b"] }
bc = { joint = "any", between = ["b", "c"] }
[[requirement]]
check = { kind = "joint_type", of = "ab", type = "prismatic" }
[[requirement]]
check = { kind = "joint_type", of = "bc", type = "prismatic" }
[[requirement]]
check = { kind = "body_count", which = "moving", equals = 120 }
)");
  trace::Trace trace = chain(std::vector<double>(120, 1.0)).build();
  World world(trace);
  Assigned found = assign(turn, world, "x = 1");
  EXPECT_FALSE(found.exhaustive);
  EXPECT_LT(found.tried, 110000u) << "the search isn't bounded";
  EXPECT_EQ(found.results[0].met, false);
  EXPECT_NE(found.results[0].reason.find("not all were tried"), std::string::npos) << found.results[0].reason;
  EXPECT_EQ(found.results[2].met, true);
}

}  // namespace
}  // namespace simbench::verdict::testing
