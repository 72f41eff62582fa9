#pragma once
// Motion that is set and not simulated (docs/format/requirements.md, "Physical").
#include <string>

#include "verdict/world.h"

namespace simbench::verdict {

/// "" or "animation: …": the script moves a fixed body by hand between more than `share` of the samples, and more such
/// bodies than the reference does (without one: than none). A body that is fixed at the first step only and let go
/// later moves by itself; a mocap body is there to be moved. What PyChrono's own rigs move from C++ no call of the
/// script placed: that isn't by hand.
std::string moved_by_hand(const World& world, const World* reference, double share);

}  // namespace simbench::verdict
