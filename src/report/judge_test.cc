// The judge in the report: what its scores rest on, and deductions in the data of the cell explorer.
#include <gtest/gtest.h>
#include <zlib.h>

#include "report/explorer.h"
#include "report/sections.h"

namespace simbench::report {
namespace {

std::string from_base64(std::string_view text) {
  static constexpr std::string_view kDigits = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
  std::string out;
  unsigned bits = 0, have = 0;
  for (char c : text) {
    size_t digit = kDigits.find(c);
    if (digit == std::string_view::npos) break;
    bits = bits << 6 | static_cast<unsigned>(digit), have += 6;
    if (have >= 8) have -= 8, out += static_cast<char>(bits >> have & 0xff);
  }
  return out;
}

/// What a browser's DecompressionStream("deflate-raw") makes of it.
std::string inflated(std::string_view base64_line) {
  std::string packed = from_base64(base64_line), out(1 << 20, '\0');
  z_stream stream{};
  EXPECT_EQ(inflateInit2(&stream, -MAX_WBITS), Z_OK);
  stream.next_in = reinterpret_cast<Bytef*>(packed.data()), stream.avail_in = static_cast<uInt>(packed.size());
  stream.next_out = reinterpret_cast<Bytef*>(out.data()), stream.avail_out = static_cast<uInt>(out.size());
  EXPECT_EQ(inflate(&stream, Z_FINISH), Z_STREAM_END);
  out.resize(stream.total_out);
  inflateEnd(&stream);
  return out;
}

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
