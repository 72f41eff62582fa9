// One model at a time: what it gets wrong, in order.
#include "report/sections.h"

namespace simbench::report {
namespace {

constexpr size_t kShownCauses = 8;

std::string line_of(const Json& item) {
  if (auto error = get_string(item, "error")) return "<code>" + escape_html(*error) + "</code>";
  if (auto id = get_string(item, "id"))
    return fmt::format("{}/{} <b>{}</b> {}", escape_html(get_string(item, "system").value_or("")),
                       number(get(item, "turn"), 0), escape_html(*id), prose(get_string(item, "says").value_or("")));
  if (auto cls = get_string(item, "class")) {
    std::string instead = get_string(item, "suggestion").value_or("");
    return fmt::format("<code>{}</code> <small>{}</small>{}", escape_html(get_string(item, "name").value_or("")),
                       escape_html(*cls), instead.empty() ? "" : " → <code>" + escape_html(instead) + "</code>");
  }
  std::string reason = get_string(item, "reason").value_or("");
  return escape_html(get_string(item, "verdict").value_or("")) + (reason.empty() ? "" : ": " + prose(reason));
}

void add_list(Json& lists, std::string_view title, const Json& items) {
  if (!items.is_array() || items.empty()) return;
  Json lines = Json::array();
  for (size_t i = 0; i < std::min(kShownCauses, items.size()); ++i) {
    double count = get_number(items[i], "count").value_or(0),
           of = std::max(1.0, get_number(items[i], "of").value_or(1));
    lines.push_back({{"percent", fmt::format("{:.0f}", 100 * count / of)},
                     {"count", fmt::format("{:.0f}", count)},
                     {"of", fmt::format("{:.0f}", of)},
                     {"line", line_of(items[i])}});
  }
  lists.push_back({{"title", title},
                   {"items", std::move(lines)},
                   {"more", items.size() > kShownCauses ? Json(items.size() - kShownCauses) : Json(false)}});
}

std::string headline(const Json& row) {
  double failed = get_number(row, "failed").value_or(0), checked = get_number(row, "checked").value_or(0);
  const Json& calls = get(row, "calls");
  if (failed > 0) {
    const Json& ends = get(row, "ends");
    return fmt::format("{:.0f} cells don't pass{}", failed, ends.empty() ? "" : ", most often " + line_of(ends[0]));
  }
  if (!calls.empty())
    return fmt::format("not run; in {:.0f} checked programs most often {}", checked, line_of(calls[0]));
  return "nothing fails";
}

}  // namespace

std::string render_diagnosis(const Input& input) {
  const Json& rows = get(input.analysis, "diagnosis");
  if (!rows.is_array() || rows.empty()) return nothing(why_empty(input, "diagnosis"));
  Json models = Json::array();
  for (const Json& row : rows) {
    Json lists = Json::array();
    add_list(lists, "Where its programs end", get(row, "ends"));
    add_list(lists, "Errors they end with", get(row, "errors"));
    add_list(lists, "Calls that stop them (found without running)", get(row, "calls"));
    add_list(lists, "Requirements missed", get(row, "requirements"));
    models.push_back({{"model", get_string(row, "model").value_or("")},
                      {"arm", get_string(row, "arm").value_or("")},
                      {"headline", headline(row)},
                      {"lists", std::move(lists)}});
  }
  return filled("diagnosis", {{"models", models}});
}

}  // namespace simbench::report
