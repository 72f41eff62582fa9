#include "pysrc/strip_comments.h"

#include <gtest/gtest.h>

namespace simbench::pysrc {
namespace {

TEST(WithoutComments, DropsCommentsDocstringsAndBlankLines) {
  EXPECT_EQ(without_comments("'''doc'''\n# c\ndef f():\n    \"d\"\n\n    return 1  # one\n"),
            "def f():\n    return 1  ");
}

TEST(WithoutComments, KeepsStringsThatAreValues) {
  EXPECT_EQ(without_comments("x = 'a'\nf('b')\n"), "x = 'a'\nf('b')");
}

TEST(WithoutComments, DropsAnyStringAtColumnZeroEvenAValue) {
  EXPECT_EQ(without_comments("f(\n'b')\n"), "f(\n)");
}

TEST(WithoutComments, WhiteSpaceBetweenTokensBecomesSpaces) {
  EXPECT_EQ(without_comments("x\t=\t1\n"), "x = 1");
  EXPECT_EQ(without_comments("x =\t“\n"), "x =\t“") << "before a stray character it stays as it is";
}

TEST(WithoutComments, AContinuedLineLosesItsBackslash) {
  EXPECT_EQ(without_comments("x = 1 + \\\n  2\n"), "x = 1 +  2");
}

TEST(WithoutComments, GivesUpWhereTokenizeRaises) {
  EXPECT_EQ(without_comments("x = (1,\n"), std::nullopt);
  EXPECT_EQ(without_comments("s = '''open\n"), std::nullopt);
}

}  // namespace
}  // namespace simbench::pysrc
