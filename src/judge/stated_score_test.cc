#include "judge/stated_score.h"

#include <gtest/gtest.h>

namespace simbench::judge {
namespace {

TEST(StatedScore, StatesOneScoreOrSaysWhyNot) {
  EXPECT_EQ(stated_score("so [[37]] it is, [[37]]").value, 37);
  EXPECT_EQ(stated_score("[[-8]]").reason, "negative_score");
  EXPECT_EQ(stated_score("so \\[ [49] \\]").value, 49);
  EXPECT_EQ(stated_score("so \\[ [49] \\]").reason, "spaced_brackets");
  EXPECT_EQ(stated_score("[88]").reason, "broken_brackets");
  EXPECT_EQ(stated_score("88 of 100").reason, "no_score");
  EXPECT_EQ(stated_score("[[1]] or [[2]]").reason, "several_scores");
  EXPECT_EQ(stated_score("[[101]]").reason, "out_of_range");
  EXPECT_EQ(stated_score("[[").reason, "no_score");
}

}  // namespace
}  // namespace simbench::judge
