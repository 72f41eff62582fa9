#pragma once
#include <string>

#include "base/base.h"

namespace simbench::analysis {

/// An analysis in a page of text for the terminal: leaderboard, turn deltas, categories, correlations, what is
/// unscored.
std::string summary_text(const Json& analysis);
/// A comparison likewise: one line a pair and measure.
std::string comparison_text(const Json& comparison);

/// People's ratings likewise: agreement on the totals, and the judges' corrected means.
std::string ratings_text(const Json& ratings);

}  // namespace simbench::analysis
