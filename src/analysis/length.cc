// Does a longer prompt hurt? Scores and verdicts against the prompt's length in tokens, per model, and the gain of
// shown code.
#include "analysis/grid.h"
#include "analysis/tables.h"

namespace simbench::analysis {
namespace {

constexpr size_t kBins = 4;
constexpr size_t kManyPoints = 5000;   ///< from here on a drawing of points one by one takes too long
constexpr size_t kMostLengths = 1024;  ///< a model's prompts are mostly one for each task

/// A measure against prompt length, at one place.
struct Point {
  double tokens = 0, value = 0;
  size_t system = 0;
};

/// The points of one model on one measure.
struct Relation {
  std::vector<Point> points;
  size_t truncated = 0;
  bool tokens_estimated = false;
};

stats::Estimate length_spearman(std::span<const double> tokens, std::span<const double> values,
                                std::span<const size_t> systems, const Options& options) {
  if (values.size() > kManyPoints) {
    std::map<size_t, size_t> numbers;
    for (size_t system : systems) numbers.emplace(system, 0);
    size_t next = 0;
    for (auto& [system, number] : numbers) number = next++;
    std::vector<size_t> group_of;
    for (size_t system : systems) group_of.push_back(numbers.find(system)->second);
    if (auto grouped = stats::GroupSpearman::make(values, tokens, group_of, numbers.size(), kMostLengths)) {
      auto on_groups = [&](std::span<const size_t> drawn) {
        return (*grouped)(stats::multiplicities(drawn, numbers.size()));
      };
      stats::Estimate estimate = stats::bootstrap(numbers.size(), on_groups, bootstrap_options(options));
      estimate.n = values.size();
      return estimate;
    }
  }
  stats::WeightedSpearman spearman(tokens, values);
  auto on_items = [&](std::span<const size_t> items) { return spearman(stats::multiplicities(items, values.size())); };
  return stats::cluster_bootstrap(systems, on_items, bootstrap_options(options));
}

/// Spearman of length and value with an interval by system, and the mean in each quarter of the lengths.
void put_relation(Json& row, std::vector<Point> points, const Options& options) {
  std::vector<double> tokens, values;
  std::vector<size_t> systems;
  for (const Point& point : points)
    tokens.push_back(point.tokens), values.push_back(point.value), systems.push_back(point.system);
  put(row, "spearman", length_spearman(tokens, values, systems, options));
  std::stable_sort(points.begin(), points.end(), [](const Point& a, const Point& b) { return a.tokens < b.tokens; });
  row["bins"] = Json::array();
  for (size_t bin = 0; bin < kBins; ++bin) {
    size_t begin = points.size() * bin / kBins, end = points.size() * (bin + 1) / kBins;
    if (begin == end) continue;
    std::vector<double> inside;
    for (size_t i = begin; i < end; ++i) inside.push_back(points[i].value);
    row["bins"].push_back({{"from_tokens", points[begin].tokens},
                           {"to_tokens", points[end - 1].tokens},
                           {"n", inside.size()},
                           {"mean", or_null(stats::mean(inside).value)}});
  }
  row["n"] = points.size();
}

std::vector<const Column*> columns_by_length(const Data& data) {
  std::vector<const Column*> columns{&data.compile, &data.pass};
  if (auto it = data.scores.find(data.main_score()); it != data.scores.end()) columns.push_back(&it->second);
  return columns;
}

/// Mean prompt length over the epochs of each (model, system, turn).
Grid lengths(const Data& data, Arm arm) {
  Column column{"prompt_tokens", {}, {}};
  for (const Cell& cell : data.cells)
    column.values.push_back(cell.prompt_tokens > 0 ? std::optional(cell.prompt_tokens) : std::nullopt);
  return Grid(data, arm, column);
}

}  // namespace

Json length_table(const Data& data, const Options& options) {
  auto measures = columns_by_length(data);
  using RowKey = std::tuple<Arm, size_t, size_t>;  // arm, model, number of the measure: the order of the rows
  std::map<RowKey, Relation> relations;
  for (size_t i = 0; i < data.cells.size(); ++i) {
    const Cell& cell = data.cells[i];
    if (cell.prompt_tokens <= 0) continue;
    for (size_t m = 0; m < measures.size(); ++m) {
      if (!measures[m]->values[i]) continue;
      Relation& relation = relations[{cell.key.arm, cell.model, m}];
      relation.points.push_back({cell.prompt_tokens, *measures[m]->values[i], cell.system});
      relation.truncated += cell.truncated;
      relation.tokens_estimated = relation.tokens_estimated || cell.tokens_estimated;
    }
  }
  std::erase_if(relations, [](const auto& one) { return one.second.points.size() < kBins; });
  std::vector<std::pair<const RowKey*, Relation*>> jobs;
  for (auto& [place, relation] : relations) jobs.emplace_back(&place, &relation);
  std::vector<Json> rows(jobs.size());
  parallel_for(jobs.size(), core_count(), [&](size_t job) {
    const auto& [arm, model, measure] = *jobs[job].first;
    Relation& relation = *jobs[job].second;
    rows[job] = {{"model", data.models[model]},
                 {"arm", to_string(arm)},
                 {"measure", name_under(measures[measure]->name, arm)},
                 {"truncated", relation.truncated},
                 {"tokens_estimated", relation.tokens_estimated}};
    put_relation(rows[job], std::move(relation.points), options);
  });
  return rows;
}

Json context_by_length(const Data& data, const Options& options) {
  Json rows = Json::array();
  auto has = [&](Arm arm) { return std::find(data.arms.begin(), data.arms.end(), arm) != data.arms.end(); };
  if (!has(Arm::given) || !has(Arm::no_code)) return rows;
  Grid tokens = lengths(data, Arm::given);
  for (const Column* measure : columns_by_length(data)) {
    Grid given(data, Arm::given, *measure), bare(data, Arm::no_code, *measure);
    for (size_t model = 0; model < data.models.size(); ++model) {
      std::vector<Point> points;
      for (size_t system = 0; system < data.systems.size(); ++system)
        for (int turn = 2; turn <= 3; ++turn) {
          auto with = given.at(model, system, turn), without = bare.at(model, system, turn),
               length = tokens.at(model, system, turn);
          if (with && without && length) points.push_back({*length, *with - *without, system});
        }
      if (points.size() < kBins) continue;
      Json row{{"model", data.models[model]}, {"measure", measure->name}, {"gain_of", "given over no-code"}};
      put_relation(row, points, options);
      rows.push_back(std::move(row));
    }
  }
  return rows;
}

}  // namespace simbench::analysis
