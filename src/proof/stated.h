#pragma once
// What prompts state, and how much of it requirements enforce: the reference with another value of one parameter alone
// must miss a requirement.
#include "proof/claims.h"

namespace simbench::proof {

/// What a proof of what is stated rests on.
struct StatedProofs {
  const suite::Suite& suite;
  oracle::Oracle& oracle;
  const Versions& versions;
  const Records& records;  ///< of the mutants
  const Json& before;      ///< rows of validation.json, by task
  const ValidationOptions& options;
};

struct StatedSeen {
  std::map<std::string, Json> rows;  ///< of the tasks that were looked at (docs/format/validation.md)
  std::vector<Finding> findings;
  std::vector<StatedCount> counts;
};

/// Runs what isn't known yet. errors: those of the sandbox and of parameters
Result<StatedSeen> prove_stated(const StatedProofs& proofs, const std::vector<SuiteScript>& scripts);

/// Those of the rows that still hold: neither what their turns state nor what judges it has changed.
Json stated_rows_that_hold(const suite::Suite& suite, const Json& rows, const Versions& versions);

/// Of results that are all met: the requirement whose room shrank most against `before` (the reference as it stands;
/// where nothing is known of it, the middle of what is asked), in words; "" where none moved.
std::string nearest_requirement(const std::vector<RequirementResult>& results,
                                const std::vector<RequirementResult>& before);

}  // namespace simbench::proof
