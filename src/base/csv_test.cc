#include "base/csv.h"

#include <gtest/gtest.h>

namespace simbench {
namespace {

TEST(Csv, ReadsQuotesLineBreaksAndWindowsEnds) {
  CsvTable table = parse_csv("\xEF\xBB\xBFname,says\r\na,\"x, \"\"y\"\"\nz\"\r\n\r\nb,\r\n", "t.csv").value();
  EXPECT_EQ(table.header, (std::vector<std::string>{"name", "says"}));
  ASSERT_EQ(table.rows.size(), 2u);
  EXPECT_EQ(table.rows[0][1], "x, \"y\"\nz");
  EXPECT_EQ(table.rows[1], (std::vector<std::string>{"b", ""}));
  EXPECT_EQ(table.where(1), "t.csv:5");
  EXPECT_EQ(table.column("says"), 1u);
  EXPECT_EQ(table.column("none"), std::nullopt);
}

TEST(Csv, NamesTheLineOfABrokenRow) {
  EXPECT_EQ(parse_csv("a,b\n1,2\n3\n", "t.csv").error().where, "t.csv:3");
  EXPECT_EQ(parse_csv("a,b\n1,\"2\n3\n", "t.csv").error().where, "t.csv:2");
  EXPECT_EQ(parse_csv("", "t.csv").error().where, "t.csv");
  EXPECT_NE(parse_csv("a\n\xff\n", "t.csv").error().message.find("UTF-8"), std::string::npos);
}

}  // namespace
}  // namespace simbench
