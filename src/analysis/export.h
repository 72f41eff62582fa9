#pragma once
// Tables of `analyze` as flat rows, for spreadsheets and papers.
#include <string>
#include <vector>

#include "base/base.h"

namespace simbench::analysis {

struct Table {
  std::string name;  ///< key of the analysis: "models", "correlations", …
  std::vector<std::string> columns;
  std::vector<std::vector<std::string>> rows;  ///< as long as `columns`; "" where a value is null
};

/// Every table of an analysis (or comparison) that has rows. Nested values become columns: d12.mean, ci.lo, ci.hi;
/// lists of another kind stand as JSON.
std::vector<Table> flat_tables(const Json& analysis);
/// The text with U+FFFD for each control character but tab and line breaks: error messages and models' names hold them.
std::string without_controls(std::string_view text);
/// RFC 4180, with a header line.
std::string to_csv(const Table& table);
/// One tabular (from 51 rows on a longtable) with the columns that a paper prints; of tables without such a choice all
/// but lists and reasons. Shares and correlations have three digits, judge scores two. "" where nothing is left.
std::string to_latex(const Table& table);

}  // namespace simbench::analysis
