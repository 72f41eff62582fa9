#pragma once
#include "verdict/verdict.h"

namespace simbench::verdict {

/// All requirements unmet for one reason.
std::vector<RequirementResult> nothing_ran(const suite::Turn& turn, const std::string& reason);

}  // namespace simbench::verdict
