#pragma once
// What analyze, compare and experiment share.
#include "analysis/analysis.h"
#include "cli/command.h"

namespace simbench::cli {

/// --seed, --bootstrap and --reading as the tables want them.
analysis::Options analysis_options(const Arguments& arguments);

}  // namespace simbench::cli
