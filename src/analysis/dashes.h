#pragma once
// Why numbers of a printed table are missing.
#include <map>
#include <string>
#include <utility>

#include "base/base.h"

namespace simbench::analysis {

/// Gathers the reasons behind the dashes of a table: what holds for many rows is one line, not a wall of them.
class Dashes {
 public:
  /// Of a row: is row[key], which the table calls `name`, null, and why: row[reason_key]?
  void look(const Json& row, const std::string& key, const std::string& name, const std::string& reason_key);
  /// The same of a number and its interval, row[key + "_ci"]; of one that is unknown the interval isn't missed.
  void look_at_estimate(const Json& row, const std::string& key, const std::string& name);
  /// "– smallest visible difference: all systems differ alike (3 of 8 rows)", a line each reason; "" where there is
  /// none.
  std::string text() const;

 private:
  std::map<std::string, size_t> rows_;                            ///< by name
  std::map<std::pair<std::string, std::string>, size_t> dashes_;  ///< by (name, reason)
};

}  // namespace simbench::analysis
