#pragma once
// A mutant or calibration variant as a unified diff against one script of its turn (docs/format/suite.md, "Patches").
#include <string>
#include <string_view>
#include <vector>

#include "base/base.h"

namespace simbench::suite {

struct PatchLine {
  char sign = ' ';    ///< ' ' stays, '-' goes, '+' comes
  std::string text;   ///< with its "\n", if it has one
  size_t number = 0;  ///< in the patch, from 1
};

/// A stretch of the script that changes, with the lines around it.
struct PatchHunk {
  size_t old_first = 0;  ///< from 1, or the line after which lines come, where none goes nor stays
  size_t old_count = 0, new_count = 0;
  size_t number = 0;  ///< of its @@ line in the patch, from 1
  std::vector<PatchLine> lines;
};

struct Patch {
  std::string file;      ///< the patch itself, for complaints
  std::string base;      ///< the script that it changes, below the system's folder: "turn1/reference.py"
  size_t base_line = 0;  ///< where the patch names it
  std::vector<PatchHunk> hunks;
};

/// Reads a unified diff of one file; what stands before its "---" line is skipped, the prefixes a/ and b/ are dropped.
/// errors: invalid_input with the patch's line: no or two files, no hunk, a hunk that isn't as long as it says
Result<Patch> parse_patch(std::string_view text, const std::string& file);

/// The script that `base` becomes. Every hunk must fit at its very line: nothing is searched for, nothing skipped.
/// errors: invalid_input with the patch's line, what stands there in the base and what the patch expects
Result<std::string> apply_patch(const Patch& patch, std::string_view base);

}  // namespace simbench::suite
