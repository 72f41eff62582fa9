#pragma once
// Room analysis: tables and tests from a store, read by report, compare, experiment and calibration. One structured
// result.
#include "analysis/experiments.h"
#include "analysis/export.h"
#include "analysis/options.h"
#include "analysis/pooled.h"
#include "analysis/second_tries.h"
#include "analysis/summary.h"
#include "base/base.h"
#include "store/store.h"

namespace simbench::analysis {

/// Every table of the run. The keys of design.md's JSON contract (models, turn_deltas, turn_deltas_by_score,
/// categories, correlations, ladder) are stable; more stand beside them, each an array or object that may be empty,
/// with a "reason" where a number is null. Deterministic: the same store and options give the same value.
Result<Json> analyze(const store::Store& store, const Options& options = {});

/// The tables of people's ratings alone: {rating_agreement, corrected_means}, rows as in `analyze`.
Result<Json> ratings(const store::Store& store, const Options& options = {});

/// Every pair of `models` on every measure: difference paired by (system, turn) and clustered by system, its interval,
/// a sign-flip test over systems, McNemar's test where the measure is yes or no, p-values adjusted by Holm over the
/// pairs, and the smallest difference that the design could have shown. errors: invalid_input for fewer than two models
/// or one that the run doesn't have
Result<Json> compare(const store::Store& store, const std::vector<std::string>& models, const Options& options = {});

/// The same between two runs, paired by task and instance: each model of both against itself, or those of `models`
/// (one, or one of each run); where each run has one model only, these two. Rows as in `compare`, with "worse": the
/// whole interval of first − second lies below 0. Tasks whose content differs between the runs are left out and listed
/// in "changed_tasks"; models of `second` whose pass@1 wasn't compared are in "not_compared", with the reason (controls
/// that `first` lacks aren't). errors: those of the stores; invalid_input for models that aren't there or nothing in
/// common
Result<Json> compare_runs(const store::Store& first, const store::Store& second, const std::vector<std::string>& models,
                          const Options& options = {});

}  // namespace simbench::analysis
