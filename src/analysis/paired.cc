#include "analysis/paired.h"

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
  stats::Estimate mean = difference_by_system(items, scale, options);
  Json json{{"n", pairs.size()}, {"clusters", sums.size()}, {"ci", to_json(mean.ci)}};
  if (!mean.ci) json["ci_reason"] = mean.ci_reason;
  if (mean.cut) json["ci_cut"] = true;
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
  std::vector<double> p_values;
  for (const Json& row : rows)
    if (auto p = get_number(row, key)) p_values.push_back(*p);
  std::vector<double> adjusted = stats::holm(p_values);
  size_t next = 0;
  for (Json& row : rows) row["p_holm"] = get_number(row, key) ? Json(adjusted[next++]) : Json(nullptr);
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

std::string name_under(const std::string& measure, Arm arm) {
  return arm == Arm::repair && measure == "pass_at_1" ? std::string(kTwoTries) : measure;
}

bool is_measured(const std::string& name, const Options& options) {
  return options.measures.empty() ||
         std::find(options.measures.begin(), options.measures.end(), name) != options.measures.end();
}

}  // namespace simbench::analysis
