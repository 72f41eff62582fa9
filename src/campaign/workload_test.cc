#include <gtest/gtest.h>

#include "campaign/pace.h"

namespace simbench::campaign {
namespace {

TEST(Workload, ACellWillTakeWhatItsModelAndItsTaskTake) {
  Workload load;
  for (const char* model : {"quick", "slow"})
    for (const char* task : {"short/1", "long/1"})
      for (int epoch = 0; epoch < 10; ++epoch) load.plan({model, task});
  EXPECT_EQ(load.done_s(), 0);
  EXPECT_GT(load.left_s(), 0) << "nothing is known, but something is left";
  for (int epoch = 0; epoch < 10; ++epoch) load.end({"quick", "short/1"}, 1), load.end({"quick", "long/1"}, 9);
  load.end({"slow", "short/1"}, 2), load.end({"slow", "short/1"}, 2);
  EXPECT_NEAR(load.done_s(), 104, 2);
  double left = load.left_s();  // 8 of short/1 and 10 of long/1 by the slow one: some 16 s, and 90 s and more
  EXPECT_GT(left, 40);
  EXPECT_LT(left, 250);
  for (int epoch = 0; epoch < 10; ++epoch) load.end({"slow", "long/1"}, 18);
  EXPECT_NEAR(load.left_s(), 16, 16) << "8 of short/1";
  EXPECT_LT(load.left_s(), left);
}

TEST(Workload, ModelsThatAnswerNothingCostNothing) {
  Workload load;
  for (const char* model : {"control/empty", "control/reference"})
    for (int epoch = 0; epoch < 20; ++epoch) load.plan({model, "pendulum/1"});
  for (int epoch = 0; epoch < 20; ++epoch) load.end({"control/empty", "pendulum/1"}, 0);
  for (int epoch = 0; epoch < 10; ++epoch) load.end({"control/reference", "pendulum/1"}, 5);
  EXPECT_NEAR(load.left_s(), 50, 15);
}

}  // namespace
}  // namespace simbench::campaign
