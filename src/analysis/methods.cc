#include "analysis/data.h"
#include "analysis/pooled.h"
#include "analysis/tables.h"
#include "stats/stats.h"

namespace simbench::analysis {

/// What a reader must know to judge the numbers: how many, how clustered, which seeds, what was left out and why.
Json methods(const Data& data, const Options& options) {
  std::map<std::string, size_t> unscored;
  for (const Cell& cell : data.cells)
    if (!cell.why_unscored.empty()) ++unscored[cell.why_unscored];
  Json json{
      {"version", SIMBENCH_VERSION},
      {"cells", data.cells.size()},
      {"models", data.models.size()},
      {"systems", data.systems.size()},
      {"few_systems", data.systems.size() < stats::kLeastGroups},  // for intervals that draw them
      {"cluster", "system"},
      {"main_arm", to_string(data.main_arm())},
      {"main_score", data.main_score()},
      {"reading", data.import_note.is_object() ? Json(data.reading) : Json(nullptr)},
      {"seed", options.seed},
      {"bootstrap", options.bootstrap},
      {"interval",
       "95 % over systems: percentile bootstrap; with fewer than 10 systems Student's t for means, none for the rest"},
      {"left_out_of_averages", left_out_of_averages(data.models, options.controls)},
      {"only_controls", std::all_of(data.models.begin(), data.models.end(),
                                    [](const std::string& model) { return model.starts_with("control/"); })},
      {"unscored", unscored},
      {"isolation", data.tallies.isolation},
      {"simulators", data.tallies.simulators},
      {"served_models", data.tallies.served_models}};
  Json scores = Json::object();
  for (const auto& [name, column] : data.scores)
    if (!column.reasons.empty()) scores[name] = column.reasons;
  json["scores_without_value"] = scores;
  json["labels"] = nullptr;
  if (data.label_pass)
    json["labels"] = {{"turns", data.label_pass->turns}, {"of", data.label_pass->of}, {"subject", "model_system"}};
  return json;
}

}  // namespace simbench::analysis
