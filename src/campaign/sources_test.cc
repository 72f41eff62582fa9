// Recorded answers and local programs that change under their name: refused with a remedy, or done again.
#include "campaign/sources.h"

#include <gtest/gtest.h>

#include "campaign/judging.h"
#include "campaign/test_world.h"

namespace simbench::campaign {
namespace {

std::string reply_line(const char* system, int turn, const char* code) {
  return to_text({{"system", system}, {"turn", turn}, {"reply", fmt::format("```python\n{}\n```", code)}}) + "\n";
}

class Sources : public testing::Test {
 protected:
  Sources() {
    settings_.suite = &suite_;
    settings_.jobs = 2;
    settings_.only = "gear/*";
  }

  std::string file(const std::string& text, const char* name = "answers.jsonl") {
    EXPECT_TRUE(write_file(folder_.path() / name, text));
    return (folder_.path() / name).string();
  }
  Result<Summary> call() {
    Observer silent;
    return campaign::run(settings_, toy_.bench(), *store_, silent);
  }
  /// System/turn → verdict.
  std::string verdicts() {
    std::string text;
    auto cells = store_->cells().value();
    for (const store::CellRow& row : cells)
      text += fmt::format("{} ", row.judgement ? to_string(row.judgement->verdict) : "pending");
    return text;
  }

  TemporaryFolder folder_;
  suite::Suite suite_ = test::small_suite();
  Settings settings_;
  test::ToyBench toy_{folder_.path()};
  std::unique_ptr<store::Store> store_ = store::Store::open(folder_.path() / "run").value();
};

TEST_F(Sources, AChangedReplyIsRefusedWithTheWayOutAndDoneAgainOnRequest) {
  std::string first = reply_line("gear", 1, "half = 1"), second = reply_line("gear", 2, "half = 1");
  settings_.models = {"replay/" + file(first + second)};
  ASSERT_TRUE(call());
  EXPECT_EQ(verdicts(), "physical physical pending ");
  file(reply_line("gear", 1, "good = 1") + second);
  Result<Summary> refused = call();
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().code, ErrorCode::invalid_input);
  for (const char* word : {"1 of this run's cells", "gear/1 given replay/", "--redo", "--out"})
    EXPECT_NE(refused.error().text().find(word), std::string::npos) << word << " in " << refused.error().text();
  EXPECT_EQ(verdicts(), "physical physical pending ") << "a refusal changes nothing";
  int runs = toy_.runs;
  settings_.redo = true;
  ASSERT_TRUE(call());
  EXPECT_EQ(verdicts(), "faithful physical pending ");
  EXPECT_EQ(toy_.runs, runs + 3) << "one program and the references of two open tasks: the other cell stands";
  settings_.redo = false;
  EXPECT_TRUE(call()) << "what was done again rests on today's file";
  auto scores = store_->scores("fidelity").value();
  ASSERT_EQ(scores.size(), 2u);
  std::set<double> values;
  for (const Score& score : scores) values.insert(score.value.value_or(-1));
  EXPECT_EQ(values, (std::set<double>{0.75, 1}));
}

TEST_F(Sources, MoreLinesOrAnotherOrderAreNoChangeALostLineIs) {
  std::string first = reply_line("gear", 1, "half = 1"), second = reply_line("gear", 2, "half = 1");
  settings_.models = {"replay/" + file(first)};
  ASSERT_TRUE(call());
  file(second + "\n" + first);
  Result<Summary> more = call();
  ASSERT_TRUE(more) << more.error().text();
  EXPECT_EQ(verdicts(), "physical physical pending ");
  file(second);
  EXPECT_FALSE(call());
}

TEST_F(Sources, ADialoguesLaterTurnsFollowTheChangedOne) {
  settings_.arms = {Arm::dialogue};
  std::string second = reply_line("gear", 2, "half = 1"), third = reply_line("gear", 3, "half = 1");
  settings_.models = {"replay/" + file(reply_line("gear", 1, "half = 1") + second + third)};
  ASSERT_TRUE(call());
  file(reply_line("gear", 1, "good = 1") + second + third);
  settings_.redo = true;
  ASSERT_TRUE(call());
  EXPECT_EQ(verdicts(), "faithful physical physical ");
  Json messages = store_->cells().value().at(2).request["messages"];
  EXPECT_NE(messages[1]["content"].get<std::string>().find("good = 1"), std::string::npos)
      << "turn 3 was asked again, after the new reply";
}

TEST_F(Sources, AProgramIsWhatItsFilesSay) {
  std::string script = file("#!/bin/sh\necho '```python'; echo 'half = 1'; echo '```'\n", "answer.sh");
  settings_.models = {"command/sh " + script};
  ASSERT_TRUE(call());
  EXPECT_EQ(verdicts(), "physical physical physical ");
  ASSERT_TRUE(call()) << "the same program resumes";
  file("#!/bin/sh\necho '```python'; echo 'good = 1'; echo '```'\n", "answer.sh");
  EXPECT_FALSE(call());
  settings_.redo = true;
  ASSERT_TRUE(call());
  EXPECT_EQ(verdicts(), "faithful faithful faithful ");
}

TEST_F(Sources, RecordedJudgesThatChangedAreRefusedOrJudgeAgain) {
  settings_.models = {"control/reference"};
  settings_.only = "gear/1";
  ASSERT_TRUE(call());
  JudgeSettings judges{.uncalibrated = true};
  judges.options.rubric = judge::load_rubric().value();
  judges.modes = {judge::mode_from("ref").value()};
  auto judge_with = [&](const char* points) -> Result<JudgeSummary> {
    judges.judges = {"judge/replay/" +
                     file(fmt::format(R"({{"system": "gear", "turn": 1, "text": "[[{}]]"}})", points), "texts.jsonl")};
    TRY_ASSIGN(std::vector<Panel> panels, assemble(judges, "small", {"control/reference"}));
    Observer silent;
    return judge_run(panels, judges, *store_, silent);
  };
  ASSERT_TRUE(judge_with("60"));
  ASSERT_TRUE(judge_with("60"));
  Result<JudgeSummary> refused = judge_with("70");
  ASSERT_FALSE(refused);
  EXPECT_NE(refused.error().text().find("--redo"), std::string::npos) << refused.error().text();
  judges.redo = true;
  ASSERT_TRUE(judge_with("70"));
  auto scores = store_->scores("judge_ref").value();
  ASSERT_EQ(scores.size(), 1u) << "the old score is gone";
  EXPECT_EQ(scores[0].value, 70);
  EXPECT_EQ(store_->manifest()["judges"]["judge_ref"].size(), 1u);
}

}  // namespace
}  // namespace simbench::campaign
