#include <gtest/gtest.h>

#include "analysis/experiments.h"
#include "base/json.h"

namespace simbench::analysis {
namespace {

Json from(const std::string& text) {
  return parse_json(text, "findings").value();
}

/// One row of two arms, all models together.
Json arms(double first, const char* other, double second, const std::string& ci) {
  return from(fmt::format(R"([{{"title": "t", "rows": [{{"model": "all", "measure": "pass_at_1", "given": {}, "{}": {},
                               "difference": {}, "difference_ci": {}, "pairs": 27}}]}}])",
                          first, other, second, first - second, ci));
}

TEST(Answers, SayYesNoOrNotShownWithTheNumbers) {
  EXPECT_EQ(answer("context", arms(0.62, "no-code", 0.4, "[0.1, 0.34]")),
            "Yes: pass@1 is 62 % with the given code and 40 % without it, +22.0 points (95 % interval +10.0 to +34.0), "
            "over 27 pairs.");
  EXPECT_TRUE(answer("context", arms(0.4, "no-code", 0.62, "[-0.34, -0.1]")).starts_with("No, "));
  EXPECT_TRUE(answer("context", arms(0.5, "no-code", 0.4, "[-0.1, 0.3]")).starts_with("Not shown: "));
  EXPECT_TRUE(answer("context", arms(0.5, "no-code", 0.4, "null")).starts_with("Undecided, "));
  EXPECT_TRUE(answer("stepwise", arms(0.4, "stepwise", 0.62, "[-0.34, -0.1]")).starts_with("Yes: "))
      << "steps are easier where they pass more";
  EXPECT_EQ(answer("context", from(R"([{"rows": [], "reason": "no task was answered in both arms"}])")),
            "It can't be said: no task was answered in both arms.");
}

TEST(Answers, OfLengthCountNoControl) {
  Json findings = arms(0.5, "no-code", 0.4, "[-0.1, 0.3]");
  findings[0]["left_out"] = {"control/echo"};
  Json row{{"measure", "pass_at_1"}, {"Spearman of gain and length", 0.5}}, other = row;
  row["model"] = "m/x", other["model"] = "control/echo", other["Spearman of gain and length"] = -0.5;
  findings.push_back({{"rows", {row, other}}});
  std::string said = answer("context", findings);
  EXPECT_NE(said.find("prompt's length is 0.50; below"), std::string::npos) << said;
  EXPECT_TRUE(said.ends_with("control/echo (`simbench analyze --controls` counts it).")) << said;
}

TEST(Answers, NameTheHardestCategoryAndTheBestScore) {
  EXPECT_EQ(
      answer("category", from(R"([{"rows": [{"category": "MBS", "pass@1": 0.5}, {"category": "FEA", "pass@1": 0.1}]},
                                        {"rows": [{"step": "turn 1 → 2", "score": "fidelity", "change": -0.08,
                                                   "change_ci": [-0.1, 0.02]}]}])")),
      "FEA is hardest (pass@1 10 %), MBS easiest (50 %). From turn 1 to 2 fidelity changes by −8.0 points (95 % "
      "interval −10.0 to +2.0).");
  EXPECT_EQ(
      answer("category", from(R"([{"rows": [{"category": "MBS", "pass@1": 0.5}, {"category": "FEA", "pass@1": 0.5}]},
                                        {"rows": [{"step": "turn 2 → 3", "score": "s", "change": 0.1}]}])")),
      "No category is harder than another: pass@1 is 50 % in all 2. From turn 2 to 3 s changes by +10.0 points "
      "(too few systems for an interval).");
  std::string said = answer("calibration", from(R"x([{"rows": [{"judge": "a", "verdict": "pass"},
                                                              {"judge": "b", "verdict": "fail (noise)"}]},
                                                    {"rows": []},
                                                    {"rows": [{"score": "j@doc", "AUC within a system": 0.9}]}])x"));
  EXPECT_TRUE(said.starts_with("1 of 2 judges pass on programs of known worth.")) << said;
  EXPECT_NE(said.find("j@doc follows pass@1 best"), std::string::npos) << said;
}

TEST(Answers, OfTwinsSayRanksAndTheGap) {
  EXPECT_EQ(
      answer("cross-simulator", from(R"([{"rows": [{"measure": "pass_at_1", "rank agreement": 0.75}]},
                                               {"rows": [{"category": "all", "measure": "pass_at_1", "first": 0.5,
                                                          "second": 0.3, "gap": 0.2}]}])")),
      "The models' ranks by pass@1 agree with Spearman 0.75. pass@1 is 50 % in the first simulator and 30 % in the "
      "second, +20.0 points.");
}

}  // namespace
}  // namespace simbench::analysis
