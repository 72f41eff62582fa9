#include "cli/words.h"

#include <gtest/gtest.h>

#include "base/base.h"

namespace simbench::cli {
namespace {

TEST(Words, ALineThatFitsStaysAsItIs) {
  EXPECT_EQ(fitted("model   arm\n  a  1\n", 20), "model   arm\n  a  1\n");
  EXPECT_EQ(fitted("a line of any length for a file", std::nullopt), "a line of any length for a file");
  EXPECT_EQ(fitted("", 40), "");
}

TEST(Words, ATooWideLineGoesOnBelowAtAGapBetweenColumns) {
  EXPECT_EQ(fitted("  openai/gpt  pass_at_1  given  0.25", 24), "  openai/gpt  pass_at_1\n      given  0.25");
  EXPECT_EQ(fitted("one two three four five", 12), "one two\n    three\n    four\n    five");
  EXPECT_EQ(fitted("averyverylongwordwithoutanygap", 10), "averyverylongwordwithoutanygap");
  EXPECT_EQ(fitted("Δ Δ Δ Δ", 7), "Δ Δ Δ Δ") << "columns, not bytes";
}

TEST(Words, ACommandGoesOnBelowAndCanBePasted) {
  EXPECT_EQ(fitted_command("  simbench run --suite mujoco --only '*/2 or so'", 32),
            "  simbench run --suite mujoco \\\n      --only '*/2 or so'");
  EXPECT_EQ(fitted_command("  simbench doctor", 30), "  simbench doctor");
}

TEST(Fitted, ATableFitsANarrowTerminalAndALongNameBreaksNothingElse) {
  std::string text = "control/reference  given  3  1.000  0.998\n";
  std::string out = fitted(text, 30);
  for (std::string_view line : split_lines(out)) EXPECT_LE(columns(line), 30u) << out;
  out = fitted("a-name-that-is-longer-than-the-terminal  given  3  1.000  0.998  0.5  0.25\n", 24);
  std::vector<std::string_view> lines = split_lines(out);
  ASSERT_GE(lines.size(), 3u) << out;
  for (size_t i = 1; i < lines.size(); ++i) EXPECT_LE(columns(lines[i]), 24u) << out;
}

}  // namespace
}  // namespace simbench::cli
