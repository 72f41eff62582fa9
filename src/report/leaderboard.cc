// Leaderboard: pass@1 and compile@1 with intervals clustered by system, fidelity, and what was not scored.
#include "report/sections.h"

namespace simbench::report {
namespace {

/// The judge's mean in a board of judged models: "35.4" with its interval.
std::string judge_cell(const Json& model, const std::string& score) {
  const Json& mean = get(get(model, "scores"), score);
  const Json& ci = get(mean, "ci");
  std::string range = ci.is_array() && ci.size() == 2
                          ? fmt::format(" <small>{:.0f}–{:.0f}{}</small>", ci[0].get<double>(), ci[1].get<double>(),
                                        get(mean, "ci_cut").is_string() ? kCutMark : "")
                          : "";
  return number(get(mean, "value"), 1, "not judged") + range;
}

/// Whether rates come from published counts, not from the cells themselves.
bool from_published_counts(const Json& models) {
  return std::any_of(models.begin(), models.end(), [](const Json& model) {
    return get_string(model, "pass_at_1_basis").value_or("cells") != "cells";
  });
}

std::string score_cell(const Json& model, const char* key) {
  const Json& ci = get(model, std::string(key) + "_ci");
  std::optional<double> low, high;
  if (ci.is_array() && ci.size() == 2 && ci[0].is_number() && ci[1].is_number()) {
    low = ci[0].get<double>();
    high = ci[1].get<double>();
  }
  bool cut = get(model, std::string(key) + "_ci_cut").is_string();
  std::string range =
      low ? fmt::format(" <small>{:.0f}–{:.0f}{}</small>", 100 * *low, 100 * *high, cut ? kCutMark : "") : "";
  return fmt::format("<span class=\"score\">{}</span>{}{}",
                     percent(get(model, key), get_string(model, std::string(key) + "_reason").value_or("undefined")),
                     interval_bar(get_number(model, key), low, high, cut), range);
}

/// pass@1, or what passes in two tries.
std::optional<double> passes_of(const Json& model) {
  auto once = get_number(model, "pass_at_1");
  return once ? once : get_number(model, "pass_in_2_tries");
}

std::optional<double> compiles_of(const Json& model) {
  auto once = get_number(model, "compile_at_1");
  return once ? once : get_number(model, "compile_in_2_tries");
}

/// The expected order of the control models; a run that breaks it is marked as broken.
std::string control_alarm(const Json& models) {
  std::map<std::string, double> pass;
  for (const Json& model : models)
    if (auto value = passes_of(model)) pass[get_string(model, "model").value_or("")] = *value;
  std::vector<std::string> wrong;
  for (const char* name : {"control/reference", "control/equivalent"})
    if (pass.contains(name) && pass[name] < 1)
      wrong.push_back(fmt::format("{} passes only {:.0f} %", name, 100 * pass[name]));
  for (const char* name : {"control/mutant", "control/drift", "control/prose", "control/empty"})
    if (pass.contains(name) && pass[name] > 0)
      wrong.push_back(fmt::format("{} passes {:.0f} %", name, 100 * pass[name]));
  for (const Json& model : models)  // names that the installed release doesn't have can't run
    if (double share = compiles_of(model).value_or(0); get_string(model, "model") == "control/drift" && share > 0)
      wrong.push_back(fmt::format("control/drift finishes in {:.0f} %", 100 * share));
  return join(wrong, "; ");
}

}  // namespace

std::string render_leaderboard(const Input& input) {
  const Json& models = get(input.analysis, "models");
  if (!models.is_array() || models.empty()) return nothing("the run has no cell that is finished.");
  std::vector<Json> sorted(models.begin(), models.end());
  std::stable_sort(sorted.begin(), sorted.end(), [](const Json& a, const Json& b) {
    auto rank = [](const Json& m) {
      return std::tuple(-passes_of(m).value_or(-1), -get_number(m, "fidelity").value_or(-1),
                        -compiles_of(m).value_or(-1));
    };
    return rank(a) < rank(b);
  });
  std::vector<Column> columns{{"Model"},
                              {"Arm"},
                              {"pass@1", false, "faithful: does what the task asks"},
                              {"compile@1", false, "finishes without an error"},
                              {"Fidelity", true, "mean share of requirement weight that is met"},
                              {"Scored", true},
                              {"Unscored", true, "not counted anywhere: infrastructure, or nothing to decide by"}};
  bool repairs = std::any_of(sorted.begin(), sorted.end(), [](const Json& m) { return m.contains("pass_in_2_tries"); });
  if (repairs)
    columns.insert(columns.begin() + 4,
                   {{"pass in 2 tries", false, "arm repair: faithful at the first or second try"},
                    {"compile in 2 tries", false, "arm repair: finishes at the first or second try"}});
  std::string judge = get_string(get(input.analysis, "turn_deltas"), "score").value_or("");
  bool judged = judge.starts_with("judge");
  if (judged) columns.push_back({judge, true, "mean of the judge's score, 0–100"});
  // Controls cost nothing: in a run of nothing else nobody asks what it cost.
  bool paid = std::any_of(sorted.begin(), sorted.end(), [](const Json& m) { return get_number(m, "cost_usd") > 0.0; });
  if (paid)
    columns.push_back(
        {"USD a pass", true, "what the model's answers cost, for each cell that passed; see Cost and time"});
  std::vector<std::vector<std::string>> rows;
  for (const Json& m : sorted) {
    rows.push_back({fmt::format("<b>{}</b>", escape_html(get_string(m, "model").value_or("?"))),
                    escape_html(get_string(m, "arm").value_or("")), score_cell(m, "pass_at_1"),
                    score_cell(m, "compile_at_1"),
                    percent(get(m, "fidelity"), get_string(m, "fidelity_reason").value_or("undefined")),
                    number(get(m, "scored"), 0), number(get(m, "unscored"), 0)});
    if (repairs)
      for (const char* key : {"compile_in_2_tries", "pass_in_2_tries"})
        rows.back().insert(rows.back().begin() + 4, m.contains(key) ? score_cell(m, key) : "");
    if (judged) rows.back().push_back(judge_cell(m, judge));
    if (paid)
      rows.back().push_back(
          dollars(get(m, "usd_per_pass"), get_string(m, "usd_per_pass_reason").value_or("undefined")));
  }
  const Json& methods = get(input.analysis, "methods");
  return filled("leaderboard", {{"alarm", control_alarm(models)},
                                {"table", table(columns, rows, true)},
                                {"systems", number(get(methods, "systems"), 0)},
                                {"one", get_number(methods, "systems") == 1.0},
                                {"few", get(methods, "few_systems") == true},
                                {"published", from_published_counts(models)}});
}

}  // namespace simbench::report
