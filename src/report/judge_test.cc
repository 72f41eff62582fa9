// The judge in the report: what its scores rest on, and deductions in the data of the cell explorer.
#include <gtest/gtest.h>

#include "report/explorer.h"
#include "report/sections.h"
#include "report/test_html.h"

namespace simbench::report {
namespace {

Input judged_input() {
  Input input;
  store::CellRow cell{.key = {"suite", "pendulum", 2, Arm::given, "a/model", 0}};
  cell.program = Program{"length = 3\nstep()\n", "fenced", {}};
  Json deduction{{"category", "Correctness"}, {"points", 12}, {"lines", {1, 2}}, {"reason", "3 m <instead> of 2 m"}};
  Json vote{{"judge", "lab/j"},
            {"repeat", 0},
            {"value", 88},
            {"reason", ""},
            {"served_model", "j-7"},
            {"fingerprint", ""},
            {"contradictions", {"stated_total: 90 for 88"}},
            {"deductions", {deduction}}};
  Score score{.subject = cell.key.id(), .id = "judge_ref", .version = "lab/j simbench@1 0", .value = 88};
  score.detail = {{"votes", {vote}},
                  {"deductions", {deduction}},
                  {"contradictions", vote["contradictions"]},
                  {"judges", {{{"judge", "lab/j"}}}},
                  {"shown", "hash"}};
  input.scores_of[cell.key.id()] = {
      score,
      {.subject = cell.key.id(), .id = "judge_ref_doc", .version = "lab/j simbench@1 1", .reason = "no_parse: prose"}};
  for (const Score& one : input.scores_of[cell.key.id()]) input.votes[{one.id, one.version}].add(one, true);
  input.cells = {cell};
  for (const auto& [id, version, verdict] : {std::tuple("judge_ref", "lab/j simbench@1 0", "none"),
                                             std::tuple("judge_ref_doc", "lab/j simbench@1 1", "pass")})
    input.manifest["judges"][id][version] =
        Json::array({{{"judge", "lab/j"}, {"calibration", {{"verdict", verdict}, {"made_at", "2026-01-01"}}}}});
  return input;
}

TEST(JudgeSection, SaysWhatTheScoresRestOn) {
  Input input = judged_input();
  std::string html = render_judge(input);
  EXPECT_NE(html.find("<b>Not calibrated</b>"), std::string::npos);
  EXPECT_NE(html.find("Calibrated: <b>lab/j</b> as judge_ref_doc (2026-01-01)"), std::string::npos) << html;
  EXPECT_NE(html.find("stated_total 1"), std::string::npos);
  EXPECT_NE(html.find("no_parse 1"), std::string::npos);
  EXPECT_NE(html.find("j-7"), std::string::npos);
  EXPECT_EQ(html.find("Drift:"), std::string::npos);
  input.anchors["anchors/0"] = {
      {"judge", "lab/j"},
      {"score", "judge_ref"},
      {"history", {1, 2}},
      {"drift", {{"alarm", true}, {"mean", -12.0}, {"allowed", 6.3}, {"served_changed", false}}}};
  EXPECT_NE(render_judge(input).find("moved by -12.0 points on average, 6.3 are allowed"), std::string::npos);
  EXPECT_NE(render_judge({}).find("Nothing to show"), std::string::npos);
}

TEST(JudgeSection, TheMeanCountsNoControl) {
  VoteSum sum;
  sum.add({.id = "judge_ref", .value = 40}, true);
  sum.add({.id = "judge_ref", .value = 100}, false);
  EXPECT_EQ(sum.scored, 2u);
  EXPECT_EQ(sum.averaged, 1u);
  EXPECT_EQ(sum.sum, 40);
}

TEST(JudgeSection, ACellBringsItsDeductionsWithTheirLines) {
  TemporaryFolder folder;
  std::unique_ptr<store::Store> store = store::Store::open(folder.path() / "run").value();
  Blobs blobs;
  Json index = explorer_index(judged_input(), *store, {}, blobs);
  std::string all = blobs.lines();
  std::string_view line = split(all, '\n').at(index["cells"][0]["d"].get<size_t>());
  Json detail = parse_json(inflated(line), "blob").value();
  const Json& score = detail["scores"][0];
  EXPECT_EQ(score["detail"]["deductions"][0]["lines"], Json({1, 2}));
  EXPECT_EQ(score["detail"]["deductions"][0]["reason"], "3 m <instead> of 2 m");
  EXPECT_EQ(score["detail"]["votes"][0]["value"], 88);
  EXPECT_FALSE(score["detail"]["votes"][0].contains("deductions")) << "only what the page shows is in it";
  EXPECT_FALSE(score["detail"].contains("shown"));
}

}  // namespace
}  // namespace simbench::report
