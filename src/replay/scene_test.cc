// The scene of a trace: what a page can show of it.
#include <gtest/gtest.h>

#include "replay/replay.h"
#include "replay/test_traces.h"

namespace simbench::replay {
namespace {

double at(const Json& column, size_t i) {
  if (column.is_number()) return column.get<double>();
  std::vector<double> steps = column["v"];
  for (int pass = 0; pass < column["k"].get<int>(); ++pass)
    for (size_t k = 1; k < steps.size(); ++k) steps[k] += steps[k - 1];
  return steps.at(i) * column["q"].get<double>();
}

TEST(SceneOfATrace, BodiesAreWhereTheyWereAtEachInstant) {
  Json scene = scene_of(swinging(), 101);
  EXPECT_EQ(scene["count"], 101);
  const Json& bob = scene["bodies"][1];
  for (size_t i : {0u, 33u, 100u}) {
    double t = at(scene["t"], i);
    EXPECT_NEAR(t, 0.1 * static_cast<double>(i), 1e-6);
    EXPECT_NEAR(at(bob["track"][0], i), std::sin(t), 1e-3);
    EXPECT_NEAR(at(bob["track"][2], i), -std::cos(t), 1e-3);
    EXPECT_NEAR(at(bob["track"][3], i), std::cos(t / 2), 1e-3);
  }
  EXPECT_FALSE(scene["bodies"][0].contains("track")) << "the ground stands";
}

TEST(SceneOfATrace, WhatComesLaterIsThereFromThenOn) {
  Json scene = scene_of(swinging(), 101);
  const Json& late = scene["bodies"][2];
  EXPECT_EQ(late["from"], 50);
  EXPECT_FALSE(late.contains("until"));
  EXPECT_NEAR(at(late["track"][2], 0), at(scene["t"], 50), 1e-2);
}

TEST(SceneOfATrace, HiddenShapesAndFreeJointsAreLeftOut) {
  Json scene = scene_of(swinging());
  ASSERT_EQ(scene["bodies"][1]["shapes"].size(), 1u);
  EXPECT_EQ(scene["bodies"][1]["shapes"][0]["type"], "sphere");
  ASSERT_EQ(scene["joints"].size(), 1u);
  EXPECT_EQ(scene["joints"][0]["unit"], "rad");
  EXPECT_NEAR(at(scene["joints"][0]["coordinates"][0], scene["count"].get<size_t>() - 1), 10, 1e-2);
}

TEST(SceneOfATrace, HasNodesAndTheEnergiesThatAreKnown) {
  Json scene = scene_of(swinging());
  EXPECT_EQ(scene["meshes"][0]["nodes"].size(), 1u);
  EXPECT_EQ(scene["meshes"][0]["radius_m"], 0.01);
  EXPECT_EQ(scene["energy"]["kinetic"], 0.5);
  EXPECT_TRUE(scene["energy"].contains("gravity"));
  EXPECT_TRUE(scene["energy"].contains("total"));
  EXPECT_FALSE(scene["energy"].contains("elastic")) << "nobody knows it";
}

TEST(SceneOfATrace, EndsWhereTheMotionIsNoNumberAndSaysSo) {
  trace::Trace trace = swinging();
  trace.segments[1].values[38 * 50 + 1] = std::nan("");
  Json scene = scene_of(trace);
  EXPECT_EQ(scene["diverged"], true);
  EXPECT_NEAR(at(scene["t"], scene["count"].get<size_t>() - 1), 5.98, 1e-6);
}

TEST(SceneOfATrace, ACensusOfTheWrongFormsIsShownAsFarAsItGoes) {
  trace::Trace trace = swinging();
  Json& census = trace.censuses[0];
  for (const Json& wrong : {Json(7), Json("x"), Json({{"a", 1}}), Json({1, "x", nullptr}), Json(nullptr)}) {
    for (const char* key : {"shapes", "pos_m", "quat", "com_m", "name"}) census["bodies"][1][key] = wrong;
    for (const char* key : {"bodies", "pos_m", "axis", "type", "id"}) census["joints"][0][key] = wrong;
    for (const char* key : {"node_ids", "node_pos_m", "material", "elements"}) census["meshes"][0][key] = wrong;
    for (const char* key : {"sensors", "vehicles", "terrains", "system"}) census[key] = wrong;
    Json scene = scene_of(trace);
    EXPECT_EQ(scene["bodies"].size(), 3u) << wrong;
    EXPECT_NE(strip(trace, &trace, "odd").find("</svg>"), std::string::npos) << wrong;
  }
}

TEST(SceneOfATrace, HeightsAreKeptWhereTheyAreAsManyAsTheySay) {
  trace::Trace trace = swinging();
  Json hill{{"type", "hfield"}, {"size_m", {4.0, 2.0, 0.5}}};
  hill["heights"] = {{"rows", 2}, {"columns", 3}, {"per_mille", {0, 500, 1000, 0, 1, 2}}};
  Json cut = hill, wide = hill;
  cut["heights"]["per_mille"].erase(0), wide["heights"]["rows"] = 1e9;
  trace.censuses[0]["bodies"][0]["shapes"] = {hill, cut, wide};
  trace.censuses[0]["terrains"] = {{{"id", 1}, {"type", "rigid"}, {"patches", {hill, "no patch"}}}};
  Json scene = scene_of(trace);
  const Json& shapes = scene["bodies"][0]["shapes"];
  EXPECT_EQ(shapes[0]["heights"]["per_mille"], hill["heights"]["per_mille"]);
  EXPECT_FALSE(shapes[1].contains("heights"));
  EXPECT_FALSE(shapes[2].contains("heights"));
  EXPECT_TRUE(scene["terrains"][0]["patches"][0].contains("heights"));
}

TEST(SceneOfATrace, OfNothingIsNull) {
  EXPECT_TRUE(scene_of({}).is_null());
}

TEST(SceneOfATrace, IsSmallAndTheSameEachTime) {
  std::string text = to_text(scene_of(swinging(5001)));
  EXPECT_EQ(text, to_text(scene_of(swinging(5001))));
  EXPECT_LT(base64(deflate_raw(text)).size(), 8000u);
}

TEST(SceneOfATrace, WhereVeryMuchMovesThereAreFewerInstants) {
  trace::Trace trace = swinging();
  trace::Segment& segment = trace.segments[0];
  for (int id = 100; id < 200; ++id) segment.blocks.push_back({"body", id, 0, 0, 1});
  EXPECT_LT(scene_of(trace)["count"].get<size_t>(), 100u);
}

}  // namespace
}  // namespace simbench::replay
