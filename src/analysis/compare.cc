#include <fmt/format.h>

#include "analysis/paired.h"

namespace simbench::analysis {
namespace {

/// Cells of both models with the same system, turn and arm; epochs are averaged first.
std::vector<Pairing> pairings(const Grid& grid, size_t first, size_t second) {
  std::vector<Pairing> pairs;
  for (size_t system = 0; system < grid.systems(); ++system)
    for (int turn = 1; turn <= 3; ++turn) {
      auto a = grid.at(first, system, turn), b = grid.at(second, system, turn);
      if (a && b) pairs.push_back({*a, *b, system});
    }
  return pairs;
}

/// Labels are one pair a system.
std::vector<Pairing> pairings(const Data& data, const Labels& labels, size_t first, size_t second) {
  std::vector<Pairing> pairs;
  for (size_t system = 0; system < data.systems.size(); ++system) {
    auto a = labels.counts[first * data.systems.size() + system],
         b = labels.counts[second * data.systems.size() + system];
    if (a && b) pairs.push_back({*a / labels.of, *b / labels.of, system});
  }
  return pairs;
}

Result<std::vector<size_t>> indices(const Data& data, const std::vector<std::string>& models) {
  if (models.size() < 2) return fail(ErrorCode::invalid_input, "name at least two models to compare");
  std::vector<size_t> result;
  for (const std::string& model : models) {
    TRY_ASSIGN(size_t index, model_index(data, model));
    if (std::find(result.begin(), result.end(), index) != result.end())
      return fail(ErrorCode::invalid_input,
                  fmt::format("{} is named twice: a model doesn't differ from itself", model));
    result.push_back(index);
  }
  return result;
}

struct Measure {
  const Column* column;
  const std::optional<Labels>* labels;
};

std::vector<Measure> compared_measures(const Data& data) {
  static const std::optional<Labels> kNone;
  std::vector<Measure> result{{&data.pass, &data.label_pass}, {&data.compile, &data.label_compile}};
  for (const auto& [name, column] : data.scores) result.push_back({&column, &kNone});
  return result;
}

/// One measure under one arm.
struct GridUnderArm {
  Measure measure;
  Arm arm;
  Grid grid;
};

/// One row: two models, one measure, one arm. Nothing if they have no cell in common.
std::optional<Json> comparison(const Data& data, const Options& options, const GridUnderArm& under,
                               std::pair<size_t, size_t> models) {
  const auto& [measure, arm, grid] = under;
  auto pairs = pairings(grid, models.first, models.second);
  bool by_label = pairs.empty() && measure.labels->has_value();
  if (by_label) pairs = pairings(data, **measure.labels, models.first, models.second);
  if (pairs.empty()) return std::nullopt;
  Json row{{"first_model", data.models[models.first]},
           {"second_model", data.models[models.second]},
           {"measure", name_under(measure.column->name, arm)},
           {"arm", to_string(arm)},
           {"paired_by", by_label ? "system (labels)" : "system and turn"}};
  row.update(paired_difference(pairs, options));
  bool outcome = measure.column == &data.pass || measure.column == &data.compile;
  if (outcome && !by_label) row["mcnemar"] = paired_outcomes(pairs);
  return row;
}

}  // namespace

Result<Json> compare(const store::Store& store, const std::vector<std::string>& models, const Options& options) {
  TRY_ASSIGN(Data data, load(store, options));
  TRY_ASSIGN(std::vector<size_t> chosen, indices(data, models));
  TRY_ASSIGN(std::vector<Arm> arms, chosen_arms(data, options));
  std::vector<Measure> measures = compared_measures(data);
  std::vector<std::string> names;
  for (const Measure& measure : measures) names.push_back(measure.column->name);
  TRY(check_measures(names, options));
  Json all = Json::array();
  for (const Measure& measure : measures)
    for (Arm arm : is_measured(measure.column->name, options) ? arms : std::vector<Arm>()) {
      GridUnderArm under{measure, arm, Grid(data, arm, *measure.column)};  // looks at every cell: once is enough
      for (size_t i = 0; i < chosen.size(); ++i)
        for (size_t j = i + 1; j < chosen.size(); ++j)
          if (auto row = comparison(data, options, under, {chosen[i], chosen[j]})) all.push_back(std::move(*row));
    }
  adjust_for_many(all, "sign_flip_p");
  return Json{{"models", models}, {"comparisons", all}, {"methods", paired_methods(options)}};
}

}  // namespace simbench::analysis
