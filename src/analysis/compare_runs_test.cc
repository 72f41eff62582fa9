#include <gtest/gtest.h>

#include "analysis/test_run.h"
#include "base/json.h"

namespace simbench::analysis {
namespace {

/// `systems` systems of three turns; the model passes the first `passes` of every system.
void fill(Bare& run, const std::string& model, int systems, int passes) {
  for (int s = 0; s < systems; ++s)
    for (int turn = 1; turn <= 3; ++turn)
      run.add(model, "s" + std::to_string(s), turn, turn <= passes ? passed() : failed());
}

Json row_of(const Json& comparison, const std::string& measure) {
  for (const Json& row : comparison["comparisons"])
    if (row["measure"] == measure) return row;
  return nullptr;
}

Json compared(Bare& first, Bare& second, const std::vector<std::string>& models = {}) {
  auto result = compare_runs(first.store(), second.store(), models, {.bootstrap = 200});
  EXPECT_TRUE(result) << (result ? "" : result.error().text());
  return result.value_or(Json::object());
}

TEST(CompareRuns, PairsAModelWithItselfByTask) {
  Bare now, base, as_base;
  fill(now, "m", 6, 1), fill(base, "m", 6, 2), fill(as_base, "m", 6, 2);
  now.add("m", "only_now", 1, passed());
  Json row = row_of(compared(now, base), "pass_at_1");
  EXPECT_EQ(row["n"], 18) << "a task of one run only isn't compared";
  EXPECT_NEAR(row["difference"].get<double>(), -1.0 / 3, 1e-12);
  EXPECT_EQ(row["mcnemar"]["only_second"], 6);
  EXPECT_EQ(row["worse"], true) << "all systems differ alike: the test decides";
  EXPECT_EQ(row_of(compared(base, now), "pass_at_1")["worse"], false);
  EXPECT_EQ(row_of(compared(base, as_base), "pass_at_1")["worse"], false);
}

TEST(CompareRuns, ADifferenceThatMayBeChanceIsNotWorse) {
  Bare now, base;
  fill(base, "m", 6, 2);
  fill(now, "m", 5, 2);
  now.add("m", "s5", 1, passed());
  now.add("m", "s5", 2, failed());
  now.add("m", "s5", 3, failed());
  Json row = row_of(compared(now, base), "pass_at_1");
  EXPECT_LT(row["difference"].get<double>(), 0);
  EXPECT_EQ(row["worse"], false) << row.dump();
  EXPECT_GT(row["detectable_difference"].get<double>(), -row["difference"].get<double>());
}

TEST(CompareRuns, RunsOfOneModelEachAreComparedWhateverItsName) {
  Bare now, base;
  fill(now, "new", 3, 3), fill(base, "old", 3, 1);
  Json row = row_of(compared(now, base), "pass_at_1");
  EXPECT_EQ(row["first_model"], "new");
  EXPECT_EQ(row["second_model"], "old");
  fill(base, "other", 3, 1);
  auto none = compare_runs(now.store(), base.store(), {}, {});
  ASSERT_FALSE(none);
  EXPECT_NE(none.error().message.find("no model in common"), std::string::npos) << none.error().text();
  EXPECT_EQ(row_of(compared(now, base, {"new", "other"}), "pass_at_1")["second_model"], "other");
  EXPECT_FALSE(compare_runs(now.store(), base.store(), {"new", "nobody"}, {}));
}

TEST(CompareRuns, OnlyTheArmsAndMeasuresThatAreAskedForAreComparedAndCounted) {
  Bare now, base;
  fill(now, "m", 3, 1), fill(base, "m", 3, 2);
  auto only =
      compare_runs(now.store(), base.store(), {}, {.bootstrap = 200, .arms = {"given"}, .measures = {"pass_at_1"}});
  ASSERT_TRUE(only) << only.error().text();
  ASSERT_EQ((*only)["comparisons"].size(), 1u);
  EXPECT_EQ((*only)["comparisons"][0]["p_holm"], (*only)["comparisons"][0]["sign_flip_p"])
      << "one row: nothing to adjust";
  for (const Options& wrong : {Options{.arms = {"repair"}}, Options{.measures = {"pass_at_2"}}}) {
    auto refused = compare_runs(now.store(), base.store(), {}, wrong);
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().code, ErrorCode::not_found) << "exit code 2";
  }
  EXPECT_NE(
      compare_runs(now.store(), base.store(), {}, {.measures = {"pass_at_2"}}).error().message.find("'pass_at_1'"),
      std::string::npos);
  fill(now, "n", 3, 2);
  auto models = compare(now.store(), {"m", "n"}, {.bootstrap = 200, .measures = {"compile_at_1"}});
  ASSERT_TRUE(models) << models.error().text();
  ASSERT_EQ((*models)["comparisons"].size(), 1u);
  EXPECT_EQ((*models)["comparisons"][0]["measure"], "compile_at_1");
}

TEST(CompareRuns, WhatPassesInTwoTriesIsNotCalledPassAt1) {
  Bare run, again;
  for (Bare* each : {&run, &again})
    for (int turn = 1; turn <= 3; ++turn)
      each->add("m", "s", turn, failed()), each->add("m", "s", turn, passed(), Arm::repair);
  Json tables = analyze(run.store(), {.bootstrap = 50}).value();
  for (const Json& row : tables["models"]) {
    bool repair = row["arm"] == "repair";
    EXPECT_EQ(row["pass_at_1"], repair ? Json(nullptr) : Json(0.0)) << row.dump();
    EXPECT_EQ(get_number(row, "compile_in_2_tries"), repair ? std::optional(1.0) : std::nullopt);
    EXPECT_EQ(get_number(row, "pass_in_2_tries"), repair ? std::optional(1.0) : std::nullopt);
  }
  Json compared_rows = compare_runs(run.store(), again.store(), {}, {.bootstrap = 50})->at("comparisons");
  for (const Json& row : compared_rows)
    EXPECT_FALSE(row["arm"] == "repair" && row["measure"].get<std::string>().ends_with("_at_1")) << row.dump();
  std::string text = summary_text(tables);
  EXPECT_NE(text.find("in 2 tries"), std::string::npos) << text;
}

TEST(CompareRuns, ATaskWithOtherContentIsLeftOutAndNamed) {
  Bare now, base;
  fill(now, "m", 2, 1), fill(base, "m", 2, 1);
  ASSERT_TRUE(now.store().put_note("tasks", {{"s0/1", {{"task_hash", "x"}}}, {"s0/2", {{"task_hash", "y"}}}}));
  ASSERT_TRUE(base.store().put_note("tasks", {{"s0/1", {{"task_hash", "x"}}}, {"s0/2", {{"task_hash", "z"}}}}));
  Json result = compared(now, base);
  EXPECT_EQ(result["changed_tasks"], Json::array({"s0/2"}));
  EXPECT_EQ(row_of(result, "compile_at_1")["n"], 5);
}

/// The instance `seed` of s/1, which has other numbers in each.
void add_instance(Bare& run, int seed, const Judgement& judgement) {
  Json manifest = run.store().manifest();
  if (!manifest.is_object()) manifest = Json::object();
  std::string suite = fmt::format("suite of {}", seed);
  manifest["instances"][std::to_string(seed)] = {{"suite", suite}, {"tasks", {{"s/1", {{"values", {seed}}}}}}};
  ASSERT_TRUE(run.store().set_manifest(manifest));
  CellKey key{suite, "s", 1, Arm::given, "m", 0};
  ASSERT_TRUE(run.store().plan({{.key = key, .category = Category::mbs}}));
  ASSERT_TRUE(run.store().save_outcome(key, Outcome{}, judgement));
}

TEST(CompareRuns, PairsInstancesAndNeverOneWithAnother) {
  Bare now, base, other;
  add_instance(now, 1, passed()), add_instance(now, 2, failed());
  add_instance(base, 2, failed());
  add_instance(other, 3, failed());
  Json row = row_of(compared(now, base), "pass_at_1");
  EXPECT_EQ(row["n"], 1);
  EXPECT_EQ(row["first"], 0.0) << "instance 1 has nothing to be compared with";
  add_instance(base, 1, failed());
  EXPECT_EQ(row_of(compared(now, base), "pass_at_1")["n"], 2);
  Json none = compared(now, other);
  EXPECT_TRUE(none["comparisons"].empty()) << none.dump();
  ASSERT_EQ(none["not_compared"].size(), 1u);
  EXPECT_EQ(none["not_compared"][0]["reason"],
            "no task and instance is in both: s/1@1 given here, s/1@3 given in the base");
}

TEST(CompareRuns, EachModelThatWasNotComparedIsNamedWithTheReason) {
  Bare now, base;
  now.add("pending", "s", 1, std::nullopt), base.add("pending", "s", 1, passed());
  now.add("broken", "s", 1, passed());
  base.add("broken", "s", 1, Judgement{Verdict::builds, CellClass::infra_fail, "disk_full", {}, nullptr});
  now.add("elsewhere", "s", 1, passed()), base.add("elsewhere", "t", 1, passed());
  base.add("gone", "s", 1, passed()), base.add("control/echo", "s", 1, failed());
  now.add("fine", "s", 1, passed()), base.add("fine", "s", 1, passed());
  std::map<std::string, std::string> reasons;
  Json result = compared(now, base);  // it has to outlive the loop
  for (const Json& row : result["not_compared"]) reasons[text_of(row, "model")] = text_of(row, "reason");
  EXPECT_EQ(reasons, (std::map<std::string, std::string>{
                         {"broken",
                          "no task has a number in both: 1 cell of it here, 1 cell of it (1 disk_full) in "
                          "the base"},
                         {"elsewhere", "no task and instance is in both: s/1 given here, t/1 given in the base"},
                         {"gone", "the run has no cell of it"},
                         {"pending",
                          "no task has a number in both: 1 cell of it (1 pending) here, 1 cell of it in "
                          "the base"}}));
  EXPECT_TRUE(compared(now, base, {"fine"})["not_compared"].empty()) << "nobody asked for the others";
}

TEST(CompareRuns, TasksOfTheBaseThatAreMissingOrPendingAreNamedWithACount) {
  Bare now, base, cut;
  fill(base, "m", 3, 3);
  fill(now, "m", 1, 3);
  now.add("m", "s1", 1, std::nullopt), now.add("m", "more", 1, failed());
  Json result = compared(now, base);
  ASSERT_EQ(result["not_compared"].size(), 1u) << result["not_compared"].dump();
  const Json& row = result["not_compared"][0];
  EXPECT_EQ(row["reason"],
            "compared 3 of 9 tasks of the base under arm given: not s1/1 (pending), s1/2 (missing), s1/3 (missing), "
            "s2/1 (missing), s2/2 (missing) and 1 more");
  EXPECT_EQ(row["compared"], 3);
  EXPECT_EQ(row["of"], 9);
  EXPECT_EQ(row["tasks"][0], (Json{{"task", "s1/1"}, {"reason", "pending"}}));
  EXPECT_EQ(row["tasks"].size(), 6u);
  fill(cut, "m", 1, 3), cut.add("m", "s1", 1, std::nullopt);
  EXPECT_EQ(compared(base, cut)["not_compared"][0]["tasks"],
            Json::array({{{"task", "s1/1"}, {"reason", "pending in the base"}}}));
  Bare one;
  fill(one, "m", 1, 3);
  EXPECT_TRUE(compared(base, one)["not_compared"].empty()) << "what the run has beyond the base is nobody's loss";
}

TEST(CompareRuns, ATaskThatNobodyCanPassIsNotMissed) {
  Bare now, base;
  Judgement unasked{Verdict::finishes, CellClass::unscored, "no_requirements", {}, nullptr};
  for (Bare* each : {&now, &base}) each->add("m", "s", 1, passed()), each->add("m", "s", 2, unasked);
  EXPECT_TRUE(compared(now, base)["not_compared"].empty());
}

TEST(CompareRuns, ADropOfTooFewSystemsIsUndecided) {
  Bare now, base;
  fill(now, "m", 1, 0), fill(base, "m", 1, 3);
  Json row = row_of(compared(now, base), "pass_at_1");
  EXPECT_EQ(row["worse"], false) << row.dump();
  EXPECT_EQ(row["undecided"], "3 tasks of 1 system: with fewer than 6 systems this drop can't be told from chance");
  EXPECT_EQ(row_of(compared(base, now), "pass_at_1")["undecided"], nullptr) << "no drop";
  for (int s = 1; s < 6; ++s)
    for (int turn = 1; turn <= 3; ++turn)
      now.add("m", "s" + std::to_string(s), turn, passed()), base.add("m", "s" + std::to_string(s), turn, passed());
  row = row_of(compared(now, base), "pass_at_1");
  EXPECT_LT(row["difference"].get<double>(), 0);
  EXPECT_EQ(row["undecided"], nullptr) << "six systems are enough: this may be chance";
}

}  // namespace
}  // namespace simbench::analysis
