#include "stats/agreement.h"

#include <algorithm>
#include <map>

#include "base/base.h"
#include "stats/describe.h"
#include "stats/rank.h"

namespace simbench::stats {
namespace {

/// The present ratings of every item that has at least two.
std::vector<std::vector<double>> pairable(const Ratings& ratings) {
  std::vector<std::vector<double>> units;
  for (const auto& row : ratings) {
    std::vector<double> present;
    for (const auto& rating : row)
      if (rating) present.push_back(*rating);
    if (present.size() >= 2) units.push_back(std::move(present));
  }
  return units;
}

/// value → position whose squared differences are the scale's distances. For the ordinal scale, Krippendorff's distance
/// between c and k is (n_c/2 + all between + n_k/2)²: the difference of their mid-ranks, squared.
std::map<double, double> positions(const std::vector<std::vector<double>>& units, Scale scale) {
  std::map<double, double> count;
  for (const auto& unit : units)
    for (double value : unit) count[value] += 1;
  double below = 0;
  for (auto& [value, position] : count) {
    double here = position;
    position = scale == Scale::interval ? value : below + here / 2;
    below += here;
  }
  return count;
}

/// Σ over unordered pairs of (xᵢ − xⱼ)², without visiting them: n Σx² − (Σx)², centred to keep the digits.
double pair_squares(std::span<const double> x) {
  double centre = *mean(x).value, sum = 0;
  for (double v : x) sum += (v - centre) * (v - centre);
  return static_cast<double>(x.size()) * sum;
}

struct MeanSquares {
  double rows = 0, columns = 0, error = 0;
};

MeanSquares two_way(const std::vector<std::vector<double>>& table) {
  double n = static_cast<double>(table.size()), k = static_cast<double>(table[0].size()), grand = 0;
  std::vector<double> column(table[0].size(), 0.0);
  for (const auto& row : table)
    for (size_t j = 0; j < row.size(); ++j) grand += row[j] / (n * k), column[j] += row[j] / n;
  MeanSquares ms;
  double total = 0;
  for (const auto& row : table) {
    double centre = *mean(row).value - grand;
    ms.rows += k * centre * centre;
    for (double x : row) total += (x - grand) * (x - grand);
  }
  for (double c : column) ms.columns += n * (c - grand) * (c - grand);
  ms.error = (total - ms.rows - ms.columns) / ((n - 1) * (k - 1));
  ms.rows /= n - 1, ms.columns /= k - 1;
  return ms;
}

std::vector<std::vector<double>> complete_rows(const Ratings& ratings) {
  std::vector<std::vector<double>> table;
  for (const auto& row : ratings) {
    if (!std::all_of(row.begin(), row.end(), [](const auto& rating) { return rating.has_value(); })) continue;
    table.emplace_back();
    for (const auto& rating : row) table.back().push_back(*rating);
  }
  return table;
}

/// The first two raters' scores of the items that both rated.
Figure of_two_raters(const Ratings& ratings, Figure (*statistic)(std::span<const double>, std::span<const double>)) {
  std::vector<double> a, b;
  for (const auto& row : ratings)
    if (row.size() >= 2 && row[0] && row[1]) a.push_back(*row[0]), b.push_back(*row[1]);
  return a.empty() ? Figure::undefined("no item was rated by both raters") : statistic(a, b);
}

}  // namespace

Figure quadratic_weighted_kappa(std::span<const double> a, std::span<const double> b) {
  check(a.size() == b.size(), "quadratic_weighted_kappa: lists of different length");
  if (a.empty()) return Figure::undefined("no items");
  double n = static_cast<double>(a.size()), observed = 0, expected = 0;
  double mean_a = *mean(a).value, mean_b = *mean(b).value;
  for (size_t i = 0; i < a.size(); ++i) {
    observed += (a[i] - b[i]) * (a[i] - b[i]);
    expected += (a[i] - mean_a) * (a[i] - mean_a) + (b[i] - mean_b) * (b[i] - mean_b);
  }
  expected += n * (mean_a - mean_b) * (mean_a - mean_b);
  if (expected <= 0) return Figure::undefined("all ratings are equal");
  return Figure::of(1 - observed / expected);
}

Figure krippendorff_alpha(const Ratings& ratings, Scale scale) {
  std::vector<std::vector<double>> units = pairable(ratings);
  if (units.empty()) return Figure::undefined("no item has two ratings");
  std::map<double, double> position = positions(units, scale);
  std::vector<double> all;
  double observed = 0;
  for (auto& unit : units) {
    for (double& value : unit) value = position[value];
    all.insert(all.end(), unit.begin(), unit.end());
    observed += pair_squares(unit) / static_cast<double>(unit.size() - 1);
  }
  double expected = pair_squares(all) / static_cast<double>(all.size() - 1);
  if (expected <= 0) return Figure::undefined("all ratings are equal");
  return Figure::of(1 - observed / expected);
}

Figure icc_2_1(const Ratings& ratings) {
  std::vector<std::vector<double>> table = complete_rows(ratings);
  if (table.size() < 2) return Figure::undefined("fewer than two items rated by everyone");
  if (table[0].size() < 2) return Figure::undefined("fewer than two raters");
  MeanSquares ms = two_way(table);
  double n = static_cast<double>(table.size()), k = static_cast<double>(table[0].size());
  double whole = ms.rows + (k - 1) * ms.error + k * (ms.columns - ms.error) / n;
  if (whole <= 0) return Figure::undefined("all ratings are equal");
  return Figure::of((ms.rows - ms.error) / whole);
}

Agreement agreement(const Ratings& ratings, std::span<const size_t> cluster_of, const BootstrapOptions& options) {
  check(ratings.size() == cluster_of.size(), "agreement: one cluster number for each item");
  auto with_interval = [&](const std::function<Figure(const Ratings&)>& statistic) {
    return cluster_bootstrap(
        cluster_of,
        [&](std::span<const size_t> items) {
          Ratings drawn;
          drawn.reserve(items.size());
          for (size_t item : items) drawn.push_back(ratings[item]);
          return statistic(drawn);
        },
        options);
  };
  Agreement result;
  result.quadratic_kappa = with_interval([](const Ratings& r) { return of_two_raters(r, quadratic_weighted_kappa); });
  result.alpha_ordinal = with_interval([](const Ratings& r) { return krippendorff_alpha(r, Scale::ordinal); });
  result.alpha_interval = with_interval([](const Ratings& r) { return krippendorff_alpha(r, Scale::interval); });
  result.icc = with_interval(icc_2_1);
  result.spearman = with_interval([](const Ratings& r) { return of_two_raters(r, spearman); });
  return result;
}

}  // namespace simbench::stats
