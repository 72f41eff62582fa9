// Leaderboard: pass@1 and compile@1 with intervals clustered by system, fidelity, and what was not scored.
#include "report/sections.h"

namespace simbench::report {
namespace {

std::string score_cell(const Json& model, const char* key) {
  const Json& ci = get(model, std::string(key) + "_ci");
  std::optional<double> low, high;
  if (ci.is_array() && ci.size() == 2 && ci[0].is_number() && ci[1].is_number()) {
    low = ci[0].get<double>();
    high = ci[1].get<double>();
  }
  std::string range = low ? fmt::format("<small>{:.0f}–{:.0f}</small>", 100 * *low, 100 * *high) : "";
  return fmt::format("<span class=\"score\">{}</span>{}{}", percent(get(model, key)), interval_bar(get_number(model, key), low, high), range);
}

/// The expected order of the control models; a run that breaks it is marked as broken.
std::string control_alarm(const Json& models) {
  std::map<std::string, double> pass;
  for (const Json& model : models)
    if (auto value = get_number(model, "pass_at_1")) pass[get_string(model, "model").value_or("")] = *value;
  std::vector<std::string> wrong;
  for (const char* name : {"control/reference", "control/equivalent"})
    if (pass.contains(name) && pass[name] < 1) wrong.push_back(fmt::format("{} passes only {:.0f} %", name, 100 * pass[name]));
  for (const char* name : {"control/mutant", "control/drift", "control/prose", "control/empty"})
    if (pass.contains(name) && pass[name] > 0) wrong.push_back(fmt::format("{} passes {:.0f} %", name, 100 * pass[name]));
  for (const Json& model : models)  // names that the installed release doesn't have can't run
    if (double share = get_number(model, "compile_at_1").value_or(0); get_string(model, "model") == "control/drift" && share > 0)
      wrong.push_back(fmt::format("control/drift finishes in {:.0f} %", 100 * share));
  if (wrong.empty()) return "";
  return fmt::format("<p class=\"alarm\"><b>This report is not to be trusted:</b> {}. The suite, the oracle or the machine is broken; "
                     "run <code>simbench suite validate</code>.</p>", escape_html(join(wrong, "; ")));
}

}  // namespace

std::string render_leaderboard(const Input& input) {
  const Json& models = get(input.analysis, "models");
  if (!models.is_array() || models.empty()) return nothing("the run has no cell that is finished.");
  std::vector<Json> sorted(models.begin(), models.end());
  std::stable_sort(sorted.begin(), sorted.end(), [](const Json& a, const Json& b) {
    auto rank = [](const Json& m) { return std::tuple(-get_number(m, "pass_at_1").value_or(-1), -get_number(m, "fidelity").value_or(-1), -get_number(m, "compile_at_1").value_or(-1)); };
    return rank(a) < rank(b);
  });
  std::vector<std::vector<std::string>> rows;
  for (const Json& m : sorted)
    rows.push_back({fmt::format("<b>{}</b>", escape_html(get_string(m, "model").value_or("?"))), escape_html(get_string(m, "arm").value_or("")),
                    score_cell(m, "pass_at_1"), score_cell(m, "compile_at_1"), percent(get(m, "fidelity")), number(get(m, "scored"), 0),
                    number(get(m, "unscored"), 0)});
  return control_alarm(models) +
         table({{"Model"}, {"Arm"}, {"pass@1", false, "faithful: does what the task asks"}, {"compile@1", false, "finishes without an error"},
                {"Fidelity", true, "mean share of requirement weight that is met"}, {"Scored", true}, {"Unscored", true, "not counted anywhere: infrastructure, or nothing to decide by"}},
               rows) +
         "<p class=\"note\">Whiskers: 95 % bootstrap intervals, clustered by system. Unscored cells count in no share.</p>";
}

}  // namespace simbench::report
