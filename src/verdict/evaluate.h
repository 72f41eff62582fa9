#pragma once
// The parts of a judgement that look at the same two worlds: the candidate's and the reference's plain run.
#include "verdict/verdict.h"
#include "verdict/world.h"

namespace simbench::verdict {

/// All requirements unmet for one reason.
std::vector<RequirementResult> nothing_ran(const suite::Turn& turn, const std::string& reason);

/// As evaluate() of the face, over worlds that are already built; `model` may be nullptr.
std::vector<RequirementResult> evaluate(const suite::Turn& turn, const World& world, std::string_view program,
                                        const World* model);

/// As compare() of the face; `model` is the world of the reference's first member.
Agreement compare(const World& candidate, const World& model, const ReferenceTraces& reference,
                  const suite::Comparison& comparison);

}  // namespace simbench::verdict
