#include "record/price.h"

#include <gtest/gtest.h>

namespace simbench {
namespace {

std::optional<double> cost_usd(const Usage& usage, const Price& price) {
  TokenSum one;
  one.add(usage);
  return one.usd(price);
}

TEST(Price, CachedTokensArePartOfTheInput) {
  Price price{.input = 2, .output = 8, .cached = 0.5};
  EXPECT_DOUBLE_EQ(*cost_usd({1'000'000, 500'000, 100, 400'000}, price), 0.6 * 2 + 0.4 * 0.5 + 0.5 * 8);
  price.cached.reset();
  EXPECT_DOUBLE_EQ(*cost_usd({1'000'000, 500'000, 100, 400'000}, price), 2 + 4) << "as other input";
}

TEST(Price, WhatIsNotCountedHasNoCostUnlessItIsFree) {
  Price price{.input = 2, .output = 8};
  EXPECT_FALSE(cost_usd({10, std::nullopt, std::nullopt, std::nullopt}, price));
  EXPECT_EQ(cost_usd({}, Price{}), 0);
  TokenSum tokens;
  tokens.add(Usage{1'000'000, 0, std::nullopt, std::nullopt});
  EXPECT_EQ(tokens.usd(price), 2);
  tokens.add(Usage{});
  EXPECT_EQ(tokens.answers, 2u);
  EXPECT_EQ(tokens.counted, 1u);
  EXPECT_FALSE(tokens.usd(price)) << "a part of the bill is no bill";
}

TEST(Price, SurvivesJson) {
  Price price{1.25, 10, 0.125, "2026-03", "standard tier", "simbench"};
  EXPECT_EQ(Price::from_json(price.to_json())->to_json(), price.to_json());
  EXPECT_FALSE(Price::from_json({{"reason", "unknown"}}));
}

}  // namespace
}  // namespace simbench
