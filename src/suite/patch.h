#pragma once
// Mutants and calibration variants as unified diffs against a script of their turn (docs/format/suite.md, "Patches").
#include <string>
#include <string_view>
#include <vector>

#include "base/base.h"

namespace simbench::suite {

struct PatchLine {
  char sign = ' ';    ///< ' ' stays, '-' goes, '+' comes
  std::string text;   ///< with its "\n", if it has one
  size_t number = 0;  ///< in the file, from 1
};

/// A stretch of the script that changes, with the lines around it.
struct PatchHunk {
  size_t old_first = 0;  ///< from 1, or the line after which lines come, where none goes nor stays
  size_t old_count = 0, new_count = 0;
  size_t number = 0;  ///< of its @@ line in the file, from 1
  std::vector<PatchLine> lines;
};

struct Patch {
  std::string file;      ///< that holds the patch, for complaints
  std::string base;      ///< the script that it changes, below the system's folder: "turn1/reference.py"
  size_t base_line = 0;  ///< where the patch names it
  std::vector<PatchHunk> hunks;
};

/// A patch of a file that holds several, each below a head of its own: "=== 05-hinged".
struct NamedPatch {
  std::string name;
  size_t line = 1;   ///< of its head in the file
  std::string text;  ///< from its head on
};

/// The patches of a file; before the first head stand comments alone. errors: invalid_input with the line: something
/// else before it, a head without a name, two of one name
Result<std::vector<NamedPatch>> split_patches(std::string_view text, const std::string& file);

/// Reads a unified diff of one script; what stands before its "---" line is skipped, the prefixes a/ and b/ are
/// dropped. errors: invalid_input with the file's line: no or two scripts, no hunk, a hunk that isn't as long as it
/// says
Result<Patch> parse_patch(const NamedPatch& patch, const std::string& file);

/// The script that `base` becomes. Every hunk must fit at its very line: nothing is searched for, nothing skipped.
/// errors: invalid_input with the file's line, what stands there in the base and what the patch expects
Result<std::string> apply_patch(const Patch& patch, std::string_view base);

}  // namespace simbench::suite
