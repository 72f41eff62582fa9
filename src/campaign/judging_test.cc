// Judging as a stage of a run: accounting, resume, who may judge, anchors.
#include "campaign/judging.h"

#include <gtest/gtest.h>

#include <thread>

#include "../../tests/endpoint_server.h"
#include "campaign/test_world.h"

namespace simbench::campaign {
namespace {

using test::ToyBench;
using tests::Behaviour;
using tests::chat_completion;
using tests::EndpointServer;

std::string answer(double points, double total) {
  return to_text(
      {{"deductions", {{{"category", "Correctness"}, {"points", points}, {"lines", {1}}, {"reason", "wrong"}}}},
       {"total", total}});
}

Behaviour finishing(const char* reason, const std::string& text) {
  Json body = chat_completion(text);
  body["choices"][0]["finish_reason"] = reason;
  return {.body = to_text(body)};
}

class JudgingTest : public testing::Test {
 protected:
  JudgingTest() {
    Settings run{.suite = &suite_, .models = {"control/reference", "control/mutant", "control/prose"}, .jobs = 2};
    Observer silent;
    EXPECT_TRUE(campaign::run(run, toy_.bench(), *store_, silent));
    settings_.options.rubric = judge::load_rubric().value();
    settings_.options.provider = {.timeout_s = 10, .max_retries = 0};
    settings_.modes = {judge::mode_from("ref").value()};
    settings_.uncalibrated = true;
    settings_.calibrations = folder_.path() / "calibrations";
  }

  JudgeSummary judge(const std::string& url = "") {
    settings_.options.provider.base_url = url;
    auto panels = assemble(settings_, "small", {"control/reference"});
    EXPECT_TRUE(panels) << (panels ? "" : panels.error().text());
    Observer silent;
    Result<JudgeSummary> summary = judge_run(*panels, settings_, *store_, silent);
    EXPECT_TRUE(summary) << (summary ? "" : summary.error().text());
    return summary ? *summary : JudgeSummary{};
  }

  TemporaryFolder folder_;
  suite::Suite suite_ = test::small_suite();
  ToyBench toy_{folder_.path()};
  std::unique_ptr<store::Store> store_ = store::Store::open(folder_.path() / "run").value();
  JudgeSettings settings_{.judges = {"lab/judge"}};
};

TEST_F(JudgingTest, TheAccountingIsClosedWhateverTheEndpointDoes) {
  const std::vector<Behaviour> ways{
      {.text = answer(10, 90)},
      {.text = "no opinion"},
      {.text = ""},
      finishing("length", answer(10, 90).substr(0, 20)),
      finishing("content_filter", ""),
      {.status = 500, .body = "{}"},
      {.cut = Behaviour::Cut::half_body},
      {.cut = Behaviour::Cut::closed},
      {.body = "<html>"},
      {.text = answer(50, 12)},
      {.status = 400, .body = R"({"error": {"code": "context_length_exceeded", "message": "too long"}})"},
  };
  std::atomic<size_t> asked = 0;
  std::atomic<bool> good = false;
  EndpointServer server([&](size_t, const Json& body) {
    bool anchor = body["messages"][1]["content"].get<std::string>().find("half") == std::string::npos;
    return good || anchor ? Behaviour{.text = answer(10, 90)} : ways[asked++ % ways.size()];
  });
  // Many answers of one kind: every mutant is judged by every way in turn.
  settings_.repeats = 4;
  JudgeSummary summary = judge(server.url());
  ASSERT_EQ(summary.scores.size(), 1u);
  const auto& row = summary.scores[0];
  EXPECT_EQ(row.cells, 18u);
  EXPECT_EQ(row.scored + row.unscored + row.pending, row.cells);
  EXPECT_GT(row.pending, 0u) << "an endpoint's failure is neither a score nor a reason";
  EXPECT_EQ(row.reasons.at("no_program"), 6u);
  EXPECT_TRUE(summary.problems.endpoint);
  size_t zeros = 0, rows = 0;
  auto scores = store_->scores("judge_ref").value();
  for (const Score& score : scores) {
    ++rows;
    zeros += score.value && *score.value == 0;
    EXPECT_NE(score.value.has_value(), !score.reason.empty()) << "a value or a reason, never both";
  }
  EXPECT_EQ(zeros, 0u);
  EXPECT_LE(rows, row.cells);
  // A later call asks only for what has no value, and ends with everything scored.
  good = true;
  size_t before = server.seen().size();
  JudgeSummary again = judge(server.url());
  EXPECT_EQ(again.scores[0].scored, 12u);
  EXPECT_EQ(again.scores[0].pending, 0u);
  size_t cost = server.seen().size() - before;
  EXPECT_LT(cost, 6u * 4 + 5) << "values of the first call are kept";
  before = server.seen().size();
  JudgeSummary third = judge(server.url());
  EXPECT_EQ(server.seen().size(), before) << "nothing is left: not even the anchors are asked";
  EXPECT_EQ(third.scores[0].scored, 12u);
}

TEST_F(JudgingTest, NeverRunsAProgramNorAsksTheModel) {
  int runs = toy_.runs;
  settings_.judges = {"judge/requirements", "judge/similarity"};
  JudgeSummary summary = judge();
  EXPECT_EQ(toy_.runs, runs);
  std::map<std::string, size_t> scored;
  for (const auto& row : summary.scores) scored[row.score] = row.scored;
  EXPECT_EQ(scored, (std::map<std::string, size_t>{{"judge_requirements", 18}, {"judge_similarity", 12}}));
  auto scores = store_->scores("judge_requirements").value();
  auto fidelity = store_->scores("fidelity").value();
  ASSERT_EQ(scores.size(), fidelity.size());
  for (size_t i = 0; i < scores.size(); ++i) EXPECT_NEAR(*scores[i].value, 100 * *fidelity[i].value, 1e-9);
}

TEST_F(JudgingTest, SeveralJudgesAndRepeatsAreMediansWithSpread) {
  EndpointServer server([](size_t, const Json& body) {
    double points = body["model"] == "strict" ? 30 : 10 + body["seed"].get<double>();
    return Behaviour{.text = answer(points, 100 - points)};
  });
  settings_.judges = {"lab/strict", "lab/mild"};
  settings_.repeats = 3;
  settings_.options.sampling.seed = 0;
  JudgeSummary summary = judge(server.url());
  EXPECT_EQ(summary.scores[0].scored, 12u);
  auto scores = store_->scores("judge_ref").value();
  const Score* scored = nullptr;
  for (const Score& score : scores)
    if (score.value) scored = &score;
  ASSERT_NE(scored, nullptr);
  EXPECT_EQ(*scored->value, (70 + 89) / 2.0) << "of 70 (thrice) and 90, 89, 88";
  EXPECT_EQ(scored->detail["spread"]["range"], 20);
  EXPECT_EQ(scored->detail["votes"].size(), 6u);
  EXPECT_EQ(scored->detail["votes"][0]["served_model"], "served-1");
  EXPECT_EQ(scored->detail["votes"][0]["fingerprint"], "fp");
  EXPECT_TRUE(store_->get_text(scored->detail["votes"][0]["text"].get<std::string>()));
  EXPECT_NE(store_->get_text(scored->detail["shown"].get<std::string>())->find("script"), std::string::npos);
  EXPECT_EQ(store_->manifest()["judges"]["judge_ref"].size(), 1u);
}

TEST_F(JudgingTest, AnInterruptedCallGoesOnWhereItStopped) {
  auto score_by_text = [](const Json& body) {
    return 1.0 + static_cast<double>(body["messages"][1]["content"].get<std::string>().size() % 20);
  };
  std::atomic<bool> stop = false;
  std::atomic<size_t> stop_after = 9;
  EndpointServer server([&](size_t number, const Json& body) {
    if (number + 1 == stop_after) stop = true;
    double points = score_by_text(body);
    return Behaviour{.text = answer(points, 100 - points)};
  });
  settings_.options.provider.max_connections = 1;
  settings_.stop = &stop;
  JudgeSummary first = judge(server.url());
  EXPECT_TRUE(first.interrupted);
  EXPECT_GT(first.scores[0].scored, 0u);
  EXPECT_GT(first.scores[0].pending, 0u);
  stop = false, stop_after = 0;
  JudgeSummary second = judge(server.url());
  EXPECT_EQ(second.scores[0].scored, 12u);
  std::string table = test::final_tables(*store_);
  EXPECT_LE(server.seen().size(), 5u + 12 + 5 + 2)
      << "two rounds of anchors, each cell once, and what was under way when it stopped";
  // The same without an interruption.
  store_ = store::Store::open(folder_.path() / "other").value();
  Settings run{.suite = &suite_, .models = {"control/reference", "control/mutant", "control/prose"}, .jobs = 2};
  Observer silent;
  ASSERT_TRUE(campaign::run(run, toy_.bench(), *store_, silent));
  judge(server.url());
  EXPECT_EQ(test::final_tables(*store_), table);
}

TEST_F(JudgingTest, AKinOfTheModelIsRefusedUnlessAllowed) {
  settings_.options.provider.base_url = "http://127.0.0.1:9";
  Error error = assemble(settings_, "small", {"lab/student"}).error();
  EXPECT_NE(error.message.find("--allow-self-judge"), std::string::npos) << error.message;
  settings_.allow_self = true;
  EXPECT_TRUE(assemble(settings_, "small", {"lab/student"}));
  settings_.judges = {"lab/judge", "lab/judge"};
  EXPECT_NE(assemble(settings_, "small", {}).error().message.find("twice"), std::string::npos);
}

TEST_F(JudgingTest, AJudgeWithoutAPassedCalibrationIsRefused) {
  settings_.options.provider.base_url = "http://127.0.0.1:9";
  settings_.uncalibrated = false;
  Error error = assemble(settings_, "small", {}).error();
  EXPECT_NE(error.message.find("simbench calibrate"), std::string::npos) << error.message;
  settings_.uncalibrated = true;
  judge::Identity who = assemble(settings_, "small", {}).value()[0].identities()[0];
  settings_.uncalibrated = false;
  Json record{{"key", judge::calibration_key(who, "small").to_json()},
              {"made_at", "2026-01-01T00:00:00Z"},
              {"verdict", "fail"},
              {"reasons", {"bias"}}};
  ASSERT_TRUE(judge::save_calibration(settings_.calibrations, record));
  EXPECT_NE(assemble(settings_, "small", {}).error().message.find("bias"), std::string::npos);
  record["made_at"] = "2026-01-02T00:00:00Z", record["verdict"] = "pass";
  ASSERT_TRUE(judge::save_calibration(settings_.calibrations, record));
  EXPECT_TRUE(assemble(settings_, "small", {}));
  EXPECT_FALSE(assemble(settings_, "other", {})) << "a calibration holds for one suite";
  settings_.judges = {"judge/requirements"};
  EXPECT_TRUE(assemble(settings_, "other", {})) << "a rule has nothing to calibrate";
}

TEST_F(JudgingTest, AnchorsThatMoveRaiseAnAlarm) {
  std::atomic<int> points = 5;
  EndpointServer server([&](size_t, const Json&) { return Behaviour{.text = answer(points, 100 - points)}; });
  JudgeSummary first = judge(server.url());
  EXPECT_TRUE(first.alarms.empty());
  auto notes = store_->notes("anchors/").value();
  ASSERT_EQ(notes.size(), 1u);
  Json values = notes.begin()->second["history"][0]["values"];
  EXPECT_EQ(values["gear/1 reference"], 95) << to_text(values);
  EXPECT_TRUE(values.contains("gear/2 given")) << to_text(values);
  points = 29;
  settings_.repeats = 2;  // something is left to ask
  JudgeSummary second = judge(server.url());
  ASSERT_EQ(second.alarms.size(), 1u);
  EXPECT_NE(second.alarms[0].find("-24.0 points"), std::string::npos) << second.alarms[0];
  Json note = store_->notes("anchors/").value().begin()->second;
  EXPECT_EQ(note["history"].size(), 2u);
  EXPECT_EQ(note["drift"]["alarm"], true);
}

TEST_F(JudgingTest, AnotherServedModelRaisesAnAlarmAndTheCalibrationIsTheFirstBaseline) {
  std::string served = "j-1";
  EndpointServer server([&](size_t, const Json&) {
    Json body = chat_completion(answer(5, 95));
    body["model"] = served;
    return Behaviour{.body = to_text(body)};
  });
  settings_.options.provider.base_url = server.url();
  judge::Identity who = assemble(settings_, "small", {}).value()[0].identities()[0];
  Json items = Json::array();
  for (const char* task : {"gear/1", "gear/2", "gear/3"})
    items.push_back({{"task", task}, {"kind", "reference"}, {"judgements", {{{"score", 99}}, {{"score", 97}}}}});
  Json record{{"key", judge::calibration_key(who, "small").to_json()},
              {"made_at", "2026-01-01T00:00:00Z"},
              {"verdict", "pass"},
              {"reasons", Json::array()},
              {"served_models", {"j-1"}},
              {"items", items},
              {"measures", {{"noise_sd", 1.0}}}};
  ASSERT_TRUE(judge::save_calibration(settings_.calibrations, record));
  settings_.uncalibrated = false;
  EXPECT_TRUE(judge(server.url()).alarms.empty());
  Json drift = store_->notes("anchors/").value().begin()->second["drift"];
  EXPECT_EQ(drift["baseline"], "calibration");
  EXPECT_EQ(drift["items"], 3);
  EXPECT_EQ(drift["mean"], -3) << "95 now, 98 then";
  served = "j-2";
  settings_.repeats = 2;
  JudgeSummary second = judge(server.url());
  ASSERT_EQ(second.alarms.size(), 1u);
  EXPECT_NE(second.alarms[0].find("another model answers"), std::string::npos) << second.alarms[0];
}

/// Hears what is told.
struct Heard : Observer {
  void note(const std::string& text) override { notes += text + "\n"; }
  std::string notes;
};

TEST_F(JudgingTest, AnchorsOfAnInterruptedCallCountForTheNext) {
  std::atomic<bool> stop = false, drop = false;
  fs::path asked = folder_.path() / "asked", answer_file = folder_.path() / "answer.sh";
  // Each request adds a line; while `slow` is there, all but the first two take long.
  ASSERT_TRUE(write_file(
      answer_file, fmt::format("cat > /dev/null\necho x >> {0}\n[ -e {1} ] && [ $(wc -l < {0}) -gt 2 ] && sleep 30\n"
                               "echo '{{\"deductions\": []}}'\n",
                               asked.string(), (folder_.path() / "slow").string())));
  ASSERT_TRUE(write_file(folder_.path() / "slow", ""));
  settings_.judges = {"command/sh " + answer_file.string()};
  settings_.options.provider.max_connections = 1;
  settings_.stop = &stop, settings_.drop = &drop;
  auto lines = [&] { return split_lines(read_file(asked).value_or("")).size(); };
  auto judge_with = [&](Heard& heard) {
    auto panels = assemble(settings_, "small", {});
    EXPECT_TRUE(panels);
    return judge_run(*panels, settings_, *store_, heard).value();
  };
  std::thread presses([&] {
    while (lines() < 3) std::this_thread::sleep_for(std::chrono::milliseconds(20));
    stop = true;
    std::this_thread::sleep_for(std::chrono::milliseconds(500));
    drop = true;
  });
  Heard first;
  JudgeSummary summary = judge_with(first);
  presses.join();
  EXPECT_TRUE(summary.interrupted);
  EXPECT_NE(first.notes.find("interrupted: waiting for 1 judge's answer under way, which is kept"), std::string::npos)
      << first.notes;
  EXPECT_NE(first.notes.find("says of the drift anchors gear/"), std::string::npos) << first.notes;
  EXPECT_NE(first.notes.find("; the next call asks again"), std::string::npos) << first.notes;
  Json note = store_->notes("anchors/").value().begin()->second;
  EXPECT_EQ(note["begun"]["answers"].size(), 2u) << to_text(note);
  EXPECT_TRUE(note["history"].empty());
  fs::remove(folder_.path() / "slow");
  stop = drop = false;
  size_t before = lines();
  Heard second;
  EXPECT_EQ(judge_with(second).scores[0].scored, 12u);
  EXPECT_EQ(lines() - before, 3u + 12u) << "the three anchors that had no answer, and each cell";
  note = store_->notes("anchors/").value().begin()->second;
  EXPECT_EQ(note["history"].size(), 1u);
  EXPECT_EQ(note["history"][0]["values"].size(), 5u);
  EXPECT_FALSE(note.contains("begun"));
  // What is older than an hour says nothing of the judge of today.
  note["begun"] = {{"at_s", 1}, {"answers", {{"gear/1 reference", {{"value", 1}}}}}, {"usage", Json::object()}};
  ASSERT_TRUE(store_->put_note(store_->notes("anchors/").value().begin()->first, note));
  settings_.repeats = 2;
  before = lines();
  judge_with(second);
  EXPECT_EQ(lines() - before, 5u + 12u);
}

TEST_F(JudgingTest, AJudgeThatCannotBeAskedItsAnchorsIsAskedNothingElse) {
  EndpointServer server([](size_t, const Json&) { return Behaviour{.status = 404, .body = "{}"}; });
  JudgeSummary summary = judge(server.url());
  EXPECT_TRUE(summary.problems.endpoint);
  EXPECT_EQ(summary.scores[0].pending, 18u);
  EXPECT_LE(server.seen().size(), 15u) << "five anchors down three rungs";
}

}  // namespace
}  // namespace simbench::campaign
