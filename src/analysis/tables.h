#pragma once
// One function a table of `analyze`; each is defined in the file named beside it. All are deterministic in (data,
// options).
#include "analysis/data.h"

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
Json turn_table(const Data& data, const Options& options);                                      // turns.cc

Json correlation_table(const Data& data, const Options& options);        // correlations.cc
Json correlation_differences(const Data& data, const Options& options);  // correlations.cc

Json pass_at_k_table(const Data& data, const Options& options);    // repeats.cc
Json arm_table(const Data& data, const Options& options);          // arms.cc
Json context_by_length(const Data& data, const Options& options);  // length.cc
Json length_table(const Data& data, const Options& options);       // length.cc

Json ladder(const Data& data);                                      // failures.cc
Json ladder_by_model(const Data& data);                             // failures.cc
Json violation_table(const Data& data);                             // failures.cc
Json diagnosis_table(const Data& data);  // diagnosis.cc
Json rubric_table(const Data& data, const Options& options);        // judges.cc
Json judge_noise(const Data& data);                                 // judges.cc
Json judge_ceiling(const Data& data, const store::Store& store);    // judges.cc
Json cost_table(const Data& data);                                  // cost.cc
Json methods(const Data& data, const Options& options);             // methods.cc

}  // namespace simbench::analysis
