// The page of an experiment: its question, its plan, what was found.
#include "report/rows.h"
#include "report/sections.h"

namespace simbench::report {

namespace {

/// A column's form follows from its first value.
Form form_of(const Json& row, const std::string& name) {
  const Json& first = get(row, name);
  if (first.is_number_integer()) return Form::count;
  if (first.is_null()) return Form::interval;
  if (!first.is_number()) return Form::text;
  bool has_interval = get(row, name + "_ci").is_array() || (name == "value" && get(row, "ci").is_array());
  return has_interval ? Form::interval : Form::decimal3;
}

std::string finding_table(const Json& part) {
  const Json& rows = get(part, "rows");
  if (rows.empty()) return nothing(get_string(part, "reason").value_or("no rows."));
  std::vector<std::string> names;  // titles must outlive the fields that show them
  for (const Json& column : get(part, "columns")) names.push_back(column.get<std::string>());
  std::vector<Field> fields;
  for (const std::string& name : names) fields.push_back({name, name, form_of(rows[0], name)});
  return rows_table(rows, fields);
}

}  // namespace

std::string render_experiment(const Input& input) {
  const Json& note = input.experiment;
  if (!note.is_object()) return "";
  Json findings = Json::array();
  for (const Json& part : get(note, "findings"))
    findings.push_back({{"title", get_string(part, "title").value_or("")}, {"table", finding_table(part)}});
  return filled("experiment", {{"name", get_string(note, "name").value_or("")},
                               {"question", get_string(note, "question").value_or("")},
                               {"answer", get(note, "answer")},
                               {"plan", get(note, "plan")},
                               {"findings", findings}});
}

}  // namespace simbench::report
