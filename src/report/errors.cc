// Why programs stop: uncaught errors by type, and everything that is not the model's fault by reason.
#include "report/sections.h"

namespace simbench::report {
namespace {

constexpr size_t kShownErrors = 20, kLongestMessage = 160;

/// The message without what changes from run to run (addresses), so that one error is one row; cut at a character.
std::string lasting(const std::string& message) {
  std::string out;
  for (size_t i = 0; i < message.size(); ++i) {
    out += message[i];
    if (!out.ends_with("0x")) continue;
    while (i + 1 < message.size() && std::isxdigit(static_cast<unsigned char>(message[i + 1]))) ++i;
    out += "…";
  }
  if (out.size() <= kLongestMessage) return out;
  size_t end = kLongestMessage;
  while (end > 0 && (static_cast<unsigned char>(out[end]) & 0xC0) == 0x80) --end;
  return out.substr(0, end);
}

std::string table_of(const std::map<std::pair<std::string, std::string>, int>& counts, std::string_view first,
                     std::string_view second) {
  if (counts.empty()) return "";
  std::vector<std::pair<std::pair<std::string, std::string>, int>> sorted(counts.begin(), counts.end());
  std::stable_sort(sorted.begin(), sorted.end(), [](const auto& a, const auto& b) { return a.second > b.second; });
  std::vector<std::vector<std::string>> rows;
  for (size_t i = 0; i < std::min(kShownErrors, sorted.size()); ++i)
    rows.push_back({escape_html(sorted[i].first.first),
                    fmt::format("<code>{}</code>", escape_html(sorted[i].first.second)),
                    std::to_string(sorted[i].second)});
  return table({{first}, {second}, {"Cells", true}}, rows);
}

}  // namespace

std::string render_errors(const Input& input) {
  std::map<std::pair<std::string, std::string>, int> errors, unscored;
  for (const store::CellRow& cell : input.cells) {
    if (cell.outcome && cell.outcome->error)
      ++errors[{cell.outcome->error->type, lasting(cell.outcome->error->message)}];
    if (cell.judgement &&
        (cell.judgement->cell_class == CellClass::infra_fail || cell.judgement->cell_class == CellClass::unscored))
      ++unscored[{std::string(to_string(cell.judgement->cell_class)), cell.judgement->reason}];
  }
  return filled("errors", {{"errors", table_of(errors, "Error", "Message")},
                           {"unscored", table_of(unscored, "Class", "Reason")}});
}

}  // namespace simbench::report
