// What a calibration shows: each measure is one function from the judged items of all tasks to numbers a task, pooled
// with an interval that draws whole tasks.
#include "judge/calibrate.h"
#include "stats/stats.h"

namespace simbench::judge {
namespace {

constexpr Threshold kThresholds[] = {
    {"unscored", "max-unscored", "unscored", true, 0.1},
    {"noise_sd", "max-noise", "noise", true, 5},
    {"verbosity_bias", "max-bias", "bias", true, 3},
    {"comment_bias", "max-bias", "bias", true, 3},
    {"ceiling", "min-ceiling", "ceiling", false, 95},
    {"reference_first", "min-reference-first", "ordering", false, 0.95},
    {"severity_order", "min-severity-order", "severity", false, 0.75},
    {"attribution", "min-attribution", "attribution", false, 0.5},
};

/// One item after its repeats.
struct Rated {
  std::string kind, category;
  int severity = 0;
  std::vector<double> scores;  ///< of the repeats that have one
  std::optional<double> mean;
  std::map<std::string, double> lost;  ///< category → points lost, summed over the repeats
};
using Task = std::vector<Rated>;

Rated rated(const Json& item) {
  Rated one{.kind = get_string(item, "kind").value_or(""), .category = get_string(item, "category").value_or("")};
  one.severity = static_cast<int>(get_number(item, "severity").value_or(0));
  for (const Json& judgement : get(item, "judgements")) {
    auto score = get_number(judgement, "score");
    if (!score) continue;
    one.scores.push_back(*score);
    const Json& lost = get(judgement, "lost");
    if (!lost.is_object()) continue;
    for (const auto& [category, points] : lost.items())
      if (points.is_number()) one.lost[category] += points.get<double>();
  }
  one.mean = stats::mean(one.scores).value;
  return one;
}

std::vector<Task> by_task(const Json& items) {
  std::map<std::string, Task> tasks;
  for (const Json& item : items) tasks[get_string(item, "task").value_or("")].push_back(rated(item));
  std::vector<Task> list;
  for (auto& [name, task] : tasks) list.push_back(std::move(task));
  return list;
}

std::optional<double> mean_of(const Task& task, std::string_view kind) {
  for (const Rated& one : task)
    if (one.kind == kind) return one.mean;
  return std::nullopt;
}

/// A number and what it rests on.
struct Measure {
  stats::Figure figure;
  double n = 0;  ///< judgements, items, pairs …
  std::optional<stats::Interval> ci;
};

void put(Json& measures, const std::string& key, const Measure& measure) {
  measures[key] = or_null(measure.figure.value);
  measures[key + "_n"] = static_cast<int64_t>(measure.n);
  if (!measure.figure.value) measures[key + "_reason"] = measure.figure.reason;
  if (measure.ci) measures[key + "_ci"] = {measure.ci->lo, measure.ci->hi};
}

/// `sum` of `count` things of one task.
struct Share {
  double sum = 0, count = 0;
};

/// Σ sum / Σ count, with its interval over tasks.
Measure pooled(const std::vector<Task>& tasks, const std::function<Share(const Task&)>& of_task,
               const stats::BootstrapOptions& options) {
  std::vector<Share> shares;
  double n = 0;
  for (const Task& task : tasks) {
    Share share = of_task(task);
    n += share.count;
    if (share.count > 0) shares.push_back(share);
  }
  if (shares.empty()) return {stats::Figure::undefined("nothing that it needs was scored")};
  auto statistic = [&](std::span<const size_t> drawn) {
    Share all;
    for (size_t i : drawn) all.sum += shares[i].sum, all.count += shares[i].count;
    return stats::Figure::of(all.sum / all.count);
  };
  stats::Estimate estimate = stats::bootstrap(shares.size(), statistic, options);
  return {estimate.figure, n, estimate.ci};
}

Share twin_difference(const Task& task, std::string_view twin) {
  auto reference = mean_of(task, "reference"), other = mean_of(task, twin);
  return reference && other ? Share{*other - *reference, 1} : Share{};
}

Share reference_first(const Task& task) {
  auto reference = mean_of(task, "reference");
  Share share;
  for (const Rated& one : task)
    if (reference && one.kind == "variant" && one.mean) share.count += 1, share.sum += *reference > *one.mean;
  return share;
}

Share severity_order(const Task& task) {
  Share share;
  for (const Rated& slight : task)
    for (const Rated& grave : task) {
      bool pair = slight.kind == "variant" && grave.kind == "variant" && slight.severity < grave.severity &&
                  slight.mean && grave.mean;
      if (!pair) continue;
      share.count += 1;
      share.sum += *slight.mean > *grave.mean ? 1 : *slight.mean == *grave.mean ? 0.5 : 0;
    }
  return share;
}

/// The category that lost the most points; of several the one that lost the larger share of its points; "none" if none
/// lost any.
std::string most_lost(const Rated& one, const std::map<std::string, double>& categories) {
  std::string most = "none";
  std::pair<double, double> best{0, 0};
  for (const auto& [category, points] : one.lost) {
    auto known = categories.find(category);
    std::pair<double, double> here{points,
                                   known == categories.end() || known->second <= 0 ? 0 : points / known->second};
    if (points > 0 && here > best) best = here, most = category;
  }
  return most;
}

Json confusion(const std::vector<Task>& tasks, const std::map<std::string, double>& categories) {
  Json table = Json::object();
  for (const Task& task : tasks)
    for (const Rated& one : task)
      if (one.kind == "variant" && one.mean) {
        Json& cell = table[one.category][most_lost(one, categories)];
        cell = cell.is_null() ? 1 : cell.get<int>() + 1;
      }
  return table;
}

/// Pooled SD of an item's repeats: √(Σ squares / Σ (n − 1)).
Measure noise(const std::vector<Task>& tasks) {
  double squares = 0, freedom = 0, items = 0;
  for (const Task& task : tasks)
    for (const Rated& one : task) {
      if (one.scores.size() < 2) continue;
      double df = static_cast<double>(one.scores.size() - 1);
      squares += *stats::variance(one.scores).value * df, freedom += df, items += 1;
    }
  if (freedom == 0) return {stats::Figure::undefined("no item was scored twice")};
  return {stats::Figure::of(std::sqrt(squares / freedom)), items};
}

/// The lowest mean of a reference; undefined as soon as one has no score.
Measure ceiling(const std::vector<Task>& tasks) {
  std::vector<double> means;
  for (const Task& task : tasks)
    if (auto mean = mean_of(task, "reference")) means.push_back(*mean);
  double n = static_cast<double>(means.size());
  if (means.empty() || means.size() < tasks.size()) return {stats::Figure::undefined("a reference has no score"), n};
  return {stats::Figure::of(*std::min_element(means.begin(), means.end())), n};
}

/// Share of judgements without a score, their reasons, what judges said that contradicts itself, and what
/// could be read although it wasn't in the form.
void count_judgements(const Json& items, Json& measures) {
  double all = 0, unscored = 0;
  Json reasons = Json::object(), contradictions = Json::object(), repairs = Json::object();
  auto count = [](Json& table, const std::string& text) {
    std::string code = text.substr(0, text.find(':'));  // what follows is about one judgement only
    table[code] = table.value(code, 0) + 1;
  };
  for (const Json& item : items)
    for (const Json& judgement : get(item, "judgements")) {
      all += 1;
      if (!get_number(judgement, "score"))
        unscored += 1, count(reasons, get_string(judgement, "reason").value_or("unknown"));
      for (const Json& one : get(judgement, "contradictions"))
        if (one.is_string()) count(contradictions, one.get<std::string>());
      for (const Json& one : get(judgement, "repairs"))
        if (one.is_string()) count(repairs, one.get<std::string>());
    }
  put(measures, "unscored",
      {all > 0 ? stats::Figure::of(unscored / all) : stats::Figure::undefined("nothing was judged"), all});
  measures["unscored_reasons"] = reasons;
  measures["contradictions"] = contradictions;
  measures["repairs"] = repairs;
}

}  // namespace

std::span<const Threshold> thresholds() {
  return kThresholds;
}

Json calibration_measures(const Json& items, const std::map<std::string, double>& categories, uint64_t seed,
                          int bootstrap) {
  stats::BootstrapOptions options{.seed = seed, .repeats = bootstrap};
  std::vector<Task> tasks = by_task(items);
  auto attribution = [&](const Task& task) {
    Share share;
    for (const Rated& one : task)
      if (one.kind == "variant" && one.mean) share.count += 1, share.sum += most_lost(one, categories) == one.category;
    return share;
  };
  Json measures = Json::object();
  count_judgements(items, measures);
  put(measures, "noise_sd", noise(tasks));
  put(measures, "verbosity_bias",
      pooled(
          tasks, [](const Task& task) { return twin_difference(task, "verbose"); }, options));
  put(measures, "comment_bias",
      pooled(
          tasks, [](const Task& task) { return twin_difference(task, "stripped"); }, options));
  put(measures, "ceiling", ceiling(tasks));
  put(measures, "reference_first", pooled(tasks, reference_first, options));
  put(measures, "severity_order", pooled(tasks, severity_order, options));
  put(measures, "attribution", pooled(tasks, attribution, options));
  measures["confusion"] = confusion(tasks, categories);
  return measures;
}

std::vector<std::string> calibration_failures(const Json& measures, const std::map<std::string, double>& limits) {
  std::vector<std::string> failures;
  for (const Threshold& row : kThresholds) {
    auto own = limits.find(std::string(row.setting));
    double limit = own == limits.end() ? row.value : own->second;
    auto value = get_number(measures, row.measure);
    bool holds = value && (row.at_most ? std::abs(*value) <= limit : *value >= limit);
    if (!holds && (failures.empty() || failures.back() != row.reason)) failures.emplace_back(row.reason);
  }
  return failures;
}

}  // namespace simbench::judge
