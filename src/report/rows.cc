#include "report/rows.h"

#include "report/figures.h"

namespace simbench::report {
namespace {

std::string reason_of(const Json& row, std::string_view key) {
  return get_string(row, std::string(key) + "_reason").value_or(get_string(row, "reason").value_or("undefined"));
}

std::string interval_text(const Json& row, std::string_view key, double scale, int decimals) {
  std::string name = get(row, std::string(key) + "_ci").is_array() ? std::string(key) + "_ci" : "ci";
  const Json& ci = get(row, name);
  if (!ci.is_array() || ci.size() != 2 || !ci[0].is_number() || !ci[1].is_number()) return "";
  return fmt::format(" <small>{} to {}{}</small>", number(ci[0].get<double>() * scale, decimals),
                     number(ci[1].get<double>() * scale, decimals),
                     get(row, name + "_cut").is_string() ? kCutMark : "");
}

std::string field_html(const Json& row, const Field& field) {
  const Json& value = get(row, field.key);
  std::string reason = reason_of(row, field.key);
  switch (field.form) {
    case Form::count:
      return value.is_number() ? with_thousands(value.get<long long>()) : number(value, 0, reason);
    case Form::share:
      return percent(value, reason);
    case Form::decimal2:
      return number(value, 2, reason);
    case Form::usd:
      return dollars(value, reason);
    case Form::decimal3:
      return number(value, 3, reason);
    case Form::p_value:
      return value.is_number() ? escape_html(analysis::p_text(value.get<double>())) : number(value, 3, reason);
    case Form::interval_share:
      return percent(value, reason) + interval_text(row, field.key, 100, 0);
    case Form::interval:
      return number(value, 2, reason) + interval_text(row, field.key, 1, 2);
    case Form::flag:
      return value == true ? "yes" : "no";
    case Form::code:
    case Form::text:
      break;
  }
  if (value.is_null()) return fmt::format("<span class=\"none\" title=\"{}\">–</span>", escape_html(reason));
  std::string text = escape_html(value.is_string() ? value.get<std::string>() : to_text(value));
  return field.form == Form::code && !text.empty() ? "<code>" + text + "</code>" : text;
}

bool is_number_form(Form form) {
  return form != Form::text && form != Form::flag && form != Form::code;
}

}  // namespace

std::string rows_table(const Json& rows, const std::vector<Field>& fields, size_t most) {
  std::vector<Column> columns;
  for (const Field& field : fields) columns.push_back({field.title, is_number_form(field.form), field.hint});
  std::vector<std::vector<std::string>> cells;
  for (const Json& row : rows) {
    if (cells.size() == most) break;
    std::vector<std::string> line;
    for (const Field& field : fields) line.push_back(field_html(row, field));
    cells.push_back(std::move(line));
  }
  std::string note = rows.size() > most
                         ? fmt::format("<p class=\"note\">{} of {} rows; <code>simbench export</code> gives all.</p>",
                                       most, rows.size())
                         : "";
  constexpr size_t kFitsAPhone = 4;
  return table(columns, cells, columns.size() > kFitsAPhone) + note;
}

Json in_units(Json rows, std::string_view name, const std::vector<std::string>& keys) {
  for (Json& row : rows) {
    std::string score = get_string(row, name).value_or("");
    double factor = 100 / full_scale(score);
    auto scale_interval = [&](const std::string& key) {
      auto bounds = row.find(key);
      if (bounds == row.end() || !bounds->is_array()) return;
      for (Json& bound : *bounds)
        if (bound.is_number()) bound = bound.get<double>() * factor;
    };
    for (const std::string& key : keys) {
      if (auto value = get_number(row, key)) row[key] = *value * factor;
      scale_interval(key + "_ci");
    }
    scale_interval("ci");
    row[std::string(name)] = score_in_words(score);
  }
  return rows;
}

std::string analysis_table(const Input& input, std::string_view key, const std::vector<Field>& fields, size_t most) {
  const Json& rows = get(input.analysis, key);
  if (rows.is_array() && !rows.empty()) return rows_table(rows, fields, most);
  return nothing(why_empty(input, key));
}

}  // namespace simbench::report
