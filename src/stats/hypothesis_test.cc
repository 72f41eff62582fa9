#include "stats/hypothesis.h"

#include <gtest/gtest.h>

#include <cmath>

#include "base/base.h"
#include "stats/interval.h"
#include "stats/pass_at_k.h"
#include "stats/power.h"
#include "stats/rank.h"

namespace simbench::stats {
namespace {

using Numbers = std::vector<double>;

/// The definition: all 2ⁿ signs of the ranks, two-sided.
double naive_signed_rank_p(const Numbers& differences) {
  Numbers size;
  double plus = 0, total = 0;
  for (double d : differences) size.push_back(std::abs(d));
  Numbers rank = ranks(size);
  for (size_t i = 0; i < rank.size(); ++i) total += rank[i], plus += differences[i] > 0 ? rank[i] : 0;
  double observed = std::min(plus, total - plus), hits = 0;
  for (uint64_t pattern = 0; pattern < (uint64_t{1} << rank.size()); ++pattern) {
    double sum = 0;
    for (size_t i = 0; i < rank.size(); ++i) sum += pattern >> i & 1 ? rank[i] : 0;
    if (sum <= observed) hits += 1;
  }
  return std::min(1.0, 2 * hits / std::pow(2.0, static_cast<double>(rank.size())));
}

TEST(Hypothesis, SignedRankEqualsEnumeratingAllSigns) {
  Rng rng(5);
  for (int round = 0; round < 30; ++round) {
    Numbers differences;
    while (differences.size() < 10)
      if (double d = static_cast<double>(rng.below(9)) - 3; d != 0) differences.push_back(d);
    EXPECT_NEAR(*wilcoxon_signed_rank(differences).p_value.value, naive_signed_rank_p(differences), 1e-12);
  }
}

TEST(Hypothesis, SignedRankDropsZerosAndSaysWhenNothingIsLeft) {
  EXPECT_EQ(wilcoxon_signed_rank(Numbers{0, 1, 2, 0}).n, 2u);
  EXPECT_EQ(wilcoxon_signed_rank(Numbers{0, 0}).p_value.reason, "no difference other than zero");
  EXPECT_EQ(*wilcoxon_signed_rank(Numbers{1, 2, 3}).effect.value, 1);
}

TEST(Hypothesis, McNemarWithoutDisagreementIsOne) {
  EXPECT_EQ(mcnemar(0, 0), 1);
}

TEST(Hypothesis, RandomSignFlipsAgreeWithAllOfThem) {
  Rng rng(9);
  Numbers sums;
  for (int i = 0; i < 20; ++i) sums.push_back(rng.uniform() - 0.35);
  double exact = *sign_flip(sums, 1).value;
  sums.push_back(0);  // a 21st cluster that changes nothing but the method
  EXPECT_NEAR(*sign_flip(sums, 1, 40000).value, exact, 0.01);
  EXPECT_EQ(sign_flip(sums, 3).value, sign_flip(sums, 3).value);
}

/// p of the difference δ, by the definition.
double shifted_p(const Numbers& sums, const Numbers& sizes, double shift) {
  Numbers shifted;
  for (size_t i = 0; i < sums.size(); ++i) shifted.push_back(sums[i] - shift * sizes[i]);
  return *sign_flip(shifted, 4).value;
}

TEST(Hypothesis, TheIntervalOfSignFlipsHoldsWhatTheyDoNotRefuse) {
  Rng rng(11);
  for (size_t clusters : {6, 9, 12, 21, 30})  // exact up to 20
    for (int round = 0; round < 4; ++round) {
      Numbers sums, sizes;
      for (size_t i = 0; i < clusters; ++i)
        sizes.push_back(static_cast<double>(1 + rng.below(3))), sums.push_back(sizes.back() * (rng.uniform() - 0.3));
      Estimate mean = sign_flip_mean(sums, sizes, 4);
      ASSERT_TRUE(mean.ci) << mean.ci_reason;
      double nudge = 1e-9;
      EXPECT_GT(shifted_p(sums, sizes, mean.ci->lo + nudge), 0.05) << clusters;
      EXPECT_GT(shifted_p(sums, sizes, mean.ci->hi - nudge), 0.05);
      EXPECT_LT(shifted_p(sums, sizes, mean.ci->lo - nudge), 0.05);
      EXPECT_LT(shifted_p(sums, sizes, mean.ci->hi + nudge), 0.05);
      bool outside = mean.ci->lo > 0 || mean.ci->hi < 0;
      EXPECT_EQ(outside, *sign_flip(sums, 4).value < 0.05) << "interval and p never disagree";
    }
}

TEST(Hypothesis, TheIntervalOfSignFlipsNeedsSixClustersThatDiffer) {
  Numbers ones(5, 1.0);
  EXPECT_NE(sign_flip_mean(Numbers{1, 2, 3, 4, 5}, ones, 1).ci_reason.find("fewer than 6"), std::string::npos);
  EXPECT_NE(sign_flip_mean(Numbers(7, 0.5), Numbers(7, 1.0), 1).ci_reason.find("tells nothing"), std::string::npos);
  EXPECT_EQ(sign_flip_mean(Numbers{}, Numbers{}, 1).figure.value, std::nullopt);
  // 6 clusters: 32 patterns, one of which is refused: the ends are the least and the largest
  Estimate six = sign_flip_mean(Numbers{1, 2, 3, 4, 5, 9}, Numbers(6, 1.0), 1);
  EXPECT_EQ(six.ci->lo, 1);
  EXPECT_EQ(six.ci->hi, 9);
}

TEST(Hypothesis, HolmNeverLowersAPValueAndKeepsTheOrder) {
  Numbers p{0.04, 0.001, 0.03}, adjusted = holm(p);
  EXPECT_DOUBLE_EQ(adjusted[1], 0.003);
  EXPECT_DOUBLE_EQ(adjusted[2], 0.06);
  EXPECT_DOUBLE_EQ(adjusted[0], 0.06);
  EXPECT_TRUE(holm(Numbers{}).empty());
}

TEST(PassAtK, EqualsDrawingAllSubsets) {
  // 5 tries, 2 passed (bits 0 and 1): share of the k-subsets that hold a pass
  for (size_t k = 1; k <= 5; ++k) {
    double subsets = 0, lucky = 0;
    for (unsigned mask = 0; mask < 32; ++mask)
      if (static_cast<size_t>(__builtin_popcount(mask)) == k) subsets += 1, lucky += (mask & 3u) != 0;
    EXPECT_NEAR(*pass_at_k(5, 2, k).value, lucky / subsets, 1e-15);
  }
}

TEST(PassAtK, RefusesMoreDrawsThanTries) {
  EXPECT_EQ(pass_at_k(3, 0, 4).value, std::nullopt);
  EXPECT_EQ(pass_at_k(3, 0, 4).reason, "k = 4 needs at least as many tries, there are 3");
  EXPECT_EQ(pass_at_k(3, 0, 3).value, 0);
  EXPECT_EQ(pass_at_k(3, 0, 0).value, std::nullopt);
}

TEST(Interval, WilsonStaysInsideZeroAndOne) {
  EXPECT_EQ(wilson(0, 5)->lo, 0);
  EXPECT_EQ(wilson(5, 5)->hi, 1);
  EXPECT_FALSE(wilson(0, 0).has_value());
}

TEST(Interval, ClustersOfOneGiveTheOrdinaryInterval) {
  Numbers values{1, 5, 2, 9, 4};
  std::vector<size_t> each{0, 1, 2, 3, 4}, same(5, 0);
  EXPECT_NEAR(clustered_mean(values, each).estimate.ci->lo, t_interval(values).ci->lo, 1e-12);
  EXPECT_EQ(clustered_mean(values, same).estimate.ci.has_value(), false);
  // 0.4 and 0.6 of two: 0.5 ± 12.706 · 0.1
  Estimate two = t_interval(std::vector<double>{0.4, 0.6}), cut = within(two, {0, 1}), loose = within(two, {-1, 2});
  EXPECT_TRUE(two.ci->lo < -0.7 && two.ci->hi > 1.7);
  EXPECT_TRUE(cut.cut && cut.ci->lo == 0 && cut.ci->hi == 1);
  EXPECT_TRUE(cut.cut.low && cut.cut.high);
  EXPECT_TRUE(within(two, {-10, 1}).cut.high && !within(two, {-10, 1}).cut.low);
  EXPECT_TRUE(!loose.cut && loose.ci->lo == two.ci->lo && loose.ci->hi == two.ci->hi);
  EXPECT_FALSE(within(t_interval(std::vector<double>{1}), {0, 1}).cut) << "nothing there to cut";
}

TEST(Power, DetectableDifferenceHasTheWantedPower) {
  Comparison planned{.standard_error = 2.5, .df = 33};
  double difference = *detectable_difference(planned, 0.9).value;
  EXPECT_NEAR(*power(planned, difference).value, 0.9, 1e-9);
  EXPECT_EQ(power(planned, 1e6).value, 1);
  EXPECT_EQ(detectable_difference({.standard_error = 0, .df = 3}).value, std::nullopt);
}

}  // namespace
}  // namespace simbench::stats
