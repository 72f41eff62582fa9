#pragma once
// A script of a suite with its role, and what validation saw when it ran.
#include "oracle/oracle.h"

namespace simbench::proof {

struct SuiteScript {
  const suite::System* system = nullptr;
  int turn = 1;
  std::string role;  ///< "reference", "equivalent", "mutant", "given"
  const suite::Script* script = nullptr;
  const suite::Mutant* mutant = nullptr;
  std::string task() const { return fmt::format("{}/{}", system->name, turn); }
  std::string name(const fs::path& suite_folder) const {
    return script->path.lexically_relative(suite_folder).string();
  }
};

/// All scripts of the turns whose "system/turn" matches `only`, references first within a turn.
std::vector<SuiteScript> scripts_of(const suite::Suite& suite, std::string_view only);

/// One row of validation.json.
struct ScriptRecord {
  std::string key;  ///< hash of script, turn, simulator version and probe: unchanged means that the row still holds
  Verdict verdict = Verdict::no_code;
  CellClass cell_class = CellClass::unscored;
  std::string reason;
  std::vector<RequirementResult> requirements;
  Json comparison;
  Outcome outcome;    ///< without what differs from run to run
  std::string trace;  ///< hash of the reduced trace, "" if there is none
  Json to_json() const;
  static ScriptRecord from_json(const Json& json);
};

}  // namespace simbench::proof
