#include "stats/hypothesis.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <bit>
#include <boost/math/distributions/binomial.hpp>
#include <boost/math/distributions/normal.hpp>
#include <cmath>
#include <functional>
#include <numeric>

#include "base/base.h"
#include "stats/rank.h"

namespace simbench::stats {
namespace {

constexpr size_t kExactSignedRank = 50;
constexpr size_t kExactSignFlip = 20;

/// P(sum of the ranks with positive sign ≤ w), all 2ⁿ signs equally likely. Ranks are doubled so that mean ranks of
/// ties become whole numbers; then counting subsets by their sum is a knapsack.
double signed_rank_lower_tail(const std::vector<double>& rank, double w) {
  size_t total = 0;
  std::vector<size_t> doubled;
  for (double r : rank) doubled.push_back(static_cast<size_t>(std::lround(2 * r))), total += doubled.back();
  std::vector<double> probability(total + 1, 0.0);
  probability[0] = 1;
  size_t reached = 0;
  for (size_t r : doubled) {
    reached += r;
    for (size_t sum = reached + 1; sum-- > 0;)
      probability[sum] = (probability[sum] + (sum >= r ? probability[sum - r] : 0.0)) / 2;
  }
  auto last = std::min(total, static_cast<size_t>(std::floor(2 * w + 1e-9)));
  double tail = 0;
  for (size_t sum = 0; sum <= last; ++sum) tail += probability[sum];
  return tail;
}

/// Two-sided p-value of the smaller rank sum w by the normal approximation; the variance is reduced by the ties.
double signed_rank_normal(const std::vector<double>& rank, double w) {
  double mean = 0, variance = 0;  // Σ r/2 and Σ r²/4 hold with and without ties
  for (double r : rank) mean += r / 2, variance += r * r / 4;
  double z = (w - mean) / std::sqrt(variance);
  return std::min(1.0, 2 * boost::math::cdf(boost::math::normal(), -std::abs(z)));
}

/// Share of all 2ⁿ sign patterns whose absolute sum is at least `observed`; one sign changes from pattern to pattern
/// (Gray code).
double sign_flip_exact(std::span<const double> sums, double observed) {
  std::vector<double> sign(sums.size(), 1.0);
  double sum = std::accumulate(sums.begin(), sums.end(), 0.0);
  double hits = std::abs(sum) >= observed ? 1 : 0;
  uint64_t patterns = uint64_t{1} << sums.size();
  for (uint64_t i = 1; i < patterns; ++i) {
    auto flipped = static_cast<size_t>(std::countr_zero(i));
    sign[flipped] = -sign[flipped];
    sum += 2 * sign[flipped] * sums[flipped];
    if (std::abs(sum) >= observed) hits += 1;
  }
  return hits / static_cast<double>(patterns);
}

double sign_flip_random(std::span<const double> sums, double observed, uint64_t seed, int repeats) {
  Rng rng(seed);
  double hits = 0;
  for (int repeat = 0; repeat < repeats; ++repeat) {
    double sum = 0;
    for (double s : sums) sum += rng.below(2) == 0 ? s : -s;
    if (std::abs(sum) >= observed) hits += 1;
  }
  return (1 + hits) / (1 + static_cast<double>(repeats));
}

}  // namespace

SignedRank wilcoxon_signed_rank(std::span<const double> differences) {
  std::vector<double> size;
  std::vector<bool> positive;
  for (double d : differences)
    if (d != 0) size.push_back(std::abs(d)), positive.push_back(d > 0);
  SignedRank result;
  result.n = size.size();
  if (size.empty()) {
    result.p_value = result.effect = Figure::undefined("no difference other than zero");
    return result;
  }
  std::vector<double> rank = ranks(size);
  double plus = 0, total = 0;
  for (size_t i = 0; i < rank.size(); ++i) total += rank[i], plus += positive[i] ? rank[i] : 0.0;
  result.statistic = std::min(plus, total - plus);
  result.effect = Figure::of((2 * plus - total) / total);
  double p = rank.size() <= kExactSignedRank ? std::min(1.0, 2 * signed_rank_lower_tail(rank, result.statistic))
                                             : signed_rank_normal(rank, result.statistic);
  result.p_value = Figure::of(p);
  return result;
}

double mcnemar(size_t only_first, size_t only_second) {
  size_t n = only_first + only_second;
  if (n == 0) return 1;
  boost::math::binomial fair(static_cast<double>(n), 0.5);
  return std::min(1.0, 2 * boost::math::cdf(fair, static_cast<double>(std::min(only_first, only_second))));
}

Figure sign_flip(std::span<const double> cluster_sums, uint64_t seed, int repeats) {
  if (cluster_sums.empty()) return Figure::undefined("no clusters");
  double observed = 0, scale = 0;
  for (double s : cluster_sums) observed += s, scale += std::abs(s);
  // Patterns that give the same sum on paper differ in the last bits; the slack keeps them equal.
  double bound = std::abs(observed) - 1e-12 * scale;
  return Figure::of(cluster_sums.size() <= kExactSignFlip ? sign_flip_exact(cluster_sums, bound)
                                                          : sign_flip_random(cluster_sums, bound, seed, repeats));
}

namespace {

/// Lower and upper ends of what each pattern of signs allows, those without an end left out.
struct PatternEnds {
  std::vector<double> lower, upper;
  double patterns = 0;  ///< those without an end, too

  void add(double flipped_sum, double flipped_size, double kept_sum, double kept_size) {
    ++patterns;
    if (flipped_size <= 0 || kept_size <= 0) return;
    double a = flipped_sum / flipped_size, b = kept_sum / kept_size;
    lower.push_back(std::min(a, b)), upper.push_back(std::max(a, b));
  }
};

/// A pattern and its mirror image say the same: one sign stays.
PatternEnds all_patterns(std::span<const double> sums, std::span<const double> sizes, double sum, double size) {
  PatternEnds ends;
  std::vector<bool> flipped(sums.size(), false);
  double flipped_sum = 0, flipped_size = 0;
  ends.add(0, 0, sum, size);
  for (uint64_t i = 1; i < uint64_t{1} << (sums.size() - 1); ++i) {
    auto one = static_cast<size_t>(std::countr_zero(i));
    double sign = flipped[one] ? -1 : 1;
    flipped[one] = !flipped[one];
    flipped_sum += sign * sums[one], flipped_size += sign * sizes[one];
    ends.add(flipped_sum, flipped_size, sum - flipped_sum, size - flipped_size);
  }
  return ends;
}

/// The patterns that `sign_flip` draws, and the one that was seen.
PatternEnds random_patterns(std::span<const double> sums, std::span<const double> sizes, uint64_t seed, int repeats) {
  PatternEnds ends;
  Rng rng(seed);
  ends.add(0, 0, 0, 1);
  for (int repeat = 0; repeat < repeats; ++repeat) {
    std::array<double, 2> sum{}, size{};
    for (size_t i = 0; i < sums.size(); ++i) {
      size_t side = rng.below(2) == 0 ? 1 : 0;
      sum[side] += sums[i], size[side] += sizes[i];
    }
    ends.add(sum[0], size[0], sum[1], size[1]);
  }
  return ends;
}

}  // namespace

Estimate sign_flip_mean(std::span<const double> cluster_sums, std::span<const double> cluster_sizes, uint64_t seed,
                        double level, int repeats) {
  check(cluster_sums.size() == cluster_sizes.size(), "sign_flip_mean: lists of different length");
  double sum = std::accumulate(cluster_sums.begin(), cluster_sums.end(), 0.0);
  double size = std::accumulate(cluster_sizes.begin(), cluster_sizes.end(), 0.0), scale = 0;
  for (size_t i = 0; i < cluster_sums.size(); ++i)
    scale = std::max(scale, std::abs(cluster_sums[i] / cluster_sizes[i]));
  Estimate estimate{.figure = size > 0 ? Figure::of(sum / size) : Figure::undefined("no clusters"),
                    .n = static_cast<size_t>(size),
                    .clusters = cluster_sums.size()};
  if (cluster_sums.size() < kLeastFlips) {
    estimate.ci_reason = fmt::format("of fewer than {} clusters no pattern of signs is rare enough", kLeastFlips);
    return estimate;
  }
  PatternEnds ends = cluster_sums.size() <= kExactSignFlip
                         ? all_patterns(cluster_sums, cluster_sizes, sum, size)
                         : random_patterns(cluster_sums, cluster_sizes, seed, repeats);
  // So many patterns may lie beyond an end: those without an end are among them.
  auto refused = static_cast<size_t>(std::floor((1 - level) * ends.patterns + 1e-9));
  size_t without = static_cast<size_t>(ends.patterns) - ends.lower.size();
  if (refused < without || refused - without >= ends.lower.size()) {
    estimate.ci_reason = "too few patterns of signs have an end";
    return estimate;
  }
  auto place = static_cast<std::ptrdiff_t>(refused - without);
  std::nth_element(ends.lower.begin(), ends.lower.begin() + place, ends.lower.end());
  std::nth_element(ends.upper.begin(), ends.upper.begin() + place, ends.upper.end(), std::greater<>());
  Interval ci{ends.lower[static_cast<size_t>(place)], ends.upper[static_cast<size_t>(place)]};
  const double slack = 1e-12 * scale;  // as in sign_flip: what is 0 on paper is 0
  for (double* end : {&ci.lo, &ci.hi})
    if (std::abs(*end) <= slack) *end = 0;
  if (ci.hi - ci.lo <= slack)
    estimate.ci_reason = "all clusters have the same mean: their spread tells nothing";
  else
    estimate.ci = ci;
  return estimate;
}

std::vector<double> holm(std::span<const double> p_values) {
  std::vector<size_t> order(p_values.size());
  std::iota(order.begin(), order.end(), size_t{0});
  std::stable_sort(order.begin(), order.end(), [&](size_t i, size_t j) { return p_values[i] < p_values[j]; });
  std::vector<double> adjusted(p_values.size());
  double highest = 0;
  for (size_t place = 0; place < order.size(); ++place) {
    double factor = static_cast<double>(order.size() - place);
    highest = std::max(highest, std::min(1.0, factor * p_values[order[place]]));
    adjusted[order[place]] = highest;
  }
  return adjusted;
}

}  // namespace simbench::stats
