#include <gtest/gtest.h>

#include "metric/metric.h"
#include "metric/random_program_test.h"

namespace simbench::metric {
namespace {

std::map<std::string, Score> measured(const std::string& candidate, const std::string& reference) {
  Text c(candidate);
  Reference r(reference);
  std::map<std::string, Score> out;
  for (Score& score : measure_all({c, r})) out[score.id] = score;
  return out;
}

TEST(Registry, EveryMetricHasItsPage) {
  for (const Metric& metric : registry()) {
    fs::path page = source_folder() / "docs/metrics" / fmt::format("{}.md", metric.page);
    auto text = read_file(page);
    ASSERT_TRUE(text) << metric.id << " needs " << page;
    EXPECT_NE(text->find(metric.id), std::string::npos) << page << " doesn't name " << metric.id;
  }
}

TEST(Registry, ValuesStayInTheirRangeAndAbsentOnesHaveAReason) {
  for (uint64_t seed = 100; seed < 140; ++seed) {
    Rng rng(seed);
    std::string program = random_program(rng, 12);
    auto scores = measured(mutated(program, rng, 4), program);
    for (const Metric& metric : registry()) {
      const Score& score = scores[std::string(metric.id)];
      EXPECT_EQ(score.value.has_value(), score.reason.empty()) << metric.id;
      double value = score.value.value_or(metric.low);
      EXPECT_TRUE(value >= metric.low && value <= metric.high + 1e-12) << metric.id << " " << value;
    }
  }
}

TEST(Registry, TextsThatCannotBeMeasuredSayWhy) {
  EXPECT_EQ(measured("x = '\xFF'", "x")["codebleu"].reason, "the candidate is not UTF-8 (at byte 5)");
  EXPECT_NE(measured("x", std::string(kMaxTextBytes + 1, 'x'))["rougeL"].reason.find("the reference has 1048577 bytes"),
            std::string::npos);
}

TEST(Registry, HostileTextsEnd) {
  const std::string zeros(5000, '\0'), brackets(100000, '('), quotes(50000, '"'), tabs(50000, '\t');
  for (const std::string& text :
       {zeros, brackets, quotes, tabs, std::string("\\"), std::string("\r\r\n\r"), "if x:\n" + brackets})
    EXPECT_TRUE(measured(text, "x = 1\n")["syntax_match"].value);
}

}  // namespace
}  // namespace simbench::metric
