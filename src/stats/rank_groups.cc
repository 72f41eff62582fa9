// With weights w on groups, the mean rank of an item is 1/2 + the sum over groups h of w(h) · below(h), where below(h)
// counts the items of h that are smaller, equal ones half. It is linear in w: sums of products of ranks become sums of
// products of `below`, which don't depend on w and are gathered once.
#include "stats/rank_groups.h"

#include <algorithm>
#include <cmath>
#include <map>

#include "base/base.h"

namespace simbench::stats {
namespace {

constexpr size_t kMostGroups = 96;

/// Calls look(item, below) for every item, by rising value; below[h] as above.
template <typename Look>
void sweep(std::span<const double> values, std::span<const size_t> group_of, size_t groups, const Look& look) {
  std::vector<std::pair<double, uint32_t>> order(values.size());  // side by side: a million are sorted twice as fast
  for (size_t i = 0; i < values.size(); ++i) order[i] = {values[i], static_cast<uint32_t>(i)};
  std::sort(order.begin(), order.end());
  std::vector<double> below(groups, 0.0);
  for (size_t begin = 0, end = 0; begin < order.size(); begin = end) {
    while (end < order.size() && order[end].first == order[begin].first) below[group_of[order[end++].second]] += 0.5;
    for (size_t place = begin; place < end; ++place) look(order[place].second, below);
    for (size_t place = begin; place < end; ++place) below[group_of[order[place].second]] += 0.5;
  }
}

/// Sums of outer products v·vᵀ, upper triangle. Four at a time: what costs is reading and writing the sums. (They are
/// quarters of whole numbers, so that the order of adding changes nothing.)
class OuterProducts {
 public:
  /// Adds to `sums` [n][n].
  OuterProducts(double* sums, size_t n) : sums_(sums), n_(n), waiting_(4 * n, 0.0) {}
  void add(const std::vector<double>& v) {
    std::copy(v.begin(), v.end(), waiting_.begin() + static_cast<std::ptrdiff_t>(count_++ * n_));
    if (count_ == 4) flush();
  }
  void flush() {
    std::fill(waiting_.begin() + static_cast<std::ptrdiff_t>(count_ * n_), waiting_.end(), 0.0);
    const double *a = waiting_.data(), *b = a + n_, *c = b + n_, *d = c + n_;
    for (size_t h = 0; h < n_; ++h) {
      double* row = sums_ + h * n_;
      for (size_t k = h; k < n_; ++k) row[k] += a[h] * a[k] + b[h] * b[k] + c[h] * c[k] + d[h] * d[k];
    }
    count_ = 0;
  }

 private:
  double* sums_;
  size_t n_, count_ = 0;
  std::vector<double> waiting_;
};

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
                                                 std::span<const size_t> group_of, size_t groups, size_t most_values) {
  check(a.size() == b.size() && a.size() == group_of.size(), "GroupSpearman: lists of different length");
  std::map<double, size_t> value_of;
  for (double value : b)
    if (value_of.size() <= most_values) value_of.emplace(value, 0);
  if (groups > kMostGroups || value_of.size() > most_values) return std::nullopt;
  size_t number = 0;
  for (auto& [value, place] : value_of) place = number++;
  GroupSpearman made;
  made.groups_ = groups, made.values_ = value_of.size();
  made.sizes_.assign(groups, 0.0);
  made.aa_.assign(groups * groups * groups, 0.0);
  std::map<std::pair<size_t, size_t>, size_t> place_of;  // (group, value of b) → its place among those that occur
  for (size_t i = 0; i < b.size(); ++i) place_of.emplace(std::pair(group_of[i], value_of.find(b[i])->second), 0);
  for (auto& [key, place] : place_of) place = made.cells_.size(), made.cells_.push_back({key.first, key.second});
  for (Cell& cell : made.cells_) cell.below.assign(groups, 0.0);
  std::vector<OuterProducts> products;
  for (size_t g = 0; g < groups; ++g) products.emplace_back(&made.aa_[g * groups * groups], groups);
  sweep(a, group_of, groups, [&](size_t item, const std::vector<double>& below) {
    size_t g = group_of[item];
    Cell& cell = made.cells_[place_of.find({g, value_of.find(b[item])->second})->second];
    made.sizes_[g] += 1, cell.count += 1;
    for (size_t h = 0; h < groups; ++h) cell.below[h] += below[h];
    products[g].add(below);
  });
  for (OuterProducts& rest : products) rest.flush();
  return made;
}

Figure GroupSpearman::operator()(std::span<const double> weights) const {
  double total = 0;
  for (size_t g = 0; g < groups_; ++g) total += weights[g] * sizes_[g];
  if (total <= 0) return Figure::undefined("no values");
  std::vector<double> of_value(values_, 0.0), rank_b(values_);  // weight of each value of b; its rank without the 1/2
  for (const Cell& cell : cells_) of_value[cell.value] += weights[cell.group] * cell.count;
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
  }
  for (const Cell& cell : cells_) {
    if (weights[cell.group] == 0) continue;
    double sum = 0;
    for (size_t h = 0; h < groups_; ++h) sum += weights[h] * cell.below[h];
    ab += weights[cell.group] * rank_b[cell.value] * sum;
  }
  // Both sides have the mean total / 2; what is left where a side is constant is rounding.
  double mean_squared = total * (total / 2) * (total / 2), least = 1e-9 * mean_squared;
  aa -= mean_squared, bb -= mean_squared, ab -= mean_squared;
  if (aa <= least || bb <= least) return Figure::undefined("one side is constant");
  return Figure::of(std::clamp(ab / std::sqrt(aa * bb), -1.0, 1.0));
}

}  // namespace simbench::stats
