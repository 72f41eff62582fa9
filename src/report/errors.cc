// Why programs stop: uncaught errors by type, and everything that is not the model's fault by reason.
#include "report/sections.h"

namespace simbench::report {
namespace {

constexpr size_t kShownErrors = 20;

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
  return filled("errors", {{"left_out", left_out_note(input)},
                           {"errors", table_of(input.counts.errors, "Error", "Message")},
                           {"unscored", table_of(input.counts.unscored, "Class", "Reason")}});
}

}  // namespace simbench::report
