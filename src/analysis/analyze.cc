#include "analysis/data.h"
#include "analysis/tables.h"

namespace simbench::analysis {
namespace {

constexpr const char* kNotChecked =
    "no program calls the API wrongly, or none has been checked (the suite's release has no API index)";

/// Why a table has no row, for the reader of an empty one. "" when it isn't empty.
std::string why_empty(const Data& data, const std::string& table) {
  bool imported = data.import_note.is_object();
  std::string not_run = imported ? "the programs were imported, not run" : "no program has been run yet";
  static const std::map<std::string, std::string> kReasons{
      {"arms", "the run has one arm only"},
      {"asked", "no finished program misses a requirement, or none has been judged"},
      {"instances", "the suite was run as it stands (`run --instance` draws other numbers)"},
      {"context_by_length", "needs the arms given and no-code"},
      {"violations", kNotChecked},
      {"violation_names", kNotChecked},
      {"violation_classes", kNotChecked},
      {"violation_categories", kNotChecked},
      {"rubric", "no judge with itemised deductions"},
      {"judge_noise", "no judge scores"},
      {"judge_ceiling", "no judge scores"},
      {"calibration_curves", "needs a score, and compile@1 or pass@1, on answers that differ"},
      {"model_turns", "the run has no scores"},
      {"judge_calibrations", "no judge model graded this run"},
      {"judge_cost", "no judge model graded this run"},
      {"rating_agreement",
       "no program was rated by two people, or by one and a judge; `simbench rate sheet` makes a sheet"},
      {"corrected_means", "needs ratings by people (`simbench rate`) and a judge's scores"},
      {"correlations", "needs a score, and compile@1 or pass@1"},
      {"correlation_differences", "needs two scores, and compile@1 or pass@1"},
      {"readings", "only imported data can be read in two ways"},
      {"length", "fewer than four prompts of a model are known"},
      {"turns", "the run has no scores"}};
  auto found = kReasons.find(table);
  std::string reason = found == kReasons.end() ? not_run : found->second;
  bool over_all = table == "ladder" || table == "asked" || table == "violation_names";
  return over_all ? data.without_left_out(reason) : reason;
}

}  // namespace

Result<Json> analyze(const store::Store& store, const Options& options) {
  TRY_ASSIGN(Data data, load(store, options));
  if (data.cells.empty()) return fail(ErrorCode::invalid_input, "the run has no cells yet", store.folder().string());
  Correlations correlations = correlate(data, options);
  TRY_ASSIGN(Json corrected, corrected_means(data, store, options));
  TRY_ASSIGN(Json calibrations, judge_calibrations(data, store));
  std::vector<JudgedProgram> programs = judged_programs(data);
  Json result{{"models", model_table(data, options)},
              {"turn_deltas", turn_deltas(data, options, data.main_score(), data.main_arm())},
              {"turn_deltas_by_score", turn_deltas_by_score(data, options)},
              {"turn_deltas_by_arm", turn_deltas_by_arm(data, options)},
              {"turns", turn_table(data, options)},
              {"model_turns", model_turns(data, options)},
              {"categories", category_table(data, options)},
              {"correlations", std::move(correlations.rows)},
              {"correlation_differences", std::move(correlations.differences)},
              {"calibration_curves", calibration_curves(data, options)},
              {"readings", reading_table(data, options)},
              {"scores", score_table(data, options)},
              {"systems", system_table(data)},
              {"heat_maps", heat_maps(data)},
              {"ladder", ladder(data)},
              {"ladder_by_model", ladder_by_model(data)},
              {"asked", sentence_table(data)},
              {"instances", instance_table(data)},
              {"diagnosis", diagnosis_table(data)},
              {"violations", violation_table(data)},
              {"violation_names", violation_names(data)},
              {"violation_classes", violation_classes(data)},
              {"violation_categories", violation_categories(data)},
              {"pass_at_k", pass_at_k_table(data, options)},
              {"arms", arm_table(data, options)},
              {"length", length_table(data, options)},
              {"context_by_length", context_by_length(data, options)},
              {"rubric", rubric_table(data, options)},
              {"judge_noise", judge_noise(data, programs)},
              {"judge_ceiling", judge_ceiling(data, store, programs)},
              {"judge_calibrations", std::move(calibrations)},
              {"rating_agreement", rating_agreement(data, options)},
              {"corrected_means", std::move(corrected)},
              {"cost", cost_table(data)},
              {"judge_cost", judge_cost_table(data)},
              {"methods", methods(data, options)}};
  Json empty = Json::object();
  for (const auto& [name, table] : result.items())
    if (table.empty()) empty[name] = why_empty(data, name);
  result["empty"] = empty;
  return result;
}

}  // namespace simbench::analysis
