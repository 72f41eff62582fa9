// Arms compared in pairs, model by model: the same system and turn, shown differently.
//   given − no-code    the context boost     given − dialogue    own code instead of right code
//   given − stepwise   turn 3 in one go      given − repair      a second try that sees the traceback
#include "analysis/paired.h"
#include "analysis/tables.h"

namespace simbench::analysis {
namespace {

std::vector<Pairing> pairings(const Grid& first, const Grid& second, std::optional<size_t> only_model) {
  std::vector<Pairing> pairs;
  for (size_t model = 0; model < first.models(); ++model) {
    if (only_model ? *only_model != model : !first.pooled(model)) continue;
    for (size_t system = 0; system < first.systems(); ++system)
      for (int turn = 1; turn <= 3; ++turn) {
        auto a = first.at(model, system, turn), b = second.at(model, system, turn);
        if (a && b) pairs.push_back({*a, *b, system});
      }
  }
  return pairs;
}

/// compile@1, pass@1 and every score.
std::vector<const Column*> measures(const Data& data) {
  std::vector<const Column*> columns{&data.compile, &data.pass};
  for (const auto& [name, column] : data.scores) columns.push_back(&column);
  return columns;
}

void add_rows(const Data& data, const Options& options, const Column& measure, std::pair<Arm, Arm> arms, Json& rows) {
  Grid a(data, arms.first, measure), b(data, arms.second, measure);
  auto add = [&](const Json& model, std::optional<size_t> only) {
    std::vector<Pairing> pairs = pairings(a, b, only);
    if (pairs.empty()) return;
    Json row{{"model", model},
             {"measure", measure.name},
             {"second_measure", name_under(measure.name, arms.second)},
             {"first_arm", to_string(arms.first)},
             {"second_arm", to_string(arms.second)}};
    row.update(paired_difference(pairs, options));
    if (&measure == &data.pass || &measure == &data.compile) row["mcnemar"] = paired_outcomes(pairs);
    rows.push_back(std::move(row));
  };
  add(nullptr, std::nullopt);  // all models that are pooled
  for (size_t model = 0; model < data.models.size(); ++model) add(data.models[model], model);
}

}  // namespace

Json arm_table(const Data& data, const Options& options) {
  Json rows = Json::array();
  for (size_t i = 0; i < data.arms.size(); ++i)
    for (size_t j = i + 1; j < data.arms.size(); ++j)
      for (const Column* measure : measures(data))
        add_rows(data, options, *measure, {data.arms[i], data.arms[j]}, rows);
  adjust_for_many(rows, "sign_flip_p");
  return rows;
}

}  // namespace simbench::analysis
