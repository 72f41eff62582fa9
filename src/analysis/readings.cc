// Imported data, read as published and cleaned, side by side: what do the unusable rows change?
#include "analysis/grid.h"
#include "analysis/tables.h"

namespace simbench::analysis {
namespace {

/// The scores that a paper quotes: the judge's, and CodeBLEU.
bool is_quoted(const std::string& score) {
  return score.starts_with("judge_") || score == "codebleu";
}

Json reading_row(const Data& data, const Options& options, const Column& column) {
  size_t n = 0;
  for (const auto& value : column.values) n += value.has_value();
  Json row{{"reading", data.reading}, {"score", column.name}, {"n", n}, {"left_out", column.reasons}};
  Json deltas = turn_deltas(data, options, column.name, data.main_arm());
  row["d12"] = deltas["d12"], row["d23"] = deltas["d23"];
  row["spearman"] = model_spearman(data, options, column);
  return row;
}

}  // namespace

Json reading_table(const Data& data, const Options& options) {
  Json rows = Json::array();
  if (!data.import_note.is_object()) return rows;
  for (const char* reading : {"as_published", "cleaned"}) {
    Data read = read_as(data, reading);
    for (const auto& [name, column] : read.scores)
      if (is_quoted(name)) rows.push_back(reading_row(read, options, column));
  }
  std::stable_sort(rows.begin(), rows.end(), [](const Json& a, const Json& b) { return a["score"] < b["score"]; });
  return rows;
}

}  // namespace simbench::analysis
