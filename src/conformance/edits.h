#pragma once
#include <string>
#include <string_view>
#include <vector>

namespace simbench::conformance {

/// Bytes [start, end) of a text are to become `text`.
struct Edit {
  size_t start, end;
  std::string text;
};

/// Where each line begins, in bytes; the first is 0.
std::vector<size_t> line_starts(std::string_view text);

/// All edits made at once; of two that overlap the first in the text is made.
std::string apply_edits(std::string_view text, std::vector<Edit> edits);

}  // namespace simbench::conformance
