#include "stats/rank.h"

#include <gtest/gtest.h>

#include "base/base.h"

namespace simbench::stats {
namespace {

using Numbers = std::vector<double>;

Numbers small_integers(Rng& rng, size_t n, uint64_t kinds) {
  Numbers values;
  for (size_t i = 0; i < n; ++i) values.push_back(static_cast<double>(rng.below(kinds)));
  return values;
}

/// The definition, pair by pair.
double naive_auc(const Numbers& scores, const std::vector<bool>& labels) {
  double right = 0, pairs = 0;
  for (size_t i = 0; i < scores.size(); ++i)
    for (size_t j = 0; j < scores.size(); ++j) {
      if (!labels[i] || labels[j]) continue;
      pairs += 1;
      right += scores[i] > scores[j] ? 1 : scores[i] == scores[j] ? 0.5 : 0;
    }
  return right / pairs;
}

TEST(Rank, TiesShareTheirMeanRank) {
  EXPECT_EQ(ranks(Numbers{3, 1, 3, 2}), (Numbers{3.5, 1, 3.5, 2}));
}

TEST(Rank, ConstantSideIsUndefinedWithAReason) {
  Numbers rising{1, 2, 3}, flat{5, 5, 5};
  for (const Figure& figure : {pearson(rising, flat), spearman(rising, flat), kendall_tau_b(flat, rising)}) {
    EXPECT_EQ(figure.value, std::nullopt);
    EXPECT_EQ(figure.reason, "one side is constant");
  }
  EXPECT_EQ(spearman(Numbers{1}, Numbers{2}).value, std::nullopt);
}

TEST(Rank, MonotoneTransformChangesNothing) {
  Rng rng(7);
  Numbers a = small_integers(rng, 30, 9), b = small_integers(rng, 30, 9), cubed = a;
  for (double& v : cubed) v = v * v * v - 4;
  EXPECT_EQ(spearman(a, b).value, spearman(cubed, b).value);
  EXPECT_EQ(kendall_tau_b(a, b).value, kendall_tau_b(cubed, b).value);
}

TEST(Rank, AucEqualsCountingPairs) {
  Rng rng(11);
  for (int round = 0; round < 50; ++round) {
    Numbers scores = small_integers(rng, 12, 5);
    std::vector<bool> labels(12);
    for (size_t i = 0; i < 12; ++i) labels[i] = rng.below(2) == 1;
    labels[0] = true, labels[1] = false;
    EXPECT_NEAR(*auc(scores, labels).value, naive_auc(scores, labels), 1e-14);
  }
}

TEST(Rank, AucOfOneKindOfLabelIsUndefined) {
  EXPECT_EQ(auc(Numbers{1, 2}, {true, true}).value, std::nullopt);
  EXPECT_EQ(within_group_auc(Numbers{1, 2}, {true, false}, std::vector<size_t>{0, 1}).reason,
            "no group holds both kinds of label");
}

TEST(Rank, WithinGroupAucIgnoresWhatTheGroupExplains) {
  // Group 1 scores higher and passes more, but inside each group the score is upside down.
  Numbers scores{1, 2, 2, 2, 11, 12, 12};
  std::vector<bool> labels{true, false, false, false, true, true, false};
  std::vector<size_t> group{0, 0, 0, 0, 1, 1, 1};
  EXPECT_GT(*auc(scores, labels).value, 0.5);
  EXPECT_DOUBLE_EQ(*within_group_auc(scores, labels, group).value, 0.5 / 5);
}

TEST(Rank, WeightedSpearmanEqualsRepeatingTheItems) {
  Rng rng(3);
  for (int round = 0; round < 50; ++round) {
    Numbers a = small_integers(rng, 15, 6), b = small_integers(rng, 15, 6), weights = small_integers(rng, 15, 4);
    Numbers long_a, long_b;
    for (size_t i = 0; i < 15; ++i)
      for (double k = 0; k < weights[i]; ++k) long_a.push_back(a[i]), long_b.push_back(b[i]);
    Figure expected = spearman(long_a, long_b), got = WeightedSpearman(a, b)(weights);
    ASSERT_EQ(got.value.has_value(), expected.value.has_value());
    if (got.value) {
      EXPECT_NEAR(*got.value, *expected.value, 1e-12);
    }
  }
}

TEST(Rank, PerfectOrderHasPValueZero) {
  EXPECT_EQ(spearman_p_value(1, 10).value, 0);
  EXPECT_EQ(spearman_p_value(0.5, 2).value, std::nullopt);
}

}  // namespace
}  // namespace simbench::stats
