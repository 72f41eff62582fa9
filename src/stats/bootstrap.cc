#include "stats/bootstrap.h"

#include <fmt/format.h>

#include <cmath>
#include <map>
#include <numeric>

#include "base/base.h"
#include "stats/describe.h"

namespace simbench::stats {
namespace {

/// Members of every cluster, clusters in the order of their numbers.
std::vector<std::vector<size_t>> members(std::span<const size_t> cluster_of) {
  std::map<size_t, std::vector<size_t>> by_cluster;
  for (size_t item = 0; item < cluster_of.size(); ++item) by_cluster[cluster_of[item]].push_back(item);
  std::vector<std::vector<size_t>> result;
  for (auto& [cluster, items] : by_cluster) result.push_back(std::move(items));
  return result;
}

void add_interval(Estimate& estimate, std::span<const std::optional<double>> values, const BootstrapOptions& options) {
  std::vector<double> drawn;
  for (const auto& value : values)
    if (value) drawn.push_back(*value);
  auto missing = static_cast<double>(options.repeats) - static_cast<double>(drawn.size());
  if (missing > 0.1 * options.repeats) {
    estimate.ci_reason = fmt::format("undefined in {:.0f} of {} bootstrap drawings", missing, options.repeats);
    return;
  }
  double tail = (1 - options.level) / 2;
  Interval interval{*quantile(drawn, tail).value, *quantile(drawn, 1 - tail).value};
  constexpr double kRounding = 1e-12;
  if (interval.hi - interval.lo <= kRounding * std::abs(interval.hi))
    estimate.ci_reason = "nearly every drawing gives the same: their spread tells nothing";
  else
    estimate.ci = interval;
}

}  // namespace

Drawings draw(size_t groups, const GroupStatistic& statistic, const BootstrapOptions& options) {
  check(options.repeats > 0 && options.level > 0 && options.level < 1, "bootstrap: repeats and level must be positive");
  std::vector<size_t> drawing(groups);
  std::iota(drawing.begin(), drawing.end(), size_t{0});
  Drawings drawings{groups, groups == 0 ? Figure::undefined("no values") : statistic(drawing), {}};
  if (!drawings.figure.value || groups < 2) return drawings;
  Rng rng(options.seed);
  drawings.values.reserve(static_cast<size_t>(options.repeats));
  for (int repeat = 0; repeat < options.repeats; ++repeat) {
    for (size_t& group : drawing) group = rng.below(groups);
    drawings.values.push_back(statistic(drawing).value);
  }
  return drawings;
}

Drawings difference(const Drawings& a, const Drawings& b) {
  check(a.groups == b.groups, "drawings of different groups don't pair");
  if (!a.figure.value) return {a.groups, a.figure, {}};
  if (!b.figure.value) return {a.groups, b.figure, {}};
  Drawings result{a.groups, Figure::of(*a.figure.value - *b.figure.value), {}};
  for (size_t i = 0; i < std::min(a.values.size(), b.values.size()); ++i)
    result.values.push_back(a.values[i] && b.values[i] ? std::optional(*a.values[i] - *b.values[i]) : std::nullopt);
  return result;
}

Estimate estimate_of(const Drawings& drawings, const BootstrapOptions& options) {
  Estimate estimate;
  estimate.n = estimate.clusters = drawings.groups;
  estimate.figure = drawings.figure;
  if (!estimate.figure.value)
    estimate.ci_reason = estimate.figure.reason;
  else if (drawings.groups < kLeastGroups)
    estimate.ci_reason = fmt::format("a bootstrap takes {} clusters, there {} {}", kLeastGroups,
                                     drawings.groups == 1 ? "is" : "are", drawings.groups);
  else
    add_interval(estimate, drawings.values, options);
  return estimate;
}

Estimate bootstrap(size_t groups, const GroupStatistic& statistic, const BootstrapOptions& options) {
  return estimate_of(draw(groups, statistic, options), options);
}

Estimate cluster_bootstrap(std::span<const size_t> cluster_of, const ItemStatistic& statistic,
                           const BootstrapOptions& options) {
  std::vector<std::vector<size_t>> clusters = members(cluster_of);
  std::vector<size_t> items;
  auto on_groups = [&](std::span<const size_t> groups) {
    items.clear();
    for (size_t group : groups) items.insert(items.end(), clusters[group].begin(), clusters[group].end());
    return statistic(items);
  };
  Estimate estimate = bootstrap(clusters.size(), on_groups, options);
  estimate.n = cluster_of.size();
  return estimate;
}

std::vector<double> multiplicities(std::span<const size_t> groups, size_t n) {
  std::vector<double> counts(n, 0.0);
  for (size_t group : groups) counts[group] += 1;
  return counts;
}

}  // namespace simbench::stats
