// Strips of key instants.
#include <gtest/gtest.h>

#include <regex>

#include "replay/replay.h"
#include "replay/test_traces.h"

namespace simbench::replay {
namespace {

size_t count_of(const std::string& text, const std::string& part) {
  size_t count = 0;
  for (size_t at = text.find(part); at != std::string::npos; at = text.find(part, at + 1)) ++count;
  return count;
}

TEST(Strip, ShowsEveryInstantWithItsTimeAndTheReferenceInDashes) {
  trace::Trace trace = swinging();
  std::string alone = strip(trace, nullptr, "a & b", 4), both = strip(trace, &trace, "a & b", 4);
  for (const char* time : {"t = 0 s", "t = 3.32 s", "t = 6.66 s", "t = 10 s"})
    EXPECT_NE(alone.find(time), std::string::npos) << time;
  EXPECT_NE(alone.find("<title>a &amp; b</title>"), std::string::npos);
  EXPECT_EQ(count_of(alone, "fill=\"#ff0000\""), 4u) << "the ball in its colour";
  EXPECT_EQ(count_of(alone, "stroke-dasharray"), 0u);
  EXPECT_EQ(count_of(both, "stroke-dasharray"), 4u);
  EXPECT_EQ(both, strip(trace, &trace, "a & b", 4));
}

TEST(Strip, LooksAtTheMotionFromTheSide) {  // the ball moves in x and z: it must not stay in a line
  std::string svg = strip(swinging(315), nullptr, "", 3);
  std::regex ball("<path d=\"M([0-9.]+) ([0-9.]+)L[^\"]*\" fill=\"#ff0000\"");
  std::vector<std::pair<double, double>> places;
  for (std::sregex_iterator it(svg.begin(), svg.end(), ball), end; it != end; ++it)
    places.emplace_back(std::stod((*it)[1]), std::stod((*it)[2]));
  ASSERT_EQ(places.size(), 3u);  // t = 0, π, 2π: lowest, highest, lowest
  EXPECT_GT(places[0].second, places[1].second + 50) << "down is down";
  EXPECT_NEAR(places[0].second, places[2].second, 2);
}

TEST(Strip, WhatFallsOffDoesNotMakeTheRestTooSmallToBeSeen) {
  trace::Trace trace;
  Json ball{{"type", "sphere"}, {"size_m", {0.1}}, {"color", {1.0, 0.0, 0.0}}};
  Json bodies = Json::array();
  for (int id : {1, 2}) bodies.push_back({{"id", id}, {"pos_m", {id, 0, 0}}, {"shapes", {ball}}});
  trace.censuses.push_back({{"system", {{"gravity_m_s2", {0.0, 0.0, -9.81}}}}, {"bodies", bodies}});
  trace::Segment segment;
  segment.blocks = {{"body", 1, 0, 13, 1}, {"body", 2, 0, 13, 14}};
  segment.stride = 27;
  for (double t = 0; t <= 3; t += 0.1) {
    segment.values.push_back(t);
    for (auto [x, z] : {std::pair{1.0, 0.0}, std::pair{2.0, -4.9 * t * t}})
      for (double number : {x, 0.0, z, 1.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0})
        segment.values.push_back(number);
  }
  trace.segments.push_back(std::move(segment));
  std::string svg = strip(trace, nullptr, "", 3);
  EXPECT_NE(svg.find(">0.5 m<"), std::string::npos) << "the bar: a panel is about a metre wide, not 45\n" << svg;
}

TEST(Strip, OfNothingIsAnEmptyPicture) {
  EXPECT_NE(strip({}, nullptr, "none").find("</svg>"), std::string::npos);
}

}  // namespace
}  // namespace simbench::replay
