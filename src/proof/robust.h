#pragma once
// A reference must not stand at the edge of its requirements: it stays faithful under another solver or integrator,
// half the step and a jittered start.
#include "proof/claims.h"

namespace simbench::proof {

struct RobustProofs {
  const suite::Suite& suite;
  oracle::Oracle& oracle;
  const Versions& versions;
  const Json& before;  ///< rows of validation.json, by task
  const ValidationOptions& options;
};

struct RobustSeen {
  std::map<std::string, Json> rows;  ///< of the tasks that were looked at (docs/format/validation.md)
  std::vector<Finding> findings;
  std::vector<RobustMargin> margins;  ///< the smallest of each task that has any
};

/// Runs what isn't known yet. errors: those of the sandbox
Result<RobustSeen> prove_robust(const RobustProofs& proofs, const std::vector<SuiteScript>& scripts);
/// Those of the rows that still hold: neither reference nor turn has changed.
Json robust_rows_that_hold(const suite::Suite& suite, const Json& rows, const Versions& versions);

/// How much is left before the requirement isn't met: 1 in the middle of what is asked, 0 at its edge, below 0 outside;
/// of a lone limit relative to it. nullopt where value or bound is no number.
std::optional<double> margin_of(const RequirementResult& result);

}  // namespace simbench::proof
