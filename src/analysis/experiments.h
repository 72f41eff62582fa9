#pragma once
// The paper's questions, answered from runs: what each experiment plans and what its page shows.
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>

#include "analysis/options.h"
#include "base/base.h"
#include "store/store.h"

namespace simbench::analysis {

/// "calibration", "context", "category", "stepwise", "cross-simulator" with the question that each answers, the arms
/// that it compares and the tasks that it asks (a glob, "" for all).
struct Experiment {
  std::string_view name, question;
  std::span<const Arm> arms;
  std::string_view only = "";
};
std::span<const Experiment> experiments();

/// What an experiment on one run found, out of `analyze`: [{title, columns, rows, reason}], rows as plain objects of
/// the named columns (an interval of `x` is `x_ci`), reason only where there are no rows; "left_out" of what is taken
/// over all models: those that don't count.
Json findings(std::string_view experiment, const Json& analysis);

/// One field of a row of `findings`, as people read it: shares in % (the columns that the row lists in "shares"), p as
/// everywhere, other fractions with three digits.
struct Shown {
  std::optional<std::string> value;  ///< nullopt: unknown, see reason
  std::optional<std::pair<std::string, std::string>> interval;
  std::string reason;     ///< of an unknown value; "" where none is told
  std::string ci_reason;  ///< why a number has no interval; "" where none is told
};
Shown shown(const Json& row, const std::string& column);
/// The reasons behind the dashes of one part of `findings`, a line each.
std::string reasons_text(const Json& part);

/// Two runs of twin systems in two simulators: rank agreement of models, gaps by category, and how every score follows
/// the outcome in either. Twins are read from the runs' task notes; intervals draw twin pairs. Form as `findings`.
/// errors: those of the stores; invalid_input if the runs share no twin or no model
Result<Json> cross_findings(const store::Store& first, const store::Store& second, const Options& options = {});

/// What `findings` (or `cross_findings`) of the experiment come to, in a sentence or two, and which models are left
/// out.
std::string answer(std::string_view experiment, const Json& findings);

}  // namespace simbench::analysis
