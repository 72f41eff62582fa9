#pragma once
// Room exchange: a run as files that other programs open, and back. The face of the room.
#include <span>
#include <string>
#include <string_view>

#include "analysis/analysis.h"
#include "base/base.h"
#include "store/store.h"

namespace simbench::exchange {

struct ExportOptions {
  bool whole =
      false;  ///< jsonl: with requests, replies, programs, outcomes, so that `import_lines` makes the run again
  analysis::Options analysis;  ///< of formats that show tables
};

/// One row of the registry.
struct Format {
  std::string_view name;  ///< what --format calls it
  std::string_view says;  ///< what comes out, for people
  Status (*write)(const store::Store& store, const fs::path& folder, const ExportOptions& options);
  std::string_view ending;  ///< of the files that it writes: whoever names one so means a file, not its folder
};
std::span<const Format> formats();

/// What came back.
struct ImportedLines {
  size_t cells = 0, scores = 0;
  bool whole = false;  ///< with requests, replies and programs
};
/// Makes a run of a folder that format jsonl wrote; importing again changes nothing.
/// errors: not_found; invalid_input with file:line for a line that isn't ours
Result<ImportedLines> import_lines(const fs::path& folder, store::Store& store);

}  // namespace simbench::exchange
