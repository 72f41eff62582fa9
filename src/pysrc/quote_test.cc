#include "pysrc/quote.h"

#include <gtest/gtest.h>

namespace simbench::pysrc {
namespace {

TEST(QuoteLine, MarksTheBytesOfAPlace) {
  EXPECT_EQ(quote_line("a = 1\nb.go(2)\n", 2, 1, 4), "    2 | b.go(2)\n      | ^^^^\n");
  EXPECT_EQ(quote_line("\ts = 'ä'; f(s)\n", 1, 12, 12), "    1 | \ts = 'ä'; f(s)\n      | \t         ^\n")
      << "tabs stay, characters count once";
}

TEST(QuoteLine, WithoutAKnownPlaceThereAreNoCarets) {
  EXPECT_EQ(quote_line("x\n", 1, 0, 0), "    1 | x\n");
  EXPECT_EQ(quote_line("x\n", 1, 9, 12), "    1 | x\n");
  EXPECT_EQ(quote_line("f(1,\n", 1, 1, 0), "    1 | f(1,\n      | ^\n") << "where the end is unknown";
  EXPECT_EQ(quote_line("x\n", 2, 1, 1), "");
  EXPECT_EQ(quote_line("", 0, 0, 0), "");
}

TEST(ColumnInCharacters, CountsWhatPeopleSee) {
  EXPECT_EQ(column_in_characters("s = 'äö'; f(s)\n", 1, 12), 10);
  EXPECT_EQ(column_in_characters("\tx\n", 1, 2), 2) << "a tab is one character";
  EXPECT_EQ(column_in_characters("x\n", 1, 2), 2) << "just behind the end";
  EXPECT_EQ(column_in_characters("x\n", 1, 0), 0) << "unknown";
  EXPECT_EQ(column_in_characters("x\n", 1, 9), 9) << "outside";
  EXPECT_EQ(column_in_characters("x\n", 7, 9), 9);
}

TEST(QuoteLine, AMonstersLineIsCut) {
  EXPECT_LT(quote_line(std::string(100'000, 'x') + "\n", 1, 1, 90'000).size(), 450u);
}

}  // namespace
}  // namespace simbench::pysrc
