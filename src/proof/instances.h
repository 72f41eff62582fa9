#pragma once
// The same claims on drawn instances: a suite is as right with other numbers.
#include "proof/claims.h"

namespace simbench::proof {

/// What a proof of instances rests on.
struct InstanceProofs {
  const suite::Suite& suite;  ///< as it stands
  Versions versions;
  const Json& before;  ///< rows of validation.json, by task
  const ValidationOptions& options;
};

struct InstancesSeen {
  std::map<std::string, Json> rows;  ///< of the tasks with parameters (docs/format/validation.md)
  std::vector<Finding> findings;
  InstancesCount count;
  double cpu_s = 0;
};

/// Runs the scripts of instances 1 … options.instances that aren't known to hold; with 0 of them nothing, and what the
/// rows say is kept as far as it still holds. errors: those of the loader's head and of the sandbox
Result<InstancesSeen> prove_instances(const InstanceProofs& proofs);

}  // namespace simbench::proof
