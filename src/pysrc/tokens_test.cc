#include "pysrc/tokens.h"

#include <gtest/gtest.h>

#include "base/base.h"

namespace simbench::pysrc {
namespace {

/// "word:x op:= number:1": kinds and texts, for comparing at a glance.
std::string listed(std::string_view source) {
  TokenList list = tokenize(source);
  std::vector<std::string> parts;
  for (const Token& token : list.tokens)
    parts.push_back(std::string(to_string(token.kind)) + ":" + replace_all(std::string(token.text), "\n", "\\n"));
  if (!list.problem.empty()) parts.push_back("!" + list.problem);
  return join(parts, " ");
}

TEST(Tokens, AStatementEndsWithANewlineEvenAtTheEndOfTheFile) {
  EXPECT_EQ(listed("x=1"), "word:x op:= number:1 newline: end:");
  EXPECT_EQ(listed("x=1\n"), "word:x op:= number:1 newline:\\n end:");
  EXPECT_EQ(listed(""), "end:");
}

TEST(Tokens, IndentationIsCountedWithTabsOfEight) {
  EXPECT_EQ(listed("if a:\n\tb\n        c\n"),
            "word:if word:a op:: newline:\\n indent:\t word:b newline:\\n word:c newline:\\n dedent: end:");
}

TEST(Tokens, BlankAndCommentedLinesEndNoStatement) {
  EXPECT_EQ(listed("# a\n\n(1,\n2)\n"),
            "comment:# a nl:\\n nl:\\n op:( number:1 op:, nl:\\n number:2 op:) newline:\\n end:");
}

TEST(Tokens, NumbersAreCutAsPythonCutsThem) {
  EXPECT_EQ(listed("0x_fF 1_0.5e-3j 1.e5 .5 0b102 1__0 07"),
            "number:0x_fF number:1_0.5e-3j number:1.e5 number:.5 number:0b10 number:2 number:1 word:__0 number:0 "
            "number:7 newline: end:");
}

TEST(Tokens, StringsKeepPrefixesEscapesAndLines) {
  EXPECT_EQ(listed("rb'\\'' f\"{x}\" ''\n"), "string:rb'\\'' string:f\"{x}\" string:'' newline:\\n end:");
  EXPECT_EQ(listed("s='''a\n''b'''\n"), "word:s op:= string:'''a\\n''b''' newline:\\n end:");
  EXPECT_EQ(listed("s='a\\\nb'\n"), "word:s op:= string:'a\\\\nb' newline:\\n end:");
}

TEST(Tokens, ReportsWhereTokenizeWouldRaise) {
  EXPECT_EQ(listed("x = '''a\nb"), "word:x op:= !EOF in multi-line string");
  EXPECT_EQ(tokenize("x\ny = '''a\nb").problem_line, 2u);
  EXPECT_EQ(listed("f(\n"), "word:f op:( nl:\\n !EOF in multi-line statement");
  EXPECT_EQ(listed("if a:\n    b\n  c\n").substr(0, 7), "word:if");
  EXPECT_EQ(tokenize("if a:\n    b\n  c\n").problem, "unindent does not match any outer indentation level");
}

TEST(Tokens, AStrayCharacterIsOneTokenWithTheWhiteSpaceBefore) {
  EXPECT_EQ(listed("a =\t?\n"), "word:a op:= stray:\t stray:? newline:\\n end:");
  EXPECT_EQ(listed("x = 'open\n"), "word:x op:= stray:  stray:' word:open newline:\\n end:");
  EXPECT_EQ(listed("“x”"), "stray:“ word:x stray:” newline: end:");
}

TEST(Tokens, AFailedContinuationLeavesItsMarkOnLaterStrings) {
  // tokenize.py never clears `needcont` after such a string, so the next triple-quoted one breaks at its second line.
  EXPECT_EQ(listed("a = 'b\\\nc\nd = '''e\nf'''\n").find("stray:'b\\\\nc\\n"),
            listed("a = 'b\\\nc\n").find("stray:'b\\\\nc\\n"));
  EXPECT_NE(listed("a = 'b\\\nc\nd = '''e\nf\n'''\n").find("stray:'''e\\nf\\n"), std::string::npos);
}

TEST(Tokens, PositionsAreLinesFromOneAndBytesFromZero) {
  TokenList list = tokenize("é = '''a\nb''' # c\n");
  EXPECT_EQ(list.tokens[1].column, 3u);
  EXPECT_EQ(list.tokens[2].end_line, 2u);
  EXPECT_EQ(list.tokens[2].end_column, 4u);
  EXPECT_EQ(list.tokens[3].column, 5u);
}

TEST(Tokens, AMegabyteOfAnythingTakesLinearTime) {
  for (std::string_view unit : {"(", "'\\", "\\", "x = 1\n", "\n", "\"\"\"", "\t", "\xFF", " ?", "'\\\n"}) {
    std::string text;
    while (text.size() < size_t{1} << 20) text += unit;
    TokenList list = tokenize(text + "?");
    EXPECT_FALSE(list.tokens.empty() && list.problem.empty()) << unit;
  }
}

}  // namespace
}  // namespace simbench::pysrc
