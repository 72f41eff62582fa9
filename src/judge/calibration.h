#pragma once
// The stored result of `simbench calibrate` for one judge: what `run --judge` asks for before it trusts a score.
#include "judge/judged.h"

namespace simbench::judge {

/// One file calibrations/<judge>-<mode>-<key>.json (docs/format/calibration.md).
struct Calibration {
  Identity identity;                  ///< compared by key()
  std::string key;                    ///< identity.key() at the time of calibration
  bool passed = false;
  std::vector<std::string> failures;  ///< "ceiling", "order", "noise", "bias", …
  /// "task file" → mean score of that item over its repeats; the reference's file is "reference". What anchors are compared with.
  std::map<std::string, double> items;
  Json figures;                       ///< everything else that calibrate measured, shown in reports as it is
  Json to_json() const;
};

/// "openai-gpt-5-ref-doc-1a2b3c4d.json"
std::string calibration_file_name(const Identity& identity);
/// The calibration of this judge in `folder`, nullopt if there is none. errors: invalid_input for a file that can't be read
Result<std::optional<Calibration>> find_calibration(const fs::path& folder, const Identity& identity);

}  // namespace simbench::judge
