// Whether the judges of the run were shown to be any good.
#include "report/rows.h"
#include "report/sections.h"

namespace simbench::report {
namespace {

/// Which category lost most points where another was wrong: rows are the known faults.
Json confusion(const Json& row) {
  const Json& table = get(row, "confusion");
  if (!table.is_object() || table.empty()) return nullptr;
  std::set<std::string> seen;
  for (const auto& [known, found] : table.items())
    for (const auto& [category, count] : found.items()) seen.insert(category);
  std::vector<Column> columns{{"Fault in"}};
  for (const std::string& category : seen) columns.push_back({category, true});
  std::vector<std::vector<std::string>> lines;
  for (const auto& [known, found] : table.items()) {
    lines.push_back({escape_html(known)});
    for (const std::string& category : seen)
      lines.back().push_back(found.contains(category) ? number(found[category], 0) : "");
  }
  return {{"judge", get_string(row, "judge").value_or("?")},
          {"mode", get_string(row, "mode").value_or("")},
          {"table", report::table(columns, lines)}};
}

}  // namespace

std::string render_calibrations(const Input& input) {
  const Json& rows = get(input.analysis, "judge_calibrations");
  if (!rows.is_array() || rows.empty()) return analysis_table(input, "judge_calibrations", {});
  Json shown = rows;
  Json confusions = Json::array();
  for (Json& row : shown) {
    std::vector<std::string> reasons;
    for (const Json& reason : get(row, "reasons")) reasons.push_back(reason.get<std::string>());
    row["reasons"] = join(reasons, ", ");
    if (Json found = confusion(row); !found.is_null()) confusions.push_back(std::move(found));
  }
  std::string verdicts = rows_table(shown, {{"judge", "Judge"},
                                            {"mode", "Mode"},
                                            {"rubric", "Rubric"},
                                            {"verdict", "Verdict"},
                                            {"reasons", "Why not"},
                                            {"ceiling", "Lowest reference", Form::decimal2},
                                            {"reference_first", "Reference first", Form::interval_share},
                                            {"severity_order", "Severities in order", Form::interval_share},
                                            {"attribution", "Right category", Form::interval_share}});
  std::string measures = rows_table(shown, {{"judge", "Judge"},
                                            {"mode", "Mode"},
                                            {"made_at", "Made"},
                                            {"unscored", "Unscored", Form::share},
                                            {"noise_sd", "Noise SD", Form::decimal2},
                                            {"verbosity_bias", "Verbosity bias", Form::interval},
                                            {"comment_bias", "Comment bias", Form::interval}});
  return filled("calibrations", {{"verdicts", verdicts}, {"measures", measures}, {"confusions", confusions}});
}

}  // namespace simbench::report
