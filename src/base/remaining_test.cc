#include "base/remaining.h"

#include <gtest/gtest.h>

namespace simbench {
namespace {

TEST(Remaining, DoesNotJumpWhereCellsEndInBursts) {
  Remaining remaining;
  std::optional<double> before;
  const size_t all = 200;
  for (int tenth = 1; tenth < 4000; ++tenth) {
    double now = 0.1 * tenth;
    size_t done = 10 * static_cast<size_t>(now / 20);  // ten at once every 20 s: 400 s in all
    std::optional<double> left = remaining.at(now, done, all - done);
    EXPECT_EQ(left.has_value(), done > 0) << now;
    if (left && before) {
      EXPECT_NEAR(*left, *before, 2.5) << "at " << now << " s, a tenth of a second later";
    }
    if (left && now > 140) {
      EXPECT_NEAR(*left, 400 - now, 45) << now;
    }
    before = left;
  }
  EXPECT_EQ(remaining.at(400, all, 0), 0);
}

TEST(Remaining, AShortRunIsToldAsShortSoon) {
  Remaining remaining;
  std::optional<double> left;
  for (int tenth = 1; tenth <= 150;
       ++tenth) {  // five seconds of warming up, then five cells a second: 60 are done at 17 s
    double now = 0.1 * tenth;
    size_t done = now < 5 ? 0 : static_cast<size_t>(5 * (now - 5));
    left = remaining.at(now, done, 60 - done);
  }
  EXPECT_LT(*left, 6) << "two are left";
}

TEST(Remaining, WorkThatIsNotAlikeCountsByWhatItTakes) {
  Remaining remaining;
  std::optional<double> left;
  for (int second = 1; second <= 60; ++second)  // 100 are done at once and cost nothing, then one each 10 s
    left = remaining.at(second, 100 + static_cast<size_t>(second / 10), 0.01 + second / 10 * 10.0,
                        100 - second / 10 * 10.0);
  EXPECT_NEAR(*left, 40, 8) << "by their number alone the four that are left would take two seconds";
  EXPECT_EQ(remaining.at(100, 110, 100, 0), 0);
}

TEST(Remaining, TheFirstCellSaysNothing) {
  Remaining remaining;
  EXPECT_FALSE(remaining.at(6, 1, 59));
  EXPECT_FALSE(remaining.at(6.1, 2, 58));
  EXPECT_TRUE(remaining.at(7, 6, 54));
}

}  // namespace
}  // namespace simbench
