// Arm repair asks twice: its rates have names of their own, and aren't told of the winners alone.
#include "analysis/second_tries.h"

#include "analysis/data.h"
#include "analysis/summary.h"
#include "analysis/test_run.h"

namespace simbench::analysis {
namespace {

/// A cell under arm repair whose first try failed and whose second hasn't come.
void wait_for_second(Bare& run, const std::string& model, const std::string& system) {
  CellKey key = run.add(model, system, 1, std::nullopt, Arm::repair);
  ASSERT_TRUE(run.store().save_step(
      key, {.number = 1, .completion = Completion{.text = "first"}, .outcome = Outcome{}, .judgement = failed()}));
}

const Json& row_of(const Json& rows, const std::string& model, const std::string& arm) {
  for (const Json& row : rows)
    if (row["model"] == model && row["arm"] == arm) return row;
  static const Json kNone;
  return kNone;
}

TEST(SecondTries, ARateOfThoseThatPassedAtOnceIsNotTold) {
  Bare run;
  for (const char* system : {"a", "b", "c"}) {
    run.score(run.add("m", system, 1, *system == 'c' ? failed() : passed()), "fidelity", 1);
    if (*system == 'c') continue;
    run.score(run.add("m", system, 1, passed(), Arm::repair), "fidelity", 1);
    run.add("n", system, 1, passed(), Arm::repair);
  }
  wait_for_second(run, "m", "c");
  run.add("n", "c", 1, std::nullopt, Arm::repair);  // not begun: chance, not outcome
  Json all = run.analyze();
  const Json& row = row_of(all["models"], "m", "repair");
  const std::string why =
      "1 of 3 cells failed at the first try and has no outcome of a second: the others were chosen "
      "by passing at once (2 of 2 pass)";
  for (const char* key : {"pass_in_2_tries", "compile_in_2_tries", "fidelity"}) {
    EXPECT_EQ(row[key], nullptr) << key;
    EXPECT_EQ(row[std::string(key) + "_reason"], why) << key;
  }
  EXPECT_EQ(row["scores"], Json::object());
  EXPECT_EQ(row_of(all["models"], "m", "given")["pass_at_1"].get<double>(), 2.0 / 3);
  EXPECT_EQ(row_of(all["models"], "n", "repair")["pass_in_2_tries"], 1);
  for (const Json& pair : all["arms"]) EXPECT_NE(pair["second_arm"], "repair") << pair.dump();
  std::string text = summary_text(all);
  EXPECT_NE(text.find("– pass in 2 tries: " + why + " (1 of 2 rows)"), std::string::npos) << text;
}

TEST(SecondTries, EveryRateOfTwoTriesHasANameOfItsOwn) {
  Bare run;
  for (const char* system : {"a", "b", "c"})
    for (int turn = 1; turn <= 2; ++turn)
      run.score(run.add("m", system, turn, turn == 1 ? passed() : failed(), Arm::repair), "fidelity", 2 - turn);
  Json all = run.analyze();
  Json row = all["models"][0];
  EXPECT_EQ(row["compile_at_1"], nullptr);
  EXPECT_EQ(row["compile_at_1_reason"], "arm repair has two tries: see compile_in_2_tries");
  EXPECT_EQ(row["compile_in_2_tries"], 0.5);
  EXPECT_EQ(row["compile_in_2_tries_n"], 6);
  for (const char* table : {"correlations", "calibration_curves"})
    for (const Json& one : all[table]) EXPECT_TRUE(one["target"].get<std::string>().ends_with("_in_2_tries")) << one;
  EXPECT_EQ(all["categories"][0]["pass_in_2_tries"], 0.5);
  EXPECT_FALSE(all["categories"][0].contains("compile_at_1"));
  EXPECT_EQ(all["systems"][0]["compile_in_2_tries"], 0.5);
  EXPECT_TRUE(all["heat_maps"]["values"].contains("pass_in_2_tries"));
  EXPECT_EQ(name_under("compile_at_1", Arm::given), "compile_at_1");
  std::string latex = to_latex(flat_tables({{"models", {row}}})[0]);
  EXPECT_NE(latex.find("compile in 2 tries"), std::string::npos) << latex;
  EXPECT_NE(latex.find("& -- &"), std::string::npos) << latex;
}

}  // namespace
}  // namespace simbench::analysis
