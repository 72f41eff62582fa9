// What is taken over all models counts no control, and says so.
#include "analysis/pooled.h"

#include "analysis/summary.h"
#include "analysis/test_run.h"

namespace simbench::analysis {
namespace {

/// The model does alike in both arms; the control passes where it is shown the code, and only there.
void fill(Bare& run) {
  for (const char* system : {"a", "b", "c"}) {
    for (Arm arm : {Arm::given, Arm::no_code}) {
      run.score(run.add("m/x", system, 1, failed(), arm), "judge_ref", 40);
      run.score(run.add("control/echo", system, 1, arm == Arm::given ? passed() : failed(), arm), "judge_ref", 90);
    }
  }
}

TEST(Pooled, ControlsCountWhereThereIsNothingElseOrOnRequest) {
  std::vector<std::string> mixed{"control/echo", "m/x"}, alone{"control/drift", "control/echo"};
  EXPECT_EQ(pooled_models(mixed), (std::vector<bool>{false, true}));
  EXPECT_EQ(pooled_models(mixed, true), (std::vector<bool>{true, true}));
  EXPECT_EQ(pooled_models(alone), (std::vector<bool>{true, true}));
  EXPECT_EQ(left_out_of_averages(mixed), std::vector<std::string>{"control/echo"});
  EXPECT_EQ(left_out_text(Json::array()), "");
  EXPECT_NE(left_out_text({"control/drift", "control/echo"}).find("control/drift, control/echo ("), std::string::npos);
}

TEST(Pooled, TheContextBoostIsTheModelsAlone) {
  Bare run;
  fill(run);
  Json all = run.analyze(), parts = findings("context", all);
  for (const Json& row : parts[0]["rows"]) {
    if (row["measure"] != "pass_at_1" || row["model"] == "control/echo") continue;
    EXPECT_EQ(row["difference"], 0) << row.dump();
    EXPECT_EQ(row["pairs"], 3) << row.dump();
  }
  EXPECT_EQ(parts[0]["left_out"], Json::array({"control/echo"}));
  std::string said = answer("context", parts);
  EXPECT_NE(said.find("over 3 pairs. Left out of what is taken over all models: control/echo"), std::string::npos)
      << said;
  Json with = findings("context", analyze(run.store(), {.bootstrap = 50, .controls = true}).value());
  EXPECT_EQ(answer("context", with).find("Left out"), std::string::npos);
  EXPECT_NE(answer("context", with).find("over 6 pairs"), std::string::npos) << answer("context", with);
  EXPECT_NE(summary_text(all).find("Left out of what is taken over all models: control/echo"), std::string::npos);
}

TEST(Pooled, TheLadderAndTheJudgesTablesLeaveThemOut) {
  Bare run;
  for (const char* system : {"a", "b"})
    for (const char* model : {"control/reference", "control/equivalent", "m/x", "m/y"}) {
      bool control = std::string_view(model).starts_with("control/");
      CellKey key = run.add(model, system, 1, control ? passed() : failed());
      ASSERT_TRUE(run.store().save_program(key, {"x = 1\n", "fenced", {}}));
      run.score(key, "judge_ref", control ? 100 : std::string_view(model) == "m/x" ? 50 : 60);
    }
  std::string hash = run.store().put_text("x = 1\n").value();
  Json task{{"reference", hash}, {"requirements", Json::array()}};
  ASSERT_TRUE(run.store().put_note("tasks", {{"a/1", task}, {"b/1", task}}));
  Json all = run.analyze();
  EXPECT_EQ(all["ladder"], Json({{"steps", 4}}));
  EXPECT_EQ(all["judge_ceiling"][0]["n"], 4);
  EXPECT_EQ(all["judge_ceiling"][0]["mean"], 55);
  EXPECT_EQ(all["judge_noise"][0]["cells"], 4);
  EXPECT_EQ(all["judge_noise"][0]["widest_difference"], 10);
  Json with = analyze(run.store(), {.bootstrap = 50, .controls = true}).value();
  EXPECT_EQ(with["judge_ceiling"][0]["n"], 8);
}

TEST(Pooled, AnEmptyCeilingSaysWhoseProgramsAreLeftOut) {
  Bare run;
  run.score(run.add("m/x", "a", 1, failed()), "judge_ref", 50);
  run.score(run.add("control/reference", "a", 1, passed()), "judge_ref", 100);
  Json row = run.analyze()["judge_ceiling"][0];
  EXPECT_EQ(row["n"], 0);
  EXPECT_EQ(row["mean_reason"], "no judged program equals its reference, control/reference left out");
}

}  // namespace
}  // namespace simbench::analysis
