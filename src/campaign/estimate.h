#pragma once
// Before anything is asked: what a run would ask, and what that may cost (docs/format/prices.md).
#include "campaign/judging.h"
#include "campaign/run.h"

namespace simbench::campaign {

inline constexpr double kVerdict = 400;  ///< tokens of a judge's answer: some eight deductions

/// Of one model or judge.
struct EstimateRow {
  std::string role;  ///< "S-LLM", "J-LLM"
  std::string model;
  size_t requests = 0;                ///< without what failures add
  size_t more_requests = 0;           ///< that may come besides: second tries of arm repair
  double input = 0, output = 0;       ///< tokens, of `requests`
  std::optional<double> most_output;  ///< where --max-tokens bounds it
  provider::Priced priced;
  std::optional<double> usd() const;
  std::optional<double> most_usd() const;
  Json to_json() const;
};

/// One row a model that may cost something, then one a judge. `answered`: ids of cells that have their reply already.
/// errors: those of plan
Result<std::vector<EstimateRow>> estimate(const std::vector<Settings>& runs, const JudgeSettings& judging,
                                          const provider::Prices& prices, const std::set<std::string>& answered);
/// How it estimates, a sentence each.
const std::vector<std::string>& how_estimated();

}  // namespace simbench::campaign
