#pragma once
// Which names older releases had, and what became of them (docs/conformance-index.md).
#include <memory>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "base/base.h"

namespace simbench::api_index {

class Index;

/// One table a package: suites/<suite>/api/<package>.renames.
struct RenameTable {
  struct Row {
    std::string_view to;           ///< "" = removed
    std::string_view release;      ///< since when
    bool other_arguments = false;  ///< the successor isn't called the same way: named, never put in place
  };
  std::string text;
  std::unordered_map<std::string, Row> names;     ///< classes, functions, constants
  std::unordered_map<std::string, Row> members;   ///< "ChBody.SetBodyFixed" or "*.GetPos_dt"
  std::unordered_map<std::string, Row> elements;  ///< MJCF: "composite", "camera@orthographic"

  const Row* find_name(std::string_view name) const;
  const Row* find_member(std::string_view cls, std::string_view member) const;
};

/// errors: corrupt with the line.
Result<RenameTable> parse_renames(std::string text, std::string where);
/// The shipped table of a package; nullptr if there is none. Cached.
const RenameTable* renames_of(std::string_view package);
/// Shipped indexes of the package's older releases, newest first: names that the table doesn't have. Cached.
std::vector<const Index*> older_indexes(const Index& index);

}  // namespace simbench::api_index
