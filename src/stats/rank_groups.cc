// With weights w on groups, the mean rank of an item is 1/2 + the sum over groups h of w(h) · below(h), where below(h)
// counts the items of h that are smaller, equal ones half. It is linear in w: sums of products of ranks become sums of
// products of `below`, which don't depend on w and are gathered once.
#include "stats/rank_groups.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <numeric>

#include "base/base.h"

namespace simbench::stats {
namespace {

constexpr size_t kMostGroups = 96, kMostValues = 64;

/// Calls look(item, below) for every item, by rising value; below[h] as above.
template <typename Look>
void sweep(std::span<const double> values, std::span<const size_t> group_of, size_t groups, const Look& look) {
  std::vector<size_t> order(values.size());
  std::iota(order.begin(), order.end(), size_t{0});
  std::stable_sort(order.begin(), order.end(), [&](size_t i, size_t j) { return values[i] < values[j]; });
  std::vector<double> before(groups, 0.0), below(groups);
  for (size_t begin = 0, end = 0; begin < order.size(); begin = end) {
    std::vector<double> after = before;
    while (end < order.size() && values[order[end]] == values[order[begin]]) after[group_of[order[end++]]] += 1;
    for (size_t h = 0; h < groups; ++h) below[h] = (before[h] + after[h]) / 2;
    for (size_t place = begin; place < end; ++place) look(order[place], below);
    before = std::move(after);
  }
}

}  // namespace

GroupAuc::GroupAuc(std::span<const double> scores, const std::vector<bool>& labels, std::span<const size_t> group_of,
                   size_t groups)
    : right_(groups * groups, 0.0), positives_(groups, 0.0), negatives_(groups, 0.0) {
  check(scores.size() == labels.size() && scores.size() == group_of.size(), "GroupAuc: lists of different length");
  // Only negatives count as below: positives are given to a group of their own, which nobody asks about.
  std::vector<size_t> counted(group_of.begin(), group_of.end());
  for (size_t i = 0; i < labels.size(); ++i) {
    (labels[i] ? positives_ : negatives_)[group_of[i]] += 1;
    if (labels[i]) counted[i] = groups;
  }
  sweep(scores, counted, groups + 1, [&](size_t item, const std::vector<double>& below) {
    if (!labels[item]) return;
    double* row = &right_[group_of[item] * groups];
    for (size_t h = 0; h < groups; ++h) row[h] += below[h];
  });
}

Figure GroupAuc::operator()(std::span<const double> weights) const {
  size_t groups = positives_.size();
  double right = 0, positives = 0, negatives = 0;
  for (size_t g = 0; g < groups; ++g) {
    positives += weights[g] * positives_[g], negatives += weights[g] * negatives_[g];
    for (size_t h = 0; h < groups; ++h) right += weights[g] * weights[h] * right_[g * groups + h];
  }
  if (positives * negatives <= 0) return Figure::undefined("all labels are equal");
  return Figure::of(right / (positives * negatives));
}

std::optional<GroupSpearman> GroupSpearman::make(std::span<const double> a, std::span<const double> b,
                                                 std::span<const size_t> group_of, size_t groups) {
  check(a.size() == b.size() && a.size() == group_of.size(), "GroupSpearman: lists of different length");
  std::map<double, size_t> value_of;
  for (double value : b)
    if (value_of.size() <= kMostValues) value_of.emplace(value, 0);
  if (groups > kMostGroups || value_of.size() > kMostValues) return std::nullopt;
  size_t number = 0;
  for (auto& [value, place] : value_of) place = number++;
  GroupSpearman made;
  made.groups_ = groups, made.values_ = value_of.size();
  made.sizes_.assign(groups, 0.0);
  made.aa_.assign(groups * groups * groups, 0.0);
  made.a_by_b_.assign(groups * made.values_ * groups, 0.0);
  made.counts_.assign(groups * made.values_, 0.0);
  sweep(a, group_of, groups, [&](size_t item, const std::vector<double>& below) {
    size_t g = group_of[item], value = value_of.find(b[item])->second;
    made.sizes_[g] += 1, made.counts_[g * made.values_ + value] += 1;
    double* by_b = &made.a_by_b_[(g * made.values_ + value) * groups];
    for (size_t h = 0; h < groups; ++h) by_b[h] += below[h];
    double* aa = &made.aa_[g * groups * groups];
    for (size_t h = 0; h < groups; ++h)
      for (size_t k = h; k < groups; ++k) aa[h * groups + k] += below[h] * below[k];
  });
  return made;
}

Figure GroupSpearman::operator()(std::span<const double> weights) const {
  double total = 0;
  for (size_t g = 0; g < groups_; ++g) total += weights[g] * sizes_[g];
  if (total <= 0) return Figure::undefined("no values");
  std::vector<double> of_value(values_, 0.0), rank_b(values_);  // weight of each value of b; its rank without the 1/2
  for (size_t g = 0; g < groups_; ++g)
    for (size_t v = 0; v < values_; ++v) of_value[v] += weights[g] * counts_[g * values_ + v];
  double before = 0;
  for (size_t v = 0; v < values_; ++v) rank_b[v] = before + of_value[v] / 2, before += of_value[v];
  double aa = 0, ab = 0, bb = 0;
  for (size_t v = 0; v < values_; ++v) bb += of_value[v] * rank_b[v] * rank_b[v];
  for (size_t g = 0; g < groups_; ++g) {
    if (weights[g] == 0) continue;
    double of_group = 0;
    for (size_t h = 0; h < groups_; ++h) {
      const double* row = &aa_[(g * groups_ + h) * groups_];
      double sum = row[h] * weights[h];
      for (size_t k = h + 1; k < groups_; ++k) sum += 2 * row[k] * weights[k];
      of_group += weights[h] * sum;
    }
    aa += weights[g] * of_group;
    for (size_t v = 0; v < values_; ++v) {
      double sum = 0;
      for (size_t h = 0; h < groups_; ++h) sum += weights[h] * a_by_b_[(g * values_ + v) * groups_ + h];
      ab += weights[g] * rank_b[v] * sum;
    }
  }
  // Both sides have the mean total / 2; what is left where a side is constant is rounding.
  double mean_squared = total * (total / 2) * (total / 2), least = 1e-9 * mean_squared;
  aa -= mean_squared, bb -= mean_squared, ab -= mean_squared;
  if (aa <= least || bb <= least) return Figure::undefined("one side is constant");
  return Figure::of(std::clamp(ab / std::sqrt(aa * bb), -1.0, 1.0));
}

}  // namespace simbench::stats
