// The page of an experiment: its question, its plan, what was found.
#include "report/rows.h"
#include "report/sections.h"

namespace simbench::report {

std::string render_experiment(const Input& input) {
  const Json& note = input.experiment;
  if (!note.is_object()) return "";
  std::string out = fmt::format("<p><b>{}</b>: {}</p>", escape_html(get_string(note, "name").value_or("")),
                                escape_html(get_string(note, "question").value_or("")));
  out += "<ul>";
  for (const Json& line : get(note, "plan")) out += "<li>" + escape_html(line.get<std::string>()) + "</li>";
  out += "</ul>";
  for (const Json& part : get(note, "findings")) {
    out += fmt::format("<h3>{}</h3>", escape_html(get_string(part, "title").value_or("")));
    const Json& rows = get(part, "rows");
    if (rows.empty()) {
      out += nothing(get_string(part, "reason").value_or("no rows."));
      continue;
    }
    std::vector<std::string> names;  // titles must outlive the fields that show them
    for (const Json& column : get(part, "columns")) names.push_back(column.get<std::string>());
    std::vector<Field> fields;
    for (const std::string& name : names) {
      const Json& first = get(rows[0], name);
      bool has_interval = get(rows[0], name + "_ci").is_array() || (name == "value" && get(rows[0], "ci").is_array());
      fields.push_back({name, name,
                        first.is_number_integer() ? Form::count
                        : first.is_number() || first.is_null()
                            ? (has_interval || first.is_null() ? Form::interval : Form::decimal3)
                            : Form::text});
    }
    out += rows_table(rows, fields, 200);
  }
  return out;
}

}  // namespace simbench::report
