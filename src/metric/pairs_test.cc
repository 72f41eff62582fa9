#include <gtest/gtest.h>

#include "metric/metric.h"

namespace simbench::metric {
namespace {

class Pairs : public ::testing::Test {
 protected:
  fs::path file(const std::string& name, const std::string& text) {
    EXPECT_TRUE(write_file(folder_.path() / name, text));
    return folder_.path() / name;
  }
  CsvTable table(const std::string& text) { return parse_csv(text, (folder_.path() / "pairs.csv").string()).value(); }

  TemporaryFolder folder_;
};

TEST_F(Pairs, RowsComeOutInOrderWithPathsBesideTheTable) {
  file("a.py", "x = 1\ny = x\n");
  file("b, c.py", "x = 1\n");
  auto result = measure_pairs(table("reference,candidate\na.py,\"b, c.py\"\na.py,a.py\n"), 2);
  ASSERT_TRUE(result);
  CsvTable out = parse_csv(result->csv, "out").value();
  ASSERT_EQ(out.rows.size(), 2u);
  EXPECT_EQ(out.rows[0][0], "b, c.py");
  EXPECT_EQ(out.rows[1][*out.column("codebleu")], "1");
  EXPECT_LT(std::stod(out.rows[0][*out.column("rougeL")]), 1.0);
}

TEST_F(Pairs, AFileThatCannotBeReadLosesItsRowOnly) {
  file("a.py", "x = 1\n");
  auto result = measure_pairs(table("candidate,reference\nmissing.py,a.py\na.py,a.py\n"), 1);
  ASSERT_TRUE(result);
  EXPECT_EQ(result->failed, 1u);
  CsvTable out = parse_csv(result->csv, "out").value();
  EXPECT_NE(out.rows[0].back().find("pairs.csv:2: missing.py: cannot read"), std::string::npos) << out.rows[0].back();
  EXPECT_EQ(out.rows[1][*out.column("bleu")].substr(0, 1), "0") << "two words short of an n-gram of four";
}

TEST_F(Pairs, AMissingColumnIsNamed) {
  auto result = measure_pairs(table("candidate\na.py\n"), 1);
  ASSERT_FALSE(result);
  EXPECT_NE(result.error().text().find("no column 'reference'"), std::string::npos);
}

}  // namespace
}  // namespace simbench::metric
