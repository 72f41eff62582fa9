// Kinds of systems: rates, the main score's turns and deltas, and what a judge deducts for.
#include "report/figures.h"
#include "report/rows.h"
#include "report/sections.h"

namespace simbench::report {
namespace {

/// In % or points.
Json scaled(const Json& value, double factor) {
  return value.is_number() ? Json(value.get<double>() * factor) : value;
}

Json turns_of(const Json& row, double factor) {
  std::map<int, Json> turns;
  for (const Json& turn : get(row, "turns"))
    turns[static_cast<int>(get_number(turn, "turn").value_or(0))] = {
        {"mean", number(scaled(get(turn, "mean"), factor), 1, "no value")},
        {"sd", number(scaled(get(turn, "sd"), factor), 1, "fewer than two values")}};
  Json out = Json::array();
  for (int turn = 1; turn <= 3; ++turn) {
    out.push_back(turns.contains(turn) ? turns[turn] : Json{{"mean", nullptr}, {"sd", nullptr}});
    out.back()["name"] = fmt::format("Turn {}", turn);
  }
  return out;
}

Json delta_of(const Json& row, const char* key, double factor) {
  const Json& delta = get(row, key);
  std::string name = key == std::string_view("d12") ? "Δ 1→2" : "Δ 2→3";
  if (!delta.is_object() || get(delta, "n") == 0) return {{"name", name}, {"mean", nullptr}};
  const Json& ci = get(delta, "ci");
  return {{"name", name},
          {"mean", number(scaled(get(delta, "mean"), factor), 1)},
          {"range", ci.is_array() ? fmt::format(" <small>{} to {}{}</small>", number(scaled(ci[0], factor), 1),
                                                number(scaled(ci[1], factor), 1),
                                                get(delta, "ci_cut").is_string() ? kCutMark : "")
                                  : ""},
          {"sd", number(scaled(get(delta, "sd"), factor), 1)},
          {"improved", percent(get(delta, "improved"))},
          {"declined", percent(get(delta, "declined"))},
          {"n", number(get(delta, "n"), 0)}};
}

/// One line a rubric category, one column a turn and a system category: mean points lost, all of one judge's score.
std::string rubric_pivot(const Json& rows, const std::string& score) {
  std::map<std::string, std::map<std::string, std::pair<double, double>>> lost;  // rubric → column → (sum, n)
  std::set<std::string> columns;
  for (const Json& row : rows) {
    if (get_string(row, "score") != score) continue;
    double n = get_number(row, "n").value_or(0), points = get_number(row, "points_lost").value_or(0);
    for (const std::string& column :
         {fmt::format("turn {}", number(get(row, "turn"), 0)), get_string(row, "category").value_or("")}) {
      auto& [sum, count] = lost[get_string(row, "rubric").value_or("")][column];
      sum += points * n, count += n;
      columns.insert(column);
    }
  }
  std::vector<std::string> names{"Rubric category"};  // titles must outlive the columns that show them
  names.insert(names.end(), columns.begin(), columns.end());
  std::vector<Column> heads;
  for (const std::string& name : names) heads.push_back({name, !heads.empty()});
  std::vector<std::vector<std::string>> lines;
  for (const auto& [rubric, cells] : lost) {
    std::vector<std::string>& line = lines.emplace_back(std::vector<std::string>{escape_html(rubric)});
    for (const std::string& column : columns) {
      auto it = cells.find(column);
      line.push_back(it == cells.end() || it->second.second == 0 ? "–"
                                                                 : number(it->second.first / it->second.second, 2));
    }
  }
  return fmt::format("<h4>{}</h4>", escape_html(score)) + table(heads, lines, true);
}

std::string rubric(const Input& input) {
  const Json& rows = get(input.analysis, "rubric");
  if (rows.empty()) return nothing(why_empty(input, "rubric"));
  std::set<std::string> scores;
  for (const Json& row : rows) scores.insert(get_string(row, "score").value_or(""));
  std::string out;
  for (const std::string& score : scores) out += rubric_pivot(rows, score);
  return out;
}

}  // namespace

std::string render_categories(const Input& input) {
  const Json& rows = get(input.analysis, "categories");
  if (!rows.is_array() || rows.empty()) return nothing("no cell is finished.");
  std::string score = get_string(rows[0], "score").value_or("");
  std::vector<Dot> dots;
  for (const Json& row : rows) {
    const Json& ci = get(row, "mean_ci");
    Dot dot{get_string(row, "category").value_or(""), get_number(row, "mean"), std::nullopt, std::nullopt,
            "n " + number(get(row, "n"), 0, "none")};
    dot.cut = get(row, "mean_ci_cut").is_string();
    if (ci.is_array()) dot.low = ci[0].get<double>(), dot.high = ci[1].get<double>();
    dots.push_back(std::move(dot));
  }
  double factor = 100 / full_scale(score);
  bool twice = get_string(get(input.analysis, "methods"), "main_arm") == "repair";
  const char *pass = twice ? "pass_in_2_tries" : "pass_at_1", *compile = twice ? "compile_in_2_tries" : "compile_at_1";
  Json lines = Json::array();
  for (const Json& row : rows)
    lines.push_back({{"category", get_string(row, "category").value_or("")},
                     {"systems", number(get(row, "systems"), 0)},
                     {"pass_at_1", percent(get(row, pass), "no scored cell")},
                     {"compile_at_1", percent(get(row, compile), "no scored cell")},
                     {"turns", turns_of(row, factor)},
                     {"deltas", {delta_of(row, "d12", factor), delta_of(row, "d23", factor)}},
                     {"cv", number(get(row, "cv"), 2, "no mean")}});
  std::string chart = score.empty()
                          ? nothing("the run has no scores; rates only.")
                          : dot_chart(fmt::format("Mean {} by category", score), dots, axis_of(score), std::nullopt);
  return filled("categories", {{"chart", chart},
                               {"score", score.empty() ? "none" : score + (factor == 1 ? " (points)" : " (%)")},
                               {"cut", std::any_of(dots.begin(), dots.end(), [](const Dot& dot) { return dot.cut; })},
                               {"left_out", left_out_note(input)},
                               {"pass", measure_in_words(pass)},
                               {"compile", measure_in_words(compile)},
                               {"categories", lines},
                               {"rubric", rubric(input)}});
}

}  // namespace simbench::report
