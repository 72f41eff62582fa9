#include "trace/trace.h"

#include <gtest/gtest.h>

namespace simbench::trace {

int fuzz(const uint8_t* data, size_t size);  // trace_fuzz.cc

namespace {

Json body(int id, double mass) {
  return {{"id", id}, {"mass_kg", mass}, {"created_s", 0}};
}

/// Two layouts: a body alone, then a second one beside it. Falls from 10 m.
Trace falling(size_t samples = 10) {
  Trace t;
  t.header = {{"format", 1}, {"simulator", {{"name", "mujoco"}, {"version", "4.0.0"}}}, {"sample_s", 0.02}};
  t.censuses = {{{"when", "first_step"}, {"time_s", 0}, {"bodies", {body(1, 2.0)}}},
                {{"when", "created"}, {"time_s", 0.1}, {"bodies", {body(2, 3.0)}}},
                {{"when", "end"}, {"time_s", 0.2}, {"bodies", {body(1, 9.0), body(2, 3.0)}}}};
  t.calls = {{{"class", "A"}, {"method", "f"}, {"args", {1}}}, {{"class", "A"}, {"method", "f"}, {"args", {2}}}};
  t.events = {{{"event", "first_step_called"}, {"t", 0}}};
  t.segments.push_back({{{"body", 1, 0, 13, 1}}, 14, {}});
  t.segments.push_back({{{"body", 1, 0, 13, 1}, {"body", 2, 0, 13, 14}}, 27, {}});
  for (size_t i = 0; i < samples; ++i) {
    Segment& s = t.segments[i < samples / 2 ? 0 : 1];
    size_t row = s.values.size();
    s.values.resize(row + s.stride);
    double time = 0.02 * static_cast<double>(i);
    s.values[row] = time;
    for (size_t b = 0; b < s.blocks.size(); ++b) s.values[row + 1 + 13 * b + 2] = 10 - 4.905 * time * time;
  }
  t.end = {{"reason", "finished"}, {"steps", 100}, {"sim_time_s", 0.2}};
  return t;
}

TEST(TraceFrames, WhatIsWrittenIsReadBack) {
  Trace t = falling();
  auto back = parse(encode(t));
  ASSERT_TRUE(back) << back.error().text();
  EXPECT_FALSE(back->truncated);
  EXPECT_EQ(encode(*back), encode(t));
  EXPECT_EQ(back->segments.at(1).values, t.segments.at(1).values);
  EXPECT_EQ(back->end, t.end);
}

TEST(TraceFrames, WhatALookAheadMadeIsTakenBack) {
  auto frame = [](char kind, const std::string& payload) {
    std::string out{kind, 0, 0, 0};
    auto length = static_cast<uint32_t>(payload.size());
    for (int shift = 0; shift < 32; shift += 8) out += static_cast<char>(length >> shift & 0xFF);
    return out + payload;
  };
  auto sample = [&](double time) { return frame('S', std::string(reinterpret_cast<const char*>(&time), sizeof time)); };
  std::string layout = frame('L', R"({"blocks":[]})"), bytes = frame('H', R"({"format":1})") + layout;
  for (double time : {0.0, 0.1, 0.2}) bytes += sample(time);
  bytes += layout + sample(0.3);
  auto back = [&](int samples) {
    return frame('E', R"({"event":"look_back","t":0.1,"samples":)" + std::to_string(samples) + "}");
  };
  auto once = parse(bytes + back(2) + sample(0.15));
  ASSERT_TRUE(once);
  EXPECT_EQ(once->times(), (std::vector<double>{0.0, 0.1, 0.15})) << "also across layouts";
  auto all = parse(bytes + back(1000) + sample(7));
  ASSERT_TRUE(all);
  EXPECT_EQ(all->times(), std::vector<double>{7}) << "no more than there are";
}

TEST(TraceFrames, ABrokenTailIsDroppedAndTheRestKept) {
  std::string bytes = encode(falling());
  size_t before_end = bytes.size();
  auto whole = parse(bytes);
  for (size_t cut = 1; cut < before_end; cut += 7) {
    auto part = parse(std::string_view(bytes).substr(0, before_end - cut));
    if (!part) continue;  // the header itself was cut
    EXPECT_TRUE(part->end.is_null());
    EXPECT_LE(part->sample_count(), whole->sample_count());
  }
  auto cut = parse(std::string_view(bytes).substr(0, before_end - 3));
  ASSERT_TRUE(cut);
  EXPECT_TRUE(cut->truncated);
  EXPECT_GT(cut->dropped_bytes, 0u);
  EXPECT_EQ(cut->sample_count(), 10u);
}

TEST(TraceFrames, WhatIsNoTraceIsRefusedWithAReason) {
  EXPECT_EQ(parse("").error().code, ErrorCode::corrupt);
  EXPECT_EQ(parse("hello").error().code, ErrorCode::corrupt);
  Trace future;
  future.header = {{"format", 2}};
  auto result = parse(encode(future));
  ASSERT_FALSE(result);
  EXPECT_NE(result.error().message.find("format 1"), std::string::npos);
}

TEST(TraceFrames, ASampleOfTheWrongWidthEndsTheReading) {
  Trace t = falling();
  std::string bytes = encode(t);
  size_t last = bytes.rfind('Z');
  std::string odd("S\0\0\0\x08\0\0\0________", 16);
  auto result = parse(bytes.substr(0, last) + odd + bytes.substr(last));
  ASSERT_TRUE(result);
  EXPECT_TRUE(result->truncated);
  EXPECT_EQ(result->sample_count(), 10u);
}

TEST(TraceFrames, NumbersThatAreNotFiniteAreKeptInSamples) {
  Trace t = falling();
  t.segments[0].values[3] = std::nan("");
  auto back = parse(encode(t));
  ASSERT_TRUE(back);
  EXPECT_TRUE(std::isnan(back->series("body", 1, 2)[0]));
  EXPECT_NE(to_csv(*back)->find("nan"), std::string::npos);
}

// The bytes come from a stranger's process: any of them may be anything. Deterministic: the same 4,000 mutations each
// time.
TEST(TraceFrames, MutatedBytesNeverCrashTheReader) {
  std::string original = encode(falling());
  Rng rng(20240817);
  size_t readable = 0;
  for (int round = 0; round < 4000; ++round) {
    std::string bytes = original;
    for (uint64_t n = 1 + rng.below(6); n > 0 && !bytes.empty(); --n) {
      size_t at = rng.below(bytes.size());
      switch (rng.below(5)) {
        case 0:
          bytes[at] = static_cast<char>(rng.bits());
          break;
        case 1:
          bytes[at] = static_cast<char>(bytes[at] ^ (1 << rng.below(8)));
          break;
        case 2:
          bytes.resize(at);
          break;
        case 3:
          bytes.erase(at, rng.below(40));
          break;
        default:
          bytes.insert(at, bytes.substr(rng.below(bytes.size()), rng.below(60)));
      }
    }
    readable += parse(bytes).has_value();
    fuzz(reinterpret_cast<const uint8_t*>(bytes.data()), bytes.size());
  }
  EXPECT_GT(readable, 500u) << "the mutations hit the header only";
}

TEST(TraceFrames, HugeAndNegativeLayoutsAreRefused) {
  for (const char* width : {"-1", "0", "1e300", "4294967297", "0.5", "\"13\"", "null", "1073741824"}) {
    Trace t;
    t.header = {{"format", 1}};
    std::string bytes = encode(t);
    std::string layout = fmt::format(R"({{"blocks":[{{"kind":"body","id":1,"width":{}}}]}})", width);
    bytes += std::string("L\0\0\0", 4) + static_cast<char>(layout.size()) + std::string(3, '\0') + layout;
    auto result = parse(bytes);
    ASSERT_TRUE(result);
    EXPECT_TRUE(result->truncated) << width;
    EXPECT_TRUE(result->segments.empty()) << width;
  }
}

TEST(TraceFile, StoresByContentAndReadsBack) {
  TemporaryFolder folder;
  std::string bytes = encode(falling());
  auto hash = store(bytes, folder.path() / "traces");
  ASSERT_TRUE(hash) << hash.error().text();
  EXPECT_EQ(*hash, sha256(bytes));
  auto back = read(file(folder.path() / "traces", *hash));
  ASSERT_TRUE(back) << back.error().text();
  EXPECT_EQ(encode(*back), bytes);
  EXPECT_EQ(read(folder.path() / "none.trace.zst").error().code, ErrorCode::not_found);
}

TEST(TraceFile, ADamagedFileSaysWhichAndWhatToDo) {
  TemporaryFolder folder;
  fs::path file = folder.path() / "x.trace.zst";
  ASSERT_TRUE(write_file(file, zstd_compress(encode(falling())).substr(0, 60)));
  auto result = read(file);
  ASSERT_FALSE(result);
  EXPECT_EQ(result.error().code, ErrorCode::corrupt);
  EXPECT_NE(result.error().text().find("x.trace.zst"), std::string::npos);
}

TEST(TraceSeries, ABlockThatComesLaterIsNanBefore) {
  Trace t = falling();
  auto heights = t.series("body", 2, 2);
  ASSERT_EQ(heights.size(), 10u);
  EXPECT_TRUE(std::isnan(heights[4]));
  EXPECT_NEAR(heights[5], 10 - 4.905 * 0.01, 1e-12);
  EXPECT_EQ(t.width("body", 2), 13u);
  EXPECT_EQ(t.width("body", 7), 0u);
}

TEST(TraceSeries, ObjectsAreUnitedByIdAndTheFirstWins) {
  Json bodies = falling().objects("bodies");
  ASSERT_EQ(bodies.size(), 2u);
  EXPECT_EQ(bodies[0]["mass_kg"], 2.0);
  EXPECT_EQ(bodies[1]["id"], 2);
  EXPECT_TRUE(falling().objects("joints").empty());
}

TEST(TraceReduce, KeepsFirstAndLastSampleAndCutsCalls) {
  Trace small = reduce(falling(101), {.samples = 11, .calls_of_a_name = 1});
  EXPECT_EQ(small.sample_count(), 11u);
  EXPECT_EQ(small.calls.size(), 1u);
  EXPECT_EQ(small.times().front(), 0.0);
  EXPECT_NEAR(small.times().back(), 2.0, 1e-12);
  EXPECT_NEAR(small.series("body", 1, 2).back(), 10 - 4.905 * 4, 1e-5);
  EXPECT_EQ(encode(reduce(small, {.samples = 11, .calls_of_a_name = 1})), encode(small))
      << "reducing twice changes nothing";
}

TEST(TraceCsv, OneRowASampleWithUnitsInTheHeader) {
  std::string csv = to_csv(falling()).value();
  auto lines = split_lines(csv);
  ASSERT_EQ(lines.size(), 11u);
  EXPECT_EQ(lines[0].substr(0, 27), "time_s,body.1.x_m,body.1.y_");
  EXPECT_NE(lines[0].find("body.2.wz_rad_s"), std::string_view::npos);
  EXPECT_EQ(split(lines[1], ',').size(), 27u);
  EXPECT_EQ(split(lines[1], ',').back(), "") << "body 2 isn't there yet";
}

TEST(Trace, TheDynamicRunTellsStepAndInitialStateAfterStaticSolves) {
  Trace t;
  t.header = {{"format", 1}};
  auto census = [](double step, double mass) {
    return Json{{"when", "first_step"},
                {"time_s", 0},
                {"system", {{"step_s", step}}},
                {"bodies", {{{"id", 1}, {"mass_kg", mass}}}},
                {"visuals", {{{"kind", step > 0.01 ? "window" : "camera"}}}}};
  };
  t.censuses = {census(0.04, 1), {{"when", "created"}, {"bodies", {{{"id", 2}}}}}, census(0.005, 3)};
  auto back = parse(encode(t));
  ASSERT_TRUE(back) << back.error().text();
  EXPECT_EQ(get(get(back->first_census(), "system"), "step_s"), 0.005);
  EXPECT_EQ(back->objects("bodies")[0]["mass_kg"], 3);
  EXPECT_EQ(back->objects("visuals").size(), 2u);
}

TEST(TraceCsv, ColumnsCarryTheObjectsNamesAndTheirUnits) {
  Trace t;
  t.censuses = {
      {{"when", "first_step"},
       {"bodies", {{{"id", 1}, {"name", "bob"}}, {{"id", 2}, {"name", "twin"}}, {{"id", 3}, {"name", "twin"}}}},
       {"joints",
        {{{"id", 0}, {"name", "pivot, left"}, {"type", "revolute"}},
         {{"id", 1}, {"name", "rail"}, {"type", "prismatic"}},
         {{"id", 2}, {"name", "motor"}, {"type", "motor_rotation_torque"}, {"params", {{"control_index", 0}}}}}},
       {"sensors", {{{"id", 0}, {"name", "imu"}, {"type", "accelerometer"}}}}}};
  t.segments.push_back({{{"body", 1, 0, 1, 1},
                         {"body", 2, 0, 1, 2},
                         {"joint", 0, 0, 2, 3},
                         {"joint", 1, 0, 2, 5},
                         {"sensor", 0, 0, 3, 7},
                         {"control", 0, 0, 1, 10}},
                        11,
                        std::vector<double>(11)});
  EXPECT_EQ(split_lines(to_csv(t).value())[0],
            "time_s,body.bob.x_m,body.2.x_m,\"joint.pivot, left.angle_rad\",\"joint.pivot, "
            "left.rate_rad_s\",joint.rail.position_m,joint.rail.speed_m_s,"
            "sensor.imu.x_m_s2,sensor.imu.y_m_s2,sensor.imu.z_m_s2,control.motor");
}

TEST(TraceCsv, ATableThatNobodyCouldOpenIsRefused) {
  Trace t;
  for (int i = 0; i < 300; ++i) {
    t.segments.push_back({{{"kind" + std::to_string(i), 1, 0, 9'999, 1}}, 10'000, std::vector<double>(10'000)});
  }
  ASSERT_FALSE(to_csv(t));
  EXPECT_NE(to_csv(t).error().message.find("300 rows"), std::string::npos);
}

}  // namespace
}  // namespace simbench::trace
