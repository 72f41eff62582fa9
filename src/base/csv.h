#pragma once
// CSV files with a header line (RFC 4180: quoted fields, doubled quotes, line breaks in quotes).
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/error.h"

namespace simbench {

struct CsvTable {
  std::vector<std::string> header;
  std::vector<std::vector<std::string>> rows;  ///< each as long as the header
  std::vector<int> lines;                      ///< line of the file at which each row starts, from 1
  std::string path;

  /// Number of the column called `name`, nullopt if there is none.
  std::optional<size_t> column(std::string_view name) const;
  /// "path:line" of a row.
  std::string where(size_t row) const;
};

/// Empty lines are skipped; a byte order mark and "\r\n" are taken.
/// errors: invalid_input with file:line for no header, a row of another length than the header, an unclosed quote,
/// bytes that aren't UTF-8
Result<CsvTable> parse_csv(std::string_view text, std::string_view path);

}  // namespace simbench
