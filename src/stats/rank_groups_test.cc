#include "stats/rank_groups.h"

#include <gtest/gtest.h>

#include "base/base.h"
#include "stats/rank.h"

namespace simbench::stats {
namespace {

constexpr size_t kGroups = 5;

/// Items of some groups, with many ties; the last group has none.
struct Grouped {
  std::vector<double> score, target;
  std::vector<bool> label;
  std::vector<size_t> group;

  explicit Grouped(Rng& rng) {
    for (int i = 0; i < 40; ++i) {
      group.push_back(rng.below(kGroups - 1));
      score.push_back(static_cast<double>(rng.below(12)) / 7);
      target.push_back(static_cast<double>(rng.below(3)) / 2);
      label.push_back(rng.below(2) == 1);
    }
  }
  std::vector<double> item_weights(const std::vector<double>& weights) const {
    std::vector<double> of_items;
    for (size_t g : group) of_items.push_back(weights[g]);
    return of_items;
  }
};

std::vector<double> drawn_weights(Rng& rng) {
  std::vector<double> weights;
  for (size_t g = 0; g < kGroups; ++g) weights.push_back(static_cast<double>(rng.below(4)));
  return weights;
}

void expect_same(const Figure& got, const Figure& expected) {
  ASSERT_EQ(got.value.has_value(), expected.value.has_value()) << got.reason << expected.reason;
  if (got.value) {
    EXPECT_NEAR(*got.value, *expected.value, 1e-9);
  }
}

/// A weight is how often an item was drawn: here it is there so often.
Figure auc_of_repeated(const Grouped& items, const std::vector<double>& weights) {
  std::vector<double> scores;
  std::vector<bool> labels;
  for (size_t i = 0; i < weights.size(); ++i)
    for (double k = 0; k < weights[i]; ++k) scores.push_back(items.score[i]), labels.push_back(items.label[i]);
  return auc(scores, labels);
}

TEST(RankGroups, AucEqualsThatOfRepeatedItems) {
  Rng rng(5);
  for (int round = 0; round < 100; ++round) {
    Grouped items(rng);
    GroupAuc by_group(items.score, items.label, items.group, kGroups);
    std::vector<double> weights = drawn_weights(rng);
    expect_same(by_group(weights), auc_of_repeated(items, items.item_weights(weights)));
  }
}

TEST(RankGroups, SpearmanEqualsThatOfWeightedItems) {
  Rng rng(7);
  for (int round = 0; round < 100; ++round) {
    Grouped items(rng);
    auto by_group = GroupSpearman::make(items.score, items.target, items.group, kGroups);
    ASSERT_TRUE(by_group);
    std::vector<double> weights = drawn_weights(rng);
    expect_same((*by_group)(weights), WeightedSpearman(items.score, items.target)(items.item_weights(weights)));
  }
}

TEST(RankGroups, ConstantsAndNothingDrawnAreUndefined) {
  std::vector<double> score{1, 1, 1}, target{0, 1, 0};
  std::vector<size_t> group{0, 0, 1};
  EXPECT_FALSE((*GroupSpearman::make(score, target, group, 2))(std::vector<double>{1, 1}).value);
  EXPECT_FALSE((*GroupSpearman::make(target, score, group, 2))(std::vector<double>{1, 2}).value);
  EXPECT_FALSE((*GroupSpearman::make(score, target, group, 2))(std::vector<double>{0, 0}).value);
  EXPECT_FALSE(GroupAuc(score, {false, true, false}, group, 2)(std::vector<double>{0, 3}).value) << "no positive drawn";
}

TEST(RankGroups, ManyValuesAreTakenWhereTheyAreAllowed) {
  Rng rng(5);
  std::vector<double> score, length;
  std::vector<size_t> group;
  for (size_t i = 0; i < 900; ++i) {
    group.push_back(i % 6);
    length.push_back(static_cast<double>(100 * group.back() + rng.below(30)));  // mostly of one group, with ties
    score.push_back(static_cast<double>(rng.below(50)));
  }
  EXPECT_FALSE(GroupSpearman::make(score, length, group, 6));
  auto by_group = GroupSpearman::make(score, length, group, 6, 1024);
  ASSERT_TRUE(by_group);
  std::vector<double> weights{2, 0, 1, 1, 0, 2}, of_items;
  for (size_t g : group) of_items.push_back(weights[g]);
  EXPECT_NEAR(*(*by_group)(weights).value, *WeightedSpearman(score, length)(of_items).value, 1e-12);
}

TEST(RankGroups, ManyValuesOrGroupsAreLeftToTheSlowWay) {
  std::vector<double> many;
  for (int i = 0; i < 100; ++i) many.push_back(i);
  std::vector<size_t> group(100, 0);
  EXPECT_FALSE(GroupSpearman::make(many, many, group, 1));
  EXPECT_FALSE(GroupSpearman::make(many, std::vector<double>(100, 1.0), group, 1000));
}

}  // namespace
}  // namespace simbench::stats
