#pragma once
// Percentile bootstrap over independent groups (Efron & Tibshirani 1993, ch. 13): whole groups are drawn, never single
// items of a group, because items of one system are not independent of each other.
#include <cstdint>
#include <functional>
#include <span>
#include <vector>

#include "stats/figure.h"

namespace simbench::stats {

struct BootstrapOptions {
  uint64_t seed = 1;
  int repeats = 2000;
  double level = 0.95;  ///< of the interval
};

/// A statistic of a drawing: group numbers with repetition, as many as there are groups.
using GroupStatistic = std::function<Figure(std::span<const size_t> groups)>;
/// The same of item numbers with repetition.
using ItemStatistic = std::function<Figure(std::span<const size_t> items)>;

/// The statistic on all groups, with its percentile interval.
/// No interval (with a reason): fewer than two groups, or the statistic is undefined in more than a tenth of the
/// drawings; a smaller share of undefined drawings is left out. Deterministic in (statistic, options).
Estimate bootstrap(size_t groups, const GroupStatistic& statistic, const BootstrapOptions& options = {});

/// The same where item i belongs to cluster cluster_of[i] (any numbers); a drawn cluster brings all its items.
Estimate cluster_bootstrap(std::span<const size_t> cluster_of, const ItemStatistic& statistic,
                           const BootstrapOptions& options = {});

/// How often each of n groups stands in a drawing.
std::vector<double> multiplicities(std::span<const size_t> groups, size_t n);

}  // namespace simbench::stats
