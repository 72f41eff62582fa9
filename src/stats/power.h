#pragma once
// How large a difference a comparison could have seen.
#include "stats/figure.h"

namespace simbench::stats {

/// A paired comparison as planned: a mean difference with this standard error and these degrees of freedom (clusters −
/// 1).
struct Comparison {
  double standard_error = 0;
  double df = 1;
  double alpha = 0.05;  ///< two-sided
};

/// Power of the two-sided t test for a true mean difference: P(|T| > t_{1−α/2}), T noncentral t with δ = difference/SE.
/// undefined: standard error is not positive, df < 1
Figure power(const Comparison& comparison, double difference);

/// Minimal detectable difference: the smallest true difference that the test sees with probability `wanted`.
/// undefined as `power`
Figure detectable_difference(const Comparison& comparison, double wanted = 0.8);

}  // namespace simbench::stats
