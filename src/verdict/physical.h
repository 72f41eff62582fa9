#pragma once
// Is the motion physics? (docs/format/requirements.md, "Physical")
#include <string>

#include "record/record.h"
#include "verdict/world.h"

namespace simbench::verdict {

struct PhysicalLimits {
  double joint_drift = 0.05;   ///< how far a joint's two halves may come apart, as a share of the scene's extent
  double state_writes = 0.05;  ///< share of steps before which the script may overwrite the state
  double flight = 1e3;         ///< how far anything may go, in scene extents at the start (at least 1 m each)
};

/// "" or a reason code with details: "no_samples", "not_finite: …", "unstable: …", "animation: …", "joint_drift: …".
std::string not_physical(const Outcome& outcome, const World& world, const PhysicalLimits& limits);

/// Diagonal of the box around all moving bodies and nodes over the whole run and their joints, at least 0.1 m.
double scene_extent(const World& world);

}  // namespace simbench::verdict
