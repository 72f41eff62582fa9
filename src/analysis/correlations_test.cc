// What a correlation is taken over, and what it isn't misled by.
#include <gtest/gtest.h>

#include "analysis/data.h"
#include "analysis/summary.h"
#include "analysis/test_run.h"

namespace simbench::analysis {
namespace {

Json correlation(const Json& analysis, const char* score, const char* level, const char* statistic,
                 const char* target = "pass_at_1") {
  for (const Json& row : analysis["correlations"])
    if (row["score"] == score && row["level"] == level && row["statistic"] == statistic && row["target"] == target)
      return row;
  ADD_FAILURE() << score << " " << level << " " << statistic;
  return Json::object();
}

TEST(Correlations, AScoreThatOnlyKnowsHowHardASystemIsIsWorthNothingWithinOne) {
  Bare run;
  for (int system = 0; system < 4; ++system)
    for (int i = 0; i < 4; ++i) {  // system k passes k of 4 times, whoever answers
      CellKey key = run.add(fmt::format("m{}", i), fmt::format("s{}", system), 1, i < system ? passed() : failed());
      run.score(key, "difficulty", system);
      run.score(key, "truth", i < system ? 1 : 0);
    }
  Json analysis = run.analyze();
  EXPECT_GT(correlation(analysis, "difficulty", "sample", "auc")["value"], 0.8);
  EXPECT_EQ(correlation(analysis, "difficulty", "within_system", "auc")["value"], 0.5);
  EXPECT_EQ(correlation(analysis, "truth", "within_system", "auc")["value"], 1.0);
}

TEST(Correlations, CountsOfAModelOnASystemAreNeverSpreadOverItsCells) {
  Bare run;
  int passes[3][3] = {{2, 1, 0}, {1, 0, 0}, {0, 0, 0}};
  for (int m = 0; m < 3; ++m)
    for (int s = 0; s < 3; ++s) {
      std::string model = fmt::format("m{}", m), system = fmt::format("s{}", s);
      for (int turn = 1; turn <= 3; ++turn)  // turn 1, which has no label, says the opposite
        run.score(run.add(model, system, turn, std::nullopt), "x", turn == 1 ? 100.0 * m : 10.0 * passes[m][s]);
      ASSERT_TRUE(run.store().save_scores({{SubjectKind::model_system,
                                            model + "|" + system,
                                            "label_pass",
                                            "1",
                                            static_cast<double>(passes[m][s]),
                                            "",
                                            {{"of", 2}, {"turns", {2, 3}}}}}));
    }
  Json analysis = run.analyze(), models = correlation(analysis, "x", "model", "spearman"),
       samples = correlation(analysis, "x", "sample", "spearman");
  EXPECT_EQ(samples["target_of"], "model_system");
  EXPECT_EQ(samples["target_turns"], Json({2, 3}));
  EXPECT_EQ(samples["n"], 9) << "a pair is one sample";
  EXPECT_NEAR(samples["value"].get<double>(), 1, 1e-12) << "over the labelled turns";
  EXPECT_NEAR(models["value"].get<double>(), -1, 1e-12) << "over all turns, as the paper has it";
  EXPECT_NEAR(models["value_same_turns"].get<double>(), 1, 1e-12);
}

TEST(Correlations, OfTwoModelsThereIsNone) {
  Bare run;
  for (int system = 0; system < 4; ++system)
    for (int m = 0; m < 2; ++m)
      run.score(run.add(fmt::format("m{}", m), fmt::format("s{}", system), 1, system < 2 + m ? passed() : failed()),
                "x", m + system);
  Json analysis = run.analyze(), row = correlation(analysis, "x", "model", "spearman");
  EXPECT_EQ(row["value"], nullptr);
  EXPECT_NE(row["reason"].get<std::string>().find("fewer than three models"), std::string::npos) << row.dump();
  std::string text = summary_text(analysis);
  EXPECT_NE(text.find("none at level model (compile_at_1, pass_at_1) of x: fewer than three models"), std::string::npos)
      << text;
  EXPECT_NE(text.find("none of so few: 4, 10 are needed)"), std::string::npos) << text;
}

TEST(Correlations, WhatIsMissingOfManyScoresIsOneLine) {
  Bare run;
  for (int system = 0; system < 4; ++system)
    for (int m = 0; m < 2; ++m) {
      auto cell = run.add(fmt::format("m{}", m), fmt::format("s{}", system), 1, system < 2 + m ? passed() : failed());
      for (const char* score : {"x", "y", "z", "w"}) run.score(cell, score, m + system);
    }
  std::string text = summary_text(run.analyze());
  size_t first = text.find("fewer than three models");
  ASSERT_NE(first, std::string::npos) << text;
  EXPECT_EQ(text.find("fewer than three models", first + 1), std::string::npos) << text;
  EXPECT_NE(text.find("none at level model (compile_at_1, pass_at_1) of 4 scores: "), std::string::npos) << text;
}

TEST(Correlations, WhatIsMissingIsToldOfTheScoresAndTheOutcomeThatItIsMissingOf) {
  Bare run;
  const Judgement finished{Verdict::physical, CellClass::model_fail, "requirements", {}, nullptr};
  for (int system = 0; system < 4; ++system)
    for (int m = 0; m < 3; ++m) {
      auto cell = run.add(fmt::format("m{}", m), fmt::format("s{}", system), 1, m == 2 ? passed() : finished);
      for (const char* score : {"v", "w", "x", "y", "z"})
        if (*score < 'y' || m == 2) run.score(cell, score, m + system);
    }
  run.add("control/echo", "s0", 1, failed());
  std::string text = summary_text(run.analyze());
  EXPECT_NE(text.find("none at level within_system (compile_at_1) of 5 scores: no system with"), std::string::npos)
      << "all finish: " << text;
  EXPECT_NE(text.find("none at level within_system (pass_at_1) of y, z: no system with"), std::string::npos)
      << "only the model that passes has them: " << text;
  EXPECT_NE(text.find("auc         1.000 n 12 "), std::string::npos) << text;
  EXPECT_NE(text.find("4, 10 are needed, over 3 of 4 models)"), std::string::npos) << text;
  EXPECT_NE(text.find("(control models are right, wrong and empty by design: they don't count here"), std::string::npos)
      << text;
}

TEST(Correlations, WhereEverybodyPassesNothingIsDefinedAndTheReasonSaysSo) {
  Bare run;
  for (const char* system : {"a", "b"})
    for (const char* model : {"m", "n"}) run.score(run.add(model, system, 1, passed()), "x", *model);
  Json row = correlation(run.analyze(), "x", "within_system", "auc");
  EXPECT_EQ(row["value"], nullptr);
  EXPECT_EQ(row["reason"], "no system with both a success and a failure");
}

TEST(Correlations, TheLeadOverAnEqualScoreIsNoughtOnEveryDrawing) {
  Bare run;
  for (int i = 0; i < 36; ++i) {
    CellKey key = run.add(fmt::format("m{}", i % 3), fmt::format("s{}", i / 3), 1, i % 2 ? passed() : failed());
    run.score(key, "fidelity", i % 5), run.score(key, "same", i % 5);
  }
  bool seen = false;
  Json rows = run.analyze()["correlation_differences"];
  for (const Json& row : rows) {
    if (row["minus"] != "same" || row["level"] != "within_system") continue;
    seen = true;
    EXPECT_EQ(row["value"], 0.0);
    EXPECT_TRUE(row["ci"].is_null()) << "nought on every drawing is no interval";
  }
  EXPECT_TRUE(seen);
}

TEST(Scores, VersionsStandSideBySideAndWhatWasPublishedGivesWay) {
  Bare run;
  CellKey key = run.add("m", "s", 1, passed());
  run.score(key, "judge_ref", 80, "a"), run.score(key, "judge_ref", 60, "b");
  run.score(key, "codebleu", 0.5, "upstream"), run.score(key, "codebleu", 0.4, "codebleu-0.7.0");
  Data data = load(run.store(), {}).value();
  EXPECT_EQ(data.scores.at("judge_ref@a").values[0], 80);
  EXPECT_EQ(data.scores.at("judge_ref@b").values[0], 60);
  EXPECT_EQ(data.scores.at("codebleu").values[0], 0.4);
  EXPECT_EQ(data.scores.size(), 3u);
}

TEST(Scores, TheMainOneIsTheJudgesElseFidelityElseWhateverHasNumbers) {
  Bare run;
  CellKey key = run.add("m", "s", 1, passed());
  run.score(key, "a_first", std::nullopt), run.score(key, "bleu", 0.5);
  EXPECT_EQ(load(run.store(), {})->main_score(), "bleu");
  run.score(key, "fidelity", 1);
  EXPECT_EQ(load(run.store(), {})->main_score(), "fidelity");
  run.score(key, "judge_ref_doc", 70, "v2");
  EXPECT_EQ(load(run.store(), {})->main_score(), "judge_ref_doc");
}

TEST(Length, TheGainOfGivenCodePairsTheTwoArmsOfATask) {
  Bare run;
  for (int i = 0; i < 5; ++i) {
    std::string system = fmt::format("s{}", i);
    CellKey given = run.add("m", system, 2, passed()), bare = run.add("m", system, 2, failed(), Arm::no_code);
    for (const CellKey& key : {given, bare})
      ASSERT_TRUE(run.store().save_request(
          key, {{"messages", {{{"role", "user"}, {"content", std::string(400 * static_cast<size_t>(i + 1), 'p')}}}}}));
  }
  run.add("m", "alone", 2, passed());  // has no partner
  Json rows = run.analyze()["context_by_length"];
  for (const Json& row : rows) {
    if (row["measure"] != "pass_at_1") continue;
    EXPECT_EQ(row["n"], 5);
    size_t inside = 0;
    for (const Json& bin : row["bins"]) {
      inside += bin["n"].get<size_t>();
      EXPECT_EQ(bin["mean"], 1.0);
    }
    EXPECT_EQ(inside, 5u) << "every pair is in one quarter";
    EXPECT_EQ(row["bins"].front()["from_tokens"], 100.0);
    EXPECT_EQ(row["spearman"], nullptr) << "the gain is the same at every length";
    return;
  }
  ADD_FAILURE() << "no row of pass_at_1";
}

}  // namespace
}  // namespace simbench::analysis
