#include "analysis/analysis.h"

#include <gtest/gtest.h>
#include <sqlite3.h>

#include "analysis/paired.h"
#include "analysis/summary.h"
#include "analysis/test_run.h"

namespace simbench::analysis {
namespace {

/// Two models on three systems, arms given and no-code; "good" passes everywhere but on the last system, "bad" nowhere.
/// Score s rises by 10 from turn 1 to 2 and falls by 5 to turn 3.
class SmallRun {
 public:
  SmallRun() : store_(std::move(store::Store::open(folder_.path()).value())) {
    std::vector<store::CellRow> rows;
    for (const char* model : {"good", "bad"})
      for (const char* system : {"a", "b", "c"})
        for (int turn = 1; turn <= 3; ++turn)
          for (Arm arm : {Arm::given, Arm::no_code}) rows.push_back(row_of(model, system, turn, arm));
    EXPECT_TRUE(store_->plan(rows));
    for (const store::CellRow& row : rows) fill(row.key);
  }

  store::Store& store() { return *store_; }
  Json analyze() { return analysis::analyze(*store_, {.seed = 3, .bootstrap = 200}).value(); }

 private:
  static store::CellRow row_of(const char* model, const char* system, int turn, Arm arm) {
    return {.key = {"suite", system, turn, arm, model, 0}, .category = *system == 'c' ? Category::fea : Category::mbs};
  }

  void fill(const CellKey& key) {
    bool passes = key.model == "good" && key.system != "c" && key.arm == Arm::given;
    EXPECT_TRUE(store_->save_request(key, {{"messages", {{{"role", "user"}, {"content", std::string(40, 'p')}}}}}));
    EXPECT_TRUE(store_->save_program(key, {"x = 1", "fenced", {}}));
    Judgement judgement{passes ? Verdict::faithful : Verdict::steps, passes ? CellClass::pass : CellClass::model_fail,
                        passes ? "" : "error: E"};
    judgement.requirements = {{"gravity", passes, nullptr, nullptr, ""}};
    EXPECT_TRUE(store_->save_outcome(key, Outcome{}, judgement));
    double score = (passes ? 50 : 20) + (key.turn == 2 ? 10 : key.turn == 3 ? 5 : 0);
    EXPECT_TRUE(store_->save_scores({{SubjectKind::cell, key.id(), "s", "1", score, "", Json::object()}}));
  }

  TemporaryFolder folder_;
  std::unique_ptr<store::Store> store_;
};

Json row_where(const Json& rows, const Json& wanted) {
  for (const Json& row : rows) {
    bool fits = true;
    for (const auto& [key, value] : wanted.items()) fits = fits && row.contains(key) && row[key] == value;
    if (fits) return row;
  }
  ADD_FAILURE() << "no row with " << to_text(wanted);
  return Json::object();
}

TEST(Analysis, ModelRowsCountScoredCellsAndRates) {
  SmallRun run;
  Json row = row_where(run.analyze()["models"], {{"model", "good"}, {"arm", "given"}});
  EXPECT_EQ(row["cells"], 9);
  EXPECT_EQ(row["scored"], 9);
  EXPECT_NEAR(row["pass_at_1"].get<double>(), 6.0 / 9, 1e-12);
  EXPECT_NEAR(row["compile_at_1"].get<double>(), 6.0 / 9, 1e-12);
  EXPECT_EQ(row["fidelity"], nullptr);
  EXPECT_EQ(row["fidelity_reason"], "no values");
}

TEST(Analysis, TurnDeltasArePairedBySystem) {
  SmallRun run;
  Json deltas = run.analyze()["turn_deltas"];
  EXPECT_EQ(deltas["score"], "s");
  EXPECT_EQ(deltas["arm"], "given");
  EXPECT_EQ(deltas["d12"]["n"], 6);
  EXPECT_EQ(deltas["d12"]["mean"], 10);
  EXPECT_EQ(deltas["d12"]["improved"], 1);
  EXPECT_EQ(deltas["d23"]["mean"], -5);
  EXPECT_EQ(deltas["d23"]["declined"], 1);
  EXPECT_EQ(deltas["d23"]["ci"], nullptr);
  EXPECT_NE(deltas["d23"]["ci_reason"].get<std::string>().find("the same mean"), std::string::npos);
}

TEST(Analysis, AScoreThatFollowsPassHasAucOneWithinSystems) {
  SmallRun run;
  Json row =
      row_where(run.analyze()["correlations"], {{"score", "s"}, {"target", "pass_at_1"}, {"level", "within_system"}});
  EXPECT_EQ(row["statistic"], "auc");
  EXPECT_NEAR(row["value"].get<double>(), 1, 1e-12);
}

TEST(Analysis, ArmsAreComparedInPairs) {
  SmallRun run;
  Json row =
      row_where(run.analyze()["arms"],
                {{"model", "good"}, {"measure", "pass_at_1"}, {"first_arm", "given"}, {"second_arm", "no-code"}});
  EXPECT_EQ(row["n"], 9);
  EXPECT_NEAR(row["difference"].get<double>(), 6.0 / 9, 1e-12);
  EXPECT_EQ(row["mcnemar"]["only_first"], 6);
  EXPECT_TRUE(row.contains("p_holm"));
}

TEST(Analysis, LadderAndDiagnosisCountEveryJudgedCell) {
  SmallRun run;
  Json result = run.analyze();
  EXPECT_EQ(result["ladder"]["faithful"], 6);
  EXPECT_EQ(result["ladder"]["steps"], 30);
  Json bad = row_where(result["diagnosis"], {{"model", "bad"}, {"arm", "given"}});
  EXPECT_EQ(bad["failed"], 9);
  EXPECT_EQ(bad["ends"][0]["reason"], "error");
  EXPECT_EQ(bad["requirements"][0]["count"], 1);
}

TEST(Analysis, EmptyTablesSayWhy) {
  SmallRun run;
  Json empty = run.analyze()["empty"];
  EXPECT_EQ(empty["rubric"], "no judge with itemised deductions");
  EXPECT_FALSE(empty.contains("models"));
}

TEST(Analysis, SameStoreGivesTheSameBytes) {
  SmallRun run;
  EXPECT_EQ(to_text(run.analyze()), to_text(run.analyze()));
}

TEST(Analysis, UnknownReadingIsRefused) {
  SmallRun run;
  EXPECT_NE(analyze(run.store(), {.reading = "hopeful"}).error().message.find("as_published"), std::string::npos);
}

TEST(Analysis, ComparisonOfModelsNamesTestsAndPower) {
  SmallRun run;
  Json result = compare(run.store(), {"good", "bad"}, {.seed = 1, .bootstrap = 200}).value();
  Json row = row_where(result["comparisons"], {{"measure", "pass_at_1"}, {"arm", "given"}});
  EXPECT_EQ(row["first_model"], "good");
  EXPECT_EQ(row["mcnemar"]["only_first"], 6);
  EXPECT_EQ(row["differing"], 2);
  EXPECT_EQ(row["p_floor"], 0.5) << "two of three systems differ";
  EXPECT_GE(row["p_holm"].get<double>(), row["sign_flip_p"].get<double>());
  EXPECT_NE(compare(run.store(), {"good", "nobody"}, {}).error().message.find("nobody"), std::string::npos);
}

TEST(Paired, TheSmallestVisibleDifferenceShrinksWithMoreSystems) {
  auto spread = [](size_t systems) {
    std::vector<Pairing> pairs;
    for (size_t i = 0; i < systems; ++i) pairs.push_back({i % 2 == 0 ? 1.0 : 0.0, 0.5, i});
    return paired_difference(pairs, {.bootstrap = 50})["detectable_difference"].get<double>();
  };
  EXPECT_GT(spread(6), spread(30));
}

TEST(Paired, OfFewSystemsTheIntervalIsStudents) {
  // differences 0.5, 0, 0.25, 0.25 of four systems: mean 0.25, standard error 0.10206, t(3) = 3.18245
  Json row = paired_difference({{1, 0.5, 0}, {0.5, 0.5, 1}, {0.75, 0.5, 2}, {0.5, 0.25, 3}}, {.bootstrap = 50});
  EXPECT_NEAR(row["ci"][0].get<double>(), 0.25 - 3.18245 * 0.102062, 1e-5);
  EXPECT_NEAR(row["ci"][1].get<double>(), 0.25 + 3.18245 * 0.102062, 1e-5);
  EXPECT_EQ(row["p_floor"], 0.25) << "one of the four doesn't differ: its sign is none";
  EXPECT_EQ(floor_text(Json::array({row}), "…"),
            "3 of 4 systems differ: no p can fall below 0.25; only more systems help");
  EXPECT_EQ(row["sign_flip_p"], 0.25);
}

/// A bootstrap's interval left 0 out where the exact test beside it gave p = 0.06, and the other way round.
TEST(Paired, IntervalAndPNeverDisagreeFromSixSystemsOn) {
  Rng rng(3);
  for (size_t systems = 6; systems <= 24; systems += 3)
    for (int round = 0; round < 8; ++round) {
      std::vector<Pairing> pairs;
      for (size_t i = 0; i < systems; ++i) {
        for (size_t turn = 0; turn <= i % 3; ++turn) pairs.push_back({rng.uniform(), 0.8 * rng.uniform(), i});
      }
      Json row = paired_difference(pairs, {.bootstrap = 50});
      ASSERT_TRUE(row["ci"].is_array()) << row.dump();
      bool outside = row["ci"][0].get<double>() > 0 || row["ci"][1].get<double>() < 0;
      EXPECT_EQ(outside, row["sign_flip_p"].get<double>() < 0.05) << row.dump();
    }
}

TEST(Paired, AFamilyIsTheRowsOfOneKindOfScore) {
  Json rows = Json::array();
  for (const char* measure : {"pass_at_1", "fidelity", "bleu", "codebleu", "rouge1", "rougeL", "judge_ref", "s_doc"})
    rows.push_back({{"measure", measure},
                    {"sign_flip_p", 0.02},
                    {"p_floor", 0.001},
                    {"clusters", 12},
                    {"first_model", "a"},
                    {"second_model", "b"},
                    {"arm", "given"},
                    {"difference", 0.1},
                    {"n", 12}});
  adjust_for_many(rows, "sign_flip_p");
  EXPECT_EQ(rows[0]["p_holm"], 0.04) << "outcomes: two rows, however many texts are beside them";
  EXPECT_EQ(rows[2]["p_holm"], 0.08);
  EXPECT_EQ(rows[6]["p_holm"], 0.02);
  EXPECT_EQ(rows[2]["family"], "text");
  EXPECT_EQ(rows[2]["family_rows"], 4);
  std::string text = comparison_text({{"comparisons", rows}});
  EXPECT_NE(text.find("Holm-adjusted over the rows of its kind: 1 of API, 1 of judges, 2 of outcomes, 4 of text; "
                      "interval: what these flips don't refuse"),
            std::string::npos)
      << text;
}

TEST(Analysis, WhatIsNamedTwiceIsNotComparedWithItself) {
  SmallRun run;
  EXPECT_NE(compare(run.store(), {"good", "good"}, {}).error().message.find("good is named twice"), std::string::npos);
  EXPECT_NE(compare(run.store(), {"good", "bad"}, {.arms = {"given", "given"}}).error().message.find("arm given is"),
            std::string::npos);
  EXPECT_NE(compare_runs(run.store(), run.store(), {}, {}).error().message.find("a run doesn't differ from itself"),
            std::string::npos);
  EXPECT_TRUE(compare_runs(run.store(), run.store(), {"good", "bad"}, {}));
}

TEST(Paired, NothingIsVisibleWhereNoPCanBeSmall) {
  auto row = [](size_t systems) {
    std::vector<Pairing> pairs;
    for (size_t i = 0; i < systems; ++i) pairs.push_back({i % 2 == 0 ? 1.0 : 0.75, 0.5, i});
    return paired_difference(pairs, {.bootstrap = 50});
  };
  EXPECT_TRUE(row(5)["detectable_difference"].is_null()) << "the least p of five is 0.0625";
  EXPECT_TRUE(row(6)["detectable_difference"].is_number());
}

TEST(Paired, ManySystemsThatAllDifferAlikeHaveNoInterval) {
  std::vector<Pairing> pairs;
  for (size_t i = 0; i < 12; ++i) pairs.push_back({1, 0, i});
  Json row = paired_difference(pairs, {.bootstrap = 50});
  EXPECT_TRUE(row["ci"].is_null());
  EXPECT_NE(row["ci_reason"].get<std::string>().find("tells nothing"), std::string::npos) << row.dump();
}

TEST(Paired, AnIntervalBeyondTheScaleIsCutAndMarked) {
  Json row = paired_difference({{1, 0, 0}, {0.5, 0.25, 1}}, {.bootstrap = 50});  // 0.625 ± 12.7 · 0.375
  EXPECT_EQ(row["ci"], Json({-1, 1}));
  EXPECT_EQ(row["ci_cut"], "both");
  Json points = paired_difference({{90, 10, 0}, {60, 40, 1}}, {.bootstrap = 50});
  EXPECT_EQ(points["ci"], Json({-100, 100})) << "judges' points go to 100";
  EXPECT_FALSE(paired_difference({{1, 0.5, 0}, {0.5, 0.5, 1}, {0.75, 0.5, 2}, {0.5, 0.25, 3}}, {}).contains("ci_cut"));
  row.update({{"first_model", "a"}, {"second_model", "b"}, {"measure", "m"}, {"arm", "given"}, {"p_holm", 1}});
  std::string text = comparison_text({{"comparisons", {row}}});
  EXPECT_NE(text.find("[-100.0, 100.0]*"), std::string::npos) << text;
  EXPECT_NE(text.find("* the interval would go beyond the scale"), std::string::npos) << text;
}

TEST(Paired, SharesAndJudgesPointsAreToldInOneUnit) {
  Json share = paired_difference({{1, 0.5, 0}, {0.5, 0.5, 1}, {0.75, 0.5, 2}, {0.5, 0.25, 3}}, {.bootstrap = 50});
  Json points = paired_difference({{100, 50, 0}, {50, 50, 1}, {75, 50, 2}, {50, 25, 3}}, {.bootstrap = 50});
  EXPECT_EQ(share["scale"], 1);
  EXPECT_EQ(points["scale"], 100);
  for (Json* row : {&share, &points})
    row->update({{"first_model", "a"}, {"second_model", "b"}, {"measure", "m"}, {"arm", "given"}, {"p_holm", 1}});
  std::string text = comparison_text({{"comparisons", {share, points}}});
  auto lines = split_lines(text);
  ASSERT_GE(lines.size(), 4u) << text;
  EXPECT_NE(lines[1].find("95 % interval"), std::string_view::npos) << text;
  EXPECT_NE(lines[2].find("   25.0  ["), std::string_view::npos) << text;
  EXPECT_EQ(lines[2], lines[3]);
}

TEST(Paired, NoDifferenceBeyondTheScaleIsCalledVisible) {
  Json row = paired_difference({{1, 0, 0}, {0, 1, 1}, {1, 0, 2}}, {.bootstrap = 50});
  EXPECT_EQ(row["detectable_difference"], nullptr);
  EXPECT_NE(row["detectable_difference_reason"].get<std::string>().find("too few systems"), std::string::npos);
}

TEST(Paired, ManyRowsOfFewSystemsSayThatNoPCanBeSmall) {
  Json row = paired_difference({{1, 0, 0}, {1, 0.5, 1}, {0.5, 0.50001, 2}}, {.bootstrap = 50});
  row.update(
      {{"first_model", "a"}, {"second_model", "b"}, {"measure", "m"}, {"arm", "given"}, {"difference", -0.0001}});
  Json rows = Json::array({row, row, row, row});
  adjust_for_many(rows, "sign_flip_p");
  EXPECT_EQ(rows[0]["p_holm"], 1.0);
  std::string text = comparison_text({{"comparisons", rows}});
  EXPECT_NE(
      text.find("with 3 systems no p can fall below 0.25, nor the smallest of 4 rows below 1 when adjusted; only more"),
      std::string::npos)
      << text;
  EXPECT_EQ(floor_text(Json::array({{{"p_floor", 1.0}, {"clusters", 1}}}), "…"),
            "with 1 system no p can fall below 1; only more systems help");
  EXPECT_EQ(floor_text(Json::array({row}), "…"), "with 3 systems no p can fall below 0.25; only more systems help");
  row["p_floor"] = 0.03;
  EXPECT_EQ(floor_text(Json::array({row}), "…"), "with 3 systems no p can fall below 0.03");
  EXPECT_NE(
      floor_text(Json::array({row, row}), "ask less").find("below 0.06 when adjusted: ask less, or take more systems"),
      std::string::npos);
  EXPECT_EQ(text.find("-0.000"), std::string::npos) << text;
}

/// Of 8 systems the least p is 0.0078: small, until 21 rows of text are adjusted for.
TEST(Paired, AFloorThatOnlyTheAdjustmentRaisesIsToldOfItsFamily) {
  Json rows = Json::array();
  auto add = [&](const char* family, size_t count, double floor, size_t systems) {
    for (size_t i = 0; i < count; ++i)
      rows.push_back({{"family", family},
                      {"family_rows", count},
                      {"p_floor", floor},
                      {"clusters", systems},
                      {"differing", systems}});
  };
  add("text", 21, 0.0078125, 8), add("outcomes", 4, 0.0078125, 8);
  EXPECT_EQ(floor_text(rows, "ask less"),
            "with 8 systems the smallest of 21 rows of text can't fall below 0.164 when adjusted: ask less, or take "
            "more systems");
  rows.clear();
  add("outcomes", 4, 0.0078125, 8);
  EXPECT_EQ(floor_text(rows, "ask less"), "") << "0.03 is small enough";
  rows.clear();
  add("text", 2, 0.25, 3), add("outcomes", 1, 1e-6, 21);
  EXPECT_EQ(floor_text(rows, "ask less"),
            "with 3 systems no p of text can fall below 0.25, nor the smallest of 2 rows below 0.5 when adjusted; only "
            "more systems help")
      << "although another family's p can be small";
}

TEST(Paired, WhatIsVisibleIsSaidToBeBeforeAdjustment) {
  Json row = paired_difference({{1, 0, 0}, {0, 1, 1}, {1, 0, 2}}, {.bootstrap = 50});
  row.update({{"first_model", "a"}, {"second_model", "b"}, {"measure", "m"}, {"arm", "given"}, {"p_holm", 1}});
  std::string text = comparison_text({{"comparisons", {row}}});
  EXPECT_NE(text.find("  smallest visible difference, before adjustment\n"), std::string::npos) << text;
  EXPECT_EQ(text.find("null"), std::string::npos) << text;
}

TEST(Paired, ASmallPIsNotToldAsZero) {
  Json row{{"first_model", "a"}, {"second_model", "b"}, {"measure", "m"}, {"arm", "given"}, {"difference", 0.5},
           {"ci", {0.4, 0.6}},   {"p_holm", 0.0002},    {"n", 99},        {"clusters", 33}};
  std::string text = comparison_text({{"comparisons", {row}}});
  EXPECT_NE(text.find(" <0.001 "), std::string::npos) << text;
  EXPECT_EQ(text.find("0.000"), std::string::npos) << text;
}

TEST(Ratings, ACorrectedMeanSaysTheJudgesWeight) {
  Json row{{"score", "judge_ref"}, {"model", "all"},     {"rated", 20},     {"unrated", 80},
           {"judge_mean", 71.5},   {"corrected", 61.75}, {"lambda", 0.875}, {"corrected_ci", {55, 68}}};
  std::string text = ratings_text({{"rating_agreement", Json::array()}, {"corrected_means", {row}}});
  EXPECT_NE(text.find("corrected  61.75 [55.00, 68.00]     λ  0.88  rated 20 of 100"), std::string::npos) << text;
}

TEST(Summary, SuccessInTwoTriesHasAColumnOfItsOwnWhereARepairWasRun) {
  auto text = [](bool repaired) {
    Json rows = Json::array({{{"model", "m"},
                              {"arm", "given"},
                              {"cells", 3},
                              {"scored", 3},
                              {"compile_at_1", 1},
                              {"pass_at_1", 0.5},
                              {"fidelity", 0.5},
                              {"pass_at_1_ci", {0.25, 0.75}}}});
    if (repaired)
      rows.push_back({{"model", "m"},
                      {"arm", "repair"},
                      {"cells", 3},
                      {"scored", 3},
                      {"compile_in_2_tries", 1},
                      {"pass_in_2_tries", 0.75},
                      {"pass_in_2_tries_ci", {0.5, 1}}});
    return summary_text({{"models", rows},
                         {"turn_deltas", {{"score", "s"}, {"arm", "given"}}},
                         {"categories", Json::array()},
                         {"correlations", Json::array()},
                         {"empty", Json::object()},
                         {"methods",
                          {{"cells", 3},
                           {"models", 1},
                           {"systems", 20},
                           {"bootstrap", 10},
                           {"seed", 1},
                           {"unscored", Json::object()}}}});
  };
  EXPECT_EQ(text(false).find("2 tries"), std::string::npos) << text(false);
  EXPECT_NE(text(true).find("pass in 2 tries  95 % of pass@1, or of pass in 2 tries"), std::string::npos) << text(true);
  EXPECT_NE(text(true).find("1.000               0.750            [0.500, 1.000]"), std::string::npos) << text(true);
}

TEST(Summary, SaysWhatIsAskedAndNotDoneAndWhichInstances) {
  Json sentence{{"system", "gear"},
                {"turn", 2},
                {"says", "drop the load"},
                {"requirements", {"no-load"}},
                {"missed", 3},
                {"asked", 4},
                {"missed_by", {{"a/x", 1}, {"b/y", 2}}},
                {"examples", {"the load is there"}},
                {"example_instances", {7}}};
  Json analysis{
      {"models", Json::array()},
      {"turn_deltas", {{"score", "s"}, {"arm", "given"}}},
      {"categories", Json::array()},
      {"correlations", Json::array()},
      {"empty", Json::object()},
      {"asked", Json::array()},
      {"instances", {{{"instance", 7}, {"tasks_drawn", 1}, {"cells", 4}, {"passed", 1}}}},
      {"methods",
       {{"cells", 4}, {"models", 2}, {"systems", 20}, {"bootstrap", 10}, {"seed", 1}, {"unscored", Json::object()}}}};
  EXPECT_EQ(summary_text(analysis).find("Asked and not done"), std::string::npos);
  for (int i = 0; i < 12; ++i) analysis["asked"].push_back(sentence);
  std::string text = summary_text(analysis);
  EXPECT_NE(text.find("gear/2                   3 of 4   drop the load\n"), std::string::npos) << text;
  EXPECT_NE(text.find(" b/y 2, a/x 1; instance 7: the load is there\n"), std::string::npos) << text;
  EXPECT_NE(text.find("and 2 more sentences: --json"), std::string::npos) << text;
  EXPECT_NE(text.find("instance 7        1 task drawn, 4 cells, 1 of them passed"), std::string::npos) << text;
}

TEST(Analysis, AScoresIntervalStaysOnItsScale) {
  Bare run;
  for (const char* system : {"a", "b", "c"})
    for (int turn : {1, 2, 3}) run.score(run.add("m", system, turn, passed()), "s", *system == 'c' ? 20 : 100);
  Json all = run.analyze();
  EXPECT_EQ(all["models"][0]["scores"]["s"]["ci"], Json({0.0, 100.0}));
  EXPECT_EQ(all["model_turns"][0]["turns"][0]["mean_ci"], Json({0.0, 100.0}));
}

TEST(Analysis, ControlsAreLeftOutOfWhatIsTakenOverAllModels) {
  Bare run;
  for (const char* system : {"a", "b", "c"})
    for (int turn : {1, 2}) {
      run.score(run.add("m", system, turn, passed()), "s", turn);
      run.score(run.add("control/echo", system, turn, failed()), "s", 10 * turn);
    }
  Json all = run.analyze();
  EXPECT_EQ(all["turn_deltas"]["d12"]["n"], 3);
  EXPECT_EQ(all["turn_deltas"]["d12"]["mean"], 1);
  EXPECT_EQ(all["models"].size(), 2u) << "the leaderboard has them";
  EXPECT_EQ(all["methods"]["left_out_of_averages"], Json::array({"control/echo"}));
  Json with = analyze(run.store(), {.bootstrap = 50, .controls = true}).value();
  EXPECT_EQ(with["turn_deltas"]["d12"]["n"], 6);
}

TEST(Paired, WithoutPairsEverythingIsNullWithAReason) {
  Json row = paired_difference({}, {.bootstrap = 50});
  EXPECT_EQ(row["difference"], nullptr);
  EXPECT_EQ(row["difference_reason"], "no values");
  EXPECT_EQ(row["sign_flip_p"], nullptr);
  EXPECT_EQ(paired_outcomes({})["p_value"], nullptr);
}

/// As another program would, beside the store.
void run_sql(const fs::path& folder, const char* sql) {
  sqlite3* db = nullptr;
  ASSERT_EQ(sqlite3_open((folder / "run.db").c_str(), &db), SQLITE_OK);
  EXPECT_EQ(sqlite3_exec(db, sql, nullptr, nullptr, nullptr), SQLITE_OK) << sqlite3_errmsg(db);
  sqlite3_close(db);
}

/// Of a run that notes prices of models a and judge j.
class Costs : public testing::Test {
 protected:
  Costs() {
    Json prices;
    for (const char* name : {"a/x", "j/y"}) prices[name] = Price{.input = 1000, .output = 10000, .date = "d"}.to_json();
    prices["b/x"] = {{"reason", "no price is known of b/x: give one with --prices"}};
    EXPECT_TRUE(bare_.store().set_manifest({{"prices", prices}}));
  }
  CellKey answered(const std::string& model, int turn, const Usage& usage, const Judgement& judgement,
                   Arm arm = Arm::given) {
    CellKey key = bare_.add(model, "beam", turn, judgement, arm);
    EXPECT_TRUE(bare_.store().save_completion(key, {.text = key.text(), .usage = usage}));
    return key;
  }
  static Json row_of(const Json& rows, const char* key, const std::string& name) {
    for (const Json& row : rows)
      if (row[key] == name) return row;
    ADD_FAILURE() << "no row of " << name << " in " << rows;
    return {};
  }
  Bare bare_;
};

TEST_F(Costs, StandInTheLeaderboardForEachPass) {
  answered("a/x", 1, {100, 10, 4, 50}, passed());
  answered("a/x", 2, {100, 10, 4, std::nullopt}, failed());
  answered("b/x", 1, {100, 10, std::nullopt, std::nullopt}, passed());
  Json analysis = bare_.analyze();
  Json a = row_of(analysis["models"], "model", "a/x"), b = row_of(analysis["models"], "model", "b/x");
  EXPECT_DOUBLE_EQ(a["cost_usd"].get<double>(), 0.4);
  EXPECT_DOUBLE_EQ(a["usd_per_pass"].get<double>(), 0.4);
  EXPECT_TRUE(b["usd_per_pass"].is_null());
  EXPECT_EQ(b["usd_per_pass_reason"], "no price is known of b/x: give one with --prices");
  Json tokens = row_of(analysis["cost"], "model", "a/x");
  EXPECT_EQ(tokens["input_tokens"], 200);
  EXPECT_EQ(tokens["cached_tokens"], 50);
  EXPECT_EQ(tokens["reasoning_tokens"], 8);
  EXPECT_EQ(tokens["price"]["date"], "d");
  EXPECT_NE(summary_text(analysis).find("a pass"), std::string::npos);
}

TEST_F(Costs, AreUnknownWhereAnAnswerIsNotCountedAndWhereNothingPassed) {
  answered("a/x", 1, {100, 10, std::nullopt, std::nullopt}, failed());
  EXPECT_EQ(row_of(bare_.analyze()["models"], "model", "a/x")["usd_per_pass_reason"], "nothing passed");
  answered("a/x", 2, {}, passed());
  Json row = row_of(bare_.analyze()["models"], "model", "a/x");
  EXPECT_TRUE(row["cost_usd"].is_null());
  EXPECT_EQ(row["cost_usd_reason"], "1 of 2 answers don't say how many tokens they took");
}

TEST_F(Costs, CountEarlierTriesOnceAndJudgesApart) {
  Usage usage{100, 10, std::nullopt, std::nullopt};
  CellKey once = answered("a/x", 1, usage, passed(), Arm::repair),
          twice = answered("a/x", 2, usage, passed(), Arm::repair);
  // Of the first, the only try is the result; of the second, it was another one.
  ASSERT_TRUE(
      bare_.store().save_step(once, {.number = 1, .completion = Completion{.text = once.text(), .usage = usage}}));
  ASSERT_TRUE(bare_.store().save_step(twice, {.number = 1, .completion = Completion{.text = "first", .usage = usage}}));
  Json vote{{"judge", "j/y"}, {"requests", 2}, {"usage", usage.to_json()}},
      rule{{"judge", "judge/requirements"}, {"requests", 0}};
  bare_.score(once, "judge_doc", 50, "1", {{"votes", {vote, rule}}});
  Json analysis = bare_.analyze();
  Json row = row_of(analysis["cost"], "model", "a/x");
  EXPECT_EQ(row["replies"], 3);
  EXPECT_EQ(row["input_tokens"], 300);
  EXPECT_DOUBLE_EQ(row["cost_usd"].get<double>(), 0.6) << "judges aren't in it";
  ASSERT_EQ(analysis["judge_cost"].size(), 1u);
  EXPECT_EQ(analysis["judge_cost"][0]["requests"], 2);
  EXPECT_DOUBLE_EQ(analysis["judge_cost"][0]["cost_usd"].get<double>(), 0.2);
}

TEST(Analysis, TablesMadeOfDigestsAreThoseMadeOfWholeCells) {
  Bare bare;
  Rng rng(7);
  for (const char* model : {"a", "b"})
    for (const char* system : {"beam", "cable", "pendulum"})
      for (int turn = 1; turn <= 3; ++turn) {
        bool passes = rng.uniform() < 0.5;
        Judgement judgement{passes ? Verdict::faithful : Verdict::physical,
                            passes ? CellClass::pass : CellClass::model_fail, passes ? "" : "requirements: 1 of 2"};
        judgement.requirements.push_back({"mass", passes, 1, 2, "it is 1"});
        judgement.requirements.push_back({"step", std::nullopt, nullptr, 2, "no trace"});
        CellKey key = bare.add(model, system, turn, rng.uniform() < 0.8 ? judgement : failed());
        if (turn == 3) continue;
        ASSERT_TRUE(bare.store().save_request(key, {{"messages", {{{"role", "user"}, {"content", "make it"}}}}}));
        Completion completion{.text = "x", .finish_reason = turn == 1 ? "length" : "stop", .served_model = "m-1"};
        if (turn == 2) completion.usage.input_tokens = 40;
        ASSERT_TRUE(bare.store().save_completion(key, completion));
        ASSERT_TRUE(bare.store().save_program(key, {"x = 1  # " + key.text(), "fenced", {}}));
        bare.score(key, "fidelity", rng.uniform(), "2");
        bare.score(key, "runs", 0.5, "1",
                   {{"violations", {{{"class", "drift"}, {"name", "a.b"}, {"suggestion", "a.c"}, {"fatal", true}}}}});
        Json lost{{"deductions", {{{"category", "Quality"}, {"points", 3}}, {{"points", 1}}}},
                  {"lost", {{"Quality", 3}}}};
        bare.score(key, "judge_doc", turn == 1 ? std::nullopt : std::optional(100 * rng.uniform()), "r", lost);
        if (turn == 2)
          bare.score(key, "human", 70.0, "r", {{"raters", {{"p", {{"score", 70}, {"lost", {{"Quality", 5}}}}}}}});
      }
  Json of_digests = bare.analyze();
  EXPECT_FALSE(of_digests["rating_agreement"].empty());
  EXPECT_FALSE(of_digests["violations"].empty());
  run_sql(bare.store().folder(), "UPDATE digest_format SET number = 0");  // no release's
  EXPECT_EQ(to_text(of_digests), to_text(bare.analyze()));
  run_sql(bare.store().folder(), "UPDATE digest_format SET number = 3; UPDATE digest SET body = x''");
  EXPECT_EQ(to_text(of_digests), to_text(bare.analyze())) << "of a damaged digest the cell is read";
}

}  // namespace
}  // namespace simbench::analysis
