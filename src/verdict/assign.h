#pragma once
// One consistent assignment of roles to objects, and all requirements judged under it.
#include "suite/suite.h"
#include "verdict/kinds/kind.h"
#include "verdict/verdict.h"

namespace simbench::verdict {

/// How far an object's motion is from what the reference has in a role; 0 where nothing can be said. Breaks ties.
using Distance = std::function<double(const std::string& role, const Object&)>;

struct Assigned {
  Assignment roles;
  std::vector<RequirementResult> results;  ///< in the turn's order
  double weight = 0;                       ///< of the requirements met
  bool exhaustive = true;                  ///< false: the search was cut off and the best found so far is used
  size_t tried = 0;                        ///< how often an object was put into a role
};

/// The assignment that meets the most requirement weight (then: names the most roles, then: is nearest by `distance`).
Assigned assign(const suite::Turn& turn, const World& world, std::string_view program, const Distance& distance = {});

}  // namespace simbench::verdict
