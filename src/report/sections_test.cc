// Sections from made-up runs: what is counted, what is left out, in which order, and that no name breaks out of its
// place.
#include "report/sections.h"

#include <gtest/gtest.h>

#include "report/rows.h"
#include "report/test_html.h"

namespace simbench::report {
namespace {

Json board_row(const std::string& model, Json pass, Json compile = 1, Json fidelity = nullptr) {
  return {{"model", model}, {"arm", "given"}, {"pass_at_1", pass},   {"compile_at_1", compile},
          {"scored", 6},    {"unscored", 0},  {"fidelity", fidelity}};
}

/// A judged cell whose program finishes.
store::CellRow cell(const std::string& model, const std::string& system, std::vector<RequirementResult> requirements) {
  store::CellRow row{.key = {"suite", system, 1, Arm::given, model, 0}};
  row.judgement = Judgement{Verdict::physical, CellClass::model_fail, "requirements"};
  row.judgement->requirements = std::move(requirements);
  return row;
}

TEST(Leaderboard, RanksByPassThenFidelityThenCompile) {
  Input input;
  input.analysis["models"] = {board_row("c", 0.5, 0.9, 0.6), board_row("undefined", nullptr), board_row("a", 0.75),
                              board_row("b", 0.5, 0.8, 0.7)};
  std::string html = render_leaderboard(input);
  size_t a = html.find("<b>a<"), b = html.find("<b>b<"), c = html.find("<b>c<"), last = html.find("<b>undefined<");
  EXPECT_TRUE(a < b && b < c && c < last) << html;
}

TEST(Leaderboard, ControlsThatDoNotRankAsTheyMustMakeTheReportUntrustworthy) {
  Input input;
  input.analysis["models"] = {board_row("control/reference", 1), board_row("control/mutant", 0),
                              board_row("control/drift", 0, 0), board_row("some/model", 0.5)};
  EXPECT_FALSE(has(render_leaderboard(input), "alarm"));
  for (const Json& wrong : {board_row("control/reference", 0.9), board_row("control/mutant", 0.1),
                            board_row("control/drift", 0, 0.5), board_row("control/empty", 0.01)}) {
    Input broken = input;
    broken.analysis["models"].push_back(wrong);
    EXPECT_TRUE(has(render_leaderboard(broken), "not to be trusted")) << wrong;
  }
}

TEST(Leaderboard, SaysWhatItsWhiskersAreAndWhereOneIsCut) {
  Input input;
  Json whole = board_row("whole", 0.5), cut = board_row("cut", 0.4);
  whole["pass_at_1_ci"] = {0.3, 0.7}, cut["pass_at_1_ci"] = {0, 1}, cut["pass_at_1_ci_cut"] = true;
  input.analysis = {{"models", {whole, cut}}, {"methods", {{"systems", 2}, {"few_systems", true}}}};
  std::string html = render_leaderboard(input);
  EXPECT_TRUE(has(html, "Student's t with one degree of freedom fewer than the 2 systems")) << html;
  EXPECT_TRUE(has(html, "M45.0 7H105.0M45.0 3.5V10.5M105.0 3.5V10.5")) << "bars across its ends: " << html;
  EXPECT_TRUE(has(html, "d=\"M0.7 7H149.3\"")) << "none across those of one that is cut: " << html;
  EXPECT_TRUE(has(html, std::string("0–100").append(kCutMark))) << html;
  EXPECT_FALSE(has(html, std::string("30–70").append(kCutMark))) << html;
  input.analysis["methods"]["few_systems"] = false;
  EXPECT_TRUE(has(render_leaderboard(input), "drawing whole systems"));
  input.analysis["methods"] = {{"systems", 1}, {"few_systems", true}};
  html = render_leaderboard(input);
  EXPECT_TRUE(has(html, "The run has one system: nothing tells how much systems differ")) << html;
  EXPECT_FALSE(has(html, "Student's t")) << html;
}

TEST(Turns, DeltasOfControlsAloneAreToldAsThat) {
  Input input;
  input.analysis["model_turns"] = {{{"model", "control/echo"},
                                    {"arm", "given"},
                                    {"score", "fidelity"},
                                    {"turns", {{{"turn", 1}, {"mean", 0.5}}, {{"turn", 2}, {"mean", 0.7}}}}}};
  input.counts.only_controls = true;
  EXPECT_TRUE(has(render_turns(input), "The run has control models only"));
  input.counts.only_controls = false;
  EXPECT_FALSE(has(render_turns(input), "control models only"));
}

TEST(Categories, AnIntervalThatIsCutIsMarkedInTheChart) {
  Input input;
  Json whole{{"category", "MBS"}, {"score", "fidelity"}, {"mean", 0.5}, {"mean_ci", {0.25, 0.75}}, {"n", 6}},
      cut = whole;
  cut["category"] = "FEA", cut["mean_ci"] = {0.0, 0.75};
  input.analysis["categories"] = {whole, cut};
  std::string html = render_categories(input);
  EXPECT_TRUE(has(html, "M305.0 16.5H495.0M305.0 13.0V20.0M495.0 13.0V20.0")) << "bars across its ends: " << html;
  EXPECT_FALSE(has(html, "cut there")) << html;
  input.analysis["categories"][1]["mean_ci_cut"] = true;
  html = render_categories(input);
  EXPECT_TRUE(has(html, "M210.0 37.5H495.0M495.0 34.0V41.0")) << "none where it is cut: " << html;
  EXPECT_TRUE(has(html, "50.0 % (0.0 % to 75.0 %*)")) << html;
  EXPECT_TRUE(has(html, "* The interval would go beyond the scale and is cut there.")) << html;
}

TEST(Arms, AFloorOfPIsTold) {
  Input input;
  Json row{{"model", nullptr},
           {"measure", "fidelity"},
           {"first_arm", "given"},
           {"second_arm", "no-code"},
           {"difference", 0.5},
           {"ci", nullptr},
           {"n", 6},
           {"p_floor", 0.25},
           {"clusters", 3},
           {"p_holm", 0.5},
           {"first", 1},
           {"second", 0.5}};
  input.analysis["arms"] = {row, row};
  EXPECT_TRUE(has(render_arms(input), "with 3 systems no p can fall below 0.25, nor the smallest of 2 rows below 0.5"))
      << render_arms(input);
  for (Json& one : input.analysis["arms"]) one["p_floor"] = 1e-6;
  EXPECT_FALSE(has(render_arms(input), "no p can fall below"));
}

TEST(Correlation, EachScoresFifthsAreALineThatStaysFoldedOnPaper) {
  Input input;
  Json bins = {{{"from", 0}, {"to", 20}, {"mean", 10}, {"n", 7}, {"rate", 0.25}, {"rate_ci", {0.1, 0.4}}},
               {{"from", 30}, {"to", 90}, {"mean", 70}, {"n", 8}, {"rate", 0.75}, {"rate_ci", nullptr}}};
  input.analysis = {{"correlations",
                     {{{"score", "s_doc"},
                       {"target", "pass_at_1"},
                       {"level", "sample"},
                       {"statistic", "auc"},
                       {"value", 0.9},
                       {"n", 15}}}},
                    {"calibration_curves", {{{"score", "s_doc"}, {"target", "pass_at_1"}, {"bins", bins}}}}};
  std::string html = render_correlation(input);
  EXPECT_TRUE(has(html, "<details class=\"long\"><summary>Share that reaches pass@1 in each fifth")) << html;
  EXPECT_TRUE(has(html, ">25 %</span><small>0–20, n 7, 95 % 10–40</small>")) << html;
  EXPECT_TRUE(has(html, ">75 %</span><small>30–90, n 8</small>")) << html;
}

TEST(Correlation, SaysWhyItHasNoIntervalsAndThatFewModelsSayLittle) {
  Input input;
  Json row{{"score", "s_doc"}, {"target", "pass_at_1"}, {"level", "model"}, {"statistic", "spearman"}, {"value", 0.5}};
  row["n"] = 3;
  input.analysis = {{"correlations", {row}}, {"methods", {{"systems", 8}, {"few_systems", true}}}};
  std::string html = render_correlation(input);
  EXPECT_TRUE(has(html, "No intervals: they draw systems, and 8 are too few; 10 are needed.")) << html;
  EXPECT_FALSE(has(html, "Intervals draw systems.")) << html;
  EXPECT_TRUE(has(html, "Over so few models (n 3) a correlation says little")) << html;
  input.analysis["methods"] = {{"systems", 17}, {"few_systems", false}};
  input.analysis["correlations"][0]["n"] = 12;
  html = render_correlation(input);
  EXPECT_TRUE(has(html, "Intervals draw systems.")) << html;
  EXPECT_FALSE(has(html, "No intervals")) << html;
  EXPECT_FALSE(has(html, "Over so few models")) << html;
}

TEST(HeatMap, AFieldShowsPassesOfScoredAndOneWithoutANumberSaysSo) {
  Input input;
  input.analysis["heat_maps"] = {{"models", {"m", "n"}},
                                 {"systems", {"gear", "<b>\"x\""}},
                                 {"arm", "given"},
                                 {"values", {{"fidelity", {{0.25, nullptr}, {1.0, 0.5}}}}}};
  store::CellRow passed = cell("m", "gear", {}), failed = cell("m", "gear", {}), unscored = cell("m", "gear", {});
  passed.judgement->cell_class = CellClass::pass;
  unscored.judgement->cell_class = CellClass::unscored;
  for (const store::CellRow& one : {passed, failed, unscored}) input.counts.add(one);
  store::CellRow other_arm = passed;
  other_arm.key.arm = Arm::no_code;  // the colour doesn't speak of it
  input.counts.add(other_arm);
  std::string html = render_heatmap(input);
  EXPECT_TRUE(has(html, "1<small>/2</small>")) << html;
  EXPECT_TRUE(has(html, "title=\"gear · m: 1 of 2 pass, fidelity 0.250\"")) << html;
  EXPECT_TRUE(has(html, "no fidelity of 0 cells\">–<")) << html;
  EXPECT_FALSE(has(html, "<b>\"x\"")) << "names are escaped";
  EXPECT_TRUE(has(html, "data-system=\"&lt;b&gt;&quot;x&quot;\""));
  EXPECT_EQ(html.find("tabindex=\"0\""), html.rfind("tabindex=\"0\"")) << "one field is reached by Tab";
}

TEST(MissedSentences, AreShownWithTheirRequirementsAndWhoMissesThem) {
  Input input;
  for (const char* model : {"m", "control/mutant"}) input.counts.add(cell(model, "gear", {}));
  input.analysis["asked"] = Json::array({{{"system", "gear"},
                                          {"turn", 2},
                                          {"says", "drop <b>the</b> load"},
                                          {"requirements", {"no-load", "speed"}},
                                          {"missed", 3},
                                          {"asked", 4},
                                          {"missed_by", {{"a/x", 1}, {"b/y", 2}}},
                                          {"examples", Json::array({"the speed is 3; asked 4"})}}});
  std::string html = render_requirements(input);
  EXPECT_TRUE(has(html, "<table class=\"cards\">")) << "rows of long texts stack on a phone";
  EXPECT_TRUE(has(html, "data-name=\"First example\"")) << html;
  EXPECT_TRUE(has(html, "gear/2") && has(html, "3 of 4") && has(html, "1 of 1 missed")) << html;
  EXPECT_TRUE(has(html, "drop &lt;b&gt;the&lt;/b&gt; load<br><code>no-load</code> <code>speed</code>")) << html;
  EXPECT_TRUE(has(html, "b/y 2, a/x 1") && has(html, "the speed is 3; asked 4")) << html;
  EXPECT_TRUE(has(html, "controls left out")) << html;
  EXPECT_FALSE(has(html, "instance")) << html;
  input.analysis["asked"][0]["example_instances"] = Json::array({7});
  html = render_requirements(input);
  EXPECT_TRUE(has(html, "<small>instance 7</small> the speed is 3; asked 4")) << html;
  input.analysis["asked"] = Json::array();
  input.analysis["empty"] = {{"asked", "nobody missed anything"}};
  EXPECT_TRUE(has(render_requirements(input), "nobody missed anything"));
}

TEST(Ladder, AModelsBarHoldsItsCellsByRungAndLeavesOutWhatHasNoVerdict) {
  Input input;
  store::CellRow infra = cell("m", "gear", {});
  infra.judgement->cell_class = CellClass::infra_fail;
  store::CellRow early = cell("m", "gear", {});
  early.judgement->verdict = Verdict::builds;
  for (int i = 0; i < 3; ++i) input.counts.add(cell("m", "gear", {}));
  for (const store::CellRow& one : {early, infra}) input.counts.add(one);
  std::string html = render_ladder(input);
  EXPECT_TRUE(has(html, "width:25.00%") && has(html, "width:75.00%")) << html;
  EXPECT_TRUE(has(html, "physical: 3 of 4")) << html;
  EXPECT_TRUE(has(html, "<table class=\"cards\">")) << "a phone has no room for bars beside names";
}

TEST(Errors, AreCountedAndWhatIsNotTheModelsFaultStandsApart) {
  Input input;
  store::CellRow error = cell("m", "gear", {});
  error.outcome = Outcome{};
  error.outcome->error = ScriptError{"ValueError", "<script>{{index}}</script>"};
  store::CellRow infra = cell("m", "gear", {});
  infra.judgement->cell_class = CellClass::infra_fail;
  infra.judgement->reason = "missing_module: pychrono.ros";
  for (const store::CellRow& one : {error, error, infra}) input.counts.add(one);
  std::string html = render_errors(input);
  EXPECT_TRUE(has(html, "<code>&lt;script&gt;{{index}}&lt;/script&gt;</code></td><td class=\"n\">2<")) << html;
  EXPECT_GT(html.find("missing_module: pychrono.ros"), html.find("Not scored"));
  EXPECT_TRUE(has(render_errors({}), "Every cell is scored"));
}

TEST(Errors, OneErrorIsOneRowWhateverItsAddressesAndIsCutAtACharacter) {
  auto with_error = [](const std::string& message) {
    store::CellRow error = cell("m", "gear", {});
    error.outcome = Outcome{};
    error.outcome->error = ScriptError{"TypeError", message};
    return error;
  };
  Input input;
  for (const char* address : {"0x7f01", "0x9bc2"})
    input.counts.add(with_error(fmt::format("<Body at {}> has no mass", address)));
  EXPECT_TRUE(has(render_errors(input), "&lt;Body at 0x…&gt; has no mass</code></td><td class=\"n\">2<"));
  input.counts.add(with_error(std::string(159, 'a') + "ü" + std::string(100, 'b')));
  EXPECT_TRUE(has(render_errors(input), "aa</code>")) << "159 bytes, as the next character needs two";
}

TEST(Categories, PointsLostAreMeansOverProgramsNotOverRows) {
  Input input;
  input.analysis["categories"] = {
      {{"category", "MBS"}, {"systems", 2}, {"score", "judge_ref"}, {"mean", 70}, {"n", 4}}};
  input.analysis["rubric"] = {
      {{"score", "judge_ref"}, {"rubric", "Quality"}, {"turn", 1}, {"category", "MBS"}, {"n", 1}, {"points_lost", 8.0}},
      {{"score", "judge_ref"},
       {"rubric", "Quality"},
       {"turn", 2},
       {"category", "MBS"},
       {"n", 3},
       {"points_lost", 4.0}}};
  EXPECT_TRUE(has(render_categories(input), "<td class=\"n\" data-name=\"MBS\">5.00</td>")) << "(8 + 3 · 4) / 4";
}

TEST(Categories, StackOnAPhoneWithTheNameOfEachNumber) {
  Input input;
  Json delta{{"mean", 0.1}, {"sd", 0.2}, {"improved", 0.5}, {"declined", 0.25}, {"n", 4}};
  input.analysis["categories"] = {{{"category", "MBS"},
                                   {"systems", 2},
                                   {"score", "fidelity"},
                                   {"mean", 0.5},
                                   {"n", 4},
                                   {"turns", {{{"turn", 2}, {"mean", 0.5}}}},
                                   {"d12", delta},
                                   {"d23", nullptr}}};
  std::string html = render_categories(input);
  EXPECT_TRUE(has(html, "<table class=\"cards\">")) << html;
  for (const char* name : {"Systems", "pass@1", "Turn 1", "Turn 2", "Turn 3", "Δ 1→2", "Δ 2→3", "CV"})
    EXPECT_TRUE(has(html, fmt::format("data-name=\"{}\"", name))) << name << " in " << html;
  EXPECT_TRUE(has(html, "50 % improved, 25 % declined")) << html;
}

TEST(Tables, OfMoreColumnsThanAPhoneShowsAreCards) {
  Json rows{{{"a", 1}, {"b", 2}}};
  std::vector<Field> few{{"a", "A", Form::count}, {"b", "B", Form::count}}, many = few;
  many.insert(many.end(), {{"a", "C", Form::count}, {"b", "D", Form::count}, {"b", "E", Form::count}});
  EXPECT_FALSE(has(rows_table(rows, few), "cards"));
  EXPECT_TRUE(has(rows_table(rows, many), "data-name=\"E\">2<"));
}

TEST(Units, SharesAreInPercentAndPointsInPointsWithTheirIntervals) {
  Json rows = in_units({{{"score", "fidelity"}, {"mean", 0.04}, {"ci", {-0.01, 0.5}}, {"n", 3}},
                        {{"score", "judge_ref"}, {"mean", 7}, {"mean_ci", nullptr}}},
                       "score", {"mean", "sd"});
  EXPECT_EQ(rows[0]["score"], "fidelity (%)");
  EXPECT_DOUBLE_EQ(rows[0]["mean"].get<double>(), 4);
  EXPECT_EQ(rows[0]["ci"], Json({-1.0, 50.0}));
  EXPECT_EQ(rows[0]["n"], 3) << "what isn't named stays";
  EXPECT_EQ(rows[1]["score"], "judge_ref (points)");
  EXPECT_EQ(rows[1]["mean"], 7);
}

TEST(Units, PromptLengthsMeansAreInPercentAndScoresAreCalledAsPeopleCallThem) {
  Input input;
  input.analysis["length"] = {{{"model", "m"},
                               {"arm", "given"},
                               {"measure", "compile_at_1"},
                               {"bins", {{{"mean", 0.25}, {"from_tokens", 10}, {"to_tokens", 20}}}},
                               {"n", 4}}};
  std::string html = render_length(input);
  EXPECT_TRUE(has(html, "compile@1 (%)") && has(html, ">25 <small>(10–20)")) << html;
}

TEST(Methods, TellWhichParametersWereNotSent) {
  Input input;
  EXPECT_NE(render_methods(input).find("Parameters that endpoints refused"), std::string::npos);
  input.counts.adapted[{"lab/<x>", "temperature left out"}] = 12;
  EXPECT_NE(render_methods(input).find("lab/&lt;x&gt;: temperature left out (12 replies)"), std::string::npos);
}

TEST(Cost, HasTokensOfBothRolesWithThePriceThatWasNoted) {
  Json price = Price{1.5, 10, 0.25, "2026-03", "", "simbench"}.to_json();
  Input input;
  input.analysis = {{"cost",
                     {{{"model", "lab/x"},
                       {"arm", "given"},
                       {"replies", 2},
                       {"input_tokens", 1234},
                       {"cost_usd", 0.0123},
                       {"usd_per_pass", nullptr},
                       {"usd_per_pass_reason", "nothing passed"},
                       {"price", price}}}},
                    {"judge_cost",
                     {{{"judge", "lab/y"},
                       {"score", "judge_ref"},
                       {"cost_usd", nullptr},
                       {"cost_usd_reason", "no price is known of lab/y: give one with --prices"},
                       {"price", nullptr}}}}};
  std::string html = render_cost(input);
  for (const char* part : {"1,234", "0.0123", "nothing passed", "1.5 in, 10 out, 0.25 cached (2026-03, simbench)",
                           "lab/y", "no price is known of lab/y"})
    EXPECT_NE(html.find(part), std::string::npos) << part << html;
}

TEST(Methods, ACauseIsCountedOnceWhereverItsLineAndTheRareOnesTogether) {
  Input input;
  Json reasons{{"error: no x (line 3)", 1}, {"error: no x (line 14)", 2}, {"a", 9}, {"b", 8}, {"c", 7}, {"d", 6}};
  reasons["e"] = 1, reasons["f"] = 1;
  input.analysis["methods"] = {{"scores_without_value", {{"agreement", reasons}}}};
  std::string html = render_methods(input);
  EXPECT_TRUE(has(html, "9 a, 8 b, 7 c, 6 d, 3 error: no x, 2 of 2 other causes")) << html;
}

TEST(Api, AModelWithoutAClassOfViolationsHasAZeroThere) {
  Input input;
  input.analysis["violation_classes"] = {
      {{"model", "m"}, {"arm", "given"}, {"class", "drift"}, {"share", 0.5}, {"programs", 8}}};
  std::string html = render_api(input);
  EXPECT_TRUE(has(html, "drift: a name of another release, which has a new name\">50<span> %<")) << html;
  EXPECT_TRUE(has(html, "\">0<span> %<"));
}

TEST(Diagnosis, ShowsTheMostFrequentAndSaysHowManyMore) {
  Json ends = Json::array();
  for (int i = 0; i < 10; ++i)
    ends.push_back({{"verdict", "steps"}, {"reason", fmt::format("r{}", i)}, {"count", 10 - i}, {"of", 20}});
  Input input;
  input.analysis["diagnosis"] = {{{"model", "m"}, {"arm", "given"}, {"failed", 20}, {"ends", ends}}};
  std::string html = render_diagnosis(input);
  EXPECT_TRUE(has(html, "--share:50%") && has(html, "title=\"10 of 20\"")) << html;
  EXPECT_TRUE(has(html, "and 2 more"));
  EXPECT_FALSE(has(html, "r8"));
}

TEST(Import, ListsWhatDiffersAndSaysNoneWhereNothingDoes) {
  Input input;
  input.import_note = {{"missing", {"a<b>.txt"}}, {"judge_disagreements", {{{"model", "m"}, {"table", 80}}}}};
  std::string html = render_import(input);
  EXPECT_TRUE(has(html, "Missing or broken files: 1</summary><ul><li>a&lt;b&gt;.txt</li></ul>")) << html;
  EXPECT_TRUE(has(html, "Models left out: 0</summary><p>None.</p>"));
  EXPECT_TRUE(has(html, "80.00"));
}

}  // namespace
}  // namespace simbench::report
