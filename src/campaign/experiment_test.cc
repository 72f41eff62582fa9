// What experiments ask: their arms, their tasks, the systems that can answer.
#include "campaign/experiment.h"

#include <gtest/gtest.h>

#include "campaign/test_world.h"

namespace simbench::campaign {
namespace {

TEST(Experiment, ItsRowNamesArmsAndTasks) {
  suite::Suite suite = test::small_suite();
  Settings settings{.suite = &suite, .models = {"control/echo"}, .arms = {Arm::repair}};
  apply(experiment_called("context"), settings);
  EXPECT_EQ(settings.arms, (std::vector<Arm>{Arm::given, Arm::no_code}));
  EXPECT_EQ(settings.only, "");
  apply(experiment_called("stepwise"), settings);
  EXPECT_EQ(settings.arms, (std::vector<Arm>{Arm::given, Arm::stepwise}));
  EXPECT_EQ(settings.only, "*/3");
  settings.only = "gear/*";
  apply(experiment_called("stepwise"), settings);
  EXPECT_EQ(settings.only, "gear/*") << "what the user names holds";
}

TEST(Experiment, AllArmsAnswerTheSameTasks) {
  suite::Suite suite = test::small_suite();
  suite.systems[0].turns[2].steps.clear();
  keep_what_it_asks(experiment_called("context"), suite);
  EXPECT_EQ(suite.systems.size(), 2u);
  keep_what_it_asks(experiment_called("stepwise"), suite);
  ASSERT_EQ(suite.systems.size(), 1u);
  EXPECT_EQ(suite.systems[0].name, "pendulum");
}

TEST(Experiment, TwinsAreNamedByEitherSide) {
  suite::Suite a = test::small_suite(), b = test::small_suite();
  EXPECT_EQ(keep_twins(a, b), 0u) << "the same name alone makes no twins";
  a = test::small_suite(), b = test::small_suite();
  b.systems[1].name = "bob";
  a.systems[1].twin = "bob";
  EXPECT_EQ(keep_twins(a, b), 1u);
  EXPECT_EQ(a.systems.at(0).name, "pendulum");
  EXPECT_EQ(b.systems.at(0).name, "bob");
}

TEST(Experiment, ItsPlanIsInWords) {
  suite::Suite suite = test::small_suite();
  Settings settings{.suite = &suite, .models = {"a/b", "c/d"}, .arms = {Arm::given, Arm::no_code}, .epochs = 2};
  EXPECT_EQ(plan_lines(settings, 48),
            (std::vector<std::string>{"Suite small 1 (toy), 2 systems", "Models: a/b, c/d", "Arms: given, no-code",
                                      "48 cells, 2 repeats of each"}));
  Json record{{"key", {{"judge", "lab/j"}, {"mode", "ref"}}},
              {"rubric_name", "simbench@1"},
              {"items", {1, 2, 3}},
              {"repeats", 5},
              {"made_at", "2026-01-02T03:04:05Z"}};
  EXPECT_EQ(
      calibration_lines({record}),
      (std::vector<std::string>{"Judge lab/j, mode ref, rubric simbench@1: 3 programs of known worth, each judged "
                                "5 times, 2026-01-02T03:04:05Z"}));
}

}  // namespace
}  // namespace simbench::campaign
