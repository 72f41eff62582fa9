// The reference packages' frozen numbers, for machines without them. Made by parity_test.cc from the packages
// themselves:
//   SIMBENCH_WRITE_GOLDENS=tests/data/metrics/goldens.jsonl build/dev/test_metric --gtest_filter='*Parity*'
#include <gtest/gtest.h>

#include "base/json.h"
#include "metric/reference_row_test.h"

namespace simbench::metric {
namespace {

TEST(MetricGoldens, NumbersAndTreesAreThoseOfTheReferencePackages) {
  auto text = read_file(source_folder() / "tests/data/metrics/goldens.jsonl");
  ASSERT_TRUE(text) << text.error().text();
  size_t rows = 0, with_a_score = 0;
  for (std::string_view line : split_lines(*text)) {
    Json row = parse_json(line, "goldens.jsonl").value();
    SCOPED_TRACE(fmt::format("line {} of goldens.jsonl", ++rows));
    expect_row({row["candidate"].get<std::string>(), row["reference"].get<std::string>()}, row);
    if (row["codebleu"].get<double>() > 0.25) ++with_a_score;
  }
  EXPECT_GT(rows, 150U);
  EXPECT_GT(with_a_score, rows / 2) << "goldens of nothing would prove nothing";
}

}  // namespace
}  // namespace simbench::metric
