#include "campaign/budget.h"

#include <fmt/format.h>

#include <unordered_map>

namespace simbench::campaign {
namespace {

/// Of a reply that nothing bounds, while no longer one has come: references of our suites are up to 2,700 tokens long.
constexpr double kAssumedOutput = 4096;

std::string tokens_text(double tokens) {
  return with_thousands(std::llround(tokens));
}

}  // namespace

Budget::Sum Budget::sum_of(const std::string& model, double input, double output, double cached) const {
  TokenSum tokens{.input = input, .output = output, .cached = cached};
  provider::Priced priced = prices_->of(model);
  double usd = priced.price ? tokens.usd(*priced.price).value_or(0) : 0;
  return {usd, input + output};
}

void Budget::add_counted(const std::string& model, const TokenSum& tokens) {
  Sum sum = sum_of(model, tokens.input, tokens.output, tokens.cached);
  spent_.usd += sum.usd, spent_.tokens += sum.tokens;
  if (tokens.counted < tokens.answers)
    uncounted_.push_back(fmt::format("{} of {} say how many tokens they took",
                                     counted(tokens.answers - tokens.counted, "answer doesn't", "answers don't"),
                                     model));
  if (limits_.usd && tokens.counted > 0 && !prices_->of(model).price)
    uncounted_.push_back(fmt::format("{}: {}", model, prices_->of(model).reason));
}

Status Budget::count(const store::Store& store) {
  std::unordered_map<std::string, std::string> models;  // by cell
  std::map<std::string, TokenSum> sums;
  TRY(store.each_key([&](const std::string& id, CellKey key) -> Status {
    if (provider::may_cost(key.model)) models.emplace(id, std::move(key.model));
    return {};
  }));
  auto add = [&](const std::string& id, const store::ReplyDigest& reply) {
    auto model = models.find(id);
    if (model == models.end() || reply.attempts == 0) return;  // from the folder of answers: nobody was asked
    sums[model->second].add(reply.usage);
    double& longest = longest_[model->second];
    longest = std::max(longest, static_cast<double>(reply.usage.output_tokens.value_or(0)));
  };
  TRY(store.each_digest([&](const std::string& id, const store::CellDigest& digest) -> Status {
    if (digest.reply) add(id, *digest.reply);
    for (const store::ScoreDigest& score : digest.scores)
      for (const store::VoteDigest& vote : score.votes)
        if (provider::may_cost(vote.judge)) sums[std::string(vote.judge)].add(vote.tokens);
    return {};
  }));
  TRY(store.each_earlier_reply([&](const std::string& id, const store::ReplyDigest& reply) -> Status {
    add(id, reply);
    return {};
  }));
  TRY_ASSIGN(auto anchors, store.notes("anchors/"));
  for (const auto& [name, note] : anchors) {
    std::string judge = get_string(note, "judge").value_or("");
    auto spent = [&](const Json& call) {
      if (const Json& usage = get(call, "usage"); usage.is_object()) sums[judge].add(Usage::from_json(usage));
    };
    for (const Json& call : get(note, "history")) spent(call);
    spent(get(note, "begun"));
  }
  for (const auto& [model, sum] : sums) add_counted(model, sum);
  return {};
}

Expected Budget::expect(const std::string& model, size_t bytes, const Sampling& sampling) const {
  auto longest = longest_.find(model);
  double output = std::max(kAssumedOutput, longest == longest_.end() ? 0 : longest->second);
  if (sampling.max_tokens) output = *sampling.max_tokens;
  return {provider::tokens_of(bytes), output};
}

Budget::May Budget::reserve(const std::string& model, const Expected& expected) {
  if (!provider::may_cost(model)) return May::ask;
  if (stopped()) return May::stop;
  Sum next = sum_of(model, expected.input, expected.output);
  bool money = limits_.usd && spent_.usd + reserved_.usd + next.usd > *limits_.usd;
  bool tokens = limits_.tokens && spent_.tokens + reserved_.tokens + next.tokens > static_cast<double>(*limits_.tokens);
  if (money || tokens) {
    if (under_way_ > 0) return May::wait;
    words_ = why_stopped(next, money);
    return May::stop;
  }
  ++under_way_, reserved_.usd += next.usd, reserved_.tokens += next.tokens;
  return May::ask;
}

std::string Budget::too_much(const std::string& model, const Expected& whole) const {
  if (!provider::may_cost(model)) return "";
  Sum sum = sum_of(model, whole.input, whole.output);
  if (limits_.usd && spent_.usd + sum.usd > *limits_.usd)
    return fmt::format("takes about ${}, and ${} of ${} are spent", usd_text(sum.usd), usd_text(spent_.usd),
                       usd_text(*limits_.usd));
  if (limits_.tokens && spent_.tokens + sum.tokens > static_cast<double>(*limits_.tokens))
    return fmt::format("takes about {} tokens, and {} of {} are spent", tokens_text(sum.tokens),
                       tokens_text(spent_.tokens), with_thousands(static_cast<long long>(*limits_.tokens)));
  return "";
}

std::string Budget::why_stopped(const Sum& next, bool money) const {
  std::string spent = money ? fmt::format("${} of ${}", usd_text(spent_.usd), usd_text(*limits_.usd))
                            : fmt::format("{} of {} tokens", tokens_text(spent_.tokens),
                                          with_thousands(static_cast<long long>(*limits_.tokens)));
  std::string more = money ? "$" + usd_text(next.usd) : tokens_text(next.tokens) + " tokens";
  return fmt::format(
      "the budget is used up: {} spent, and the next answer may take {}. Nothing more is asked; with a larger {} the "
      "same command goes on",
      spent, more, money ? "--budget-usd" : "--budget-tokens");
}

void Budget::release(const std::string& model, const Expected& expected) {
  if (!provider::may_cost(model)) return;
  Sum kept = sum_of(model, expected.input, expected.output);
  reserved_.usd -= kept.usd, reserved_.tokens -= kept.tokens;
  if (--under_way_ == 0) reserved_ = {};  // no rounding error stays
}

void Budget::spend(const std::string& model, const Expected& expected, const Usage& usage, size_t bytes) {
  if (!provider::may_cost(model)) return;
  release(model, expected);
  double input = usage.input_tokens ? static_cast<double>(*usage.input_tokens) : expected.input;
  double output = usage.output_tokens ? static_cast<double>(*usage.output_tokens) : provider::tokens_of(bytes);
  Sum taken = sum_of(model, input, output, static_cast<double>(usage.cached_tokens.value_or(0)));
  spent_.usd += taken.usd, spent_.tokens += taken.tokens;
  double& longest = longest_[model];
  longest = std::max(longest, output);
}

Json Budget::to_json() const {
  return {{"limit_usd", or_null(limits_.usd)},
          {"spent_usd", limits_.usd ? Json(spent_.usd) : Json(nullptr)},
          {"limit_tokens", or_null(limits_.tokens)},
          {"spent_tokens", spent_.tokens},
          {"stopped", stopped()}};
}

void note_prices(const std::vector<std::string>& models, const provider::Prices* prices, Json& manifest) {
  if (!prices) return;
  for (const std::string& model : models) {
    provider::Priced priced = prices->of(model);
    Json& noted = manifest["prices"][model];
    if (priced.price || !Price::from_json(noted)) noted = priced.to_json();
  }
}

}  // namespace simbench::campaign
