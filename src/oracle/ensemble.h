#pragma once
// Which perturbed runs a reference is judged by: one list for tasks and for scripts without one.
#include <string_view>
#include <vector>

#include "sandbox/sandbox.h"

namespace simbench::oracle {

inline constexpr double kDefaultJitter = 1e-4;  ///< relative, of initial velocities
inline constexpr double kReferenceCpu_s = 120;  ///< for one run of a reference

/// Half the step, jittered starts, another integrator than that of the `plain` run where the simulator has a fitting
/// one.
std::vector<sandbox::Perturbation> ensemble(std::string_view simulator, const trace::Trace& plain,
                                            double jitter = kDefaultJitter);

/// It came to its end, or to the horizon, without an error.
bool ended_well(const Outcome& outcome);

}  // namespace simbench::oracle
