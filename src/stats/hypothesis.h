#pragma once
// Tests of "no difference" for paired data, and what to do when there are many of them.
#include <cstdint>
#include <span>
#include <vector>

#include "stats/figure.h"

namespace simbench::stats {

/// Wilcoxon's signed-rank test (Wilcoxon 1945), two-sided. Zero differences are dropped.
/// Up to 50 differences: the exact distribution over all signs (ties included, by mean ranks); more: the normal
/// approximation with tie correction and without continuity correction.
struct SignedRank {
  Figure p_value;
  double statistic = 0;  ///< the smaller of the two rank sums
  Figure effect;         ///< matched-pairs rank-biserial correlation in [−1,1]: (W⁺ − W⁻)/(W⁺ + W⁻)
  size_t n = 0;          ///< differences that aren't zero
};
/// undefined p_value and effect: no difference other than zero
SignedRank wilcoxon_signed_rank(std::span<const double> differences);

/// McNemar's exact test (McNemar 1947): two-sided binomial over the pairs on which the two disagree; 1 if there are
/// none.
double mcnemar(size_t only_first, size_t only_second);

/// Sign-flip (permutation) test that paired differences centre on zero, for one sum of differences a cluster: under the
/// null hypothesis each cluster's sum could as well have the other sign. Two-sided. Up to 20 clusters exact over all
/// signs, more: `repeats` random flips, p = (1 + as extreme)/(1 + repeats) (Phipson & Smyth 2010). undefined: no
/// clusters
Figure sign_flip(std::span<const double> cluster_sums, uint64_t seed, int repeats = 10000);

/// Fewer clusters can't refuse any difference at 5 %: 2 of the 2ᴳ patterns say nothing.
constexpr size_t kLeastFlips = 6;

/// Mean difference of clusters (Σ sums / Σ sizes), with the differences δ that `sign_flip` of sums − δ · sizes doesn't
/// refuse: 0 lies outside exactly where its p is below 1 − level. The ends are found from the patterns themselves: a
/// pattern refuses δ beyond the means of the clusters that it flips and of those that it keeps.
/// No interval (with a reason): fewer than kLeastFlips clusters, or clusters that all have the same mean.
/// in sizes > 0, as many as sums
Estimate sign_flip_mean(std::span<const double> cluster_sums, std::span<const double> cluster_sizes, uint64_t seed,
                        double level = 0.95, int repeats = 10000);

/// Holm's step-down adjustment (Holm 1979): adjusted p-values in the order given, in [0,1].
std::vector<double> holm(std::span<const double> p_values);

}  // namespace simbench::stats
