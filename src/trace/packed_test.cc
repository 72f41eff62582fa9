#include "trace/packed.h"

#include <gtest/gtest.h>

#include "base/base.h"

namespace simbench::trace {
namespace {

/// One block `reading` of as many columns as there are functions of time; a sample every 0.1 s.
Trace sampled(const std::vector<std::function<double(double)>>& columns, size_t samples = 100) {
  Trace trace;
  trace.header = {{"format", 1}};
  trace.segments.push_back({{{"reading", 7, 0, columns.size(), 1}}, 1 + columns.size(), {}});
  for (size_t i = 0; i < samples; ++i) {
    double t = 0.1 * static_cast<double>(i);
    trace.segments[0].values.push_back(t);
    for (const auto& column : columns) trace.segments[0].values.push_back(column(t));
  }
  return trace;
}

Trace packed_and_back(const Trace& trace) {
  auto back = parse(encode_packed(trace));
  EXPECT_TRUE(back);
  EXPECT_FALSE(back && back->truncated);
  return back ? *back : Trace{};
}

TEST(PackedTrace, NumbersComeBackToAHundredThousandthOfTheirRange) {
  Trace whole = sampled({[](double t) { return std::sin(t); }, [](double t) { return 1e9 * t * t; },
                         [](double t) { return 3 + 1e-7 * std::cos(5 * t); }});
  Trace back = packed_and_back(whole);
  ASSERT_EQ(back.sample_count(), whole.sample_count());
  const double ranges[] = {2, 1e9 * 9.9 * 9.9, 2e-7};
  for (size_t c = 0; c < 2; ++c)
    for (size_t i = 0; i < whole.sample_count(); ++i)
      EXPECT_NEAR(back.series("reading", 7, c)[i], whole.series("reading", 7, c)[i], 1e-5 * ranges[c]);
  for (size_t i = 0; i < whole.sample_count(); ++i)
    EXPECT_NEAR(back.series("reading", 7, 2)[i], whole.series("reading", 7, 2)[i], 3e-8) << "27 bits of the number";
}

TEST(PackedTrace, TimesAreTheDecimalNumbersThatTheyWere) {
  Trace back = packed_and_back(sampled({[](double t) { return t; }}));
  EXPECT_EQ(back.times()[3], 0.3) << "not 0.30000000000000004, which the sum of steps gave";
  EXPECT_EQ(back.times()[99], 9.9);
}

TEST(PackedTrace, ConstantsUnknownsAndDivergingNumbersStayExactly) {
  Trace whole =
      sampled({[](double) { return 0.1; }, [](double) { return std::nan(""); },
               [](double t) { return t < 5 ? std::exp(t) : INFINITY; }, [](double t) { return std::exp(70 * t); }});
  Trace back = packed_and_back(whole);
  EXPECT_EQ(back.series("reading", 7, 0), whole.series("reading", 7, 0));
  EXPECT_TRUE(std::isnan(back.series("reading", 7, 1)[50]));
  EXPECT_EQ(back.series("reading", 7, 2), whole.series("reading", 7, 2));
  EXPECT_TRUE(std::isfinite(back.series("reading", 7, 3)[50]));
}

TEST(PackedTrace, IsMuchSmallerThanTheSamplesAsTheyAre) {
  Trace whole = sampled({[](double t) { return std::sin(t); }, [](double t) { return std::cos(3 * t); },
                         [](double t) { return t * std::sin(2 * t); }},
                        200);
  EXPECT_LT(zstd_compress(encode_packed(whole)).size() * 4, zstd_compress(encode(whole)).size());
}

TEST(PackedTrace, APayloadThatIsCutLongerOrClaimsTooMuchAddsNothing) {
  Trace whole = sampled({[](double t) { return std::sin(t); }, [](double) { return 1.0; }});
  std::string payload = pack_samples(whole.segments[0]);
  Segment empty = whole.segments[0];
  empty.values.clear();
  for (size_t cut = 0; cut < payload.size(); ++cut)
    EXPECT_FALSE(unpack_samples(std::string_view(payload).substr(0, cut), 1 << 20, empty)) << cut;
  EXPECT_FALSE(unpack_samples(payload + "x", 1 << 20, empty));
  EXPECT_FALSE(unpack_samples(payload, 299, empty)) << "300 numbers";
  for (size_t at = 0; at < 11; ++at) {  // the rows and what each column says of itself
    std::string other = payload;
    other[at] = '\x7f';
    EXPECT_FALSE(unpack_samples(other, 1 << 20, empty)) << at;
  }
  EXPECT_TRUE(empty.values.empty());
  EXPECT_TRUE(unpack_samples(payload, 300, empty));
  EXPECT_EQ(empty.size(), whole.segments[0].size());
}

TEST(PackedTrace, ConstantColumnsCannotFillTheMemory) {
  Trace bomb;
  bomb.header = {{"format", 1}};
  bomb.segments.push_back({{{"reading", 1, 0, 1, 1}}, 2, std::vector<double>(2 * 1'000'000)});
  std::string once = encode_packed(bomb);
  std::string frame = once.substr(once.rfind('Q'));
  auto read = parse(once + frame + frame + frame);
  ASSERT_TRUE(read);
  EXPECT_TRUE(read->truncated);
  EXPECT_LE(read->sample_count(), 2'100'000u);
}

TEST(TraceReduce, LeavesBlocksOutAndJoinsLayoutsThatAreTheSameThen) {
  Trace trace = sampled({[](double t) { return t; }}, 10);
  trace.segments.push_back(trace.segments[0]);
  trace.segments[1].blocks.push_back({"other", 1, 0, 1, 2}), trace.segments[1].stride = 3;
  trace.segments[1].values.clear();
  for (double t : {1.0, 1.1}) trace.segments[1].values.insert(trace.segments[1].values.end(), {t, 2 * t, 3 * t});
  Trace small = reduce(trace, {.keep_block = [](const Block& block) { return block.kind == "reading"; }});
  ASSERT_EQ(small.segments.size(), 1u);
  EXPECT_EQ(small.sample_count(), 12u);
  EXPECT_EQ(small.width("other", 1), 0u);
  EXPECT_EQ(small.series("reading", 7, 0)[11], 2.2);
}

}  // namespace
}  // namespace simbench::trace
