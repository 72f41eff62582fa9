#include "stats/bootstrap.h"

#include <gtest/gtest.h>

#include <numeric>

#include "base/base.h"
#include "stats/describe.h"
#include "stats/interval.h"

namespace simbench::stats {
namespace {

std::vector<double> normal_like(Rng& rng, size_t n) {
  std::vector<double> values(n);
  for (double& v : values)
    for (int k = 0; k < 12; ++k) v += rng.uniform() - 0.5;
  return values;
}

Figure mean_of(const std::vector<double>& values, std::span<const size_t> items) {
  std::vector<double> drawn;
  for (size_t item : items) drawn.push_back(values[item]);
  return mean(drawn);
}

TEST(Bootstrap, SameSeedSameInterval) {
  Rng rng(1);
  std::vector<double> values = normal_like(rng, 20);
  auto statistic = [&](std::span<const size_t> items) { return mean_of(values, items); };
  Estimate first = bootstrap(values.size(), statistic, {.seed = 5}),
           second = bootstrap(values.size(), statistic, {.seed = 5});
  EXPECT_EQ(first.ci->lo, second.ci->lo);
  EXPECT_EQ(first.ci->hi, second.ci->hi);
  EXPECT_NE(first.ci->lo, bootstrap(values.size(), statistic, {.seed = 6}).ci->lo);
}

TEST(Bootstrap, FigureIsThatOfTheWholeSample) {
  std::vector<double> values{1, 4, 2, 8, 1, 4, 2, 8, 1, 4, 2, 8};
  Estimate estimate = bootstrap(12, [&](std::span<const size_t> items) { return mean_of(values, items); });
  EXPECT_DOUBLE_EQ(*estimate.figure.value, 3.75);
  EXPECT_LT(estimate.ci->lo, 3.75);
  EXPECT_GT(estimate.ci->hi, 3.75);
}

TEST(Bootstrap, IntervalOfAMeanIsNearTheFormulas) {
  Rng rng(17);
  std::vector<double> values = normal_like(rng, 400);
  Estimate estimate = bootstrap(400, [&](std::span<const size_t> items) { return mean_of(values, items); });
  Interval formula = *t_interval(values).ci;
  EXPECT_NEAR(estimate.ci->lo, formula.lo, 0.02);
  EXPECT_NEAR(estimate.ci->hi, formula.hi, 0.02);
}

TEST(Bootstrap, ClustersWidenTheInterval) {
  Rng rng(23);
  std::vector<double> centre = normal_like(rng, 30), values;
  std::vector<size_t> cluster, alone(300);
  for (size_t g = 0; g < 30; ++g)
    for (double noise : normal_like(rng, 10)) values.push_back(centre[g] + 0.1 * noise), cluster.push_back(g);
  std::iota(alone.begin(), alone.end(), size_t{0});
  auto statistic = [&](std::span<const size_t> items) { return mean_of(values, items); };
  Estimate right = cluster_bootstrap(cluster, statistic), wrong = cluster_bootstrap(alone, statistic);
  EXPECT_EQ(right.clusters, 30u);
  EXPECT_EQ(right.n, 300u);
  EXPECT_GT(right.ci->hi - right.ci->lo, 2 * (wrong.ci->hi - wrong.ci->lo));
}

TEST(Bootstrap, OftenUndefinedMeansNoInterval) {
  auto rarely = [](std::span<const size_t> groups) {
    bool all_different = std::set<size_t>(groups.begin(), groups.end()).size() == groups.size();
    return all_different ? Figure::of(1) : Figure::undefined("two alike");
  };
  Estimate estimate = bootstrap(kLeastGroups, rarely);
  EXPECT_EQ(estimate.figure.value, 1);
  EXPECT_EQ(estimate.ci.has_value(), false);
  EXPECT_NE(estimate.ci_reason.find("undefined in"), std::string::npos);
}

TEST(Bootstrap, FewClustersHaveNoIntervalAndNoneHasNoFigure) {
  auto one = [](std::span<const size_t>) { return Figure::of(2); };
  EXPECT_EQ(bootstrap(1, one).ci_reason, "a bootstrap takes 10 clusters, there is 1");
  EXPECT_EQ(bootstrap(kLeastGroups - 1, one).ci.has_value(), false);
  EXPECT_EQ(bootstrap(kLeastGroups, one).ci_reason, "nearly every drawing gives the same: their spread tells nothing");
  auto first = [](std::span<const size_t> groups) { return Figure::of(static_cast<double>(groups[0])); };
  EXPECT_TRUE(bootstrap(kLeastGroups, first).ci.has_value());
  EXPECT_EQ(bootstrap(0, one).figure.value, std::nullopt);
}

TEST(Bootstrap, DifferenceOfDrawingsIsPaired) {
  std::vector<double> a{1, 5, 2, 9, 4, 7, 3, 8, 6, 2}, b{3, 6, 5, 11, 5, 10, 3, 9, 9, 5};
  auto mean_of = [](const std::vector<double>& x) {
    return [&x](std::span<const size_t> drawn) {
      double sum = 0;
      for (size_t i : drawn) sum += x[i];
      return Figure::of(sum / static_cast<double>(drawn.size()));
    };
  };
  std::vector<double> gaps;
  for (size_t i = 0; i < a.size(); ++i) gaps.push_back(a[i] - b[i]);
  Estimate paired = estimate_of(difference(draw(10, mean_of(a)), draw(10, mean_of(b))));
  Estimate of_gaps = bootstrap(10, mean_of(gaps));
  EXPECT_NEAR(*paired.figure.value, *of_gaps.figure.value, 1e-12);
  EXPECT_NEAR(paired.ci->lo, of_gaps.ci->lo, 1e-12);
  EXPECT_NEAR(paired.ci->hi, of_gaps.ci->hi, 1e-12);
  Drawings none{10, Figure::undefined("no pairs"), {}};
  EXPECT_EQ(estimate_of(difference(none, draw(10, mean_of(b)))).figure.reason, "no pairs");
}

TEST(Bootstrap, MultiplicitiesCountTheDrawing) {
  std::vector<size_t> drawing{2, 0, 2};
  EXPECT_EQ(multiplicities(drawing, 4), (std::vector<double>{1, 0, 2, 0}));
}

}  // namespace
}  // namespace simbench::stats
