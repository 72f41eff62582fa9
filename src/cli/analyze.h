#pragma once
// What analyze, compare and experiment share.
#include "analysis/analysis.h"
#include "cli/command.h"

namespace simbench::cli {

/// --seed, --bootstrap and --reading as the tables want them.
analysis::Options analysis_options(const Arguments& arguments);

/// This run against another one (analysis::compare_runs). errors: those of the stores
Result<Json> compare_with(const store::Store& run, const fs::path& base, const std::vector<std::string>& models,
                          const analysis::Options& options);
/// errors: a usage_error where both are one folder
Status check_two_runs(const fs::path& run, const fs::path& base);
/// The exit code of --fail-if-worse: kBelow if pass@1 of a model is worse than in the base, and the data show it;
/// kFailed if a model or a task of the base wasn't compared, or there are too few systems to tell a drop from chance.
/// Says how each model stands.
int gate_code(const Json& comparison);

}  // namespace simbench::cli
