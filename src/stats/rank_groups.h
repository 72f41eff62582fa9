#pragma once
// Rank statistics of items in groups, where a drawing repeats whole groups: what a bootstrap over clusters asks for
// thousands of times. The items are visited once; a drawing costs the same however many items there are.
#include <optional>
#include <span>
#include <vector>

#include "stats/figure.h"

namespace simbench::stats {

/// AUC over a drawing of groups: equal to `auc` of the list in which every group's items stand as often as it is drawn.
class GroupAuc {
 public:
  /// `group_of` < groups. O(items × groups), after sorting.
  GroupAuc(std::span<const double> scores, const std::vector<bool>& labels, std::span<const size_t> group_of,
           size_t groups);
  /// `weights`: how often each group is drawn. undefined: one of the two kinds isn't drawn. O(groups²)
  Figure operator()(std::span<const double> weights) const;

 private:
  std::vector<double> right_;  ///< [a * groups + b]: pairs of a positive of a and a negative of b in the right order
  std::vector<double> positives_, negatives_;
};

/// Spearman's rho in the same sense, for a second side with few different values (outcomes).
class GroupSpearman {
 public:
  /// nullopt where it would cost more than it saves: many groups, or a second side with many values.
  /// O(items × groups²), after sorting.
  static std::optional<GroupSpearman> make(std::span<const double> a, std::span<const double> b,
                                           std::span<const size_t> group_of, size_t groups, size_t most_values = 64);
  /// undefined: a side is constant among the groups that are drawn. O(groups³ + pairs of group and value · groups)
  Figure operator()(std::span<const double> weights) const;

 private:
  /// The items of one group with one value of b.
  struct Cell {
    size_t group = 0, value = 0;
    double count = 0;
    std::vector<double> below = {};  ///< [h]: sum over them of below(h)
  };
  size_t groups_ = 0, values_ = 0;
  std::vector<double> sizes_;  ///< items of each group
  std::vector<double> aa_;  ///< [g][h][k], h ≤ k: sum over the items of g of below(h) · below(k), see rank_groups.cc
  std::vector<Cell> cells_;  ///< by group and value
};

}  // namespace simbench::stats
