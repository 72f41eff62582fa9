#pragma once
// For tests only: the examples that docs/format/requirements.md gives to its readers.
#include "base/json.h"
#include "verdict/test_worlds.h"

namespace simbench::verdict::testing {

struct DocumentedExamples {
  Json roles;
  std::vector<suite::Requirement> checks;
};

inline std::string requirements_page() {
  return read_file(source_folder() / "docs/format/requirements.md").value();
}

/// All fenced TOML blocks of the page: one [roles] table, and lines `check = { … }`.
inline DocumentedExamples documented_examples() {
  DocumentedExamples found;
  bool inside = false;
  std::string roles, text = requirements_page();
  for (std::string_view line : split_lines(text)) {
    if (line.starts_with("```")) {
      inside = line == "```toml";
    } else if (inside && line.starts_with("check = ")) {
      suite::Turn turn = turn_from("[[requirement]]\n" + std::string(line) + "\n");
      found.checks.push_back(turn.requirements.at(0));
    } else if (inside) {
      roles += std::string(line) + "\n";
    }
  }
  found.roles = turn_from(roles).roles;
  return found;
}

}  // namespace simbench::verdict::testing
