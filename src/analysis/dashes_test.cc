// A dash in a printed table has its reason below it; a p never stands below its own floor.
#include "analysis/dashes.h"

#include "analysis/paired.h"
#include "analysis/summary.h"
#include "analysis/test_run.h"

namespace simbench::analysis {
namespace {

Json compared(const std::vector<Pairing>& pairs) {
  Json row = paired_difference(pairs, {.bootstrap = 50});
  row.update({{"first_model", "a"},
              {"second_model", "b"},
              {"measure", "m"},
              {"arm", "given"},
              {"family", "outcomes"},
              {"family_rows", 1},
              {"p_holm", row["sign_flip_p"]}});
  return row;
}

TEST(Dashes, OfAComparisonSayWhy) {
  Json row = compared({{1, 0, 0}, {0.5, 0, 1}, {1, 0, 2}, {0.75, 0, 3}, {1, 0, 4}});
  std::string text = comparison_text({{"comparisons", {row}}});
  EXPECT_NE(text.find("– smallest visible difference, before adjustment: with so few systems no difference gives a p "
                      "that is small enough\n"),
            std::string::npos)
      << text;
  text = comparison_text({{"comparisons", {compared({{1, 0, 0}}), row}}});
  EXPECT_NE(text.find("– 95 % interval: "), std::string::npos) << text;
  EXPECT_NE(text.find(" (1 of 2 rows)\n"), std::string::npos) << text;
}

TEST(Dashes, NoneAreToldWhereNothingIsMissing) {
  Dashes dashes;
  dashes.look_at_estimate({{"x", 1}, {"x_ci", {0, 1}}}, "x", "x");
  dashes.look({{"y", nullptr}}, "y", "y", "y_reason");
  EXPECT_EQ(dashes.text(), "") << "a null without a reason is nothing to tell";
}

TEST(Dashes, OfTheLeaderboardSayWhyAnIntervalIsMissing) {
  Bare run;
  for (const char* system : {"a", "b", "c"}) run.add("m", system, 1, passed());
  std::string text = summary_text(run.analyze());
  EXPECT_NE(text.find("– interval of pass@1: "), std::string::npos) << text;
}

TEST(Dashes, OfAnExperimentSayWhyAndSharesAreInPercent) {
  Bare run;
  for (const char* system : {"a", "b", "c"})
    for (int turn = 1; turn <= 3; ++turn) {
      run.score(run.add("m", system, turn, passed(), Arm::given), "fidelity", 1);
      run.score(run.add("m", system, turn, failed(), Arm::no_code), "fidelity", 0.25);
    }
  Json all = run.analyze(), part = findings("context", all)[0];
  std::string reasons = reasons_text(part);
  EXPECT_NE(reasons.find("– smallest visible difference, before adjustment: all systems differ alike"),
            std::string::npos)
      << reasons;
  for (const Json& row : part["rows"]) {
    bool fidelity = row["measure"] == "fidelity";
    EXPECT_EQ(shown(row, "given").value, "100.0 %") << row.dump();
    EXPECT_EQ(shown(row, "difference").value, fidelity ? "75.0 %" : "100.0 %") << row.dump();
  }
  Json turns = findings("category", all)[1]["rows"][0];
  EXPECT_EQ(shown(turns, "improved").value, "0.0 %");
  EXPECT_EQ(shown(turns, "pairs").value, "3");
  EXPECT_EQ(shown({{"AUC", 0.5}}, "AUC").value, "0.500") << "as on its axis and in the glossary";
  EXPECT_EQ(shown({{"x", nullptr}, {"x_reason", "why"}}, "x").reason, "why");
}

TEST(PText, IsNotBelowItsOwnFloor) {
  EXPECT_EQ(p_text(0.0625), "0.0625");
  EXPECT_EQ(p_text(0.0078125), "0.00781");
  EXPECT_EQ(p_text(0.5), "0.500");
  EXPECT_EQ(p_text(1), "1.00");
  EXPECT_EQ(p_text(0.0002), "<0.001");
  Json row = compared({{1, 0, 0}, {0.5, 0, 1}, {1, 0, 2}, {0.75, 0, 3}, {1, 0, 4}});
  std::string text = comparison_text({{"comparisons", {row}}});
  EXPECT_NE(text.find("no p can fall below 0.0625"), std::string::npos) << text;
  EXPECT_NE(text.find(" 0.0625 "), std::string::npos) << text;
  Json small = row;
  small["p_holm"] = 0.0002;
  std::string latex = to_latex(flat_tables({{"comparisons", {row, small}}})[0]);
  EXPECT_NE(latex.find(" & 0.0625 & "), std::string::npos) << latex;
  EXPECT_NE(latex.find(" & $<$0.001 & "), std::string::npos) << latex;
}

}  // namespace
}  // namespace simbench::analysis
