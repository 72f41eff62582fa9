// Arms compared in pairs, prompt length, and repeats.
#include "report/figures.h"
#include "report/rows.h"
#include "report/sections.h"

namespace simbench::report {
namespace {

std::string pair_name(const Json& row) {
  std::string second = get_string(row, "second_arm").value_or("");
  return fmt::format("{} − {}{}", get_string(row, "first_arm").value_or(""), second,
                     second == "repair" ? " (2 tries)" : "");
}

/// All models together: one dot a (pair of arms, measure) with a scale of 0–1.
std::string overview(const Json& rows) {
  std::vector<Dot> dots;
  for (const Json& row : rows) {
    std::string measure = get_string(row, "measure").value_or("");
    if (!get(row, "model").is_null() || (measure != "pass_at_1" && measure != "compile_at_1" && measure != "fidelity"))
      continue;
    const Json& ci = get(row, "ci");
    Dot dot{fmt::format("{}: {}", pair_name(row), measure_in_words(measure)), get_number(row, "difference"),
            std::nullopt, std::nullopt, "n " + number(get(row, "n"), 0)};
    dot.cut = get(row, "ci_cut").is_string();
    if (ci.is_array()) dot.low = ci[0].get<double>(), dot.high = ci[1].get<double>();
    dots.push_back(std::move(dot));
  }
  return dots.empty() ? nothing("no two arms share a task.")
                      : dot_chart("Differences between arms, all models", dots, {-1, 1, 100, 0, " %"}, 0.0);
}

/// "12 (90–210) · 40 (211–380) …": the mean in each quarter of the lengths, in % or points.
std::string quarters(const Json& row) {
  std::string out;
  double factor = 100 / full_scale(get_string(row, "measure").value_or(""));
  for (const Json& bin : get(row, "bins")) {
    auto mean = get_number(bin, "mean");
    out += fmt::format("{}{} <small>({}–{})</small>", out.empty() ? "" : " · ",
                       number(mean ? Json(*mean * factor) : Json(nullptr), 0), number(get(bin, "from_tokens"), 0),
                       number(get(bin, "to_tokens"), 0));
  }
  return out;
}

std::string relation_table(const Json& rows, bool truncation) {
  std::vector<Column> columns{{"Model"},
                              {"Arm"},
                              {"Measure"},
                              {"Spearman with length (95 %)", true},
                              {"Mean by quarter of the lengths (tokens)"},
                              {"n", true}};
  if (truncation) columns.push_back({"Truncated", true, "replies that hit their length limit"});
  std::vector<std::vector<std::string>> lines;
  for (const Json& row : rows) {
    const Json& ci = get(row, "spearman_ci");
    std::string range =
        ci.is_array() ? fmt::format(" <small>{} to {}</small>", number(ci[0], 2), number(ci[1], 2)) : "";
    lines.push_back({escape_html(get_string(row, "model").value_or("")),
                     escape_html(get_string(row, "arm").value_or(get_string(row, "gain_of").value_or(""))),
                     escape_html(score_in_words(get_string(row, "measure").value_or(""))),
                     number(get(row, "spearman"), 2, get_string(row, "spearman_reason").value_or("undefined")) + range,
                     quarters(row), number(get(row, "n"), 0)});
    if (truncation) lines.back().push_back(number(get(row, "truncated"), 0));
  }
  return table(columns, lines);
}

}  // namespace

std::string render_arms(const Input& input) {
  static const std::string kVisible = "S" + std::string(analysis::kSmallestVisible.substr(1));
  const Json& rows = get(input.analysis, "arms");
  if (rows.empty()) return nothing(why_empty(input, "arms") + " Compare arms with `simbench run --arm given,no-code`.");
  std::string models = rows_table(in_units(rows, "measure", {"first", "second", "difference", "detectable_difference"}),
                                  {{"model", "Model (– = all)"},
                                   {"measure", "Measure"},
                                   {"first_arm", "First arm"},
                                   {"second_arm", "Second arm"},
                                   {"first", "First", Form::decimal2},
                                   {"second", "Second", Form::decimal2},
                                   {"difference", "Difference (95 %)", Form::interval},
                                   {"p_holm", "p (Holm)", Form::p_value},
                                   {"n", "Pairs", Form::count},
                                   {"detectable_difference", kVisible, Form::decimal2}},
                                  300);
  std::string floor = analysis::floor_text(rows, "`simbench compare --measure … --arm …` asks for fewer rows");
  return filled(
      "arms",
      {{"left_out", left_out_note(input)}, {"overview", overview(rows)}, {"table", models}, {"floor", prose(floor)}});
}

std::string render_length(const Input& input) {
  const Json &rows = get(input.analysis, "length"), &gain = get(input.analysis, "context_by_length");
  return filled("length", {{"table", rows.empty() ? "" : relation_table(rows, true)},
                           {"no_table", rows.empty() ? nothing(why_empty(input, "length")) : ""},
                           {"gain", gain.empty() ? nothing(why_empty(input, "context_by_length"))
                                                 : relation_table(gain, false)}});
}

std::string render_repeats(const Input& input) {
  const Json& rows = get(input.analysis, "pass_at_k");
  if (rows.empty()) return nothing(why_empty(input, "pass_at_k"));
  return filled(
      "repeats",
      {{"table", analysis_table(input, "pass_at_k",
                                {{"model", "Model"},
                                 {"arm", "Arm"},
                                 {"k", "k", Form::count},
                                 {"pass_at_k", "pass@k (95 %)", Form::interval_share},
                                 {"tasks", "Tasks", Form::count},
                                 {"tasks_with_too_few_tries", "Left out: fewer tries than k", Form::count}})}});
}

}  // namespace simbench::report
