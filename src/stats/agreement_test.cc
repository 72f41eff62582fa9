#include "stats/agreement.h"

#include <gtest/gtest.h>

#include "base/base.h"
#include "stats/prediction_powered.h"

namespace simbench::stats {
namespace {

constexpr std::nullopt_t kGap = std::nullopt;

Ratings transposed(const Ratings& by_rater) {
  Ratings by_item(by_rater[0].size());
  for (const auto& rater : by_rater)
    for (size_t item = 0; item < rater.size(); ++item) by_item[item].push_back(rater[item]);
  return by_item;
}

/// The coincidence matrix, as Krippendorff's paper computes it by hand.
double naive_alpha_interval(const Ratings& ratings) {
  std::map<std::pair<double, double>, double> coincidence;
  std::map<double, double> total;
  double n = 0;
  for (const auto& row : ratings) {
    std::vector<double> present;
    for (auto r : row)
      if (r) present.push_back(*r);
    if (present.size() < 2) continue;
    for (size_t i = 0; i < present.size(); ++i)
      for (size_t j = 0; j < present.size(); ++j)
        if (i != j) coincidence[{present[i], present[j]}] += 1 / static_cast<double>(present.size() - 1);
    for (double v : present) total[v] += 1, n += 1;
  }
  double observed = 0, expected = 0;
  for (auto [pair, o] : coincidence) observed += o * (pair.first - pair.second) * (pair.first - pair.second);
  for (auto [c, nc] : total)
    for (auto [k, nk] : total) expected += nc * nk * (c - k) * (c - k);
  return 1 - (n - 1) * observed / expected;
}

/// Four observers, twelve units: section C of "Computing Krippendorff's Alpha-Reliability" (Krippendorff 2011).
Ratings krippendorff_2011() {
  return transposed({{1, 2, 3, 3, 2, 1, 4, 1, 2, kGap, kGap, kGap},
                     {1, 2, 3, 3, 2, 2, 4, 1, 2, 5, kGap, 3},
                     {kGap, 3, 3, 3, 2, 3, 4, 2, 2, 5, 1, kGap},
                     {1, 2, 3, 3, 2, 4, 4, 1, 2, 5, 1, kGap}});
}

TEST(Agreement, AlphaEqualsThePublishedExample) {
  EXPECT_NEAR(*krippendorff_alpha(krippendorff_2011(), Scale::ordinal).value, 0.815, 5e-4);
  EXPECT_NEAR(*krippendorff_alpha(krippendorff_2011(), Scale::interval).value, 0.849, 5e-4);
}

TEST(Agreement, AlphaEqualsTheCoincidenceMatrix) {
  EXPECT_NEAR(*krippendorff_alpha(krippendorff_2011(), Scale::interval).value,
              naive_alpha_interval(krippendorff_2011()), 1e-12);
}

/// Six subjects, four judges: table 2 of Shrout & Fleiss (1979), where ICC(2,1) = .29.
TEST(Agreement, IccEqualsThePublishedExample) {
  Ratings table{{9, 2, 5, 8}, {6, 1, 3, 2}, {8, 4, 6, 8}, {7, 1, 2, 6}, {10, 5, 6, 9}, {6, 2, 4, 7}};
  EXPECT_NEAR(*icc_2_1(table).value, 0.29, 5e-3);
}

TEST(Agreement, PerfectAgreementIsOneEverywhere) {
  Ratings table;
  std::vector<size_t> cluster;
  for (int i = 0; i < 20; ++i)
    table.push_back({i % 7 + 1.0, i % 7 + 1.0}), cluster.push_back(static_cast<size_t>(i / 2));
  Agreement a = agreement(table, cluster, {.seed = 2, .repeats = 200});
  for (const Estimate* e : {&a.quadratic_kappa, &a.alpha_ordinal, &a.alpha_interval, &a.icc, &a.spearman}) {
    EXPECT_NEAR(*e->figure.value, 1, 1e-12);
    EXPECT_FALSE(e->ci) << "what is 1 on every drawing has no interval";
    EXPECT_EQ(e->clusters, 10u);
  }
}

TEST(Agreement, ConstantOrMissingRatingsAreUndefined) {
  Ratings constant{{3, 3}, {3, 3}, {3, 3}}, lonely{{1, kGap}, {kGap, 2}};
  EXPECT_EQ(krippendorff_alpha(constant, Scale::interval).value, std::nullopt);
  EXPECT_EQ(icc_2_1(constant).value, std::nullopt);
  EXPECT_EQ(krippendorff_alpha(lonely, Scale::ordinal).reason, "no item has two ratings");
  EXPECT_EQ(icc_2_1(lonely).value, std::nullopt);
  std::vector<size_t> cluster{0, 1};
  EXPECT_EQ(agreement(lonely, cluster).quadratic_kappa.figure.reason, "no item was rated by both raters");
}

TEST(Agreement, KappaPunishesAConstantShiftAndSpearmanDoesNot) {
  Ratings table;
  std::vector<size_t> cluster;
  for (size_t i = 0; i < 30; ++i) table.push_back({double(i % 6), double(i % 6) + 2}), cluster.push_back(i);
  Agreement a = agreement(table, cluster, {.repeats = 100});
  EXPECT_LT(*a.quadratic_kappa.figure.value, 0.7);
  EXPECT_NEAR(*a.spearman.figure.value, 1, 1e-12);
}

TEST(PredictionPowered, CorrectsABiasedJudge) {
  std::vector<double> truth, judged, rest;
  for (int i = 0; i < 50; ++i) truth.push_back(i % 10), judged.push_back(i % 10 + 3);
  for (int i = 0; i < 500; ++i) rest.push_back(i % 10 + 3);
  PredictionPowered r = prediction_powered_mean({truth, judged, rest}, false);
  EXPECT_NEAR(*r.estimate.figure.value, 4.5, 1e-12);
}

TEST(PredictionPowered, AJudgeThatSaysNothingIsIgnored) {
  std::vector<double> truth{1, 2, 3, 4}, judged{7, 7, 7, 7}, rest(20, 7.0);
  PredictionPowered r = prediction_powered_mean({truth, judged, rest});
  EXPECT_EQ(r.lambda, 0);
  EXPECT_DOUBLE_EQ(*r.estimate.figure.value, 2.5);
}

TEST(PredictionPowered, WithoutRatedOrUnratedItemsThereIsNoFigure) {
  std::vector<double> some{1, 2}, none;
  EXPECT_EQ(prediction_powered_mean({none, none, some}).estimate.figure.reason, "no rated items");
  EXPECT_EQ(prediction_powered_mean({some, some, none}).estimate.figure.reason, "no unrated items");
}

}  // namespace
}  // namespace simbench::stats
