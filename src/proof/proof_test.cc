#include <gtest/gtest.h>

#include "proof/claims.h"
#include "proof/reduced.h"
#include "proof/robust.h"
#include "proof/stated.h"
#include "proof/validation.h"
#include "proof/validation_file.h"

namespace simbench::proof {
namespace {

/// A turn that asks for the height of the one moving body and for one call.
suite::Turn falling_turn() {
  suite::Turn turn;
  turn.roles = {{"ball", {{"body", "moving"}}}};
  turn.requirements.push_back(
      {.id = "height",
       .kind = "coordinate",
       .parameters = {{"of", "ball"}, {"axis", {0, 0, 1}}, {"at_s", 1}, {"m", 5}, {"abs", 0.1}}});
  turn.requirements.push_back(
      {.id = "asked", .kind = "call", .parameters = {{"class", "System"}, {"method", "SetGravity"}, {"min", 1}}});
  return turn;
}

/// One body that falls from 10 m for 2 s, a joint and a sensor that nobody asks for, two calls.
trace::Trace falling_trace() {
  trace::Trace trace;
  trace.header = {{"format", 1}};
  trace.censuses = {{{"when", "first_step"},
                     {"bodies", {{{"id", 1}, {"mass_kg", 1}, {"pos_m", {0, 0, 10}}, {"quat", {1, 0, 0, 0}}}}}}};
  trace.calls = {{{"class", "System"}, {"method", "SetGravity"}, {"args", {9.81}}},
                 {{"class", "Window"}, {"method", "SetTitle"}, {"args", {"a ball"}}}};
  trace.segments.push_back({{{"body", 1, 0, 13, 1}, {"sensor", 1, 0, 3, 14}}, 17, {}});
  for (int i = 0; i <= 500; ++i) {
    double t = 0.004 * i;
    std::vector<double> row(17);
    row[0] = t, row[3] = 10 - 4.905 * t * t, row[4] = 1, row[10] = -9.81 * t, row[14] = std::sin(20 * t);
    trace.segments[0].values.insert(trace.segments[0].values.end(), row.begin(), row.end());
  }
  trace.end = {{"reason", "finished"}, {"steps", 500}, {"sim_time_s", 2}};
  return trace;
}

/// A system whose first turn is the falling one, with its reference as a script of the suite.
struct Falling {
  Falling() { system.turns[0] = falling_turn(); }
  SuiteScript script() const { return {&system, 1, "reference", &system.turns[0].reference}; }
  suite::System system;
};

TEST(ReducedTrace, HoldsWhatTheRequirementsReadAndAnswersThemTheSame) {
  Falling falling;
  trace::Trace whole = falling_trace();
  ReducedTrace small = reduced(falling.script(), whole);
  EXPECT_EQ(small.trace.sample_count(), 200u);
  EXPECT_EQ(small.trace.width("body", 1), 13u);
  EXPECT_EQ(small.trace.width("sensor", 1), 0u) << "no requirement reads it";
  ASSERT_EQ(small.trace.calls.size(), 1u);
  EXPECT_EQ(small.trace.calls[0]["method"], "SetGravity");
  ScriptRecord record;
  record.requirements = verdict::evaluate(falling.script().turn(), {nullptr, &whole, ""});
  ASSERT_EQ(record.requirements.size(), 2u);
  EXPECT_EQ(record.requirements[0].met, true) << record.requirements[0].reason;
  EXPECT_TRUE(answered_otherwise(falling.script(), record, small.trace).empty());
  record.requirements[1].met = false;
  EXPECT_EQ(answered_otherwise(falling.script(), record, small.trace), std::vector<std::string>{"asked"});
}

TEST(ReducedTrace, OfAComparedReferenceAllMotionStays) {
  Falling falling;
  trace::Trace whole = falling_trace();
  whole.segments[0].blocks[1].kind = "node";
  EXPECT_EQ(reduced(falling.script(), whole).trace.width("node", 1), 0u);
  falling.system.turns[0].comparison.mode = "trajectory";
  EXPECT_EQ(reduced(falling.script(), whole).trace.width("node", 1), 3u);
}

TEST(ScriptRecord, ARowSaysWhatWasMissedAndComesBackWhole) {
  suite::Turn turn = falling_turn();
  ScriptRecord record{.key = "k", .verdict = Verdict::physical, .cell_class = CellClass::model_fail};
  record.reason = "requirements: height";
  record.requirements = {{.id = "height", .met = false, .reason = "too low"}, {.id = "asked", .met = std::nullopt}};
  record.agreement = 0.25, record.trace = "abc";
  Json row = record.to_json();
  EXPECT_EQ(
      to_text(row),
      R"({"agreement":0.25,"class":"model_fail","key":"k","missed":["height"],"trace":"abc","undecided":["asked"],)"
      R"("verdict":"physical"})");
  ScriptRecord back = ScriptRecord::from_json(row, turn);
  EXPECT_EQ(back.reason, "requirements: height");
  EXPECT_EQ(back.requirements[0].met, false);
  EXPECT_EQ(back.requirements[1].met, std::nullopt);
  EXPECT_EQ(to_text(back.to_json()), to_text(row));
}

TEST(Scripts, RunReferencesFirstSoThatNoWorkerWaitsForOne) {
  suite::Script script;
  std::vector<SuiteScript> scripts{{nullptr, 1, "reference", &script},
                                   {nullptr, 1, "mutant", &script},
                                   {nullptr, 2, "reference", &script},
                                   {nullptr, 2, "equivalent", &script}};
  std::vector<std::string> order;
  for (const SuiteScript* one : in_running_order(scripts)) order.push_back(one->role);
  EXPECT_EQ(order, (std::vector<std::string>{"reference", "reference", "mutant", "equivalent"}));
}

TEST(Claims, AMutantIsSettledByAllItNamesAGivenFileByTwoMissesARightScriptByNone) {
  suite::Mutant mutant;
  mutant.breaks = {"height", "asked"};
  SuiteScript script{nullptr, 1, "mutant", &mutant.script, &mutant};
  EXPECT_TRUE(is_settled_by(script, {"asked", "other", "height"}));
  EXPECT_FALSE(is_settled_by(script, {"asked", "other"}));
  script.role = "given";
  EXPECT_TRUE(is_settled_by(script, {"asked", "other"}));
  EXPECT_FALSE(is_settled_by(script, {"asked"}));
  script.role = "equivalent";
  EXPECT_FALSE(is_settled_by(script, {"height", "asked"}));
}

double margin(const Json& value, const Json& bound) {
  return margin_of({.id = "r", .met = true, .value = value, .bound = bound}).value_or(-99);
}

TEST(Margins, AreOneInTheMiddleOfWhatIsAskedAndNothingAtItsEdge) {
  EXPECT_DOUBLE_EQ(margin(2.0, {{"expected", 2}, {"tolerance", 0.1}}), 1);
  EXPECT_NEAR(margin(2.1, {{"expected", 2}, {"tolerance", 0.1}}), 0, 1e-9);
  EXPECT_LT(margin(2.2, {{"expected", 2}, {"tolerance", 0.1}}), -0.9);
  EXPECT_NEAR(margin({1.0, 0.0, 2.05}, {{"expected", {1, 0, 2}}, {"tolerance", 0.1}}), 0.5, 1e-9)
      << "of the worst component";
  EXPECT_DOUBLE_EQ(margin(3, {{"min", 2}, {"max", 4}}), 1);
  EXPECT_DOUBLE_EQ(margin(2.5, {{"min", 2}, {"max", 4}}), 0.5);
  EXPECT_DOUBLE_EQ(margin(6, {{"min", 5}}), 0.2) << "of a lone limit relative to it";
  EXPECT_EQ(margin("revolute", {{"expected", "revolute"}}), -99) << "of words there is none";
  EXPECT_EQ(margin(1, nullptr), -99);
}

TEST(ValidationText, OneScriptThatChangesMovesOneLine) {
  Json validation{{"suite", "t"}, {"scripts", Json::object()}, {"falsifiers", Json::object()}};
  for (const char* name : {"b.py", "a.py", "c.patch"}) validation["scripts"][name] = {{"verdict", "faithful"}};
  std::string before = validation_text(validation);
  validation["scripts"]["b.py"] = {{"verdict", "physical"}, {"missed", {"height"}}};
  std::string after = validation_text(validation);
  auto old_lines = split_lines(before), new_lines = split_lines(after);
  ASSERT_EQ(old_lines.size(), new_lines.size());
  size_t moved = 0;
  for (size_t i = 0; i < old_lines.size(); ++i) moved += old_lines[i] != new_lines[i];
  EXPECT_EQ(moved, 1u);
  EXPECT_TRUE(parse_json(after, "text"));
}

TEST(ValidationFile, OneOfAnotherFormatIsRefusedWithTheRemedy) {
  TemporaryFolder folder;
  suite::Suite suite;
  suite.folder = folder.path(), suite.name = "t";
  EXPECT_TRUE(read_validation(suite)->empty()) << "none yet";
  ASSERT_TRUE(write_file(folder.path() / "validation.json", "{\"format\": 1}"));
  auto refused = read_validation(suite);
  ASSERT_FALSE(refused);
  EXPECT_NE(refused.error().message.find("run `simbench suite validate t`"), std::string::npos);
}

TEST(Validation, WhatNoMutantBreaksIsToldAsNoFault) {
  std::string plain = unfalsified_text({"cart/1 mass"}, false), stated = unfalsified_text({"cart/1 mass"}, true);
  EXPECT_TRUE(plain.starts_with("for your information, no finding: ")) << "beside 'proven'";
  EXPECT_NE(plain.find("other value that was tried breaks cart/1 mass; --stated and --sensitivity"), std::string::npos);
  EXPECT_EQ(stated.find("--stated"), std::string::npos) << "that was just done";
  EXPECT_NE(stated.find("--sensitivity"), std::string::npos);
}

TEST(Stated, AValueThatNothingEnforcesComesWithTheRequirementThatIsNearest) {
  auto result = [](const char* id, double value) {
    return RequirementResult{.id = id, .met = true, .value = value, .bound = {{"expected", 2}, {"tolerance", 0.1}}};
  };
  std::vector<RequirementResult> before{result("height", 2), result("period", 2.08)};
  EXPECT_EQ(nearest_requirement({result("height", 2.05), result("period", 2.08)}, before),
            "height, of whose room 50 % are left")
      << "period is nearer to its edge, but nothing moved it";
  EXPECT_EQ(nearest_requirement(before, before), "");
}

}  // namespace
}  // namespace simbench::proof
