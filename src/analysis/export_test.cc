#include "analysis/export.h"

#include <gtest/gtest.h>

#include "base/json.h"

namespace simbench::analysis {
namespace {

Json small_analysis() {
  return {{"models",
           {{{"model", "a_1"}, {"pass_at_1", 0.25}, {"pass_at_1_ci", {0.1, 0.4}}},
            {{"model", "b"}, {"pass_at_1", nullptr}}}},
          {"cost", Json::array()},
          {"turn_deltas", {{"score", "s"}, {"d12", {{"mean", 12.345}}}}}};
}

TEST(Export, NestedValuesBecomeColumnsAndNullsStayEmpty) {
  std::vector<Table> tables = flat_tables(small_analysis());
  ASSERT_EQ(tables.size(), 2u) << "tables without rows are left out";
  EXPECT_EQ(to_csv(tables[0]), "model,pass_at_1,pass_at_1_ci.lo,pass_at_1_ci.hi\na_1,0.25,0.1,0.4\nb,,,\n");
  EXPECT_EQ(to_csv(tables[1]), "d12.mean,score\n12.345,s\n");
}

TEST(Export, LatexEscapesNamesAndDashesNulls) {
  std::string text = to_latex(flat_tables(small_analysis())[0]);
  EXPECT_NE(text.find("a\\_1 & 0.250 & 0.100 & 0.400 \\\\"), std::string::npos) << text;
  EXPECT_NE(text.find("b & -- & -- & -- \\\\"), std::string::npos) << text;
}

TEST(Export, LatexHasTheIntervalAndTheNumberOfEveryDeltaAndNoNegativeNought) {
  Json delta{{"mean", -0.0001}, {"ci", {-0.25, 0.5}}, {"improved", 0.5}, {"declined", 0.25}, {"n", 4}};
  Json rows = Json::array({Json{{"score", "s"}, {"arm", "given"}, {"d12", delta}, {"d23", delta}}});
  rows[0]["d23"]["n"] = 3;
  std::string text = to_latex(flat_tables({{"turn_deltas_by_score", rows}})[0]);
  EXPECT_NE(
      text.find("s & given & 0.000 & -0.250 & 0.500 & 0.500 & 0.250 & 4 & 0.000 & -0.250 & 0.500 & 0.500 & 0.250 & 3 "
                "\\\\"),
      std::string::npos)
      << "both shares of both steps: " << text;
}

TEST(Export, NoCellOfCsvIsAFormula) {
  Table table{
      "names", {"name", "n"}, {{"=HYPERLINK(\"x\",\"y\")", "-0.5"}, {"@x", "1e-9"}, {"-x+1", "+2"}, {"\tx", ""}}};
  EXPECT_EQ(to_csv(table), "name,n\n\"'=HYPERLINK(\"\"x\"\",\"\"y\"\")\",-0.5\n'@x,1e-9\n'-x+1,+2\n'\tx,\n");
}

TEST(Export, AnIntervalThatIsCutIsMarkedInLatex) {
  Json cut{{"model", "a"}, {"pass_at_1", 0.5}, {"pass_at_1_ci", {0.25, 1.0}}, {"pass_at_1_ci_cut", "high"}},
      whole{{"model", "b"}, {"pass_at_1", 0.5}, {"pass_at_1_ci", {0.25, 0.75}}};
  std::string text = to_latex(flat_tables({{"models", {cut, whole}}})[0]);
  EXPECT_NE(text.find("a & 0.500 & 0.250 & 1.000* \\\\"), std::string::npos) << text;
  EXPECT_NE(text.find("b & 0.500 & 0.250 & 0.750 \\\\"), std::string::npos) << text;
  EXPECT_NE(text.find("\\multicolumn{4}{l}{\\footnotesize * the interval would go beyond the scale"), std::string::npos)
      << text;
  Json low{{"model", "c"}, {"pass_at_1", 0.5}, {"pass_at_1_ci", {0.0, 0.75}}, {"pass_at_1_ci_cut", "low"}};
  text = to_latex(flat_tables({{"models", {low, cut}}})[0]);
  EXPECT_NE(text.find("c & 0.500 & 0.000* & 0.750 \\\\"), std::string::npos) << text;
  low["pass_at_1_ci_cut"] = "both";
  text = to_latex(flat_tables({{"models", {low}}})[0]);
  EXPECT_NE(text.find("c & 0.500 & 0.000* & 0.750* \\\\"), std::string::npos) << text;
  EXPECT_EQ(to_latex(flat_tables({{"models", {whole}}})[0]).find("beyond the scale"), std::string::npos);
}

TEST(Export, NoControlCharacterIsLeftButTabsAndLineBreaksOfCsv) {
  std::string nul("a\0b", 3);
  Table table{"names", {"name", "n"}, {{nul, "1"}, {"\x1b[31m\a\x7f", "2"}, {"a\tb\nc", "3"}}};
  EXPECT_EQ(to_csv(table), "name,n\na\uFFFDb,1\n\uFFFD[31m\uFFFD\uFFFD,2\n\"a\tb\nc\",3\n");
  std::string latex = to_latex(table);
  for (const char* shown : {"a\uFFFDb & 1", "\uFFFD[31m\uFFFD\uFFFD & 2", "a b c & 3"})
    EXPECT_NE(latex.find(shown), std::string::npos) << latex;
}

TEST(Export, TurnsAreColumns) {
  Json row{
      {"score", "s"},
      {"arm", "given"},
      {"turns",
       {{{"turn", 1}, {"mean", 0.5}, {"mean_ci", nullptr}, {"n", 4}}, {{"turn", 3}, {"mean", nullptr}, {"n", 0}}}}};
  Table table = flat_tables({{"turns", {row}}})[0];
  EXPECT_EQ(to_csv(table),
            "arm,score,turn1.mean,turn1.mean_ci.lo,turn1.mean_ci.hi,turn1.n,turn3.mean,turn3.n\ngiven,s,0.5,,,4,,0\n");
  EXPECT_NE(to_latex(table).find("given & s & 0.500 & -- & -- & 4 & -- & 0 \\\\"), std::string::npos)
      << to_latex(table);
}

TEST(Export, AnUndefinedIntervalHasTheSameTwoColumns) {
  Json row{{"model", "a"},
           {"pass_at_1", 0.25},
           {"pass_at_1_ci", nullptr},
           {"pass_at_1_n", 9},
           {"fidelity", 0.5},
           {"fidelity_ci", nullptr},
           {"scores", {{"fidelity", {{"n", 8}}}}}};
  Json other = row;
  other["pass_at_1_ci"] = {0.1, 0.4}, other["fidelity_ci"] = {0.4, 0.75};
  Table table = flat_tables({{"models", {row, other}}})[0];
  EXPECT_EQ(to_csv(table),
            "fidelity,fidelity_ci.lo,fidelity_ci.hi,model,pass_at_1,pass_at_1_ci.lo,pass_at_1_ci.hi,pass_at_1_n,"
            "scores.fidelity.n\n0.5,,,a,0.25,,,9,8\n0.5,0.4,0.75,a,0.25,0.1,0.4,9,8\n");
  EXPECT_NE(to_latex(table).find("a & 0.250 & 0.100 & 0.400 & 9 & 0.500 & 0.400 & 0.750 & 8 \\\\"), std::string::npos)
      << "every rate and score with its interval and its number: " << to_latex(table);
}

TEST(Export, TablesWithoutAChoiceOfColumnsArePrintedWithoutListsAndReasons) {
  Table table{"methods", {"name", "seed", "value_reason", "list"}, {{"a_b", "1", "", "[1,2]"}}};
  EXPECT_EQ(to_latex(table),
            "\\begin{tabular}{lr}\n\\hline\nname & seed \\\\\n\\hline\na\\_b & 1 \\\\\n\\hline\n\\end{tabular}\n");
  table.rows.resize(60, table.rows.front());
  EXPECT_NE(to_latex(table).find("\\begin{longtable}{lr}"), std::string::npos);
  EXPECT_EQ(to_latex({"methods", {"value_reason"}, {{"none"}}}), "");
}

}  // namespace
}  // namespace simbench::analysis
