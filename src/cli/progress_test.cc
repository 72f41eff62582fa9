// What is shown of a run's progress.
#include "cli/progress.h"

#include <gtest/gtest.h>

namespace simbench::cli {
namespace {

TEST(Progress, ClocksAreReadAtAGlance) {
  EXPECT_EQ(clock_text(0), "0:00");
  EXPECT_EQ(clock_text(59.6), "1:00");
  EXPECT_EQ(clock_text(187), "3:07");
  EXPECT_EQ(clock_text(3729), "1:02:09");
  EXPECT_EQ(clock_text(std::nullopt), "?");
}

TEST(Progress, WordsCountWhatIsDoneAndNameTheUnscoredOnlyWhereThereAreAny) {
  campaign::Progress p{.cells = 90, .done = 12, .asking = 3, .running = 2, .passed = 7, .failed = 5, .elapsed_s = 41};
  EXPECT_EQ(plain_text(p), "12/90 cells  7 pass 5 fail  3 asked 2 running  0:41 left ?");
  p.unscored = 1, p.left_s = 187;
  EXPECT_EQ(plain_text(p), "12/90 cells  7 pass 5 fail 1 unscored  3 asked 2 running  0:41 left 3:07");
  EXPECT_EQ(judging_text(40, 90, 10, 41), "40/90 scores  10 asked  0:41");
}

TEST(Progress, AValidationCountsThePartThatIsUnderWay) {
  EXPECT_EQ(proving_text({"scripts", 12, 45}, 41, 187), "12/45 scripts  0:41 left 3:07");
  EXPECT_EQ(proving_text({"instance 2 of 3", 0, 9}, 0, std::nullopt), "0/9 instance 2 of 3  0:00 left ?");
}

TEST(Progress, TheBarFillsInProportionAndGivesWayToTheWords) {
  EXPECT_EQ(bar_text(1, 4, "words", 28), "[####" + std::string(15, '.') + "] words");
  EXPECT_EQ(bar_text(0, 0, "words", 28), "[" + std::string(19, '.') + "] words") << "nothing to do is nothing done";
  EXPECT_EQ(bar_text(4, 4, "w", 200), "[" + std::string(40, '#') + "] w") << "never longer than it helps";
  EXPECT_EQ(bar_text(1, 4, "many words", 12), "many words");
  EXPECT_EQ(bar_text(1, 4, "many words", 4), "many");
  for (size_t width = 1; width < 120; ++width) EXPECT_LE(bar_text(3, 7, "some words", width).size(), width);
}

}  // namespace
}  // namespace simbench::cli
