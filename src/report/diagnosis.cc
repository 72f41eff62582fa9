// One model at a time: what it gets wrong, in order.
#include "report/sections.h"

namespace simbench::report {
namespace {

constexpr size_t kShown = 6;

std::string line_of(const Json& item) {
  if (auto error = get_string(item, "error")) return "<code>" + escape_html(*error) + "</code>";
  if (auto id = get_string(item, "id"))
    return fmt::format("{}/{} <b>{}</b> {}", escape_html(get_string(item, "system").value_or("")), number(get(item, "turn"), 0), escape_html(*id), escape_html(get_string(item, "says").value_or("")));
  return fmt::format("{}: {}", escape_html(get_string(item, "verdict").value_or("")), escape_html(get_string(item, "reason").value_or("")));
}

std::string list(std::string_view title, const Json& items) {
  if (!items.is_array() || items.empty()) return "";
  std::string out = fmt::format("<p><b>{}</b></p><ol>", title);
  for (size_t i = 0; i < std::min(kShown, items.size()); ++i) {
    const Json& times = get(items[i], "times");
    const Json& count = times.is_number() ? times : get(items[i], "count");
    out += fmt::format("<li>{} <small>× {}</small></li>", line_of(items[i]), number(count, 0));
  }
  return out + "</ol>";
}

}  // namespace

std::string render_diagnosis(const Input& input) {
  const Json& rows = get(input.analysis, "diagnosis");
  if (!rows.is_array() || rows.empty()) return nothing(get_string(get(input.analysis, "empty"), "diagnosis").value_or("no program has been run") + ".");
  std::string out;
  for (const Json& row : rows) {
    double failed = get_number(row, "failed").value_or(0);
    std::string body = list("Where its programs end", get(row, "ends")) + list("Errors", get(row, "errors")) + list("Requirements missed", get(row, "requirements"));
    out += fmt::format("<details><summary><b>{}</b>, arm {}: {}</summary>{}</details>", escape_html(get_string(row, "model").value_or("")), escape_html(get_string(row, "arm").value_or("")),
                       failed > 0 ? fmt::format("{:.0f} cells that don't pass", failed) : "nothing fails", body.empty() ? "<p>Nothing to list.</p>" : body);
  }
  return out;
}

}  // namespace simbench::report
