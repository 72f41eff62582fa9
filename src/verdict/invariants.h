#pragma once
#include <optional>
#include <string>
#include <vector>

#include "verdict/scene.h"

namespace simbench::verdict {

/// How alike two motions are in what chaos leaves alone: in each of 8 windows the mean and the deviation of kinetic,
/// potential and total energy, height and horizontal way of the centre of mass, speed, size of the swarm and deviation
/// of the heights; 2^−(difference/tolerance)², tolerance = max(rel × scale, 1.5 × the ensemble's own difference).
struct InvariantScore {
  double score = 0;                 ///< geometric mean over the quantities, 0 … 1
  std::vector<std::string> differ;  ///< the quantities that are least alike, at most three, the least alike first
};
/// nullopt if there is nothing that moves.
std::optional<InvariantScore> invariant_score(const Scene& candidate, const Scene& plain,
                                              const std::vector<Scene>& members, double rel);

}  // namespace simbench::verdict
