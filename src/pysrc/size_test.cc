// Large and deep inputs: every form of a program is taken of them, in time that grows with their size only.
#include <gtest/gtest.h>

#include "pysrc/pysrc.h"

namespace simbench::pysrc {
namespace {

/// The number of nodes of `text`; its tokens and comments are taken, too.
size_t taken_apart(const std::string& text) {
  TokenList tokens = tokenize(text);
  EXPECT_FALSE(tokens.tokens.empty());
  without_comments(text);
  Tree tree(text);
  return Nodes(tree).size();
}

TEST(SizeSlow, TenMegabytesOfStatementsAreTakenApart) {
  std::string text;
  for (int k = 0; text.size() < size_t{10} << 20; ++k)
    text += fmt::format(
        "body_{0} = chrono.ChBodyEasyBox({0}, 1.5, 2, 1000)  # part {0}\nif body_{0}:\n\tsystem.Add(body_{0})\n", k);
  EXPECT_GT(taken_apart(text), text.size() / 20);
}

TEST(Size, DeepNestingIsTakenApart) {
  const std::string deep(100'000, '('), lists = std::string(50'000, '[') + "x" + std::string(50'000, ']') + "\n";
  EXPECT_GT(taken_apart(deep), 1U);
  EXPECT_GT(taken_apart("y = " + lists), 50'000U);
  std::string blocks;
  for (int depth = 0; depth < 300; ++depth) blocks += std::string(static_cast<size_t>(depth), ' ') + "if x:\n";
  EXPECT_GT(taken_apart(blocks + std::string(300, ' ') + "pass\n"), 600U);
}

TEST(Size, OneLineOfAMegabyteIsTakenApart) {
  EXPECT_GT(taken_apart("x = '" + std::string(1 << 20, 'a') + "'\n" + std::string(1 << 20, '#')), 3U);
}

}  // namespace
}  // namespace simbench::pysrc
