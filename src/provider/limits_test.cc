#include "provider/limits.h"

#include <gtest/gtest.h>

namespace simbench::provider {
namespace {

std::optional<double> pause_of(std::initializer_list<const char*> lines, double now_s = 0) {
  LimitHeaders headers;
  for (const char* line : lines) headers.take(line, now_s);
  return headers.pause_s();
}

TEST(Limits, AnAllowanceThatIsUsedUpMakesEverybodyWait) {
  EXPECT_EQ(pause_of({"x-ratelimit-remaining-requests: 0\r\n", "x-ratelimit-reset-requests: 1.5s\r\n"}), 1.5);
  EXPECT_EQ(pause_of({"X-RateLimit-Remaining-Tokens: 0", "x-ratelimit-reset-tokens: 6m0s"}), 360);
  EXPECT_EQ(pause_of({"anthropic-ratelimit-requests-remaining: 0",
                      "anthropic-ratelimit-requests-reset: 1970-01-01T00:01:00Z"},
                     20),
            40);
  EXPECT_EQ(pause_of({"anthropic-ratelimit-output-tokens-remaining: 0",
                      "anthropic-ratelimit-output-tokens-reset: 1970-01-01T00:01:00Z"},
                     20),
            40);
}

TEST(Limits, WhatIsLeftOrUnclearMakesNobodyWait) {
  EXPECT_EQ(pause_of({"x-ratelimit-remaining-requests: 3", "x-ratelimit-reset-requests: 9s"}), std::nullopt);
  EXPECT_EQ(pause_of({"x-ratelimit-remaining-requests: 0"}), std::nullopt);
  EXPECT_EQ(pause_of({"x-ratelimit-remaining-requests: 0", "x-ratelimit-reset-requests: soon"}), std::nullopt);
  EXPECT_EQ(pause_of({"x-ratelimit-reset-requests: 9s", "nonsense", ":", "x-ratelimit-remaining-: "}), std::nullopt);
}

TEST(Limits, RetryAfterComesInSecondsMillisecondsAndDates) {
  LimitHeaders headers;
  headers.take("Retry-After: 20", 0);
  EXPECT_EQ(headers.retry_after_s(), 20);
  headers.take("retry-after-ms: 1500", 0);
  EXPECT_EQ(headers.retry_after_s(), 1.5) << "the finer one counts";
  headers.take("retry-after: 9", 0);
  EXPECT_EQ(headers.retry_after_s(), 1.5);
}

TEST(Limits, DurationsAreReadWhole) {
  EXPECT_EQ(parse_duration("1h2m3.5s"), 3723.5);
  EXPECT_EQ(parse_duration("20ms"), 0.02);
  for (const char* text : {"", "5", "s", "1x", "1s2", "-1s"}) EXPECT_EQ(parse_duration(text), std::nullopt) << text;
}

}  // namespace
}  // namespace simbench::provider
