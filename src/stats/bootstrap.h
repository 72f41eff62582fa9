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

/// A statistic on all groups and on each drawing of them (nullopt where it is undefined). Two of the same groups, seed
/// and repeats share their drawings, so that their difference is a paired one.
struct Drawings {
  size_t groups = 0;
  Figure figure;
  std::vector<std::optional<double>> values;  ///< empty for fewer than two groups or an undefined figure
};
Drawings draw(size_t groups, const GroupStatistic& statistic, const BootstrapOptions& options = {});
/// a − b on every drawing; both must come from the same groups and options.
Drawings difference(const Drawings& a, const Drawings& b);
/// With fewer groups the percentiles of drawings are too narrow to mean what they say (Cameron, Gelbach & Miller 2008).
constexpr size_t kLeastGroups = 10;

/// The figure with its percentile interval; no interval as in `bootstrap`.
Estimate estimate_of(const Drawings& drawings, const BootstrapOptions& options = {});

/// The statistic on all groups, with its percentile interval.
/// No interval (with a reason): fewer than kLeastGroups groups, percentiles that are equal, or the statistic is
/// undefined in more than a tenth of the drawings; a smaller share of undefined drawings is left out. Deterministic in
/// (statistic, options).
Estimate bootstrap(size_t groups, const GroupStatistic& statistic, const BootstrapOptions& options = {});

/// The same where item i belongs to cluster cluster_of[i] (any numbers); a drawn cluster brings all its items.
Estimate cluster_bootstrap(std::span<const size_t> cluster_of, const ItemStatistic& statistic,
                           const BootstrapOptions& options = {});

/// How often each of n groups stands in a drawing.
std::vector<double> multiplicities(std::span<const size_t> groups, size_t n);

}  // namespace simbench::stats
