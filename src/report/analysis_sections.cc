// Sections that are tables of `analyze`, straight.
#include "report/rows.h"
#include "report/sections.h"

namespace simbench::report {
namespace {

std::string value_cell(const Json& row, std::string_view key) { return number(get(row, key), 2); }

std::string category_turns(const Json& row) {
  std::string out;
  const Json& turns = get(row, "turns");
  if (!turns.is_array()) return "";
  for (const Json& turn : turns) out += fmt::format("<td class=\"n\">{} <small>SD {}</small></td>", value_cell(turn, "mean"), value_cell(turn, "sd"));
  return out;
}

std::string delta_cell(const Json& row, const char* key) {
  const Json& delta = get(row, key);
  return delta.is_object() ? fmt::format("<td class=\"n\">{} <small>n {}</small></td>", value_cell(delta, "mean"), number(get(delta, "n"), 0)) : "<td>–</td>";
}

}  // namespace

std::string render_categories(const Input& input) {
  const Json& rows = get(input.analysis, "categories");
  if (!rows.is_array() || rows.empty()) return nothing("no cell is finished.");
  std::string out = fmt::format("<p class=\"note\">Score: {}. Means over (model, system), with their spread.</p>", escape_html(get_string(rows[0], "score").value_or("none")));
  out += "<div class=\"scroll\"><table><thead><tr><th>Category</th><th class=\"n\">Systems</th><th class=\"n\">pass@1</th><th class=\"n\">compile@1</th><th class=\"n\">Turn 1</th><th class=\"n\">Turn 2</th>"
         "<th class=\"n\">Turn 3</th><th class=\"n\">Δ 1→2</th><th class=\"n\">Δ 2→3</th></tr></thead><tbody>";
  for (const Json& row : rows)
    out += fmt::format("<tr><td>{}</td><td class=\"n\">{}</td><td class=\"n\">{}</td><td class=\"n\">{}</td>{}{}{}</tr>", escape_html(get_string(row, "category").value_or("")),
                       number(get(row, "systems"), 0), percent(get(row, "pass_at_1")), percent(get(row, "compile_at_1")), category_turns(row), delta_cell(row, "d12"), delta_cell(row, "d23"));
  return out + "</tbody></table></div>";
}

std::string render_api(const Input& input) {
  return analysis_table(input, "violations", {{"model", "Model"}, {"class", "Class"}, {"name", "Name"}, {"times", "Times", Form::count}, {"cells", "Cells", Form::count}, {"fatal", "Fatal", Form::flag}, {"suggestion", "Instead"}}, 60);
}

std::string render_correlation(const Input& input) {
  return "<p class=\"note\">Association of each score with the outcome. Within-system AUC removes the difficulty of a system, which alone predicts much.</p>" +
         analysis_table(input, "correlations", {{"score", "Score"}, {"target", "Outcome"}, {"level", "Level"}, {"statistic", "Statistic"}, {"value", "Value (95 %)", Form::interval}, {"n", "n", Form::count}}, 80);
}

std::string render_arms(const Input& input) {
  return analysis_table(input, "arms", {{"model", "Model"}, {"measure", "Measure"}, {"first_arm", "First arm"}, {"second_arm", "Second arm"}, {"difference", "Difference (95 %)", Form::interval}, {"n", "Pairs", Form::count}}, 60) +
         "<h3>Gain of the given code against prompt length</h3>" +
         analysis_table(input, "context_by_length", {{"model", "Model"}, {"measure", "Measure"}, {"gain_of", "Gain of"}, {"spearman", "Spearman with length", Form::interval}}, 40);
}

std::string render_cost(const Input& input) {
  return analysis_table(input, "cost", {{"model", "Model"}, {"arm", "Arm"}, {"replies", "Replies", Form::count}, {"input_tokens", "Input tokens", Form::count}, {"output_tokens", "Output tokens", Form::count},
                                        {"latency_s", "Waiting (s)", Form::decimal2}, {"runs", "Runs", Form::count}, {"cpu_s", "CPU (s)", Form::decimal2}});
}

}  // namespace simbench::report
