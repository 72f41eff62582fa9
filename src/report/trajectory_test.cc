// What a cell's motion plot gets: what moves, thinned, with its gaps.
#include "report/trajectory.h"

#include <gtest/gtest.h>

namespace simbench::report {
namespace {

/// `rows` samples of three bodies: 1 moves far along x, 2 a little along z, 3 not at all.
trace::Trace three_bodies(size_t rows) {
  trace::Trace trace;
  trace.censuses.push_back(
      {{"bodies", {{{"id", 1}, {"name", "far"}}, {{"id", 2}, {"name", ""}}, {{"id", 3}, {"name", "still"}}}}});
  trace::Segment segment;
  for (int id = 1; id <= 3; ++id) segment.blocks.push_back({"body", id, 0, 3, 1 + 3 * static_cast<size_t>(id - 1)});
  segment.stride = 10;
  for (size_t row = 0; row < rows; ++row) {
    double t = static_cast<double>(row) * 0.1;
    for (double value : {t, 5 * t, 0.0, 1.0, 0.0, 0.0, 0.123456789 * t, 7.0, 7.0, 7.0}) segment.values.push_back(value);
  }
  trace.segments.push_back(std::move(segment));
  return trace;
}

TEST(Trajectory, KeepsFirstAndLastOfEvenlySpreadSamples) {
  Json thin = thin_trajectory(three_bodies(1001), 11);
  ASSERT_EQ(thin["t"].size(), 11u);
  EXPECT_EQ(thin["t"].front(), 0.0);
  EXPECT_EQ(thin["t"].back(), 100.0);
  EXPECT_EQ(thin["t"][5], 50.0);
  EXPECT_EQ(thin_trajectory(three_bodies(3), 200)["t"].size(), 3u) << "nothing is made up";
  EXPECT_EQ(thin_trajectory(three_bodies(5), 1)["t"], Json({0.0}));
}

TEST(Trajectory, ShowsWhatMovesMostFirstAndNothingThatRests) {
  Json series = thin_trajectory(three_bodies(11), 200)["series"];
  ASSERT_EQ(series.size(), 2u) << series;
  EXPECT_EQ(series[0]["name"], "far");
  EXPECT_EQ(series[1]["name"], "body 2") << "one without a name gets its number";
  EXPECT_EQ(series[1]["z"].back(), 0.12346) << "five digits";
  EXPECT_EQ(thin_trajectory(three_bodies(11), 200, 1)["series"].size(), 1u);
}

TEST(Trajectory, WhatIsNotFiniteIsAGap) {
  trace::Trace trace = three_bodies(3);
  trace.segments[0].values[10 + 1] = std::nan("");
  Json x = thin_trajectory(trace, 200)["series"][0]["x"];
  EXPECT_EQ(x, Json({0.0, nullptr, 1.0}));
}

TEST(Trajectory, ARunWithoutSamplesHasNoSeries) {
  Json thin = thin_trajectory({}, 200);
  EXPECT_TRUE(thin["t"].empty() && thin["series"].empty());
}

}  // namespace
}  // namespace simbench::report
