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

/// Turn 3's given code is turn 2's reference, but for what is planted in it. Of the suite as its files stand: of an
/// instance the two turns draw each for itself.
std::vector<Finding> check_givens(const std::vector<SuiteScript>& scripts);

/// No equivalent is the reference itself but for canary, comments and blanks: it would prove nothing.
std::vector<Finding> check_equivalents(const std::vector<SuiteScript>& scripts);

/// "task requirement" → what falsifies it: the name of a mutant or given file that comes to its end and misses it.
/// Requirements without one are absent.
std::map<std::string, std::string> falsifiers(const suite::Suite& suite, const std::vector<SuiteScript>& scripts,
                                              const Records& records);

}  // namespace simbench::proof
