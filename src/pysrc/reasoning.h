#pragma once
#include <string>
#include <string_view>

namespace simbench::pysrc {

/// A reply without what its model thought aloud.
struct Reasoned {
  std::string answer;
  std::string reasoning;  ///< what was taken away, marks left out
  bool found = false;     ///< a mark of reasoning was there
};

/// Takes away reasoning in the marks that servers leave (docs/format/program.md lists them): an opening mark counts to
/// the next closing one or to the end, a closing mark alone from the beginning on. Marks in a program's strings and
/// comments, and between quotes, are text. O(n).
Reasoned without_reasoning(std::string_view text);

}  // namespace simbench::pysrc
