// Turns: a slope chart of each model over the three turns, and the turn deltas.
#include "report/figures.h"
#include "report/rows.h"
#include "report/sections.h"

namespace simbench::report {
namespace {

Json slopes(const Json& rows, const std::string& arm) {
  std::vector<Line> lines;
  std::string score;
  for (const Json& row : rows) {
    if (get_string(row, "arm").value_or("") != arm) continue;
    score = get_string(row, "score").value_or("");
    Line line{get_string(row, "model").value_or(""), {}};
    for (const Json& turn : get(row, "turns"))
      if (auto mean = get_number(turn, "mean")) line.points.emplace_back(get_number(turn, "turn").value_or(1), *mean);
    lines.push_back(std::move(line));
  }
  std::string what = fmt::format("Mean {} by turn, arm {}", score, arm);
  return {
      {"title", what},
      {"chart", slope_chart(what, lines, {"turn 1: from scratch", "turn 2: edit", "turn 3: extend"}, axis_of(score))}};
}

std::string delta_table(const Json& rows) {
  Json flat = Json::array();
  for (const Json& row : rows)
    for (auto [key, name] : {std::pair{"d12", "turn 1 → 2"}, std::pair{"d23", "turn 2 → 3"}}) {
      const Json& delta = get(row, key);
      if (!delta.is_object() || get(delta, "n") == 0) continue;
      Json line = delta;
      line["score"] = get(row, "score");
      line["arm"] = get(row, "arm");
      line["step"] = name;
      flat.push_back(line);
    }
  if (flat.empty()) return nothing("no score has values on two turns.");
  return rows_table(in_units(std::move(flat), "score", {"mean", "sd"}),
                    {{"score", "Score"},
                     {"arm", "Arm"},
                     {"step", "Step"},
                     {"mean", "Mean change (95 %)", Form::interval},
                     {"sd", "SD", Form::decimal2},
                     {"improved", "Improved", Form::share},
                     {"declined", "Declined", Form::share},
                     {"wilcoxon_p", "Wilcoxon p", Form::p_value},
                     {"n", "n", Form::count}},
                    60);
}

}  // namespace

std::string render_turns(const Input& input) {
  const Json& rows = get(input.analysis, "model_turns");
  if (rows.empty()) return nothing(why_empty(input, "model_turns"));
  std::vector<std::string> arms;
  for (const Json& row : rows)
    if (std::string arm = get_string(row, "arm").value_or(""); std::find(arms.begin(), arms.end(), arm) == arms.end())
      arms.push_back(arm);
  Json charts = Json::array();
  for (const std::string& arm : arms)
    if (arm != "stepwise") charts.push_back(slopes(rows, arm));  // it has a third turn only
  Json main = Json::array({get(input.analysis, "turn_deltas")});
  return filled("turns", {{"slopes", charts},
                          {"controls", get(get(input.analysis, "methods"), "only_controls") == true},
                          {"left_out", left_out_note(input)},
                          {"main", delta_table(main)},
                          {"all", delta_table(get(input.analysis, "turn_deltas_by_score"))}});
}

}  // namespace simbench::report
