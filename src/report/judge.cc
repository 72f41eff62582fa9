// The judge: who judged, on what calibration, how steadily, how often it contradicts itself, and what it takes points
// for.
#include "report/rows.h"
#include "report/sections.h"

namespace simbench::report {
namespace {

using Key = std::pair<std::string, std::string>;  ///< score id, version

std::string counts_text(const std::map<std::string, size_t>& counts) {
  std::vector<std::string> parts;
  for (const auto& [name, n] : counts) parts.push_back(fmt::format("{} {}", escape_html(name), n));
  return parts.empty() ? "–" : join(parts, ", ");
}

std::string scores_table(const VoteSums& found) {
  std::vector<std::vector<std::string>> rows;
  for (const auto& [key, t] : found) {
    auto ratio = [](double a, double b) { return b > 0 ? Json(a / b) : Json(nullptr); };
    size_t unscored = 0;
    for (const auto& [reason, n] : t.reasons) unscored += n;
    Json spread = t.varied > 0 ? Json(std::sqrt(t.variance / t.varied)) : Json(nullptr);
    rows.push_back({fmt::format("<b>{}</b><br><small style=\"margin:0\">{}</small>", escape_html(key.first),
                                escape_html(key.second)),
                    number(ratio(t.sum, static_cast<double>(t.scored)), 1, "nothing is scored"), number(t.scored, 0),
                    number(unscored, 0), counts_text(t.reasons),
                    number(spread, 1, "one answer a program has no spread"),
                    percent(ratio(static_cast<double>(t.contradicted), static_cast<double>(t.votes)),
                            "imported: no single answers are stored"),
                    counts_text(t.contradictions), counts_text(t.repairs), number(t.speaking, 0),
                    escape_html(t.served.empty() ? "–" : join({t.served.begin(), t.served.end()}, ", "))});
  }
  return table(
      {{"Score"},
       {"Mean", true},
       {"Scored", true},
       {"Unscored", true},
       {"Why"},
       {"Spread", true, "pooled SD of judges and repeats on the same program, points"},
       {"Contradicted", true, "answers whose own sum, cap, sign or line is wrong; the program's arithmetic counts"},
       {"How"},
       {"Repaired", false, "answers that were read although they aren't in the form that was asked for"},
       {"Bids", true, "programs whose text speaks to the judge"},
       {"Served by"}},
      rows);
}

/// What the scores rest on: judges by how their calibration ended.
Json rests_on(const Json& judges, const VoteSums& found) {
  std::map<std::string, std::vector<std::string>> by_verdict;
  for (const auto& [key, tally] : found)
    for (const Json& who : get(get(judges, key.first), key.second)) {
      const Json& calibration = get(who, "calibration");
      std::string name = fmt::format("<b>{}</b> as {}", escape_html(text_of(who, "judge")), escape_html(key.first)),
                  verdict = text_of(calibration, "verdict");
      if (verdict == "pass") name += fmt::format(" ({})", escape_html(text_of(calibration, "made_at")));
      if (verdict == "fail") name += fmt::format(" ({})", escape_html(to_text(get(calibration, "reasons"))));
      by_verdict[verdict].push_back(std::move(name));
    }
  Json rows = Json::array();
  auto add = [&](const char* verdict, const char* style, const char* words) {
    if (by_verdict.contains(verdict))
      rows.push_back({{"style", style}, {"words", words}, {"who", join(by_verdict[verdict], ", ")}});
  };
  add("none", "alarm", "<b>Not calibrated</b>, so nobody has shown that they can tell right from wrong on this suite");
  add("fail", "alarm", "<b>Failed their calibration</b>");
  add("pass", "note", "Calibrated");
  add("not needed", "note", "Fixed rules and records, which need no calibration");
  return rows;
}

Json anchors_json(const std::map<std::string, Json>& anchors) {
  Json rows = Json::array();
  for (const auto& [name, note] : anchors) {
    if (get(note, "history").empty()) continue;  // interrupted before all were judged
    const Json& drift = get(note, "drift");
    std::optional<double> mean = get_number(drift, "mean");
    rows.push_back({{"who", fmt::format("<b>{}</b> as {}", escape_html(text_of(note, "judge")),
                                        escape_html(text_of(note, "score")))},
                    {"alarm", get_bool(drift, "alarm").value_or(false)},
                    {"another_model", get_bool(drift, "served_changed").value_or(false)},
                    {"times", get(note, "history").size()},
                    {"moved", mean ? fmt::format("moved by {:+.1f} points on average, {:.1f} are allowed", *mean,
                                                 get_number(drift, "allowed").value_or(0))
                                   : "have nothing to be compared with yet"}});
  }
  return rows;
}

}  // namespace

std::string render_judge(const Input& input) {
  const VoteSums& found = input.votes;
  if (found.empty())
    return nothing("nobody has judged this run; `simbench judge RUN --judge judge/requirements` needs no key.");
  std::string rubric = analysis_table(input, "rubric",
                                      {{"score", "Score"},
                                       {"rubric", "Rubric category"},
                                       {"category", "Systems"},
                                       {"turn", "Turn", Form::count},
                                       {"n", "Programs", Form::count},
                                       {"points_lost", "Points lost", Form::interval},
                                       {"sd", "SD", Form::decimal2}},
                                      60);
  std::string noise = analysis_table(input, "judge_noise",
                                     {{"score", "Score"},
                                      {"groups", "Groups", Form::count},
                                      {"cells", "Cells", Form::count},
                                      {"within_sd", "Within-group SD", Form::decimal2},
                                      {"widest_difference", "Widest difference", Form::decimal2}});
  std::string ceiling = analysis_table(input, "judge_ceiling",
                                       {{"score", "Score"},
                                        {"n", "n", Form::count},
                                        {"mean", "Mean", Form::decimal2},
                                        {"min", "Lowest", Form::decimal2}});
  return filled("judge", {{"rests_on", rests_on(get(input.manifest, "judges"), found)},
                          {"anchors", anchors_json(input.anchors)},
                          {"scores", scores_table(found)},
                          {"rubric", rubric},
                          {"noise", noise},
                          {"ceiling", ceiling}});
}

}  // namespace simbench::report
