#pragma once
// What a suite claims of its scripts, checked against what was seen.
#include "proof/script_record.h"
#include "proof/validation.h"

namespace simbench::proof {

using Records = std::map<std::string, ScriptRecord>;  ///< script name below the suite's folder → what was seen

/// What its suite claims of a script and what it isn't: faithful, caught, or failing at least two requirements.
std::optional<Finding> broken_claim(const SuiteScript& script, const ScriptRecord& record);

/// Whether missing these requirements proves all that the suite claims of the script; never of one that must be
/// faithful.
bool is_settled_by(const SuiteScript& script, const std::vector<std::string>& missed);

/// References and equivalents are faithful, mutants are caught at the requirements they name, given files fail at least
/// two, and no requirement holds for an empty world.
std::vector<Finding> check_claims(const suite::Suite& suite, const std::vector<SuiteScript>& scripts,
                                  const Records& records);

/// "task requirement" → what falsifies it: a mutant's or given file's name. Requirements without one are absent.
std::map<std::string, std::string> falsifiers(const suite::Suite& suite, const std::vector<SuiteScript>& scripts,
                                              const Records& records);

}  // namespace simbench::proof
