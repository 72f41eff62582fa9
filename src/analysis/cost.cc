// What answers cost: tokens as the endpoints counted them, US dollars by the prices that the run notes.
#include <fmt/format.h>

#include "analysis/data.h"
#include "analysis/tables.h"

namespace simbench::analysis {
namespace {

constexpr const char* kNoTokens = "no reply says how many tokens it took";
constexpr const char* kNoAnswers = "nothing was answered";

std::string some_uncounted(const TokenSum& tokens) {
  if (tokens.counted == 0) return kNoTokens;
  return fmt::format("{} of {} answers don't say how many tokens they took", tokens.answers - tokens.counted,
                     tokens.answers);
}

Money money_of(const Data& data, const std::string& model, const TokenSum& tokens) {
  if (tokens.answers == 0) return {std::nullopt, kNoAnswers};
  auto [price, reason] = data.price_of(model);
  if (!price) return {std::nullopt, reason};
  std::optional<double> usd = tokens.usd(*price);
  return {usd, usd ? "" : some_uncounted(tokens)};
}

/// All answers of a model under an arm, also those before the last try.
TokenSum tokens_of(const Data& data, size_t model, Arm arm) {
  TokenSum tokens;
  for (uint32_t i : data.places.at({model, arm}))
    if (const auto& reply = data.cells[i].reply) tokens.add(reply->usage);
  if (auto earlier = data.earlier.find({model, arm}); earlier != data.earlier.end()) tokens.add(earlier->second.tokens);
  return tokens;
}

void put_money(Json& row, const char* key, const Money& money) {
  row[key] = or_null(money.usd);
  if (!money.usd) row[std::string(key) + "_reason"] = money.reason;
}

void put_tokens(Json& row, const TokenSum& tokens) {
  bool known = tokens.counted > 0;
  for (const auto& [key, count] :
       {std::pair("input_tokens", tokens.input), std::pair("output_tokens", tokens.output),
        std::pair("reasoning_tokens", tokens.reasoning), std::pair("cached_tokens", tokens.cached)}) {
    row[key] = known ? Json(count) : Json(nullptr);
    if (!known) row[std::string(key) + "_reason"] = tokens.answers > 0 ? kNoTokens : kNoAnswers;
  }
}

void put_price(Json& row, const Data& data, const std::string& model) {
  auto [price, reason] = data.price_of(model);
  row["price"] = price ? price->to_json() : Json(nullptr);
  if (!price) row["price_reason"] = reason;
}

}  // namespace

Money model_cost(const Data& data, size_t model, Arm arm) {
  return money_of(data, data.models[model], tokens_of(data, model, arm));
}

Money usd_per_pass(const Data& data, size_t model, Arm arm) {
  Money cost = model_cost(data, model, arm);
  if (!cost.usd) return cost;
  size_t known = 0, passed = 0;
  for (uint32_t i : data.places.at({model, arm}))
    if (const auto& pass = data.pass.values[i]) ++known, passed += *pass > 0;
  if (auto why = data.no_second_try.find(model); arm == Arm::repair && why != data.no_second_try.end())
    return {std::nullopt, why->second};
  if (known == 0) return {std::nullopt, "no cell has a pass@1"};
  if (passed == 0) return {std::nullopt, "nothing passed"};
  return {*cost.usd / static_cast<double>(passed), ""};
}

/// What a model's answers took: tokens and dollars, waiting time, and the computer time of running its programs.
Json cost_table(const Data& data) {
  Json rows = Json::array();
  for (const auto& [name, places] : data.places) {
    size_t replies = 0, attempts = 0, runs = 0;
    double latency_s = 0, cpu_s = 0, wall_s = 0;
    for (uint32_t i : places) {
      const Cell& cell = data.cells[i];
      if (const auto& reply = cell.reply)
        ++replies, attempts += static_cast<size_t>(reply->attempts), latency_s += reply->latency_s;
      if (cell.execution) ++runs, cpu_s += cell.execution->cpu_s, wall_s += cell.execution->wall_s;
    }
    if (auto earlier = data.earlier.find(name); earlier != data.earlier.end())
      replies += earlier->second.tokens.answers, attempts += earlier->second.attempts,
          latency_s += earlier->second.latency_s;
    TokenSum tokens = tokens_of(data, name.first, name.second);
    Json row{{"model", data.models[name.first]},
             {"arm", to_string(name.second)},
             {"replies", replies},
             {"attempts", attempts},
             {"replies_with_usage", tokens.counted},
             {"latency_s", latency_s},
             {"runs", runs},
             {"cpu_s", cpu_s},
             {"wall_s", wall_s}};
    put_tokens(row, tokens);
    put_money(row, "cost_usd", money_of(data, data.models[name.first], tokens));
    put_money(row, "usd_per_pass", usd_per_pass(data, name.first, name.second));
    put_price(row, data, data.models[name.first]);
    rows.push_back(std::move(row));
  }
  return rows;
}

Json judge_cost_table(const Data& data) {
  Json rows = Json::array();
  for (const auto& [name, cost] : data.judge_costs) {
    const auto& [judge, score] = name;
    if (judge.starts_with("judge/")) continue;  // rules and recorded answers ask nobody
    Json row{{"judge", judge},
             {"score", score},
             {"answers", cost.votes},
             {"requests", cost.requests},
             {"answers_with_usage", cost.tokens.counted}};
    put_tokens(row, cost.tokens);
    put_money(row, "cost_usd", money_of(data, judge, cost.tokens));
    put_price(row, data, judge);
    rows.push_back(std::move(row));
  }
  return rows;
}

}  // namespace simbench::analysis
