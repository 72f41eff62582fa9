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

TEST(StatedScore, ReadsOtherSpellingsOfOneNumberAndSaysHow) {
  const std::tuple<const char*, double, const char*> cases[] = {{"[[85.5]]", 85.5, "decimal"},
                                                                {"[[85/100]]", 85, "fraction"},
                                                                {"[[ 17 / 20 ]]", 85, "fraction"},
                                                                {"[[85.5 out of 100]]", 85.5, "fraction"},
                                                                {"[[85%]]", 85, "percent"},
                                                                {"[[0.5%]]", 0.5, "percent"},
                                                                {"[[Score: 85]]", 85, "words"},
                                                                {"[[85 points]]", 85, "words"},
                                                                {"[[**85**]]", 85, ""},
                                                                {"[[ 85 ]]", 85, "spaced_brackets"},
                                                                {"[[100.0]]", 100, "decimal"},
                                                                {"[[85]], that is [[85/100]]", 85, ""}};
  for (auto [text, value, how] : cases) {
    StatedScore stated = stated_score(text);
    EXPECT_EQ(stated.value, value) << text;
    EXPECT_EQ(stated.reason, how) << text;
  }
}

TEST(StatedScore, RefusesWhatCouldMeanTwoThings) {
  const std::pair<const char*, const char*> cases[] = {{"[[85,5]]", "ambiguous_score"},
                                                       {"[[80-90]]", "ambiguous_score"},
                                                       {"[[0.85]]", "ambiguous_score"},
                                                       {"[[85/10]]", "ambiguous_score"},
                                                       {"[[85]] or [[85.5]]", "several_scores"},
                                                       {"[[85]] or [[80-90]]", "several_scores"},
                                                       {"[[120%]]", "out_of_range"},
                                                       {"[[eighty]]", "no_score"},
                                                       {"[[]]", "no_score"}};
  for (auto [text, why] : cases) {
    EXPECT_FALSE(stated_score(text).value) << text;
    EXPECT_EQ(stated_score(text).reason, why) << text;
  }
}

}  // namespace
}  // namespace simbench::judge
