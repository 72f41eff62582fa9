// The leaderboard, one row a (model, arm), and the same by system and by score.
#include "analysis/grid.h"
#include "analysis/tables.h"

namespace simbench::analysis {
namespace {

/// Labels of one model as items, in tries that passed; empty where there are none.
std::vector<Item> label_items(const Data& data, const std::optional<Labels>& labels, size_t model) {
  std::vector<Item> items;
  if (!labels) return items;
  for (size_t system = 0; system < data.systems.size(); ++system)
    if (auto count = labels->counts[model * data.systems.size() + system])
      items.push_back({*count / labels->of, system});
  return items;
}

/// A model all of whose cells are known to compile or not can still lack a pass@1: then its tasks ask for nothing.
std::string why_no_rate(const Data& data, const Column& column, size_t model, Arm arm) {
  if (auto why = data.no_second_try.find(model); arm == Arm::repair && why != data.no_second_try.end())
    return why->second;
  bool compile_known = !items_at(data, data.compile, data.places.at({model, arm})).empty();
  return &column == &data.pass && compile_known ? "the tasks have no requirements" : "no scored cell";
}

/// A model under an arm: one row of the leaderboard.
struct Entry {
  size_t model = 0;
  Arm arm = Arm::given;
};

/// What a rate is counted from: cells, or labels where no cell has it.
struct Rate {
  const Column& column;
  const std::optional<Labels>& labels;
};

/// A rate over the cells that have one, else from labels; says which.
void put_rate(const Data& data, const Options& options, Json& row, const Rate& rate_of, const Entry& entry) {
  const auto& [column, labels] = rate_of;
  const auto& [model, arm] = entry;
  auto items = items_at(data, column, data.places.at({model, arm}));
  std::string basis = "cells";
  if (items.empty()) items = label_items(data, labels, model), basis = "labels of (model, system)";
  stats::Estimate rate = share_by_system(items, options);
  if (items.empty()) rate.figure.reason = rate.ci_reason = why_no_rate(data, column, model, arm);
  put(row, column.name, rate);
  row[column.name + "_n"] = items.size();
  row[column.name + "_basis"] = items.empty() ? Json(nullptr) : Json(basis);
}

std::map<std::string, size_t> unscored_reasons(const Data& data, size_t model, Arm arm) {
  std::map<std::string, size_t> reasons;
  for (uint32_t i : data.places.at({model, arm}))
    if (const std::string& why = data.cells[i].why_unscored; !why.empty()) ++reasons[why];
  return reasons;
}

/// What passes or runs after a second try is no pass@1 nor compile@1: it has a name of its own.
void name_two_tries(Json& row) {
  for (const std::string once : {"pass_at_1", "compile_at_1"}) {
    std::string twice = name_under(once, Arm::repair);
    for (const char* part : {"", "_ci", "_n", "_basis", "_reason", "_ci_reason", "_ci_cut"})
      if (auto it = row.find(once + part); it != row.end()) {
        row[twice + part] = *it;
        row.erase(it);
      }
    row[once] = nullptr;
    row[once + "_reason"] = fmt::format("arm repair has two tries: see {}", twice);
  }
}

Json model_row(const Data& data, const Options& options, size_t model, Arm arm) {
  const std::vector<uint32_t>& places = data.places.at({model, arm});
  size_t cells = places.size(), truncated = 0, unscored = 0;
  for (uint32_t i : places) truncated += data.cells[i].truncated;
  auto reasons = unscored_reasons(data, model, arm);
  for (const auto& [reason, count] : reasons) unscored += count;
  Json row{{"model", data.models[model]}, {"arm", to_string(arm)}, {"cells", cells},
           {"scored", cells - unscored},  {"unscored", unscored},  {"unscored_reasons", reasons},
           {"truncated", truncated}};
  put_rate(data, options, row, {data.compile, data.label_compile}, {model, arm});
  put_rate(data, options, row, {data.pass, data.label_pass}, {model, arm});
  if (arm == Arm::repair) name_two_tries(row);
  auto fidelity = data.scores.find("fidelity");
  std::vector<Item> items;
  if (fidelity != data.scores.end()) items = items_at(data, fidelity->second, places);
  stats::Estimate mean_fidelity = share_by_system(items, options);
  if (auto why = data.no_second_try.find(model); arm == Arm::repair && why != data.no_second_try.end()) {
    mean_fidelity.figure.reason = mean_fidelity.ci_reason = why->second;
    row["scores_reason"] = why->second;
  }
  put(row, "fidelity", mean_fidelity);
  for (const auto& [key, money] : {std::pair("cost_usd", model_cost(data, model, arm)),
                                   std::pair("usd_per_pass", usd_per_pass(data, model, arm))}) {
    row[key] = or_null(money.usd);
    if (!money.usd) row[fmt::format("{}_reason", key)] = money.reason;
  }
  row["scores"] = Json::object();
  for (const auto& [name, column] : data.scores) {
    auto numbers = items_at(data, column, places);
    if (!numbers.empty()) row["scores"][name] = to_json(score_by_system(numbers, options));
  }
  return row;
}

/// [models][systems] means of a column over all turns and epochs of the main arm.
Json heat_map(const Data& data, const Column& column) {
  Grid grid(data, data.main_arm(), column);
  Json values = Json::array();
  for (size_t model = 0; model < grid.models(); ++model) {
    Json line = Json::array();
    for (size_t system = 0; system < grid.systems(); ++system) {
      std::vector<double> turns;
      for (int turn = 1; turn <= 3; ++turn)
        if (auto value = grid.at(model, system, turn)) turns.push_back(*value);
      line.push_back(or_null(stats::mean(turns).value));
    }
    values.push_back(std::move(line));
  }
  return values;
}

Json label_map(const Data& data, const Labels& labels) {
  Json values = Json::array();
  for (size_t model = 0; model < data.models.size(); ++model) {
    Json line = Json::array();
    for (size_t system = 0; system < data.systems.size(); ++system) {
      auto count = labels.counts[model * data.systems.size() + system];
      line.push_back(count ? Json(*count / labels.of) : Json(nullptr));
    }
    values.push_back(std::move(line));
  }
  return values;
}

}  // namespace

Json model_table(const Data& data, const Options& options) {
  std::vector<std::pair<size_t, Arm>> places;
  for (const auto& [entry, cells] : data.places) places.push_back(entry);
  std::vector<Json> rows(places.size());
  parallel_for(places.size(), core_count(),
               [&](size_t i) { rows[i] = model_row(data, options, places[i].first, places[i].second); });
  return rows;
}

Json score_table(const Data& data, const Options& options) {
  Json rows = Json::array();
  for (const auto& [name, column] : data.scores)
    for (Arm arm : data.arms) {
      auto items =
          items_of(data, column, [&](const Cell& cell) { return cell.key.arm == arm && data.pooled[cell.model]; });
      Json row{{"score", name}, {"arm", to_string(arm)}, {"unscored_reasons", column.reasons}};
      row.update(to_json(score_by_system(items, options)));
      put(row, "sd", stats::standard_deviation(values_of(items)));
      rows.push_back(std::move(row));
    }
  return rows;
}

Json system_table(const Data& data) {
  Json rows = Json::array();
  std::string score = data.main_score();
  auto column = data.scores.find(score);
  for (size_t system = 0; system < data.systems.size(); ++system) {
    auto here = [&](const Cell& cell) {
      return cell.system == system && cell.key.arm == data.main_arm() && data.pooled[cell.model];
    };
    Json row{{"system", data.systems[system]}, {"category", to_string(data.categories[system])}, {"score", score}};
    for (const Column* rate : {&data.compile, &data.pass})
      put(row, name_under(rate->name, data.main_arm()), stats::mean(values_of(items_of(data, *rate, here))));
    if (column != data.scores.end()) {
      auto items = items_of(data, column->second, here);
      row["n"] = items.size();
      put(row, "mean", stats::mean(values_of(items)));
      put(row, "sd", stats::standard_deviation(values_of(items)));
    }
    rows.push_back(std::move(row));
  }
  return rows;
}

Json heat_maps(const Data& data) {
  Json maps{{"models", data.models},
            {"systems", data.systems},
            {"arm", to_string(data.main_arm())},
            {"values", Json::object()}};
  for (const Column* column : {&data.compile, &data.pass})
    if (has_numbers(*column)) maps["values"][name_under(column->name, data.main_arm())] = heat_map(data, *column);
  if (data.label_compile) maps["values"]["label_compile"] = label_map(data, *data.label_compile);
  if (data.label_pass) maps["values"]["label_pass"] = label_map(data, *data.label_pass);
  for (const auto& [name, column] : data.scores) maps["values"][name] = heat_map(data, column);
  return maps;
}

}  // namespace simbench::analysis
