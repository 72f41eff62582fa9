#include "store/instances.h"

#include <gtest/gtest.h>

namespace simbench::store {
namespace {

TEST(StoredInstances, ACellIsOfTheInstanceWhoseSuiteItsKeyHas) {
  Json manifest{{"suite", {{"hash", "plain"}}},
                {"instances",
                 {{"3", {{"suite", "third"}, {"tasks", {{"pendulum/1", {{"values", {{"length", 0.8}}}}}}}}},
                  {"12", {{"suite", "twelfth"}, {"tasks", Json::object()}}}}}};
  Instances instances(manifest);
  CellKey key{"third", "pendulum", 1, Arm::given, "m", 0};
  EXPECT_EQ(instances.of(key), 3u);
  EXPECT_EQ(instances.task(key), "pendulum/1@3");
  key.turn = 2;
  EXPECT_EQ(instances.task(key), "pendulum/2") << "nothing was drawn for it";
  key.suite = "twelfth";
  EXPECT_EQ(instances.of(key), 12u);
  key.suite = "plain";
  EXPECT_FALSE(instances.of(key));
  EXPECT_EQ(instances.task(key), "pendulum/2");
  EXPECT_FALSE(Instances(nullptr).of(key)) << "runs of old have none";
  for (const char* name : {"seed", "", "99999999999999999999"}) {
    manifest["instances"] = {{name, {{"suite", "plain"}}}};
    EXPECT_FALSE(Instances(manifest).of(key)) << name;
  }
}

}  // namespace
}  // namespace simbench::store
