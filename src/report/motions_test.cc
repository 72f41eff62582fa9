// The motions of a page: each trace once, replays as far as there is room, three.js with its licence.
#include "report/motions.h"

#include <gtest/gtest.h>

#include "report/test_html.h"

namespace simbench::report {
namespace {

/// A body that moves along x; `speed` tells traces apart.
trace::Trace one_body(double speed) {
  trace::Trace trace;
  trace.header = {{"format", 1}};
  trace.censuses.push_back({{"when", "first_step"}, {"bodies", {{{"id", 1}, {"name", "cart"}}}}});
  trace::Segment segment;
  segment.blocks.push_back({"body", 1, 0, 13, 1});
  segment.stride = 14;
  for (int row = 0; row < 300; ++row) {
    double t = 0.01 * row;
    for (double x : {t, speed * std::sin(7 * t), 0.0, 0.0, 1.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0})
      segment.values.push_back(x);
  }
  trace.segments.push_back(std::move(segment));
  return trace;
}

class MotionsOfAPage : public ::testing::Test {
 protected:
  MotionsOfAPage() : store_(std::move(store::Store::open(folder_.path() / "run").value())) {}
  std::string kept(double speed) {
    return trace::store(trace::encode(one_body(speed)), store_->trace_folder()).value();
  }
  TemporaryFolder folder_;
  std::unique_ptr<store::Store> store_;
  Blobs blobs_;
};

TEST_F(MotionsOfAPage, ATraceIsStoredOnceHoweverManyCellsShowIt) {
  Motions motions(*store_, {}, blobs_);
  std::string hash = kept(1);
  motions.add(hash);
  size_t bytes = blobs_.bytes();
  motions.add(hash);
  EXPECT_EQ(blobs_.bytes(), bytes);
  ASSERT_TRUE(motions.of(hash).scene.is_number());
  std::string lines = blobs_.lines();
  auto all = split(lines, '\n');
  Json scene = parse_json(inflated(all[motions.of(hash).scene.get<size_t>()]), "scene").value();
  EXPECT_EQ(scene["bodies"][0]["name"], "cart");
  EXPECT_EQ(scene["count"], 200);
}

TEST_F(MotionsOfAPage, WhatFindsNoRoomIsLeftOutAndKeepsItsPlots) {
  Motions motions(*store_, {.replay_bytes = 1}, blobs_);
  std::string first = kept(1), second = kept(2);
  motions.add(first), motions.add(second);
  EXPECT_TRUE(motions.of(first).scene.is_number());
  EXPECT_EQ(motions.of(second).scene, "left out");
  EXPECT_TRUE(motions.of(second).trajectory.is_number());
}

TEST_F(MotionsOfAPage, WithoutATraceThereIsNothing) {
  Motions motions(*store_, {}, blobs_);
  motions.add(""), motions.add(std::string(64, '0'));
  for (const char* hash : {"", "unknown"}) EXPECT_TRUE(motions.of(hash).scene.is_null());
  EXPECT_TRUE(motions.of(std::string(64, '0')).scene.is_null());
}

TEST_F(MotionsOfAPage, ThreeJsComesWithItsLicenceOrNotAtAll) {
  ThreeInPage three = three_in_page(blobs_);
  if (three.modules.is_null()) GTEST_SKIP() << "three.js isn't here: tools/setup.sh fetches it";
  EXPECT_NE(three.licence.find("three.js authors"), std::string::npos);
  CellKey key{"suite", "gear", 1, Arm::given, "m", 0};
  ASSERT_TRUE(store_->plan({{.key = key, .system_title = "gear"}}));
  Written written = write(*store_, folder_.path() / "report.html", {}).value();
  EXPECT_NE(read_file(written.file).value().find("three.js authors"), std::string::npos);
  EXPECT_LT(written.bytes, 700'000u) << "an empty report with the player";
}

}  // namespace
}  // namespace simbench::report
