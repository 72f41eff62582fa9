#pragma once
// Centre and spread of one list of finite numbers.
#include <span>

#include "stats/figure.h"

namespace simbench::stats {

/// Arithmetic mean; undefined for an empty list.
Figure mean(std::span<const double> values);
/// Sample variance with n − 1; undefined for fewer than two values.
Figure variance(std::span<const double> values);
/// Square root of `variance`.
Figure standard_deviation(std::span<const double> values);
/// Quantile q in [0,1] with linear interpolation between order statistics (Hyndman & Fan 1996, type 7); undefined for
/// an empty list.
Figure quantile(std::span<const double> values, double q);
Figure median(std::span<const double> values);
/// Share of values for which value > bound (0–1); undefined for an empty list.
Figure share_above(std::span<const double> values, double bound);

}  // namespace simbench::stats
