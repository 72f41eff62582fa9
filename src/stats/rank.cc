// All rank statistics here use mean ranks for ties. AUC is computed from ranks: the sum of the positives' ranks counts,
// for each positive, the items that it outscores (ties half), so no pair has to be visited.
#include "stats/rank.h"

#include <algorithm>
#include <boost/math/distributions/students_t.hpp>
#include <cmath>
#include <map>
#include <numeric>

#include "base/base.h"

namespace simbench::stats {
namespace {

std::vector<size_t> order_of(std::span<const double> values) {
  std::vector<size_t> order(values.size());
  std::iota(order.begin(), order.end(), size_t{0});
  std::stable_sort(order.begin(), order.end(), [&](size_t i, size_t j) { return values[i] < values[j]; });
  return order;
}

/// Correlation of a and b with weights w around their weighted means.
Figure weighted_pearson(std::span<const double> a, std::span<const double> b, std::span<const double> w) {
  double total = 0, mean_a = 0, mean_b = 0;
  for (size_t i = 0; i < a.size(); ++i) total += w[i], mean_a += w[i] * a[i], mean_b += w[i] * b[i];
  if (total <= 0) return Figure::undefined("no values");
  mean_a /= total, mean_b /= total;
  double aa = 0, bb = 0, ab = 0;
  for (size_t i = 0; i < a.size(); ++i) {
    double da = a[i] - mean_a, db = b[i] - mean_b;
    aa += w[i] * da * da, bb += w[i] * db * db, ab += w[i] * da * db;
  }
  if (aa <= 0 || bb <= 0) return Figure::undefined("one side is constant");
  return Figure::of(std::clamp(ab / std::sqrt(aa * bb), -1.0, 1.0));
}

int sign(double x) {
  return x > 0 ? 1 : x < 0 ? -1 : 0;
}

}  // namespace

std::vector<double> ranks(std::span<const double> values) {
  std::vector<size_t> order = order_of(values);
  std::vector<double> result(values.size());
  for (size_t begin = 0, end = 0; begin < order.size(); begin = end) {
    while (end < order.size() && values[order[end]] == values[order[begin]]) ++end;
    double shared = static_cast<double>(begin + 1 + end) / 2;
    for (size_t place = begin; place < end; ++place) result[order[place]] = shared;
  }
  return result;
}

Figure pearson(std::span<const double> a, std::span<const double> b) {
  check(a.size() == b.size(), "pearson: lists of different length");
  if (a.size() < 2) return Figure::undefined("fewer than two pairs");
  return weighted_pearson(a, b, std::vector<double>(a.size(), 1.0));
}

Figure spearman(std::span<const double> a, std::span<const double> b) {
  return pearson(ranks(a), ranks(b));
}

Figure spearman_p_value(double rho, size_t n) {
  if (n < 3) return Figure::undefined("fewer than three pairs");
  double df = static_cast<double>(n - 2);
  if (std::abs(rho) >= 1) return Figure::of(0);
  double t = std::abs(rho) * std::sqrt(df / ((1 - rho) * (1 + rho)));
  return Figure::of(2 * boost::math::cdf(boost::math::complement(boost::math::students_t(df), t)));
}

Figure kendall_tau_b(std::span<const double> a, std::span<const double> b) {
  check(a.size() == b.size(), "kendall_tau_b: lists of different length");
  if (a.size() < 2) return Figure::undefined("fewer than two pairs");
  double difference = 0, untied_a = 0, untied_b = 0;
  for (size_t i = 0; i < a.size(); ++i)
    for (size_t j = 0; j < i; ++j) {
      int sa = sign(a[i] - a[j]), sb = sign(b[i] - b[j]);
      difference += sa * sb, untied_a += sa * sa, untied_b += sb * sb;
    }
  if (untied_a == 0 || untied_b == 0) return Figure::undefined("one side is constant");
  return Figure::of(difference / std::sqrt(untied_a * untied_b));
}

PairCount auc_pairs(std::span<const double> scores, const std::vector<bool>& labels) {
  check(scores.size() == labels.size(), "auc: lists of different length");
  std::vector<double> rank = ranks(scores);
  double positives = 0, rank_sum = 0;
  for (size_t i = 0; i < labels.size(); ++i)
    if (labels[i]) positives += 1, rank_sum += rank[i];
  double negatives = static_cast<double>(labels.size()) - positives;
  return {rank_sum - positives * (positives + 1) / 2, positives * negatives};
}

Figure auc(std::span<const double> scores, const std::vector<bool>& labels) {
  PairCount count = auc_pairs(scores, labels);
  if (count.pairs == 0) return Figure::undefined("all labels are equal");
  return Figure::of(count.right / count.pairs);
}

Figure within_group_auc(std::span<const double> scores, const std::vector<bool>& labels,
                        std::span<const size_t> group_of) {
  check(scores.size() == group_of.size(), "within_group_auc: lists of different length");
  std::map<size_t, std::pair<std::vector<double>, std::vector<bool>>> groups;
  for (size_t i = 0; i < scores.size(); ++i) {
    groups[group_of[i]].first.push_back(scores[i]);
    groups[group_of[i]].second.push_back(labels[i]);
  }
  PairCount sum;
  for (const auto& [group, members] : groups) {
    PairCount count = auc_pairs(members.first, members.second);
    sum.right += count.right, sum.pairs += count.pairs;
  }
  if (sum.pairs == 0) return Figure::undefined("no group holds both kinds of label");
  return Figure::of(sum.right / sum.pairs);
}

RankOrder::RankOrder(std::span<const double> values) : order_(order_of(values)) {
  for (size_t place = 1; place <= order_.size(); ++place)
    if (place == order_.size() || values[order_[place]] != values[order_[place - 1]]) tie_ends_.push_back(place);
}

std::vector<double> RankOrder::ranks(std::span<const double> weights) const {
  check(weights.size() == order_.size(), "RankOrder: one weight for each item");
  std::vector<double> rank(weights.size());
  double before = 0;
  size_t begin = 0;
  for (size_t end : tie_ends_) {
    double here = 0;
    for (size_t place = begin; place < end; ++place) here += weights[order_[place]];
    for (size_t place = begin; place < end; ++place) rank[order_[place]] = before + (here + 1) / 2;
    before += here;
    begin = end;
  }
  return rank;
}

Figure WeightedSpearman::operator()(std::span<const double> weights) const {
  return weighted_pearson(a_.ranks(weights), b_.ranks(weights), weights);
}

}  // namespace simbench::stats
