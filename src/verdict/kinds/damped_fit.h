#pragma once
// A damped oscillation through samples: x(t) = c + e^(−γt) (a cos ωt + b sin ωt).
#include <optional>

#include "verdict/series.h"

namespace simbench::verdict {

struct DampedMotion {
  double period_s = 0;     ///< of the damped motion, 2π/ω
  double ratio = 1;        ///< of the amplitude from one period to the next, e^(−γ 2π/ω)
  double equilibrium = 0;  ///< c
  double residual = 1;     ///< what the fit leaves, as a share of the motion about c (root mean square)
};

/// The least-squares fit, about `about` where the equilibrium is known; nullopt where the signal doesn't turn round or
/// no fit is found. Growth (ratio above 1) is a fit like any other.
std::optional<DampedMotion> fit_damped(const Signal& signal, std::optional<double> about);

}  // namespace simbench::verdict
