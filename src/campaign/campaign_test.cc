#include <gtest/gtest.h>

#include "../../tests/endpoint_server.h"
#include "campaign/run.h"
#include "campaign/test_world.h"

namespace simbench::campaign {
namespace {

using test::ToyBench;

class Campaign : public testing::Test {
 protected:
  Campaign() {
    settings_.suite = &suite_;
    settings_.jobs = 2;
  }

  std::unique_ptr<store::Store> open(const char* name = "run") {
    return store::Store::open(folder_.path() / name).value();
  }

  Summary run(store::Store& store) {
    Observer silent;
    Result<Summary> summary = campaign::run(settings_, toy_.bench(), store, silent);
    EXPECT_TRUE(summary) << (summary ? "" : summary.error().text());
    return summary ? *summary : Summary{};
  }

  std::string replay(const std::string& lines) {
    EXPECT_TRUE(write_file(folder_.path() / "replies.jsonl", lines));
    return "replay/" + (folder_.path() / "replies.jsonl").string();
  }

  TemporaryFolder folder_;
  suite::Suite suite_ = test::small_suite();
  Settings settings_;
  ToyBench toy_{folder_.path()};
};

TEST_F(Campaign, ControlsEndAsTheyMust) {
  settings_.models = {"control/reference", "control/equivalent", "control/echo",
                      "control/mutant",    "control/prose",      "control/empty"};
  auto store = open();
  Summary summary = run(*store);
  EXPECT_EQ(summary.progress.cells, 36u);
  EXPECT_EQ(summary.progress.done, 36u);
  EXPECT_EQ(summary.progress.passed, 12u);
  EXPECT_TRUE(summary.problems.all.empty());
  auto cells = store->cells().value();
  for (const store::CellRow& row : cells) {
    bool right = row.key.model == "control/reference" || row.key.model == "control/equivalent";
    EXPECT_EQ(row.judgement->cell_class == CellClass::pass, right) << row.key.text();
    bool silent = row.key.model == "control/prose" || row.key.model == "control/empty" ||
                  (row.key.model == "control/echo" && row.key.turn == 1);
    EXPECT_EQ(row.judgement->verdict == Verdict::no_code, silent) << row.key.text();
  }
  std::map<std::string, double> fidelity;
  auto scores = store->scores("fidelity").value();
  for (const Score& score : scores) fidelity[score.subject] = score.value.value_or(-1);
  for (const store::CellRow& row : cells)
    EXPECT_EQ(fidelity.at(row.key.id()), row.key.model == "control/mutant"              ? 0.75
                                         : row.judgement->cell_class == CellClass::pass ? 1
                                                                                        : 0)
        << row.key.text();
}

TEST_F(Campaign, SimilarityStandsBesideThatOfACopyOfTheGivenCode) {
  settings_.models = {"control/echo", "control/reference"};
  auto store = open();
  run(*store);
  size_t edits = 0;
  auto cells = store->cells();
  auto scores = store->scores("codebleu");
  for (const store::CellRow& row : *cells)
    for (const Score& score : *scores) {
      if (score.subject != row.key.id()) continue;
      EXPECT_EQ(score.detail.contains("given_code"), row.key.turn > 1 && score.value.has_value());
      if (row.key.model != "control/echo" || row.key.turn == 1) continue;
      EXPECT_EQ(score.detail["given_code"], *score.value);
      ++edits;
    }
  EXPECT_EQ(edits, 4U) << "two systems, turns 2 and 3";
}

TEST_F(Campaign, RunningAgainDoesNothingTwice) {
  settings_.models = {"control/reference", "control/mutant"};
  auto store = open();
  run(*store);
  int runs = toy_.runs;
  EXPECT_EQ(runs, 6 + 12) << "one reference a task, one run a cell";
  std::string before = test::final_tables(*store);
  Summary again = run(*store);
  EXPECT_EQ(toy_.runs, runs);
  EXPECT_EQ(again.done_before, 12u);
  EXPECT_EQ(test::final_tables(*store), before);
}

TEST_F(Campaign, MoreModelsAndEpochsAreAddedToTheSameRun) {
  settings_.models = {"control/reference"};
  auto store = open();
  run(*store);
  settings_.models = {"control/echo"};
  settings_.epochs = 2;
  run(*store);
  EXPECT_EQ(store->cells().value().size(), 6u + 12u);
  EXPECT_EQ(store->manifest()["models"], Json({"control/reference", "control/echo"}));
}

TEST_F(Campaign, RefusesToMixSamplingsInOneRun) {
  settings_.models = {"control/echo"};
  auto store = open();
  run(*store);
  settings_.sampling.temperature = 1;
  Observer silent;
  Result<Summary> summary = campaign::run(settings_, toy_.bench(), *store, silent);
  ASSERT_FALSE(summary);
  EXPECT_NE(summary.error().message.find("another sampling"), std::string::npos) << summary.error().text();
}

TEST_F(Campaign, OnlyAndLimitChooseTasks) {
  settings_.models = {"control/echo"};
  settings_.only = "pendulum/*";
  EXPECT_EQ(plan(settings_).value().size(), 3u);
  settings_.only = "*/2";
  EXPECT_EQ(plan(settings_).value().size(), 2u);
  settings_.only = "gear";
  settings_.limit = 1;
  EXPECT_EQ(plan(settings_).value().at(0).key.text(), "gear/1 given control/echo #0");
  settings_.only = "nothing";
  EXPECT_EQ(plan(settings_).error().code, ErrorCode::not_found);
}

TEST_F(Campaign, ADialoguesTurnBringsTheTurnsBeforeIt) {
  settings_.arms = {Arm::dialogue};
  settings_.only = "gear/3";
  settings_.models = {replay(R"({"system":"gear","turn":1,"reply":"one"})"
                             "\n"
                             R"({"system":"gear","turn":2,"reply":"two"})"
                             "\n"
                             R"({"system":"gear","turn":3,"reply":"```python\ngood = 1\n```"})")};
  auto store = open();
  run(*store);
  auto cells = store->cells().value();
  ASSERT_EQ(cells.size(), 3u);
  const Json& messages = cells[2].request["messages"];
  ASSERT_EQ(messages.size(), 5u);
  EXPECT_EQ(messages[1]["content"], "one");
  EXPECT_EQ(messages[3]["content"], "two");
  EXPECT_EQ(cells[2].judgement->verdict, Verdict::faithful);
}

TEST_F(Campaign, StepwiseBuildsOnTheModelsOwnProgramAndScoresTheLast) {
  settings_.arms = {Arm::stepwise};
  settings_.only = "gear/*";
  settings_.models = {replay(R"({"system":"gear","turn":3,"step":1,"reply":"```python\nhalf = 1\n```"})"
                             "\n"
                             R"({"system":"gear","turn":3,"step":2,"reply":"```python\ngood = 2\n```"})")};
  auto store = open();
  EXPECT_EQ(run(*store).progress.passed, 1u);
  store::CellRow row = store->cells().value().at(0);
  auto steps = store->steps(row.key).value();
  ASSERT_EQ(steps.size(), 1u);
  EXPECT_NE(steps[0].request["messages"][0]["content"].get<std::string>().find("code: given = 'gear_3'"),
            std::string::npos);
  EXPECT_EQ(steps[0].judgement->verdict, Verdict::physical);
  EXPECT_NE(row.request["messages"][0]["content"].get<std::string>().find("code: half = 1"), std::string::npos);
  EXPECT_EQ(row.program->code, "good = 2\n");
}

TEST_F(Campaign, RepairAsksAgainWithTheTracebackOnlyAfterAFailure) {
  settings_.arms = {Arm::repair};
  settings_.only = "gear/*";
  settings_.models = {replay(R"({"system":"gear","turn":1,"reply":"```python\ncrash = 1\n```"})"
                             "\n"
                             R"({"system":"gear","turn":1,"attempt":1,"reply":"```python\ngood = 1\n```"})"
                             "\n"
                             R"({"system":"gear","turn":2,"reply":"```python\nhalf = 1\n```"})"
                             "\n"
                             R"({"system":"gear","turn":3,"reply":"words"})"
                             "\n"
                             R"({"system":"gear","turn":3,"attempt":1,"reply":"more words"})")};
  auto store = open();
  Summary summary = run(*store);
  EXPECT_EQ(summary.progress.done, 3u);
  auto cells = store->cells().value();
  EXPECT_EQ(cells[0].judgement->verdict, Verdict::faithful);
  EXPECT_NE(cells[0].request["messages"][0]["content"].get<std::string>().find("line 1: NameError: crash"),
            std::string::npos);
  EXPECT_EQ(cells[1].program->code, "half = 1\n") << "physical: no second try";
  EXPECT_EQ(cells[2].judgement->reason, "no_code: prose");
  std::string before = test::final_tables(*store);
  int runs = toy_.runs;
  run(*store);
  EXPECT_EQ(test::final_tables(*store), before);
  EXPECT_EQ(toy_.runs, runs);
}

TEST_F(Campaign, WhatFailedOnOurSideIsTriedAgainByTheNextCall) {
  settings_.only = "gear/1";
  settings_.models = {replay(R"({"system":"gear","turn":1,"reply":"```python\nlost = 1\n```"})")};
  auto store = open();
  EXPECT_EQ(run(*store).progress.unscored, 1u);
  EXPECT_EQ(store->cells().value().at(0).judgement->cell_class, CellClass::infra_fail);
  EXPECT_TRUE(store->scores().value().empty());
  EXPECT_EQ(run(*store).progress.failed, 1u);
  EXPECT_EQ(store->cells().value().at(0).judgement->verdict, Verdict::physical);
  EXPECT_EQ(store->scores("fidelity").value().at(0).value, 0.0);
}

TEST_F(Campaign, NothingIsAskedWhereTheReferenceDoesNotRun) {
  toy_.reference_fails_with = "missing_module: toy.sensor";
  tests::EndpointServer server([](size_t, const Json&) { return tests::Behaviour{}; });
  settings_.models = {"openai/x"};
  settings_.provider.base_url = server.url();
  auto store = open();
  Summary summary = run(*store);
  EXPECT_TRUE(server.seen().empty());
  EXPECT_EQ(summary.progress.done, 0u);
  ASSERT_TRUE(summary.problems.sandbox);
  EXPECT_NE(summary.problems.sandbox->message.find("missing_module: toy.sensor"), std::string::npos);
  toy_.reference_fails_with = "";
  EXPECT_EQ(run(*store).progress.done, 6u) << "a mended installation goes on where it stopped";
}

TEST_F(Campaign, NothingIsAskedWhereRepliesMayNotRun) {
  settings_.models = {"openai/x"};
  settings_.provider.base_url = "http://127.0.0.1:1";
  Bench bench = toy_.bench();
  bench.may_run_untrusted = []() -> Status { return fail(ErrorCode::unsupported, "weak"); };
  Observer silent;
  auto store = open();
  EXPECT_EQ(campaign::run(settings_, bench, *store, silent).error().code, ErrorCode::unsupported);
  settings_.models = {"control/reference"};
  EXPECT_TRUE(campaign::run(settings_, bench, *store, silent));
}

TEST_F(Campaign, AsksAnEndpointOnceForEachCell) {
  tests::EndpointServer server(
      [](size_t, const Json&) { return tests::Behaviour{.text = "```python\ngood = 1\n```"}; });
  settings_.models = {"openai/x"};
  settings_.provider.base_url = server.url();
  settings_.sampling.seed = 10;
  settings_.epochs = 2;
  auto store = open();
  EXPECT_EQ(run(*store).progress.passed, 12u);
  EXPECT_EQ(server.seen().size(), 12u);
  std::multiset<int> seeds;
  auto seen = server.seen();
  for (const auto& request : seen) seeds.insert(request.body["seed"].get<int>());
  EXPECT_EQ(seeds.count(10), 6u);
  EXPECT_EQ(seeds.count(11), 6u) << "every epoch samples anew";
  run(*store);
  EXPECT_EQ(server.seen().size(), 12u);
}

TEST_F(Campaign, ExplainsWhatAnAnswerGoesByInTheFolderOfAnswers) {
  tests::EndpointServer server([](size_t, const Json&) { return tests::Behaviour{.text = "words"}; });
  settings_.models = {"lab/x"};
  settings_.only = "gear/1";
  settings_.provider = {.base_url = server.url(), .cache = folder_.path() / "answers"};
  settings_.sampling.temperature = 0.5;
  auto store = open();
  run(*store);
  Json answer = explain(*store, "gear/1", folder_.path() / "answers").value()["answer"];
  EXPECT_EQ(answer["kept"], true) << answer;
  EXPECT_TRUE(fs::exists(answer["file"].get<std::string>()));
  EXPECT_EQ(answer["key"]["sampling"]["temperature"], 0.5);
  settings_.sampling.temperature = 1;
  settings_.provider.cache.clear();
  auto other = open("other");
  run(*other);
  answer = explain(*other, "gear/1", folder_.path() / "answers").value()["answer"];
  EXPECT_EQ(answer["kept"], false);
  EXPECT_EQ(answer["nearest"]["differs_in"], Json({"sampling"}));
  EXPECT_FALSE(explain(*other, "gear/1").value().contains("answer"));
}

TEST_F(Campaign, ADeniedEndpointStopsItsModelAndNoOther) {
  tests::EndpointServer server([](size_t, const Json&) { return tests::Behaviour{.status = 401, .body = "{}"}; });
  settings_.models = {"openai/x", "control/reference"};
  settings_.provider.base_url = server.url();
  auto store = open();
  Summary summary = run(*store);
  EXPECT_EQ(summary.progress.passed, 6u);
  EXPECT_EQ(summary.progress.done, 6u);
  ASSERT_TRUE(summary.problems.endpoint);
  EXPECT_EQ(summary.problems.endpoint->code, ErrorCode::denied);
}

TEST_F(Campaign, AnEndpointThatDoesNotAnswerIsAnEndpointProblem) {
  settings_.models = {"openai/x"};
  settings_.only = "gear/1";
  settings_.provider = {.base_url = "http://127.0.0.1:1", .max_retries = 0};
  auto store = open();
  Summary summary = run(*store);
  EXPECT_EQ(summary.progress.done, 0u);
  ASSERT_TRUE(summary.problems.endpoint);
  EXPECT_EQ(summary.problems.endpoint->code, ErrorCode::unavailable);
}

TEST_F(Campaign, ACellWithoutARecordedReplyStaysPendingAndIsNamed) {
  settings_.models = {replay(R"({"system":"gear","turn":1,"reply":"words"})")};
  auto store = open();
  Summary summary = run(*store);
  EXPECT_EQ(summary.progress.done, 1u);
  EXPECT_EQ(summary.problems.all.size(), 5u);
  EXPECT_FALSE(summary.problems.endpoint);
}

TEST_F(Campaign, AnInterruptedRunGoesOnLater) {
  settings_.models = {"control/reference", "control/mutant"};
  auto whole = open("whole");
  run(*whole);
  toy_.seconds =
      0.1;  // as long as the time between two reports of progress: some are seen before the end on any machine
  std::atomic<bool> stop = false;
  settings_.stop = &stop;
  struct Stopper : Observer {
    explicit Stopper(std::atomic<bool>& flag) : flag_(flag) {}
    void progress(const Progress& progress) override { flag_ = progress.done >= 2; }
    std::atomic<bool>& flag_;
  } stopper(stop);
  auto store = open("cut");
  Result<Summary> summary = campaign::run(settings_, toy_.bench(), *store, stopper);
  ASSERT_TRUE(summary);
  EXPECT_TRUE(summary->interrupted);
  EXPECT_LT(summary->progress.done, summary->progress.cells);
  stop = false;
  EXPECT_FALSE(run(*store).interrupted);
  EXPECT_EQ(test::final_tables(*store), test::final_tables(*whole));
}

TEST_F(Campaign, RecordedRepliesThatNobodyAsksForAreNamed) {
  std::string lines;
  for (const char* task :
       {R"("gear","turn":1)", R"("gaer","turn":1)", R"("gear","turn":2,"epoch":3)", R"("gear","turn":3,"arm":"repair")",
        R"("pendulum","turn":2)", R"("gear","turn":1,"epoch":7)"})
    lines += fmt::format(R"({{"system":{},"reply":"words"}})", task) + "\n";
  settings_.models = {replay(lines)};
  struct Listener : Observer {
    void note(const std::string& text) override { notes += text + "\n"; }
    std::string notes;
  } listener;
  auto store = open();
  ASSERT_TRUE(campaign::run(settings_, toy_.bench(), *store, listener));
  std::string file = (folder_.path() / "replies.jsonl").string();
  EXPECT_NE(listener.notes.find(fmt::format("not asked for in this run: {0}:2 (gaer/1 #0), {0}:3 (gear/2 #3), {0}:4 "
                                            "(gear/3 #0 repair), {0}:6 (gear/1 #7)\n",
                                            file)),
            std::string::npos)
      << listener.notes;
  settings_.only = "gear/1";
  listener.notes.clear();
  ASSERT_TRUE(campaign::run(settings_, toy_.bench(), *open("part"), listener));
  EXPECT_EQ(listener.notes, fmt::format("{}: not asked for in this run: {}:2 (gaer/1 #0), {}:6 (gear/1 #7)\n",
                                        settings_.models[0], file, file))
      << "tasks that --only leaves out are left out on purpose; of those that are asked, nothing is";
}

/// Stops the run as soon as enough is asked, and drops what is under way if it is told to.
struct Interrupter : Observer {
  void progress(const Progress& progress) override {
    if (progress.asking >= enough && !stop) stop = true;
    if (stop && impatient) drop = true;
  }
  void note(const std::string& text) override { notes += text + "\n"; }
  std::atomic<bool> stop = false, drop = false;
  size_t enough = 1;  ///< requests under way or waiting for their turn
  bool impatient = false;
  std::string notes;
};

TEST_F(Campaign, ASecondTryThatNobodyNeededIsNamed) {
  std::string program = to_text(Json("```python\n" + suite_.find("gear")->turn(1).reference.code + "```"));
  std::string lines = fmt::format(R"({{"system":"gear","turn":1,"reply":{0}}}
{{"system":"gear","turn":1,"arm":"repair","attempt":1,"reply":{0}}}
{{"system":"gear","turn":1,"arm":"repair","attempt":2,"reply":{0}}}
)",
                                  program);
  settings_.models = {replay(lines)};
  settings_.arms = {Arm::repair};
  settings_.only = "gear/1";
  Interrupter listener;
  auto store = open();
  ASSERT_TRUE(campaign::run(settings_, toy_.bench(), *store, listener));
  std::string file = (folder_.path() / "replies.jsonl").string();
  EXPECT_EQ(listener.notes, fmt::format("{0}: not asked for in this run: {1}:3 (gear/1 #0 repair attempt 2)\n"
                                        "{0}: not needed, since nothing of the first try was to be repaired: {1}:2 "
                                        "(gear/1 #0 repair attempt 1)\n",
                                        settings_.models[0], file));
}

TEST_F(Campaign, RepliesUnderWayAreKeptWhenItIsInterrupted) {
  fs::path program = folder_.path() / "slow.sh";
  ASSERT_TRUE(write_file(program, "sleep 1; echo words\n"));
  tests::EndpointServer server([](size_t, const Json&) { return tests::Behaviour{.text = "words", .delay_s = 1}; });
  for (const char* model : {"command", "http"}) {
    bool http = model == std::string("http");
    settings_.models = {http ? "lab/slow" : "command/sh " + program.string()};
    settings_.provider.base_url = server.url();
    settings_.provider.max_connections = 2;
    Interrupter observer;
    observer.enough = 4;  // two on their way, two that wait for them
    settings_.stop = &observer.stop, settings_.drop = &observer.drop;
    auto store = open(model);
    Result<Summary> summary = campaign::run(settings_, toy_.bench(), *store, observer);
    ASSERT_TRUE(summary) << summary.error().text();
    EXPECT_TRUE(summary->interrupted);
    EXPECT_TRUE(summary->problems.all.empty()) << "what wasn't asked is no problem";
    EXPECT_NE(observer.notes.find("interrupted: waiting for 2 replies under way, which are kept; Ctrl-C again"),
              std::string::npos)
        << observer.notes;
    size_t replies = 0;
    std::vector<store::CellRow> rows = store->cells().value();
    for (const store::CellRow& row : rows) replies += row.completion.has_value();
    EXPECT_EQ(replies, 2u) << model << ": those under way, and no others";
    EXPECT_EQ(summary->kept, 2u) << "none of their cells is complete";
  }
  EXPECT_EQ(server.seen().size(), 2u);
}

TEST_F(Campaign, ASecondInterruptionNamesWhatItDrops) {
  tests::EndpointServer server([](size_t, const Json&) { return tests::Behaviour{.text = "words", .delay_s = 2}; });
  settings_.models = {"lab/slow"};
  settings_.provider.base_url = server.url();
  settings_.only = "gear/1";
  Interrupter observer;
  observer.impatient = true;
  settings_.stop = &observer.stop, settings_.drop = &observer.drop;
  auto store = open();
  ASSERT_TRUE(campaign::run(settings_, toy_.bench(), *store, observer));
  EXPECT_NE(observer.notes.find("dropped: the replies to gear/1 given lab/slow #0; the next call asks again"),
            std::string::npos)
      << observer.notes;
  EXPECT_FALSE(store->cells().value().at(0).completion);
}

TEST_F(Campaign, ALocalProgramWhoseReplyIsDroppedIsEndedAndNotWaitedFor) {
  fs::path program = folder_.path() / "slow.sh";
  ASSERT_TRUE(write_file(program, "sleep 20; echo words\n"));
  settings_.models = {"command/sh " + program.string()};
  settings_.only = "gear/1";
  Interrupter observer;
  observer.impatient = true;
  settings_.stop = &observer.stop, settings_.drop = &observer.drop;
  auto store = open();
  auto start = std::chrono::steady_clock::now();
  ASSERT_TRUE(campaign::run(settings_, toy_.bench(), *store, observer));
  EXPECT_LT(std::chrono::steady_clock::now() - start, std::chrono::seconds(10));
  EXPECT_NE(observer.notes.find("dropped: the replies to gear/1 given command/sh"), std::string::npos)
      << observer.notes;
}

TEST_F(Campaign, ExplainsWhereACellStands) {
  settings_.models = {replay(R"({"system":"gear","turn":1,"reply":"words"})")};
  auto store = open();
  run(*store);
  Json done = explain(*store, "gear/1").value();
  EXPECT_EQ(done["key"]["system"], "gear");
  EXPECT_EQ(done["next"], "nothing: the cell is complete");
  Json pending = explain(*store, "pendulum/1").value();
  EXPECT_EQ(pending["next"], "ask the model");
  EXPECT_EQ(explain(*store, pending["id"].get<std::string>()).value(), pending);
  EXPECT_EQ(explain(*store, "nowhere/1").error().code, ErrorCode::not_found);
  EXPECT_NE(explain(*store, "*").error().message.find("6 cells"), std::string::npos);
}

}  // namespace
}  // namespace simbench::campaign
