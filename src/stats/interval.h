#pragma once
// Confidence intervals by formula.
#include <span>

#include "stats/figure.h"

namespace simbench::stats {

/// Wilson's score interval for a share (Wilson 1927), within [0,1].
/// in successes ≤ trials · nullopt for no trials
std::optional<Interval> wilson(size_t successes, size_t trials, double level = 0.95);

/// Mean with Student's t interval of independent values; no interval for fewer than two.
Estimate t_interval(std::span<const double> values, double level = 0.95);

/// Mean of items that come in clusters: standard error by the cluster-robust (sandwich) formula
/// √(G/(G−1) Σ_g (Σ_{i∈g} (x_i − x̄))²)/n, interval by Student's t with G − 1 degrees of freedom (Liang & Zeger 1986).
/// No interval (with a reason): fewer than two clusters, or clusters that all have the same mean.
struct ClusteredMean {
  Estimate estimate;
  Figure standard_error;
};
ClusteredMean clustered_mean(std::span<const double> values, std::span<const size_t> cluster_of, double level = 0.95);

/// The estimate with its interval cut at the ends of the scale that the figure can't leave (shares: 0 and 1). What
/// can't be needs no covering: the interval's level stays as it was.
Estimate within(Estimate estimate, Interval scale);

/// Upper quantiles that the above use: t for df degrees of freedom at two-sided `level`.
double student_quantile(double df, double level);

}  // namespace simbench::stats
