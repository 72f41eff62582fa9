// Which score tells the truth: every score against what the physics said.
#include "report/figures.h"
#include "report/rows.h"
#include "report/sections.h"
#include "stats/stats.h"

namespace simbench::report {
namespace {

/// Rows of one (target, level, statistic), best first.
std::vector<Json> rows_of(const Json& rows, std::string_view target, std::string_view level,
                          std::string_view statistic) {
  std::vector<Json> found;
  for (const Json& row : rows)
    if (get_string(row, "target") == target && get_string(row, "level") == level &&
        get_string(row, "statistic") == statistic && get(row, "value").is_number())
      found.push_back(row);
  std::stable_sort(found.begin(), found.end(),
                   [](const Json& a, const Json& b) { return get_number(a, "value") > get_number(b, "value"); });
  return found;
}

std::string forest(const std::string& title, const std::vector<Json>& rows, const Axis& axis, double mark) {
  if (rows.empty())
    return fmt::format("<h3>{}</h3>", escape_html(title)) +
           nothing("the statistic is undefined for every score: too few models, or outcomes that don't differ.");
  std::vector<Dot> dots;
  for (const Json& row : rows) {
    const Json& ci = get(row, "ci");
    Dot dot{get_string(row, "score").value_or(""), get_number(row, "value"), std::nullopt, std::nullopt,
            "n " + number(get(row, "n"), 0)};
    dot.cut = get(row, "ci_cut") == true;
    if (ci.is_array()) dot.low = ci[0].get<double>(), dot.high = ci[1].get<double>();
    dots.push_back(std::move(dot));
  }
  return fmt::format("<h3>{}</h3>", escape_html(title)) + dot_chart(title, dots, axis, mark);
}

/// "72 %" on its shade, with the scores that the fifth goes over and the interval.
std::string fifth_html(const Json& bin, double factor) {
  auto rate = get_number(bin, "rate");
  if (!rate) return number(nullptr, 0);
  const Json& ci = get(bin, "rate_ci");
  std::string range =
      ci.is_array() ? fmt::format(", 95 % {:.0f}–{:.0f}", 100 * ci[0].get<double>(), 100 * ci[1].get<double>()) : "";
  auto end = [&](const char* key) { return number(get_number(bin, key).value_or(0) * factor, 0); };
  std::string scores = end("from") == end("to") ? end("to") : end("from") + "–" + end("to");
  return fmt::format("<span class=\"fifth shade\" style=\"{}\">{}</span><small>{}, n {}{}</small>", shade_style(*rate),
                     percent(*rate), scores, number(get(bin, "n"), 0), range);
}

/// One line a score, its fifths from left to right; fewer where many scores are equal.
std::string fifths(const Input& input, std::string_view target) {
  std::vector<std::vector<std::string>> lines;
  size_t most = 0;
  for (const Json& row : get(input.analysis, "calibration_curves")) {
    if (get_string(row, "target") != target) continue;
    std::string score = get_string(row, "score").value_or("");
    std::vector<std::string>& line = lines.emplace_back();
    line.push_back(escape_html(score_in_words(score)));
    for (const Json& bin : get(row, "bins")) line.push_back(fifth_html(bin, 100 / full_scale(score)));
    most = std::max(most, line.size());
  }
  if (lines.empty()) return nothing(why_empty(input, "calibration_curves"));
  std::vector<Column> columns{{"Score"}, {"Lowest scores"}};
  while (columns.size() < most) columns.push_back({"→"});
  for (std::vector<std::string>& line : lines) line.resize(most);
  return table(columns, lines, true);
}

/// Of how many models the correlations are, where those are few; else null.
Json few_models(const std::vector<Json>& rows) {
  constexpr double kFewModels = 10;
  double most = 0;
  for (const Json& row : rows) most = std::max(most, get_number(row, "n").value_or(0));
  return most > 0 && most < kFewModels ? Json(fmt::format("{:.0f}", most)) : Json(nullptr);
}

std::string leads(const Json& rows) {
  if (rows.empty()) return nothing("needs two scores, and compile@1 or pass@1.");
  return rows_table(rows,
                    {{"score", "Score"},
                     {"minus", "minus"},
                     {"target", "Outcome"},
                     {"level", "Level"},
                     {"statistic", "Statistic"},
                     {"value", "Lead (95 %)", Form::interval},
                     {"n", "n", Form::count}},
                    200);
}

}  // namespace

std::string render_correlation(const Input& input) {
  const Json& rows = get(input.analysis, "correlations");
  if (rows.empty()) return nothing(why_empty(input, "correlations"));
  std::string target =
      rows_of(rows, "pass_at_1", "sample", "auc").empty() && rows_of(rows, "pass_at_1", "model", "spearman").empty()
          ? "compile_at_1"
          : "pass_at_1";
  bool knows_pass = target == "pass_at_1";
  std::string name = knows_pass ? "pass@1" : "compile@1";
  std::string all =
      analysis_table(input, "correlations",
                     {{"score", "Score"},
                      {"target", "Outcome"},
                      {"level", "Level"},
                      {"statistic", "Statistic"},
                      {"value", "Value (95 %)", Form::interval},
                      {"p_value", "p", Form::p_value},
                      {"value_same_turns", "Same turns", Form::decimal2, "the statistic over the labelled turns only"},
                      {"n", "n", Form::count}},
                     400);
  const Json& methods = get(input.analysis, "methods");
  std::vector<Json> over_models = rows_of(rows, target, "model", "spearman");
  return filled(
      "correlation",
      {{"outcome", name},
       {"few", get(methods, "few_systems") == true},
       {"systems", number(get(methods, "systems"), 0)},
       {"one", get_number(methods, "systems") == 1.0},
       {"needed", stats::kLeastGroups},
       {"few_models", few_models(over_models)},
       {"knows_pass", knows_pass},
       {"within",
        forest(fmt::format("Does a better score mean a right answer, within one system? (AUC against {})", name),
               rows_of(rows, target, "within_system", "auc"), {0, 1, 1, 2, ""}, 0.5)},
       {"across", forest(fmt::format("Does the score rank models as {} does? (Spearman over models' means)", name),
                         over_models, {-1, 1, 1, 1, ""}, 0.0)},
       {"fifths", fifths(input, target)},
       {"leads", leads(get(input.analysis, "correlation_differences"))},
       {"all", all}});
}

}  // namespace simbench::report
