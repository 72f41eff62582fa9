#include "analysis/paired.h"

#include <fmt/format.h>

namespace simbench::analysis {
namespace {

/// Of sign flips over so many systems: all signs alike, on either side. Flipping a difference of 0 changes nothing.
double least_p(size_t differing_systems) {
  return std::min(1.0, std::pow(2.0, 1.0 - static_cast<double>(differing_systems)));
}

/// What this design could have shown, from the spread between systems that it saw.
void put_power(Json& json, const std::vector<double>& differences, const std::vector<size_t>& systems, double scale) {
  stats::ClusteredMean mean = stats::clustered_mean(differences, systems);
  constexpr double kNone = 1e-9;  // of the scale: what is left of equal differences by rounding
  stats::Figure detectable = stats::Figure::undefined(mean.standard_error.reason);
  if (mean.standard_error.value && *mean.standard_error.value < kNone * scale)
    detectable = stats::Figure::undefined("all systems differ alike: nothing tells their spread");
  else if (mean.standard_error.value)
    detectable = stats::detectable_difference(
        {.standard_error = *mean.standard_error.value, .df = static_cast<double>(mean.estimate.clusters - 1)});
  if (detectable.value && *detectable.value > scale)
    detectable = stats::Figure::undefined("beyond the whole scale: too few systems for their spread");
  if (detectable.value && least_p(mean.estimate.clusters) > stats::Comparison{}.alpha)
    detectable = stats::Figure::undefined("with so few systems no difference gives a p that is small enough");
  put(json, "standard_error", mean.standard_error);
  put(json, "detectable_difference", detectable);
}

/// By the test that stands beside it, so that they can't disagree; of too few systems for that by Student's t.
stats::Estimate mean_difference(const std::vector<Item>& items, double scale, const Options& options) {
  std::map<size_t, std::pair<double, double>> by_system;
  for (const Item& item : items) by_system[item.system].first += item.value, by_system[item.system].second += 1;
  if (by_system.size() < stats::kLeastFlips) return difference_by_system(items, scale, options);
  std::vector<double> sums, sizes;
  for (const auto& [system, both] : by_system) sums.push_back(both.first), sizes.push_back(both.second);
  return stats::within(stats::sign_flip_mean(sums, sizes, options.seed), {-scale, scale});
}

/// Rows of one kind are read together: of text scores, say, each is another way to count the same words.
std::string kind_of(const std::string& measure) {
  if (measure.starts_with("judge_")) return "judges";
  if (measure.starts_with("s_") || measure.starts_with("api_") || measure == "runs") return "API";
  bool text = measure.find("bleu") != std::string::npos || measure.starts_with("rouge") ||
              measure.ends_with("_match") || measure == "dataflow_defined";
  return text ? "text" : "outcomes";
}

}  // namespace

Json paired_difference(const std::vector<Pairing>& pairs, const Options& options) {
  std::vector<Item> items;
  std::vector<double> first, second, differences;
  std::vector<size_t> systems;
  std::map<size_t, double> sums;
  for (const Pairing& pair : pairs) {
    double difference = pair.first - pair.second;
    items.push_back({difference, pair.system});
    first.push_back(pair.first), second.push_back(pair.second), differences.push_back(difference),
        systems.push_back(pair.system);
    sums[pair.system] += difference;
  }
  std::vector<double> cluster_sums;
  for (const auto& [system, sum] : sums) cluster_sums.push_back(sum);
  std::vector<double> both = first;
  both.insert(both.end(), second.begin(), second.end());
  double scale = scale_of(both);
  stats::Estimate mean = mean_difference(items, scale, options);
  Json json{{"n", pairs.size()}, {"clusters", sums.size()}, {"ci", to_json(mean.ci)}};
  if (!mean.ci) json["ci_reason"] = mean.ci_reason;
  if (mean.cut) json["ci_cut"] = to_json(mean.cut);
  put(json, "difference", mean.figure);
  put(json, "first", stats::mean(first));
  put(json, "second", stats::mean(second));
  put(json, "sd", stats::standard_deviation(differences));
  put(json, "sign_flip_p", stats::sign_flip(cluster_sums, options.seed));
  json["scale"] = std::isinf(scale) ? Json(nullptr) : Json(scale);
  auto differing = static_cast<size_t>(
      std::count_if(cluster_sums.begin(), cluster_sums.end(), [](double sum) { return std::abs(sum) > 1e-12; }));
  json["differing"] = differing;
  json["p_floor"] = least_p(differing);
  put_power(json, differences, systems, scale);
  return json;
}

Json paired_outcomes(const std::vector<Pairing>& pairs) {
  size_t only_first = 0, only_second = 0, both = 0, neither = 0;
  for (const Pairing& pair : pairs) {
    bool a = pair.first > 0.5, b = pair.second > 0.5;
    ++(a && b ? both : a ? only_first : b ? only_second : neither);
  }
  Json json{{"only_first", only_first}, {"only_second", only_second}, {"both", both}, {"neither", neither}};
  json["p_value"] = pairs.empty() ? Json(nullptr) : Json(stats::mcnemar(only_first, only_second));
  if (pairs.empty()) json["p_value_reason"] = "no pairs";
  return json;
}

void adjust_for_many(Json& rows, const std::string& key) {
  std::map<std::string, std::vector<size_t>> families;
  for (size_t i = 0; i < rows.size(); ++i) {
    std::string kind = kind_of(get_string(rows[i], "measure").value_or(""));
    rows[i]["family"] = kind;
    if (get_number(rows[i], key)) families[kind].push_back(i);
    rows[i]["p_holm"] = nullptr;
  }
  for (const auto& [kind, members] : families) {
    std::vector<double> p_values;
    for (size_t i : members) p_values.push_back(*get_number(rows[i], key));
    std::vector<double> adjusted = stats::holm(p_values);
    for (size_t k = 0; k < members.size(); ++k) rows[members[k]]["p_holm"] = adjusted[k];
  }
  for (Json& row : rows) row["family_rows"] = families[row["family"].get<std::string>()].size();
}

Json paired_methods(const Options& options) {
  return {
      {"cluster", "system"}, {"seed", options.seed}, {"bootstrap", options.bootstrap}, {"power", 0.8}, {"alpha", 0.05}};
}

Result<std::vector<Arm>> chosen_arms(const Data& data, const Options& options) {
  if (options.arms.empty()) return data.arms;
  std::vector<std::string> there;
  for (Arm arm : data.arms) there.emplace_back(to_string(arm));
  std::vector<Arm> chosen;
  for (const std::string& name : options.arms) {
    if (std::count(options.arms.begin(), options.arms.end(), name) > 1)
      return fail(ErrorCode::invalid_input, fmt::format("arm {} is named twice", name));
    if (std::find(there.begin(), there.end(), name) == there.end())
      return fail(ErrorCode::not_found, fmt::format("the run has no arm '{}'; it has {}", name, join(there, ", ")));
    chosen.push_back(*arm_from(name));
  }
  return chosen;
}

Status check_measures(const std::vector<std::string>& names, const Options& options) {
  for (const std::string& name : options.measures) {
    if (std::find(names.begin(), names.end(), name) != names.end()) continue;
    return fail(ErrorCode::not_found, fmt::format("the run has no measure '{}'{}", name, did_you_mean(name, names)));
  }
  return {};
}

bool is_measured(const std::string& name, const Options& options) {
  return options.measures.empty() ||
         std::find(options.measures.begin(), options.measures.end(), name) != options.measures.end();
}

}  // namespace simbench::analysis
