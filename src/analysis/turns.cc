// Turn deltas: the same model on the same system, one turn later. Pairs are (model, system); epochs are averaged first.
#include "analysis/grid.h"
#include "analysis/tables.h"

namespace simbench::analysis {
namespace {

using SystemFilter = std::function<bool(size_t system)>;
bool every_system(size_t) {
  return true;
}

std::vector<Item> differences(const Grid& grid, int from, int to, const SystemFilter& keep) {
  std::vector<Item> items;
  for (size_t model = 0; model < grid.models(); ++model)
    for (size_t system = 0; system < grid.systems(); ++system) {
      auto before = grid.at(model, system, from), after = grid.at(model, system, to);
      if (before && after && keep(system) && grid.pooled(model)) items.push_back({*after - *before, system});
    }
  return items;
}

Json delta(const std::vector<Item>& items, double scale, const Options& options) {
  std::vector<double> values = values_of(items), turned;
  for (double value : values) turned.push_back(-value);
  stats::Estimate mean = difference_by_system(items, scale, options);
  stats::SignedRank test = stats::wilcoxon_signed_rank(values);
  Json json{{"n", items.size()}, {"clusters", mean.clusters}, {"ci", to_json(mean.ci)}};
  if (!mean.ci) json["ci_reason"] = mean.ci_reason;
  if (mean.cut) json["ci_cut"] = to_json(mean.cut);
  put(json, "mean", mean.figure);
  put(json, "sd", stats::standard_deviation(values));
  put(json, "improved", stats::share_above(values, 0));
  put(json, "declined", stats::share_above(turned, 0));
  put(json, "wilcoxon_p", test.p_value);
  put(json, "effect", test.effect);
  return json;
}

Json deltas(const Grid& grid, const Options& options, const SystemFilter& keep) {
  return {{"d12", delta(differences(grid, 1, 2, keep), grid.scale(), options)},
          {"d23", delta(differences(grid, 2, 3, keep), grid.scale(), options)}};
}

/// Mean and spread of one turn's numbers over (model, system).
Json turn_row(const Grid& grid, int turn, const SystemFilter& keep, const Options& options) {
  std::vector<Item> items;
  for (size_t model = 0; model < grid.models(); ++model)
    for (size_t system = 0; system < grid.systems(); ++system)
      if (auto value = grid.at(model, system, turn); value && keep(system) && grid.pooled(model))
        items.push_back({*value, system});
  std::vector<double> values = values_of(items);
  Json row{{"turn", turn}, {"n", items.size()}};
  put(row, "mean", score_by_system(items, options));
  put(row, "sd", stats::standard_deviation(values));
  put(row, "median", stats::median(values));
  return row;
}

Json turn_rows(const Grid& grid, const SystemFilter& keep, const Options& options) {
  Json rows = Json::array();
  for (int turn = 1; turn <= 3; ++turn) rows.push_back(turn_row(grid, turn, keep, options));
  return rows;
}

auto pooled_in(const Data& data, Arm arm, const SystemFilter& keep) {
  return [&data, arm, &keep](const Cell& cell) {
    return cell.key.arm == arm && data.pooled[cell.model] && keep(cell.system);
  };
}

/// Compile and pass rate of some systems: from the cells, or from labels where only those are known.
void put_rates(const Data& data, Arm arm, const SystemFilter& keep, const Options& options, Json& row) {
  auto rate = [&](const char* key, const Column& column, const std::optional<Labels>& labels) {
    auto items = items_of(data, column, pooled_in(data, arm, keep));
    if (items.empty() && labels)
      for (size_t pair = 0; pair < labels->counts.size(); ++pair)
        if (size_t system = pair % data.systems.size(); labels->counts[pair] && keep(system))
          items.push_back({*labels->counts[pair] / labels->of, system});
    put(row, name_under(key, arm), share_by_system(items, options));
  };
  rate("compile_at_1", data.compile, data.label_compile);
  rate("pass_at_1", data.pass, data.label_pass);
}

/// All numbers of a score in some systems: mean, spread, and spread relative to the mean.
Json spread(const Data& data, const Column& column, Arm arm, const SystemFilter& keep, const Options& options) {
  auto items = items_of(data, column, pooled_in(data, arm, keep));
  stats::Estimate mean = score_by_system(items, options);
  stats::Figure sd = stats::standard_deviation(values_of(items));
  Json row{{"n", items.size()}};
  put(row, "mean", mean);
  put(row, "sd", sd);
  bool defined = mean.figure.value && *mean.figure.value != 0 && sd.value;
  put(row, "cv",
      defined ? stats::Figure::of(*sd.value / *mean.figure.value) : stats::Figure::undefined("mean is 0 or unknown"));
  return row;
}

}  // namespace

Json turn_deltas(const Data& data, const Options& options, const std::string& score, Arm arm) {
  Json json{{"score", score}, {"arm", to_string(arm)}, {"d12", nullptr}, {"d23", nullptr}};
  auto column = data.scores.find(score);
  if (column == data.scores.end()) {
    json["score"] = score.empty() ? Json(nullptr) : Json(score);
    json["reason"] = "the run has no such score";
    return json;
  }
  json.update(deltas(Grid(data, arm, column->second), options, every_system));
  return json;
}

Json turn_deltas_by_score(const Data& data, const Options& options) {
  Json rows = Json::array();
  for (const auto& [name, column] : data.scores) rows.push_back(turn_deltas(data, options, name, data.main_arm()));
  return rows;
}

Json turn_deltas_by_arm(const Data& data, const Options& options) {
  Json rows = Json::array();
  for (Arm arm : data.arms) {
    if (arm == Arm::stepwise) continue;  // it has a third turn only
    rows.push_back(turn_deltas(data, options, data.main_score(), arm));
  }
  return rows;
}

Json turn_table(const Data& data, const Options& options) {
  Json rows = Json::array();
  for (const auto& [name, column] : data.scores)
    for (Arm arm : data.arms) {
      Grid grid(data, arm, column);
      rows.push_back({{"score", name}, {"arm", to_string(arm)}, {"turns", turn_rows(grid, every_system, options)}});
    }
  return rows;
}

Json model_turns(const Data& data, const Options& options) {
  Json rows = Json::array();
  auto column = data.scores.find(data.main_score());
  if (column == data.scores.end()) return rows;
  for (const auto& [entry, places] : data.places) {
    Json turns = Json::array();
    for (int turn = 1; turn <= 3; ++turn) {
      std::vector<uint32_t> of_turn;
      std::copy_if(places.begin(), places.end(), std::back_inserter(of_turn),
                   [&](uint32_t i) { return data.cells[i].key.turn == turn; });
      auto items = items_at(data, column->second, of_turn);
      if (items.empty()) continue;
      Json row{{"turn", turn}, {"n", items.size()}};
      put(row, "mean", score_by_system(items, options));
      turns.push_back(std::move(row));
    }
    if (turns.empty()) continue;
    rows.push_back({{"model", data.models[entry.first]},
                    {"arm", to_string(entry.second)},
                    {"score", column->first},
                    {"turns", turns}});
  }
  return rows;
}

Json category_table(const Data& data, const Options& options) {
  Json rows = Json::array();
  std::string score = data.main_score();
  auto column = data.scores.find(score);
  std::set<Category> present(data.categories.begin(), data.categories.end());
  for (Category category : present) {
    auto inside = [&](size_t system) { return data.categories[system] == category; };
    Json row{{"category", to_string(category)},
             {"arm", to_string(data.main_arm())},
             {"score", score.empty() ? Json(nullptr) : Json(score)},
             {"systems", std::count(data.categories.begin(), data.categories.end(), category)}};
    put_rates(data, data.main_arm(), inside, options, row);
    if (column != data.scores.end()) {
      Grid grid(data, data.main_arm(), column->second);
      row.update(spread(data, column->second, data.main_arm(), inside, options));
      row["turns"] = turn_rows(grid, inside, options);
      row.update(deltas(grid, options, inside));
    }
    rows.push_back(std::move(row));
  }
  return rows;
}

}  // namespace simbench::analysis
