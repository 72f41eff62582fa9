#pragma once
// A script of a suite with its role, and what validation saw when it ran.
#include <optional>

#include "oracle/oracle.h"

namespace simbench::proof {

struct SuiteScript {
  const suite::System* system = nullptr;
  int turn_number = 1;
  std::string role;  ///< "reference", "equivalent", "mutant", "given"
  const suite::Script* script = nullptr;
  const suite::Mutant* mutant = nullptr;
  const suite::Turn& turn() const { return system->turn(turn_number); }
  std::string task() const { return fmt::format("{}/{}", system->name, turn_number); }
  std::string name(const fs::path& suite_folder) const {
    return script->address().lexically_relative(suite_folder).generic_string();
  }
  /// Reference and equivalents must move as the reference does, where the turn compares at all.
  bool is_compared() const { return turn().comparison.mode != "none" && (role == "reference" || role == "equivalent"); }
};

/// All scripts of the turns whose "system/turn" matches `only`, references first within a turn.
std::vector<SuiteScript> scripts_of(const suite::Suite& suite, std::string_view only);
/// The same in the order to run them: all references first, so that no worker waits for the reference (and its
/// ensemble) that another one is running.
std::vector<const SuiteScript*> in_running_order(const std::vector<SuiteScript>& scripts);

/// What a script was run with: what another release or probe saw proves nothing.
struct Versions {
  std::string simulator;
  int probe = 0;
};
/// Of the script, its turn and the versions: unchanged, what was seen still holds.
std::string key_of(const SuiteScript& script, const Versions& versions);

/// Runs and judges it; of a reference the run that candidates are compared with. errors: those of the oracle
Result<oracle::Verdicted> run_script(oracle::Oracle& oracle, const SuiteScript& script);

/// Ids of the requirements that aren't met.
std::vector<std::string> missed_of(const std::vector<RequirementResult>& results);

/// One row of validation.json (docs/format/validation.md).
struct ScriptRecord {
  std::string key;  ///< key_of() it
  Verdict verdict = Verdict::no_code;
  CellClass cell_class = CellClass::unscored;
  std::string reason;
  std::vector<RequirementResult> requirements;  ///< of a row that was read back: ids and answers only
  std::optional<double> agreement;  ///< of two reduced traces, where the script is compared and its trace is kept
  std::string trace;                ///< hash of the reduced trace, "" if there is none
  std::optional<double> cut_at_s;   ///< where the horizon stopped it; not in the row
  static ScriptRecord of(const oracle::Verdicted& seen);
  Json to_json() const;
  static ScriptRecord from_json(const Json& json, const suite::Turn& turn);
};

}  // namespace simbench::proof
