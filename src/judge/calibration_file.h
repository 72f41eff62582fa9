#pragma once
// The history of judges' calibrations: one JSON file each in a folder (docs/format/judge-calibration.md).
#include <optional>
#include <string>
#include <vector>

#include "base/base.h"
#include "base/json.h"
#include "judge/judged.h"

namespace simbench::judge {

/// What makes a judge what it is: a calibration holds for exactly this.
struct CalibrationKey {
  std::string judge;   ///< "provider/name"
  std::string mode;    ///< "ref-doc", "ref-doc+evidence", …
  std::string rubric;  ///< hash of the rubric
  std::string prompt;  ///< hash of the words around the task
  Json sampling = Json::object();
  std::string suite;  ///< name

  Json to_json() const;
  /// The first 16 hexadecimal digits of the hash of all six parts.
  std::string id() const;
};

/// The key of a judge on a suite.
CalibrationKey calibration_key(const Identity& identity, std::string suite);

/// Adds a record (with its `key` and `made_at`) to the folder; returns the file. errors: those of the disk
Result<fs::path> save_calibration(const fs::path& folder, const Json& record);
/// All records, oldest first; empty if there is no folder. errors: corrupt with the file's name
Result<std::vector<Json>> calibration_history(const fs::path& folder);
/// The newest record of this judge, nullopt if it was never calibrated.
Result<std::optional<Json>> latest_calibration(const fs::path& folder, const CalibrationKey& key);

}  // namespace simbench::judge
