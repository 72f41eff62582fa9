#pragma once
// Room upstream: reads a checkout of the public SimBench repository in place. Nothing of it is copied into this
// repository.
#include <string>
#include <vector>

#include "base/base.h"
#include "store/store.h"
#include "suite/suite.h"

namespace simbench::upstream {

struct ImportOptions {
  std::vector<std::string> models;  ///< empty: those that LLM.csv scores (all that have answers, if it is missing)
  size_t threads = 1;
};

/// Turns the stored answers, judge texts and tables of a checkout into a run (docs/format/import.md).
/// Returns what was read, what is missing, and every disagreement between the texts and the tables; the same value is
/// kept as note "import". errors: invalid_input if the folder holds nothing of a checkout; errors of the store
Result<Json> import_checkout(const fs::path& checkout, store::Store& store, const ImportOptions& options = {});

/// The 102 original tasks as a suite for new models: prompts, given code and references; no requirements, so pass@1 is
/// undefined (unscored: no_requirements). Each turn compares its reference's motion, which gives the score `agreement`.
/// in words: whose templates stand around a task and whose simulator release they name (our suite of the same
/// simulator) errors: invalid_input that lists what is missing
Result<suite::Suite> load_suite(const fs::path& checkout, const suite::Suite& words);

}  // namespace simbench::upstream
