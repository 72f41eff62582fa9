#pragma once
// The rubric is data: what points are for, what never costs any, and the words that the judge reads
// (docs/format/rubric.md).
#include "base/base.h"

namespace simbench::judge {

struct RubricCategory {
  std::string name;
  double points = 0;                ///< all that can be lost here
  std::vector<std::string> counts;  ///< what costs points
  std::vector<std::string> never;   ///< what doesn't
};

struct Rubric {
  std::string name, version;
  std::string instructions;        ///< the judge's role and manner, in the rubric's own words
  std::vector<std::string> never;  ///< what costs points in no category
  std::vector<RubricCategory> categories;
  std::string hash;      ///< SHA-256 of the file
  double total() const;  ///< sum of the categories' points
  /// By name, letter case aside; nullptr if there is none.
  const RubricCategory* find(std::string_view category) const;
};

/// "simbench" (the default) or another name below src/judge/rubrics/, or the path of a TOML file.
/// errors: not_found with the names that are there; invalid_input with file:line and what is wrong
Result<Rubric> load_rubric(std::string_view name_or_path = "simbench");

}  // namespace simbench::judge
