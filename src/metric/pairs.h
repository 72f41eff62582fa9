#pragma once
// Many pairs of files at once, on all cores: what `simbench measure --pairs` does.
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "base/base.h"
#include "record/record.h"

namespace simbench::metric {

/// Scores that another room gives a row, as columns behind the metrics'.
struct MoreScores {
  std::vector<std::string> ids;
  std::function<std::vector<Score>(std::string_view candidate, std::string_view reference,
                                   std::optional<std::string_view> given)>
      score;
};

struct PairsResult {
  std::string csv;    ///< the table's columns candidate, reference[, given], one column a metric and further score,
                      ///< "reasons"; rows in input order
  size_t failed = 0;  ///< rows with a file that can't be read: no values, the error in "reasons"
};

/// Measures every row of a table with the columns candidate, reference[, given]. Relative paths are looked for in the
/// working folder, then beside the table. A reference that several rows name is parsed once. errors: invalid_input if a
/// column is missing
Result<PairsResult> measure_pairs(const CsvTable& table, size_t threads, const MoreScores& more = {});

/// Reads a program for measuring. errors: as read_file; invalid_input above 64 MiB.
Result<std::string> read_program(const fs::path& path);

}  // namespace simbench::metric
