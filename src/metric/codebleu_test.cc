#include <gtest/gtest.h>

#include "metric/pair.h"

namespace simbench::metric {
namespace {

struct Measured {
  Text candidate;
  Reference reference;
  Pair pair;
  Measured(const std::string& c, const std::string& r) : candidate(c), reference(r), pair({candidate, reference}) {}
};

TEST(SyntaxMatch, CountsShapesNotNames) {
  EXPECT_EQ(Measured("a = f(b)\n", "x = g(y)\n").pair.syntax(), 1.0);
  EXPECT_LT(Measured("a = b\n", "x = g(y)\n").pair.syntax(), 1.0);
}

TEST(SyntaxMatch, IgnoresCommentsAndDocstrings) {
  EXPECT_EQ(Measured("'''d'''\nx = 1  # c\n", "x = 1\n").pair.syntax(), 1.0);
}

TEST(SyntaxMatch, IsAShareOfTheReferencesSubTrees) {
  // reference: module, expression_statement, call, argument_list; only the statement's inside differs
  EXPECT_EQ(Measured("", "f()\n").pair.syntax(), 0.0);
  EXPECT_EQ(Measured("f()\nx = 1\n", "f()\n").pair.syntax(), 0.75) << "all but the whole module";
}

TEST(DataflowMatch, NamesAreInterchangeableFlowsAreNot) {
  EXPECT_EQ(*dataflow_match(Measured("a = 1\nb = a\n", "x = 1\ny = x\n").pair).value, 1.0);
  EXPECT_LT(*dataflow_match(Measured("a = 1\nb = 2\n", "x = 1\ny = x\n").pair).value, 1.0);
}

TEST(DataflowMatch, AnAssignedAttributeTextLosesTheWholeFlow) {
  Measured bad("x = 1\n", "x = y\nz = x\nobj.attr = 'text'\n");
  EXPECT_EQ(dataflow_match(bad.pair).value, 0.0) << "as the package has it";
  EXPECT_FALSE(dataflow_defined(bad.pair).value);
  EXPECT_NE(dataflow_defined(bad.pair).reason.find("reference"), std::string::npos);
}

TEST(Codebleu, AnAbsentDataFlowAddsAQuarterButNotToTheDefinedNumber) {
  Measured empty("", "x = y\nz = x\n");
  EXPECT_EQ(*codebleu(empty.pair).value, 0.25);
  EXPECT_EQ(*codebleu_defined(empty.pair).value, 0.0);
  Measured none("f()\n", "f()\n");
  EXPECT_FALSE(codebleu_defined(none.pair).value);
  EXPECT_EQ(codebleu_defined(none.pair).reason, "the reference has no data flow");
}

TEST(DataflowMatch, GivesUpOnLoopsThatDoubleTheWork) {
  std::string code;
  for (int depth = 0; depth < 40; ++depth) code += std::string(static_cast<size_t>(depth), ' ') + "while a:\n";
  code += std::string(40, ' ') + "a = b\n";
  Measured nested("a = b\n", code);
  EXPECT_FALSE(dataflow_match(nested.pair).value);
  EXPECT_FALSE(codebleu(nested.pair).value);
  EXPECT_TRUE(rouge1(nested.pair).value);
}

}  // namespace
}  // namespace simbench::metric
