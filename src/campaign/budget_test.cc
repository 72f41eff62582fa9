// A budget is a hard stop: never gone beyond, and the run goes on later.
#include "campaign/budget.h"

#include <gtest/gtest.h>

#include "../../tests/endpoint_server.h"
#include "campaign/estimate.h"
#include "campaign/test_world.h"

namespace simbench::campaign {
namespace {

using test::ToyBench;
using tests::Behaviour;
using tests::EndpointServer;

/// A reply that took so many tokens.
Behaviour taking(int input, int output, double delay_s = 0) {
  Json body = tests::chat_completion("```python\ngood = 1\n```");
  body["usage"] = {{"prompt_tokens", input}, {"completion_tokens", output}};
  return {.body = to_text(body), .delay_s = delay_s};
}

class BudgetTest : public testing::Test {
 protected:
  BudgetTest() {
    EXPECT_TRUE(write_file(folder_.path() / "prices.toml",
                           "date = \"2026-12\"\n[[price]]\nmodel = \"lab/x\"\ninput = 1000\noutput = 10000\n"
                           "[[price]]\nmodel = \"lab/judge\"\ninput = 1000\noutput = 10000\n"));
    prices_ = provider::Prices::load(folder_.path() / "prices.toml").value();
    settings_.models = {"lab/x"};
    settings_.sampling.max_tokens = 100;
  }

  Summary run(const std::string& url, const Limits& limits) {
    settings_.provider = {.base_url = url, .max_connections = 4, .max_retries = 0};
    budget_.emplace(limits, prices_);
    EXPECT_TRUE(budget_->count(*store_));
    settings_.budget = &*budget_, settings_.prices = &prices_;
    Observer silent;
    Result<Summary> summary = campaign::run(settings_, toy_.bench(), *store_, silent);
    EXPECT_TRUE(summary) << (summary ? "" : summary.error().text());
    return summary ? *summary : Summary{};
  }

  TemporaryFolder folder_;
  suite::Suite suite_ = test::small_suite();
  ToyBench toy_{folder_.path()};
  provider::Prices prices_;
  std::optional<Budget> budget_;
  std::unique_ptr<store::Store> store_ = store::Store::open(folder_.path() / "run").value();
  Settings settings_{.suite = &suite_, .jobs = 2};
};

TEST_F(BudgetTest, TokensAreNeverGoneBeyondAndTheRunGoesOn) {
  EndpointServer server([](size_t, const Json&) { return taking(20, 100, 0.02); });
  Summary first = run(server.url(), {.tokens = 500});
  double spent = budget_->to_json()["spent_tokens"].get<double>();
  EXPECT_LE(spent, 500);
  EXPECT_GT(spent, 500 - 2 * 120) << "what fits is asked";
  EXPECT_EQ(first.progress.done, server.seen().size());
  EXPECT_LT(first.progress.done, 6u);
  EXPECT_TRUE(first.problems.all.empty());
  EXPECT_NE(first.over_budget.find("of 500 tokens spent"), std::string::npos) << first.over_budget;
  EXPECT_NE(first.over_budget.find("--budget-tokens"), std::string::npos) << first.over_budget;

  size_t asked = server.seen().size();
  EXPECT_FALSE(run(server.url(), {.tokens = 500}).over_budget.empty()) << "what earlier calls spent counts";
  EXPECT_EQ(server.seen().size(), asked);
  Summary last = run(server.url(), {.tokens = 5000});
  EXPECT_EQ(last.progress.done, 6u);
  EXPECT_EQ(last.over_budget, "");
  EXPECT_EQ(server.seen().size(), 6u) << "nothing is asked twice";
}

TEST_F(BudgetTest, DollarsCountWhatIsUnderWay) {
  EndpointServer server([](size_t, const Json&) { return taking(10, 10, 0.05); });
  // A request may take up to a dollar and some cents for its prompt; it takes eleven cents.
  Summary summary = run(server.url(), {.usd = 1.2});
  EXPECT_EQ(server.most_at_once(), 1u) << "two of them might cost more than there is";
  EXPECT_LE(budget_->to_json()["spent_usd"].get<double>(), 1.2);
  EXPECT_EQ(summary.progress.done, 2u) << "then a third might be too much";
  EXPECT_NE(summary.over_budget.find("of $1.20 spent"), std::string::npos) << summary.over_budget;
}

TEST_F(BudgetTest, WhoCostsNothingGoesOn) {
  EndpointServer server([](size_t, const Json&) { return taking(10, 10); });
  settings_.models = {"lab/x", "control/reference"};
  Summary summary = run(server.url(), {.tokens = 0});
  EXPECT_TRUE(server.seen().empty());
  EXPECT_EQ(summary.progress.passed, 6u);
  EXPECT_FALSE(summary.over_budget.empty());
}

TEST_F(BudgetTest, AnEndpointThatDoesNotCountIsCountedByBytes) {
  EndpointServer server([](size_t, const Json&) {
    Json body = tests::chat_completion(std::string(260, 'x'));
    body.erase("usage");
    return Behaviour{.body = to_text(body)};
  });
  settings_.only = "gear/1";
  run(server.url(), {.tokens = 10000});
  EXPECT_GE(budget_->to_json()["spent_tokens"].get<double>(), 100) << "260 bytes and the prompt";
}

TEST_F(BudgetTest, PricesStandInTheManifestAndAKnownOneStays) {
  EndpointServer server([](size_t, const Json&) { return taking(10, 10); });
  settings_.only = "gear/1";
  run(server.url(), {});
  EXPECT_EQ(store_->manifest()["prices"]["lab/x"]["output"], 10000);
  prices_ = provider::Prices::load("").value();
  run(server.url(), {});
  EXPECT_EQ(store_->manifest()["prices"]["lab/x"]["table"], "prices.toml");
}

TEST_F(BudgetTest, OfJudgesStopsThemTheSameWay) {
  settings_.models = {"control/reference"};
  run("", {});
  std::string verdict = to_text({{"deductions", Json::array()}, {"total", 100}});
  std::atomic<int> each = 0;  // tokens that an answer takes
  EndpointServer server([&](size_t, const Json&) {
    Json body = tests::chat_completion(verdict);
    body["usage"] = {{"prompt_tokens", each - 100}, {"completion_tokens", 100}};
    return Behaviour{.body = to_text(body)};
  });
  JudgeSettings judging{.judges = {"lab/judge"}, .uncalibrated = true, .calibrations = folder_.path() / "none"};
  judging.options.rubric = judge::load_rubric().value();
  judging.options.sampling.max_tokens = 100;
  judging.options.provider = {.base_url = server.url(), .max_retries = 0};
  judging.modes = {judge::mode_from("ref").value()};
  auto judge_with = [&](int64_t tokens) {
    budget_.emplace(Limits{.tokens = tokens}, prices_);
    EXPECT_TRUE(budget_->count(*store_));
    judging.budget = &*budget_, judging.prices = &prices_;
    auto panels = assemble(judging, "small", {"control/reference"});
    EXPECT_TRUE(panels) << (panels ? "" : panels.error().text());
    Observer silent;
    return judge_run(*panels, judging, *store_, silent).value();
  };
  JudgeSummary nothing = judge_with(500);
  EXPECT_FALSE(nothing.over_budget.empty());
  EXPECT_TRUE(server.seen().empty()) << "not even the anchors";
  // What the five anchors may take is known now.
  size_t words = nothing.over_budget.find("may take ") + 9;
  int anchors = std::stoi(replace_all(nothing.over_budget.substr(words), ",", ""));
  each = anchors / 5;
  JudgeSummary some = judge_with(anchors + 3 * each);
  EXPECT_FALSE(some.over_budget.empty());
  EXPECT_LE(budget_->to_json()["spent_tokens"].get<double>(), anchors + 4 * each);
  EXPECT_GT(some.scores[0].scored, 0u);
  EXPECT_GT(some.scores[0].pending, 0u);
  EXPECT_EQ(judge_with(100 * anchors).scores[0].scored, 6u);
  EXPECT_EQ(store_->manifest()["prices"]["lab/judge"]["input"], 1000);
}

TEST_F(BudgetTest, AnEstimateCountsWhatWouldBeAsked) {
  settings_.models = {"lab/x", "control/reference", "lab/unknown"};
  settings_.arms = {Arm::given, Arm::stepwise, Arm::repair};
  settings_.epochs = 2;
  JudgeSettings judging{.judges = {"lab/judge", "judge/requirements"}, .repeats = 3};
  judging.options.rubric = judge::load_rubric().value();
  judging.modes = {judge::mode_from("ref").value(), judge::mode_from("none").value()};
  auto rows = estimate({settings_}, judging, prices_, {}).value();
  ASSERT_EQ(rows.size(), 3u) << "two models and a judge may cost something";
  const EstimateRow& x = rows[1];
  EXPECT_EQ(x.model, "lab/x");
  size_t first = 2 * (6 + 6), steps = 2 * 2 * 2;  // epochs; tasks of given and repair; two steps of two systems
  EXPECT_EQ(x.requests, first + steps);
  EXPECT_EQ(x.more_requests, 2u * 6) << "second tries";
  EXPECT_EQ(x.most_output, 100.0 * static_cast<double>(x.requests + x.more_requests));
  EXPECT_DOUBLE_EQ(*x.usd(), x.input * 1e-3 + x.output * 1e-2);
  EXPECT_FALSE(x.most_usd()) << "a second try shows the first one's failure";
  EXPECT_FALSE(rows[0].usd());
  EXPECT_EQ(rows[0].to_json()["usd_reason"], "no price is known of lab/unknown: give one with --prices");
  size_t cells = 3 * 2 * (6 + 2 + 6);
  EXPECT_EQ(rows[2].role, "J-LLM");
  EXPECT_EQ(rows[2].requests, cells * 2 * 3 + 2 * 5) << "cells, modes, repeats; anchors of each mode";
  auto all = plan(settings_).value();
  std::set<std::string> answered;
  for (const store::CellRow& cell : all) answered.insert(cell.key.id());
  EXPECT_EQ(estimate({settings_}, {}, prices_, answered).value()[0].requests, 0u) << "what is there isn't asked again";
}

}  // namespace
}  // namespace simbench::campaign
