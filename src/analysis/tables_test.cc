// Tables over runs made here: readings, curves, violations, tasks that ask nothing, and the experiments' findings.
#include <gtest/gtest.h>

#include "analysis/test_run.h"

namespace simbench::analysis {
namespace {

TEST(Tables, CurvesGiveTheShareThatPassesInEachFifthOfTheScore) {
  Bare run;
  for (int i = 0; i < 10; ++i)
    run.score(run.add("m", "s" + std::to_string(i), 1, i >= 6 ? passed() : failed()), "good", i);
  Json curves = run.analyze()["calibration_curves"];
  Json bins;
  for (const Json& row : curves)
    if (row["score"] == "good" && row["target"] == "pass_at_1") bins = row["bins"];
  ASSERT_EQ(bins.size(), 5u);
  std::vector<double> rates;
  for (const Json& bin : bins) {
    rates.push_back(bin["rate"]);
    EXPECT_EQ(bin["n"], 2);
  }
  EXPECT_EQ(rates, (std::vector<double>{0, 0, 0, 1, 1}));
}

TEST(Tables, EqualScoresShareABin) {
  Bare run;
  for (int i = 0; i < 10; ++i)
    run.score(run.add("m", "s" + std::to_string(i), 1, i >= 6 ? passed() : failed()), "flat", i < 9 ? 0 : 1);
  Json curves = run.analyze()["calibration_curves"], first;
  for (const Json& row : curves)
    if (row["score"] == "flat" && row["target"] == "pass_at_1") first = row["bins"][0];
  ASSERT_TRUE(first.is_object());
  EXPECT_EQ(first["n"], 9);
}

TEST(Tables, ATaskWithoutRequirementsHasNoPassRateButACompileRate) {
  Bare run;
  run.add("m", "s", 1, failed());
  run.add("m", "s", 2, Judgement{Verdict::physical, CellClass::unscored, "no_requirements", {}, nullptr});
  Json note;
  for (const char* task : {"s/1", "s/2"}) note[task] = {{"requirements", Json::array()}};
  ASSERT_TRUE(run.store().put_note("tasks", note));
  Json row = run.analyze()["models"][0];
  EXPECT_EQ(row["pass_at_1"], nullptr);
  EXPECT_EQ(row["pass_at_1_reason"], "the tasks have no requirements");
  EXPECT_EQ(row["compile_at_1"], 0.5);
}

Judgement judged(std::vector<RequirementResult> requirements, Verdict verdict = Verdict::physical) {
  return {verdict, CellClass::model_fail, "requirements: …", std::move(requirements), nullptr};
}

/// A run of two instances and the suite as it stands; two requirements quote one sentence, whose number is another in
/// each instance.
class TwoInstances : public Bare {
 public:
  TwoInstances() {
    Json drawn{{"s/1", {{"values", {{"load", 3}}}, {"redrawn", 2}}}};
    EXPECT_TRUE(store().set_manifest(
        {{"instances", {{"1", {{"suite", "one"}, {"tasks", drawn}}}, {"20", {{"suite", "two"}, {"tasks", drawn}}}}}}));
    Json notes;
    for (auto [name, load] : {std::pair("s/1", "2"), std::pair("s/1@1", "3"), std::pair("s/1@20", "4")})
      notes[name] = {{"requirements",
                      {{{"id", "load"}, {"says", fmt::format("a load of {} N", load)}},
                       {{"id", "bend"}, {"says", fmt::format("a load of {} N", load)}},
                       {{"id", "rest"}, {"says", "at rest"}}}}};
    EXPECT_TRUE(store().put_note("tasks", notes));
  }
  void answer(const std::string& suite, const std::string& model, const Judgement& judgement) {
    CellKey key{suite, "s", 1, Arm::given, model, 0};
    EXPECT_TRUE(store().plan({{.key = key, .category = Category::mbs}}));
    EXPECT_TRUE(store().save_outcome(key, Outcome{}, judgement));
  }
};

TEST(Tables, WhatWasAskedAndNotDoneIsBySentenceOverAllInstances) {
  TwoInstances run;
  run.answer("suite", "a", judged({{"load", true}, {"bend", false, nullptr, nullptr, "straight"}, {"rest", true}}));
  run.answer("one", "a",
             judged({{"load", false, nullptr, nullptr, "no load"}, {"bend", false}, {"rest", std::nullopt}}));
  run.answer("two", "b", judged({{"load", true}, {"bend", true}, {"rest", false}}));
  run.answer("one", "b", judged({{"load", false}}, Verdict::steps));
  run.answer("one", "control/mutant", judged({{"load", false}}));
  Json rows = run.analyze()["asked"];
  ASSERT_EQ(rows.size(), 2u) << rows.dump(1);
  EXPECT_EQ(rows[0]["requirements"], (Json{"bend", "load"}));
  EXPECT_EQ(rows[0]["missed"], 2) << "once an answer, however many look at the sentence";
  EXPECT_EQ(rows[0]["asked"], 3);
  EXPECT_EQ(rows[0]["missed_by"], (Json{{"a", 2}}));
  EXPECT_EQ(rows[0]["examples"].size(), 2u);
  EXPECT_EQ(rows[1]["says"], "at rest");
  EXPECT_EQ(rows[1]["asked"], 2) << "what couldn't be decided isn't counted";
}

TEST(Tables, InstancesAreListedWithTheirCells) {
  TwoInstances run;
  run.answer("one", "a", passed());
  run.answer("one", "b", failed());
  run.answer("suite", "a", passed());
  Json rows = run.analyze()["instances"];
  ASSERT_EQ(rows.size(), 2u);
  EXPECT_EQ(rows[0]["instance"], 1);
  EXPECT_EQ(rows[0]["cells"], 2);
  EXPECT_EQ(rows[0]["passed"], 1);
  EXPECT_EQ(rows[0]["redrawn"], 2);
  EXPECT_EQ(rows[1]["instance"], 20);
  Bare plain;
  plain.add("m", "s", 1, passed());
  EXPECT_NE(plain.analyze()["empty"]["instances"].get<std::string>().find("as it stands"), std::string::npos);
}

TEST(Tables, TriesOfDifferentInstancesAreNoRepeats) {
  TwoInstances run;
  for (const char* suite : {"one", "two"}) run.answer(suite, "a", passed());
  Json rows = run.analyze()["pass_at_k"];
  EXPECT_FALSE(rows.empty());
  for (const Json& row : rows) EXPECT_EQ(row["k"], 1) << row.dump();
}

TEST(Tables, ViolationsAreCountedByProgramAndByTime) {
  Bare run;
  Json drift{{"class", "drift"}, {"name", "ChVectorD"}, {"suggestion", "ChVector3d"}, {"fatal", true}};
  Json invented{{"class", "invented"}, {"name", "make_physics"}, {"suggestion", ""}, {"fatal", false}};
  run.score(run.add("a", "s", 1, failed()), "runs", 0, "1", {{"violations", {drift, drift, invented}}});
  run.score(run.add("b", "s", 1, failed()), "runs", 0, "1", {{"violations", Json::array({drift})}});
  run.score(run.add("b", "s", 2, failed()), "runs", 1, "1", {{"violations", Json::array()}});
  Json analysis = run.analyze();
  Json top = analysis["violation_names"][0];
  EXPECT_EQ(top["name"], "ChVectorD");
  EXPECT_EQ(top["cells"], 2);
  EXPECT_EQ(top["times"], 3);
  EXPECT_EQ(top["models"], 2);
  Json b = analysis["violation_classes"].back();
  EXPECT_EQ(b["model"], "b");
  EXPECT_EQ(b["programs"], 2);
  EXPECT_EQ(b["share"], 0.5);
  EXPECT_EQ(b["fatal_share"], 0.5);
  Json of_category = analysis["violation_categories"];
  ASSERT_EQ(of_category.size(), 3u) << "drift and invented of a, drift of b";
  EXPECT_EQ(of_category[2]["category"], "MBS");
  EXPECT_EQ(of_category[2]["model"], "b");
  EXPECT_EQ(of_category[2]["share"], 0.5);
  Json calls = analysis["diagnosis"][0]["calls"];
  ASSERT_EQ(calls.size(), 1u) << "what doesn't stop the script is not in the diagnosis";
  EXPECT_EQ(calls[0]["name"], "ChVectorD");
  EXPECT_EQ(calls[0]["count"], 1);
}

TEST(Tables, BothReadingsStandSideBySide) {
  Bare run;
  CellKey bad = run.add("m", "s", 1, std::nullopt), good = run.add("m", "s", 2, std::nullopt);
  for (const CellKey& key : {bad, good})
    for (const char* version : {"as_published", "cleaned"}) run.score(key, "judge_ref", key.turn * 10, version);
  ASSERT_TRUE(run.store().put_note("import", {{"excluded_when_cleaned", {{bad.id(), "empty_prompt"}}}}));
  Json rows = run.analyze()["readings"];
  ASSERT_EQ(rows.size(), 2u);
  EXPECT_EQ(rows[0]["reading"], "as_published");
  EXPECT_EQ(rows[0]["n"], 2);
  EXPECT_EQ(rows[0]["d12"]["mean"], 10);
  EXPECT_EQ(rows[1]["reading"], "cleaned");
  EXPECT_EQ(rows[1]["n"], 1);
  EXPECT_EQ(rows[1]["left_out"]["empty_prompt"], 1);
  EXPECT_EQ(rows[1]["d12"]["mean"], nullptr);
}

TEST(Tables, TheCeilingLooksAtTokensOnly) {
  Bare run;
  CellKey equal = run.add("m", "s", 1, failed()), other = run.add("n", "s", 1, failed());
  ASSERT_TRUE(run.store().save_program(equal, {"x = 1;  # mine\n\nif x:\n  y = 'a # b'\n", "fenced", {}}));
  ASSERT_TRUE(run.store().save_program(other, {"x = 1\nif x:\n    y = 'a'\n", "fenced", {}}));
  run.score(equal, "judge_ref", 80), run.score(other, "judge_ref", 20);
  std::string hash = run.store().put_text("# truth\nx=1\nif x:\n    y = 'a # b'\n").value();
  ASSERT_TRUE(run.store().put_note("tasks", {{"s/1", {{"reference", hash}, {"requirements", Json::array()}}}}));
  Json row = run.analyze()["judge_ceiling"][0];
  EXPECT_EQ(row["n"], 1);
  EXPECT_EQ(row["mean"], 80);
}

/// Two simulators, three twin systems: model "good" passes all, "bad" none, in both.
void fill_twin(Bare& run, const std::string& prefix, const std::string& other) {
  Json tasks = Json::object();
  for (const char* system : {"x", "y", "z"}) {
    tasks[fmt::format("{}{}/1", prefix, system)] = {{"twin", other + system}, {"requirements", {{{"id", "a"}}}}};
    for (const char* model : {"bad", "good", "middling"}) {
      bool passes = std::string_view(model) == "good" || (std::string_view(model) == "middling" && *system == 'x');
      run.score(run.add(model, prefix + system, 1, passes ? passed() : failed()), "s", passes ? 90 : 10);
    }
  }
  ASSERT_TRUE(run.store().put_note("tasks", tasks));
}

TEST(Experiments, TwinsInTwoSimulatorsAreMatchedByTheirNotes) {
  Bare first, second;
  fill_twin(first, "mj_", "ch_");
  fill_twin(second, "ch_", "mj_");
  Json findings = cross_findings(first.store(), second.store(), {.bootstrap = 50}).value();
  Json ranks = findings[0]["rows"][0];
  EXPECT_EQ(ranks["measure"], "pass_at_1");
  EXPECT_EQ(ranks["rank agreement"], 1);
  EXPECT_EQ(ranks["twins"], 3);
  EXPECT_EQ(ranks["models"], 3);
  EXPECT_EQ(findings[1]["rows"][0]["gap"], 0);
  EXPECT_FALSE(findings[2]["rows"].empty());
  Bare stranger;
  fill_twin(stranger, "q_", "r_");
  EXPECT_EQ(cross_findings(first.store(), stranger.store()).error().code, ErrorCode::invalid_input);
}

TEST(Experiments, CalibrationSetsKnownWorthBesideTheRunsOutcome) {
  Bare run;
  Json judge{{"judge", "lab/j"},
             {"mode", "ref"},
             {"rubric_hash", "r"},
             {"prompt", "p"},
             {"calibration", {{"verdict", "fail"}}}};
  ASSERT_TRUE(run.store().set_manifest({{"judges", {{"judge_ref", {{"1", Json::array({judge})}}}}}}));
  Json record{{"key", {{"judge", "lab/j"}, {"mode", "ref"}, {"rubric", "r"}, {"prompt", "p"}}},
              {"verdict", "fail"},
              {"reasons", {"noise", "ceiling"}},
              {"measures",
               {{"ceiling", 80.5},
                {"severity_order", 0.9},
                {"severity_order_ci", {0.8, 1.0}},
                {"attribution", nullptr},
                {"attribution_reason", "no variant"}}}};
  ASSERT_TRUE(run.store().put_note("calibration/1", record));
  for (int i = 0; i < 8; ++i) {
    CellKey key = run.add("m" + std::to_string(i % 4), "s" + std::to_string(i / 4), 1, i % 2 ? passed() : failed());
    run.score(key, "a_blind_score", 10 - i % 2);
    run.score(key, "judge_ref", 50 + 40 * (i % 2));
  }
  Json parts = findings("calibration", run.analyze());
  Json known = parts[0]["rows"][0];
  EXPECT_EQ(known["verdict"], "fail (noise, ceiling)");
  EXPECT_EQ(known["lowest reference"], 80.5);
  EXPECT_EQ(known["severities in order_ci"], Json({0.8, 1.0}));
  EXPECT_EQ(known["right category_reason"], "no variant");
  Json follows = parts[2]["rows"];
  ASSERT_EQ(follows.size(), 2u);
  EXPECT_EQ(follows[0]["score"], "judge_ref");
  EXPECT_EQ(follows[0]["AUC within a system"], 1);
  EXPECT_EQ(follows[0]["programs"], 8);
  EXPECT_EQ(follows[1]["AUC within a system"], 0);
  Bare empty;
  empty.add("m", "s", 1, passed());
  EXPECT_EQ(findings("calibration", empty.analyze())[0]["reason"], "no judge model graded this run");
}

TEST(Experiments, TheContextBoostIsAPairedDifference) {
  Bare run;
  for (const char* system : {"x", "y", "z"})
    for (int turn = 1; turn <= 3; ++turn) {
      run.add("m", system, turn, passed(), Arm::given);
      run.add("m", system, turn, failed(), Arm::no_code);
    }
  Json parts = findings("context", run.analyze());
  Json row = parts[0]["rows"][0];
  EXPECT_EQ(row["model"], "all");
  EXPECT_EQ(row["difference"], 1);
  EXPECT_EQ(row["pairs"], 9);
  Json none = findings("stepwise", run.analyze());
  EXPECT_TRUE(none[0]["rows"].empty());
  EXPECT_NE(none[0]["reason"].get<std::string>().find("stepwise"), std::string::npos);
}

}  // namespace
}  // namespace simbench::analysis
