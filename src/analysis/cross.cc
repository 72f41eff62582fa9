// Twins: the same system in two simulators, answered by the same models.
#include <fmt/format.h>

#include "analysis/experiments.h"
#include "analysis/grid.h"
#include "analysis/pooled.h"
#include "analysis/summary.h"
#include "analysis/tables.h"

namespace simbench::analysis {
namespace {

/// Numbers of a system in the first run and of its twin in the second.
struct Twin {
  size_t first = 0, second = 0;
};

std::optional<size_t> index_in(const std::vector<std::string>& names, const std::string& name) {
  auto it = std::find(names.begin(), names.end(), name);
  return it == names.end() ? std::nullopt : std::optional(static_cast<size_t>(it - names.begin()));
}

/// "twin" of a system's first task note.
std::optional<std::string> twin_name(const Data& data, const std::string& system) {
  if (!data.tasks.is_object()) return std::nullopt;
  for (const auto& [name, task] : data.tasks.items())
    if (name.starts_with(system + "/"))
      if (auto twin = get_string(task, "twin")) return twin;
  return std::nullopt;
}

std::vector<Twin> twins_of(const Data& a, const Data& b) {
  std::vector<Twin> twins;
  for (size_t i = 0; i < a.systems.size(); ++i) {
    auto name = twin_name(a, a.systems[i]);
    auto other = name ? index_in(b.systems, *name) : std::nullopt;
    for (size_t j = 0; !other && j < b.systems.size(); ++j)  // named by the other side only
      if (twin_name(b, b.systems[j]) == a.systems[i]) other = j;
    if (other) twins.push_back({i, *other});
  }
  return twins;
}

/// Names of the models that are in both runs.
std::vector<std::string> names_in_both(const Data& a, const Data& b) {
  std::vector<std::string> names;
  for (const std::string& model : a.models)
    if (index_in(b.models, model)) names.push_back(model);
  return names;
}

/// The same model in both runs, if it counts in what is taken over all of them.
std::vector<Twin> shared_models(const Data& a, const Data& b, const Options& options) {
  std::vector<Twin> models;
  std::vector<std::string> names = names_in_both(a, b);
  std::vector<bool> pooled = pooled_models(names, options.controls);
  for (size_t i = 0; i < names.size(); ++i)
    if (pooled[i]) models.push_back({*index_in(a.models, names[i]), *index_in(b.models, names[i])});
  return models;
}

struct Sides {
  const Data &a, &b;
  std::vector<Twin> twins, models;
};

/// compile@1, pass@1 and every score that both runs have.
std::vector<std::pair<const Column*, const Column*>> shared_measures(const Sides& sides) {
  std::vector<std::pair<const Column*, const Column*>> measures{{&sides.a.pass, &sides.b.pass},
                                                                {&sides.a.compile, &sides.b.compile}};
  for (const auto& [name, column] : sides.a.scores)
    if (auto it = sides.b.scores.find(name); it != sides.b.scores.end()) measures.emplace_back(&column, &it->second);
  return measures;
}

/// Sums over the turns that both sides have, by (model, twin).
struct Sum {
  double a = 0, b = 0, n = 0;
};
std::vector<Sum> sums_of(const Sides& sides, const Column& first, const Column& second) {
  Grid x(sides.a, sides.a.main_arm(), first), y(sides.b, sides.b.main_arm(), second);
  std::vector<Sum> sums(sides.models.size() * sides.twins.size());
  for (size_t m = 0; m < sides.models.size(); ++m)
    for (size_t t = 0; t < sides.twins.size(); ++t)
      for (int turn = 1; turn <= 3; ++turn) {
        auto u = x.at(sides.models[m].first, sides.twins[t].first, turn),
             v = y.at(sides.models[m].second, sides.twins[t].second, turn);
        if (!u || !v) continue;
        Sum& sum = sums[m * sides.twins.size() + t];
        sum.a += *u, sum.b += *v, sum.n += 1;
      }
  return sums;
}

Json rank_row(const Sides& sides, const std::string& name, const std::vector<Sum>& sums, const Options& options) {
  auto statistic = [&](std::span<const size_t> drawn) {
    std::vector<double> first, second;
    for (size_t m = 0; m < sides.models.size(); ++m) {
      Sum sum;
      for (size_t t : drawn) {
        const Sum& one = sums[m * sides.twins.size() + t];
        sum.a += one.a, sum.b += one.b, sum.n += one.n;
      }
      if (sum.n > 0) first.push_back(sum.a / sum.n), second.push_back(sum.b / sum.n);
    }
    return stats::spearman(first, second);
  };
  Json row{{"measure", name}, {"models", sides.models.size()}, {"twins", sides.twins.size()}};
  put(row, "rank agreement", stats::bootstrap(sides.twins.size(), statistic, bootstrap_options(options)));
  return row;
}

/// First − second over the twins of one category ("all" for every one).
Json gap_row(const Sides& sides, const std::string& measure, const std::string& category, const std::vector<Sum>& sums,
             const Options& options) {
  std::vector<Item> gaps, firsts, seconds;
  for (size_t m = 0; m < sides.models.size(); ++m)
    for (size_t t = 0; t < sides.twins.size(); ++t) {
      const Sum& sum = sums[m * sides.twins.size() + t];
      bool inside = category == "all" || to_string(sides.a.categories[sides.twins[t].first]) == category;
      if (sum.n == 0 || !inside) continue;
      gaps.push_back({(sum.a - sum.b) / sum.n, t}), firsts.push_back({sum.a / sum.n, t}),
          seconds.push_back({sum.b / sum.n, t});
    }
  Json row{{"category", category}, {"measure", measure}, {"pairs", gaps.size()}};
  if (full_scale(measure) == 1) row["shares"] = {"first", "second", "gap"};
  put(row, "first", stats::mean(values_of(firsts)));
  put(row, "second", stats::mean(values_of(seconds)));
  firsts.insert(firsts.end(), seconds.begin(), seconds.end());
  put(row, "gap", difference_by_system(gaps, scale_of(values_of(firsts)), options));
  return row;
}

/// How every score follows the outcome in either simulator, side by side.
Json carry_over(const Json& first, const Json& second) {
  Json rows = Json::array();
  for (const Json& row : first) {
    bool shown = row["level"] == "within_system" || (row["level"] == "model" && row["statistic"] == "spearman");
    if (!shown) continue;
    for (const Json& other : second) {
      bool same = row["score"] == other["score"] && row["target"] == other["target"] &&
                  row["level"] == other["level"] && row["statistic"] == other["statistic"];
      if (!same) continue;
      rows.push_back({{"score", row["score"]},
                      {"outcome", row["target"]},
                      {"level", row["level"]},
                      {"first", row["value"]},
                      {"first_ci", row["ci"]},
                      {"first_reason", get_string(row, "reason").value_or("")},
                      {"second", other["value"]},
                      {"second_ci", other["ci"]},
                      {"second_reason", get_string(other, "reason").value_or("")}});
    }
  }
  return rows;
}

Json part(std::string title, std::vector<std::string> columns, Json rows, const std::vector<std::string>& left_out) {
  Json out{
      {"title", std::move(title)}, {"columns", std::move(columns)}, {"rows", std::move(rows)}, {"left_out", left_out}};
  if (out["rows"].empty()) out["reason"] = "the two runs have no measure in common";
  return out;
}

}  // namespace

Result<Json> cross_findings(const store::Store& first, const store::Store& second, const Options& options) {
  TRY_ASSIGN(Data a, load(first, options));
  TRY_ASSIGN(Data b, load(second, options));
  Sides sides{a, b, twins_of(a, b), shared_models(a, b, options)};
  if (sides.twins.empty())
    return fail(ErrorCode::invalid_input, "the two runs share no twin system (twin = … in system.toml)");
  if (sides.models.empty()) return fail(ErrorCode::invalid_input, "the two runs share no model");
  std::vector<std::string> left_out = left_out_of_averages(names_in_both(a, b), options.controls);
  std::set<std::string> categories{"all"};
  for (const Twin& twin : sides.twins) categories.emplace(to_string(a.categories[twin.first]));
  Json ranks = Json::array(), gaps = Json::array();
  for (const auto& [x, y] : shared_measures(sides)) {
    std::vector<Sum> sums = sums_of(sides, *x, *y);
    if (std::all_of(sums.begin(), sums.end(), [](const Sum& sum) { return sum.n == 0; })) continue;
    ranks.push_back(rank_row(sides, x->name, sums, options));
    if (x == &a.pass || x == &a.compile || x->name == a.main_score())
      for (const std::string& category : categories) gaps.push_back(gap_row(sides, x->name, category, sums, options));
  }
  return Json{part("Do models rank alike? Spearman of their means over twins",
                   {"measure", "rank agreement", "models", "twins"}, ranks, left_out),
              part("Gap by category: first − second", {"category", "measure", "first", "second", "gap", "pairs"}, gaps,
                   left_out),
              part("Does each score carry over?", {"score", "outcome", "level", "first", "second"},
                   carry_over(correlate(a, options).rows, correlate(b, options).rows), left_out)};
}

}  // namespace simbench::analysis
