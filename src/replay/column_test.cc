// Columns: what a page decodes is what the trace had, to a quantum.
#include "replay/column.h"

#include <gtest/gtest.h>

#include "base/base.h"

namespace simbench::replay {
namespace {

/// As motion.js does it.
std::vector<double> decoded(const Json& column) {
  std::vector<double> out;
  for (const Json& step : column["v"]) out.push_back(step.is_null() ? std::nan("") : step.get<double>());
  for (int pass = 0; pass < column["k"].get<int>(); ++pass)
    for (size_t i = 1; i < out.size(); ++i) out[i] += out[i - 1];
  for (double& x : out) x *= column["q"].get<double>();
  return out;
}

TEST(Column, IsReadBackToHalfAQuantumHoweverItWasDifferenced) {
  std::set<int> orders;
  for (double wave : {0.05, 0.9, 3.0}) {  // smooth, rough, noise
    std::vector<double> values;
    for (int i = 0; i < 200; ++i) values.push_back(3 * std::sin(wave * i * (wave > 1 ? i : 1)) + 100);
    Json json = column(values, 1e-3);
    orders.insert(json["k"].get<int>());
    std::vector<double> back = decoded(json);
    ASSERT_EQ(back.size(), values.size());
    for (size_t i = 0; i < values.size(); ++i) EXPECT_NEAR(back[i], values[i], 0.5001e-3);
  }
  EXPECT_GE(orders.size(), 2u) << "smooth ones are differenced more than rough ones";
}

TEST(Column, AConstantIsANumberAndNothingIsNull) {
  EXPECT_EQ(column({0.5, 0.5, 0.5001}, 1e-2), Json(0.5));
  EXPECT_EQ(column({std::nan(""), std::nan("")}, 1e-2), Json(nullptr));
  EXPECT_EQ(column({}, 1e-2), Json(nullptr));
}

TEST(Column, WhatIsUnknownOrBeyondAnyGridIsAGap) {
  std::vector<double> back = decoded(column({1, std::nan(""), INFINITY, 1e300, 2}, 1e-3));
  EXPECT_DOUBLE_EQ(back[0], 1);
  for (size_t i : {1u, 2u, 3u}) EXPECT_TRUE(std::isnan(back[i])) << i;
  EXPECT_DOUBLE_EQ(back[4], 2);
}

TEST(Column, ItsQuantumIsAPowerOfTenSomeThousandthOfTheRange) {
  EXPECT_EQ(quantum_of(1), 1e-4);
  EXPECT_EQ(quantum_of(50), 1e-2);
  for (double odd : {0.0, -1.0, std::nan(""), static_cast<double>(INFINITY)}) EXPECT_EQ(quantum_of(odd), 1e-6);
}

}  // namespace
}  // namespace simbench::replay
