// What a reply is worth, and what the answer says of why.
#include "grader/grading.h"

#include <gtest/gtest.h>

#include "grader/toy_bench.h"

namespace simbench::grader {
namespace {

class Grading : public ::testing::Test {
 protected:
  Grade grade(const Json& row, std::string_view policy = "fidelity") {
    Grader grader(suite_, toy_.bench(), test::settings(policy));
    return grader.grade(item_from(row));
  }
  Grade program(const std::string& text, std::string_view policy = "fidelity") {
    return grade({{"task", "swing/2"}, {"program", text}}, policy);
  }

  suite::Suite suite_ = test::toy_suite();
  test::ToyBench toy_;
};

TEST_F(Grading, APassIsWorthOneUnderEveryShippedPolicy) {
  for (const char* policy : {"pass", "fidelity", "ladder", "guarded"})
    EXPECT_EQ(program("good", policy).reward, 1) << policy;
}

TEST_F(Grading, AFailureIsWorthWhatItsPolicySays) {
  EXPECT_EQ(program("half", "pass").reward, 0);
  EXPECT_DOUBLE_EQ(program("half", "fidelity").reward.value(), 0.9 * 0.75);
  EXPECT_DOUBLE_EQ(program("half", "ladder").reward.value(), 0.3 + 0.6 * 0.75);
  EXPECT_DOUBLE_EQ(program("x", "ladder").reward.value(), 0.05);
  EXPECT_EQ(program("x", "fidelity").reward, 0) << "requirements count from the rung physical on";
}

TEST_F(Grading, AForgedTraceIsNeverWorthAPass) {
  EXPECT_EQ(program("forged", "fidelity").reward, 0);
  EXPECT_EQ(program("forged", "guarded").reward, -1);
  EXPECT_TRUE(program("forged").reason.starts_with("tampered"));
}

TEST_F(Grading, WhatOurWorldFailedAtHasNoReward) {
  for (const char* text : {"lost", "open"}) {
    Grade seen = program(text);
    EXPECT_EQ(seen.reward, std::nullopt) << text;
    EXPECT_FALSE(seen.reason.empty());
  }
  toy_.reference_passes = false;
  Grade seen = program("good");
  EXPECT_EQ(seen.reward, std::nullopt);
  EXPECT_EQ(seen.cell_class, CellClass::infra_fail);
  EXPECT_TRUE(seen.reason.starts_with("reference: ")) << seen.reason;
}

TEST_F(Grading, ARowOfAnotherInstanceIsntGradedWithTheseNumbers) {
  Json row{{"task", "swing/2"}, {"program", "good"}, {"instance", nullptr}};
  EXPECT_EQ(grade(row).reward, 1) << "of the suite as it stands";
  row["instance"] = 7;
  Grade seen = grade(row);
  EXPECT_EQ(seen.reward, std::nullopt);
  EXPECT_EQ(seen.reason,
            "other_instance: the row is of instance 7, what is graded here is the suite as it stands (--instance)");
  suite_.instance = suite::Instance{.seed = 7};
  seen = grade(row);
  EXPECT_EQ(seen.reward, 1) << seen.reason;
  EXPECT_EQ(seen.to_json(Reasons::none)["instance"], 7);
  row["instance"] = nullptr;
  EXPECT_TRUE(grade(row).reason.starts_with("other_instance: the row is of the suite as it stands"))
      << grade(row).reason;
  row.erase("instance");
  EXPECT_EQ(grade(row).reward, 1) << "rows needn't say";
  for (Json wrong : {Json("seven"), Json(-1), Json(1.5)}) {
    row["instance"] = wrong;
    EXPECT_TRUE(grade(row).reason.starts_with("bad_row: 'instance'")) << wrong;
  }
}

TEST_F(Grading, AReplyWithoutAProgramIsTheModelsFailure) {
  Grade seen = grade({{"task", "swing/1"}, {"reply", "I would rather not."}});
  EXPECT_EQ(seen.reward, 0);
  EXPECT_EQ(seen.verdict, Verdict::no_code);
  EXPECT_EQ(toy_.runs, 0);
}

TEST_F(Grading, TheProgramIsTakenOutOfAReply) {
  EXPECT_EQ(grade({{"task", "swing/1"}, {"reply", "Here:\n```python\ngood = 1\n```\n"}}).reward, 1);
}

TEST_F(Grading, ATaskIsNamedInThreeWays) {
  Grader grader(suite_, toy_.bench(), test::settings());
  for (const Json& row :
       {Json{{"task", "swing/2"}, {"program", "good"}}, Json{{"task", "toy/swing/2"}, {"program", "good"}},
        Json{{"system", "swing"}, {"turn", 2}, {"program", "good"}}})
    EXPECT_EQ(grader.grade(item_from(row)).task, "toy/swing/2") << row;
}

TEST_F(Grading, RowsThatCantBeGradedSayWhy) {
  std::vector<std::pair<Json, std::string>> rows{
      {Json::array(), "bad_row"},
      {{{"program", "good"}}, "'task' is missing"},
      {{{"task", "swing/1"}}, "either 'reply' or 'program'"},
      {{{"task", "swing/1"}, {"program", "good"}, {"reply", "good"}}, "either 'reply' or 'program'"},
      {{{"task", "swing/1"}, {"program", "good"}, {"arm", "naked"}}, "no arm 'naked'"},
      {{{"task", "swing/4"}, {"program", "good"}}, "unknown_task"},
      {{{"task", "swung/1"}, {"program", "good"}}, "swing/1"},
      {{{"task", 7}, {"program", "good"}}, "'task' is missing"}};
  for (const auto& [row, why] : rows) {
    Grade seen = grade(row);
    EXPECT_EQ(seen.reward, std::nullopt) << row;
    EXPECT_EQ(seen.cell_class, CellClass::unscored);
    EXPECT_NE(seen.reason.find(why), std::string::npos) << row << ": " << seen.reason;
  }
  EXPECT_EQ(toy_.runs, 0);
}

TEST_F(Grading, EqualProgramsAreRunOnceAlsoAtTheSameTime) {
  Grader grader(suite_, toy_.bench(), test::settings());
  Item item = item_from({{"task", "swing/1"}, {"program", "slow good"}});
  std::atomic<int> duplicates = 0;
  parallel_for(4, 4, [&](size_t) { duplicates += grader.grade(item).cost.duplicate ? 1 : 0; });
  EXPECT_EQ(toy_.runs, 1);
  EXPECT_EQ(duplicates, 3);
  EXPECT_EQ(grader.grade(item_from({{"task", "swing/2"}, {"program", "slow good"}})).cost.duplicate, false)
      << "another task is another grading";
}

TEST_F(Grading, WhatFailedOnOurSideIsTriedAgain) {
  Grader grader(suite_, toy_.bench(), test::settings());
  Item item = item_from({{"task", "swing/1"}, {"program", "lost"}});
  grader.grade(item), grader.grade(item);
  EXPECT_EQ(toy_.runs, 2);
}

TEST_F(Grading, OldJudgementsAreForgotten) {
  Settings settings = test::settings();
  settings.remembered = 2;
  Grader grader(suite_, toy_.bench(), settings);
  for (const char* text : {"good 1", "good 2", "good 3", "good 1"})
    grader.grade(item_from({{"task", "swing/1"}, {"program", text}}));
  EXPECT_EQ(toy_.runs, 4);
}

TEST_F(Grading, AnAnswerShowsNoMoreThanIsAllowed) {
  Grade seen = program("half");
  Json none = seen.to_json(Reasons::none), code = seen.to_json(Reasons::code), full = seen.to_json(Reasons::full);
  for (const char* key : {"reason", "parts", "verdict", "requirements"}) EXPECT_FALSE(none.contains(key)) << key;
  EXPECT_EQ(code["reason"], "requirements") << "the code, without the names of requirements";
  EXPECT_FALSE(code.contains("requirements"));
  EXPECT_EQ(full["requirements"].size(), 2u);
  EXPECT_EQ(full["parts"]["requirements"], 0.75);
  EXPECT_EQ(full["parts"]["agreement"], nullptr);
  EXPECT_TRUE(full["policy"].get<std::string>().starts_with("fidelity@"));
}

class ConfirmedGrading : public Grading {
 protected:
  Grade confirmed(const std::string& text, std::string_view policy = "guarded", double share = 1) {
    Settings settings = test::settings(policy);
    settings.confirm = share;
    Grader grader(suite_, toy_.bench(), settings);
    return grader.grade(item_from({{"task", "swing/2"}, {"program", text}}));
  }
};

TEST_F(ConfirmedGrading, APassSaysWhetherItIsConfirmed) {
  EXPECT_EQ(confirmed("good").to_json(Reasons::full)["confirmed"], "yes");
  EXPECT_EQ(confirmed("good", "guarded", 0).to_json(Reasons::full)["confirmed"], nullptr);
  EXPECT_EQ(confirmed("half").to_json(Reasons::full)["confirmed"], nullptr);
  Grade open = confirmed("good = doubtful = 1");
  EXPECT_EQ(open.reward, 1) << "what can't be simulated again is no failure";
  EXPECT_EQ(open.to_json(Reasons::full)["confirmed"], "not_applicable");
  EXPECT_EQ(open.to_json(Reasons::full)["confirmed_reason"], "callback: of the script's");
  EXPECT_EQ(open.to_json(Reasons::code)["confirmed_reason"], "callback");
  EXPECT_FALSE(open.to_json(Reasons::none).contains("confirmed"));
}

TEST_F(ConfirmedGrading, APassThatMayBeForgedIsWorthWhatItsPolicySays) {
  const char* program = "import ctypes\ngood = doubtful = 1\n";
  EXPECT_EQ(confirmed(program).reward, std::nullopt);
  EXPECT_EQ(confirmed(program).cell_class, CellClass::pass);
  EXPECT_EQ(confirmed(program).confirmed, "unconfirmed");
  EXPECT_NE(confirmed(program).confirmed_reason.find("ctypes (line 1)"), std::string::npos);
  EXPECT_EQ(confirmed(program, "pass").reward, 1);
  EXPECT_EQ(confirmed("import ctypes\ngood = 1\n").reward, 1) << "what is simulated again needs no such look";
  EXPECT_EQ(confirmed(program, "guarded", 0).reward, 1) << "nobody asked";
}

TEST_F(ConfirmedGrading, TheShareIsWhatTheUserSays) {
  EXPECT_EQ(confirm_share_from("none"), 0);
  EXPECT_EQ(confirm_share_from("all"), 1);
  EXPECT_EQ(confirm_share_from("sample:0.25"), 0.25);
  for (const char* text : {"", "sample:", "sample:2", "sample:-1", "sample:x", "some"})
    EXPECT_EQ(confirm_share_from(text), std::nullopt) << text;
}

class PolicyFile : public ::testing::Test {
 protected:
  Result<Policy> load(const std::string& text) {
    fs::path file = folder_.path() / "mine.toml";
    EXPECT_TRUE(write_file(file, text));
    return load_policy(file.string());
  }
  TemporaryFolder folder_;
};

TEST_F(PolicyFile, AUsersOwnPolicyIsNamedWithItsHash) {
  auto policy = load("requirements = 0.5\nfrom = \"finishes\"\n[rungs]\nfaithful = 2\nsteps = -0.5\n");
  ASSERT_TRUE(policy) << policy.error().text();
  EXPECT_TRUE(policy->name.starts_with("mine@")) << policy->name;
  EXPECT_EQ(reward(*policy, {Verdict::steps, CellClass::model_fail, "", {}, nullptr}, 1, Trust::plain), -0.5);
  EXPECT_EQ(reward(*policy, {Verdict::finishes, CellClass::model_fail, "", {}, nullptr}, 0.5, Trust::plain), 0.25);
  EXPECT_EQ(policy->unconfirmed, std::nullopt);
  EXPECT_EQ(reward(*policy, {Verdict::faithful, CellClass::pass, "", {}, nullptr}, 1, Trust::plain), 2);
}

TEST_F(PolicyFile, WhatIsWrongIsToldWithItsLine) {
  std::vector<std::pair<std::string, std::string>> texts{{"[rungs]\nfaithful = \"one\"\n", "mine.toml:2"},
                                                         {"[rungs]\nfaithless = 1\n", "faithless"},
                                                         {"reward = 1\n", "no 'reward'"},
                                                         {"from = \"top\"\n", "no rung 'top'"}};
  for (const auto& [text, what] : texts) {
    auto policy = load(text);
    ASSERT_FALSE(policy) << text;
    EXPECT_NE(policy.error().text().find(what), std::string::npos) << policy.error().text();
  }
  auto missing = load_policy("kindness");
  ASSERT_FALSE(missing);
  EXPECT_NE(missing.error().text().find("fidelity"), std::string::npos) << "the names that there are";
}

}  // namespace
}  // namespace simbench::grader
