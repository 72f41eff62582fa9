#pragma once
// One function a table of `analyze`; each is defined in the file named beside it. All are deterministic in (data,
// options).
#include "analysis/data.h"
#include "base/json.h"

namespace simbench::analysis {

Json model_table(const Data& data, const Options& options);  // models.cc
Json score_table(const Data& data, const Options& options);  // models.cc
Json system_table(const Data& data);                         // models.cc
Json heat_maps(const Data& data);                            // models.cc

/// {score, arm, d12, d23} of one score on one arm.
Json turn_deltas(const Data& data, const Options& options, const std::string& score, Arm arm);  // turns.cc
Json turn_deltas_by_score(const Data& data, const Options& options);                            // turns.cc
Json turn_deltas_by_arm(const Data& data, const Options& options);                              // turns.cc
Json category_table(const Data& data, const Options& options);                                  // turns.cc
/// The main score by (model, arm) and turn: what a slope chart draws.
Json model_turns(const Data& data, const Options& options);  // turns.cc
Json turn_table(const Data& data, const Options& options);   // turns.cc

/// Every score against compile@1 and pass@1, and the main score's lead over each other score, from the same drawings.
struct Correlations {
  Json rows, differences;
};
Correlations correlate(const Data& data, const Options& options);  // correlations.cc
/// By (score, target): the share of answers that reach the target in each fifth of the score.
Json calibration_curves(const Data& data, const Options& options);  // correlations.cc
/// {pass_at_1: {value, ci, n, …}, compile_at_1: …} of one score over the models' means.
Json model_spearman(const Data& data, const Options& options, const Column& score);  // correlations.cc

/// The two readings of imported data side by side; empty for other runs.
Json reading_table(const Data& data, const Options& options);  // readings.cc

Json pass_at_k_table(const Data& data, const Options& options);    // repeats.cc
Json arm_table(const Data& data, const Options& options);          // arms.cc
Json context_by_length(const Data& data, const Options& options);  // length.cc
Json length_table(const Data& data, const Options& options);       // length.cc

Json ladder(const Data& data);           // ladder.cc
Json ladder_by_model(const Data& data);  // ladder.cc
/// Calls that don't fit the simulator's API, by (model, class, name); over all models by (class, name); and the share
/// of each model's programs that have one, by class; and that share by category and model.
Json violation_table(const Data& data);       // violations.cc
Json violation_names(const Data& data);       // violations.cc
Json violation_classes(const Data& data);     // violations.cc
Json violation_categories(const Data& data);  // violations.cc
/// Sentences of the prompts that programs which finish don't do, and the drawn instances of the run.
Json sentence_table(const Data& data);                        // asked.cc
Json instance_table(const Data& data);                        // asked.cc
Json diagnosis_table(const Data& data);                       // diagnosis.cc
Json rubric_table(const Data& data, const Options& options);  // judges.cc

/// A program that some judge scored.
struct JudgedProgram {
  size_t task = 0;
  pysrc::ProgramPrint print;
  size_t cell = 0;  ///< place in Data::cells
  auto operator<=>(const JudgedProgram&) const = default;
  bool same_program(const JudgedProgram& other) const { return task == other.task && print == other.print; }
};
/// By task and print.
std::vector<JudgedProgram> judged_programs(const Data& data);                    // judges.cc
Json judge_noise(const Data& data, const std::vector<JudgedProgram>& programs);  // judges.cc
Json judge_ceiling(const Data& data, const store::Store& store,
                   const std::vector<JudgedProgram>& programs);  // judges.cc

Result<Json> judge_calibrations(const Data& data, const store::Store& store);                       // calibrations.cc
Json rating_agreement(const Data& data, const Options& options);                                    // ratings.cc
Result<Json> corrected_means(const Data& data, const store::Store& store, const Options& options);  // ratings.cc

/// US dollars, or why they aren't known.
struct Money {
  std::optional<double> usd;
  std::string reason;
};
/// What a model's answers under an arm cost, and that for each cell that passed.
Money model_cost(const Data& data, size_t model, Arm arm);    // cost.cc
Money usd_per_pass(const Data& data, size_t model, Arm arm);  // cost.cc
Json cost_table(const Data& data);                            // cost.cc
Json judge_cost_table(const Data& data);                      // cost.cc
Json methods(const Data& data, const Options& options);       // methods.cc

}  // namespace simbench::analysis
