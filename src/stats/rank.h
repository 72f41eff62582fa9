#pragma once
// Association between two lists by rank, and the area under the ROC curve.
#include <span>
#include <vector>

#include "stats/figure.h"

namespace simbench::stats {

/// Ranks from 1, ties share their mean rank.
std::vector<double> ranks(std::span<const double> values);

/// Pearson's product-moment correlation in [−1,1].
/// in a, b: same length, finite · undefined: fewer than two pairs, a constant side
Figure pearson(std::span<const double> a, std::span<const double> b);

/// Spearman's rho: Pearson's correlation of the mean ranks (Spearman 1904). Undefined as `pearson`.
Figure spearman(std::span<const double> a, std::span<const double> b);

/// Two-sided p-value of Spearman's rho over n pairs by Student's t with n − 2 degrees of freedom; undefined for n < 3.
Figure spearman_p_value(double rho, size_t n);

/// Kendall's tau-b = (C−D)/√((C+D+Ta)(C+D+Tb)) (Kendall 1945). O(n²). Undefined as `pearson`.
Figure kendall_tau_b(std::span<const double> a, std::span<const double> b);

/// Probability that a positive item outscores a negative one, ties count half (Mann & Whitney 1947).
/// in labels: true = positive, as many as scores · undefined: one of the two kinds is missing
Figure auc(std::span<const double> scores, const std::vector<bool>& labels);

/// Pairs of one positive and one negative item, and how many of them the score orders rightly (ties half).
struct PairCount {
  double right = 0, pairs = 0;
};
PairCount auc_pairs(std::span<const double> scores, const std::vector<bool>& labels);

/// AUC over pairs from the same group only, every pair weighted alike: Σ right / Σ pairs. Takes out what the group
/// itself explains (a hard system fails every model). in group_of: a group number for each item. undefined: no group
/// holds both kinds
Figure within_group_auc(std::span<const double> scores, const std::vector<bool>& labels,
                        std::span<const size_t> group_of);

/// Ranks of items that count several times (or not at all), made for bootstraps: sorts once, then O(n) a call.
class RankOrder {
 public:
  explicit RankOrder(std::span<const double> values);
  /// in weights: ≥ 0, one for each item · out: each item's mean rank in the list where item i stands weights[i] times
  std::vector<double> ranks(std::span<const double> weights) const;
  size_t size() const { return order_.size(); }

 private:
  std::vector<size_t> order_;     ///< item numbers by rising value
  std::vector<size_t> tie_ends_;  ///< one past the last place of each run of equal values
};

/// Spearman's rho of weighted items: with integer weights equal to `spearman` of the list in which items are repeated.
class WeightedSpearman {
 public:
  WeightedSpearman(std::span<const double> a, std::span<const double> b) : a_(a), b_(b) {}
  /// undefined: a side is constant among the items of positive weight
  Figure operator()(std::span<const double> weights) const;

 private:
  RankOrder a_, b_;
};

}  // namespace simbench::stats
