#pragma once
// A section of the report is one row of registry.cc and one render function.
#include "analysis/analysis.h"
#include "base/json.h"
#include "report/counts.h"
#include "report/html.h"
#include "report/page.h"
#include "report/report.h"

namespace simbench::report {

/// What every section may use.
struct Input {
  Json manifest;
  std::map<std::string, Json> anchors;  ///< notes "anchors/…": known answers, judged in each call
  Json analysis;                        ///< analysis::analyze: the same tables as `simbench analyze --json`
  CellCounts counts;
  VoteSums votes;
  /// That the page itself has, in key order: none where they have pages of their own.
  std::vector<store::CellRow> cells;
  std::map<std::string, std::vector<Score>> scores_of;  ///< cell id → its scores
  Json import_note;                                     ///< what an import found, null for a run of our own
  Json experiment;  ///< plan and findings of `simbench experiment`, null where none was made
};

/// The value of a cell's score, nullopt where it has none.
std::optional<double> score_of(const Input& input, const CellKey& key, std::string_view id);

struct Section {
  std::string_view id, title;
  /// HTML of the body. A section that has nothing to show says why (see `nothing`); "" only where it can't belong to
  /// this kind of run at all, which leaves it out.
  std::string (*render)(const Input& input);
};

const std::vector<Section>& sections();

/// The analysis' own reason why that table is empty.
std::string why_empty(const Input& input, std::string_view table);

/// A paragraph that says which models don't count in what is taken over all of them; "" where all do.
std::string left_out_note(const Input& input);

/// "Nothing to show: …" in the section's place, so that no part is silently empty.
std::string nothing(std::string_view why);

}  // namespace simbench::report
