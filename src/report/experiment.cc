// The page of an experiment: its question, its plan, what was found.
#include "report/rows.h"
#include "report/sections.h"

namespace simbench::report {

namespace {

std::string field_html(const analysis::Shown& shown) {
  if (!shown.value) return number(nullptr, 0, shown.reason.empty() ? "undefined" : shown.reason);
  return escape_html(*shown.value) +
         (shown.interval ? fmt::format(" <small>{} to {}</small>", shown.interval->first, shown.interval->second) : "");
}

std::string finding_table(const Json& part) {
  const Json& rows = get(part, "rows");
  if (rows.empty()) return nothing(get_string(part, "reason").value_or("no rows."));
  std::vector<std::string> names;  // titles must outlive the columns that show them
  for (const Json& column : get(part, "columns")) names.push_back(column.get<std::string>());
  std::vector<Column> columns;
  for (const std::string& name : names)
    columns.push_back(
        {name, std::none_of(rows.begin(), rows.end(), [&](const Json& row) { return get(row, name).is_string(); })});
  std::vector<std::vector<std::string>> lines;
  for (const Json& row : rows) {
    std::vector<std::string>& line = lines.emplace_back();
    for (const std::string& name : names) line.push_back(field_html(analysis::shown(row, name)));
  }
  return table(columns, lines, true);
}

}  // namespace

std::string render_experiment(const Input& input) {
  const Json& note = input.experiment;
  if (!note.is_object()) return "";
  Json findings = Json::array();
  for (const Json& part : get(note, "findings"))
    findings.push_back({{"title", get_string(part, "title").value_or("")},
                        {"left_out", analysis::left_out_text(get(part, "left_out"))},
                        {"table", finding_table(part)}});
  return filled("experiment", {{"name", get_string(note, "name").value_or("")},
                               {"question", get_string(note, "question").value_or("")},
                               {"answer", get(note, "answer")},
                               {"plan", get(note, "plan")},
                               {"findings", findings}});
}

}  // namespace simbench::report
