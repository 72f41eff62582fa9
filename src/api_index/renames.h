#pragma once
// Which names older releases had, and what became of them (docs/format/api-index.md).
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
    std::string_view to;       ///< "" = removed
    std::string_view release;  ///< since when
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
/// Shipped index of the release before, for names that the table doesn't have; nullptr if there is none. Cached.
const Index* older_index(const Index& index);

}  // namespace simbench::api_index
