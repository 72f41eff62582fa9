#include "judge/panel.h"

#include <fmt/format.h>

#include "stats/stats.h"

namespace simbench::judge {
namespace {

std::optional<double> value_of(const Vote& vote) {
  return get_number(vote.judged, "value");
}

std::optional<double> median(const std::vector<double>& values) {
  return stats::quantile(values, 0.5).value;
}

/// The median over judges of each judge's median over repeats.
std::optional<double> middle(const std::vector<Vote>& votes) {
  std::map<std::string, std::vector<double>> by_judge;
  for (const Vote& vote : votes)
    if (auto value = value_of(vote)) by_judge[vote.judge].push_back(*value);
  std::vector<double> medians;
  for (const auto& [judge, values] : by_judge) medians.push_back(*median(values));
  return median(medians);
}

/// The vote that is nearest to `value`; the first of several.
const Vote* nearest_vote(const std::vector<Vote>& votes, double value) {
  const Vote* best = nullptr;
  for (const Vote& vote : votes) {
    auto own = value_of(vote);
    if (own && (!best || std::abs(*own - value) < std::abs(*value_of(*best) - value))) best = &vote;
  }
  return best;
}

std::string most_frequent_reason(const std::vector<Vote>& votes) {
  std::map<std::string, int> counts;
  for (const Vote& vote : votes)
    if (!value_of(vote)) ++counts[get_string(vote.judged, "reason").value_or("no_answer")];
  auto more = [](const auto& a, const auto& b) { return a.second < b.second; };
  auto it = std::max_element(counts.begin(), counts.end(), more);
  return it == counts.end() ? "" : it->first;
}

/// Spread of the votes that have a value, null and a reason where there are fewer than two.
Json spread_of(const std::vector<Vote>& votes) {
  std::vector<double> values;
  for (const Vote& vote : votes)
    if (auto value = value_of(vote)) values.push_back(*value);
  Json spread{{"n", values.size()}, {"unscored", votes.size() - values.size()}, {"sd", nullptr}, {"range", nullptr}};
  if (values.size() < 2) return spread;
  auto [low, high] = std::minmax_element(values.begin(), values.end());
  spread["range"] = *high - *low;
  spread["sd"] = or_null(stats::standard_deviation(values).value);
  return spread;
}

}  // namespace

Score panel_score(const std::vector<Identity>& judges, int wanted_repeats, const std::vector<Vote>& votes) {
  check(!judges.empty(), "a panel without judges");
  Score score{.id = judges.front().score_id, .version = panel_version(judges)};
  Json all = Json::array(), identities = Json::array();
  for (const Identity& identity : judges) identities.push_back(identity.to_json());
  for (const Vote& vote : votes) {
    all.push_back(vote.judged);
    all.back()["judge"] = vote.judge;
    all.back()["repeat"] = vote.repeat;
  }
  score.detail = {{"judges", identities}, {"repeats", wanted_repeats}, {"votes", all}, {"spread", spread_of(votes)}};
  size_t wanted = judges.front().rule ? 1 : judges.size() * static_cast<size_t>(std::max(1, wanted_repeats));
  if (votes.size() < wanted) {
    score.reason = "pending";
    return score;
  }
  score.value = middle(votes);
  if (!score.value) {
    score.reason = most_frequent_reason(votes);
    return score;
  }
  const Vote* shown = nearest_vote(votes, *score.value);
  for (const char* key : {"deductions", "lost", "contradictions", "repairs"})
    score.detail[key] = get(shown->judged, key);
  return score;
}

std::vector<Vote> votes_of(const Score& score) {
  std::vector<Vote> votes;
  const Json& all = get(score.detail, "votes");
  if (!all.is_array()) return votes;
  for (const Json& row : all) {
    Vote vote{get_string(row, "judge").value_or(""), static_cast<int>(get_number(row, "repeat").value_or(0)), row};
    vote.judged.erase("judge");
    vote.judged.erase("repeat");
    votes.push_back(std::move(vote));
  }
  return votes;
}

std::string panel_version(const std::vector<Identity>& judges) {
  if (judges.size() == 1 && judges.front().rule) return judges.front().prompt;
  std::vector<std::string> names;
  Hasher hasher;
  for (const Identity& identity : judges) {
    names.push_back(identity.judge);
    hasher.add("judge", identity.key());
  }
  return fmt::format("{} {} {}", join(names, "+"), judges.front().rubric,
                     judges.size() == 1 ? judges.front().key() : hasher.hex().substr(0, 8));
}

}  // namespace simbench::judge
