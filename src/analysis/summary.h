#pragma once
#include <string>

#include "base/base.h"

namespace simbench::analysis {

/// An analysis in a page of text for the terminal: leaderboard, turn deltas, categories, correlations, what
/// is asked and not done, instances, what is unscored.
std::string summary_text(const Json& analysis);
/// Scores of judges and of the conformance checker go to 100, all others to 1.
double full_scale(std::string_view score);
/// How low the p of these rows can be at all, where so few systems have a say in it: of each Holm family whose smallest
/// p can't fall below 0.01, or below 0.05 when adjusted; then with a remedy (of rows that are too many: `remedy`). ""
/// where they are many.
std::string floor_text(const Json& rows, std::string_view remedy);
/// The smallest difference that as many systems would show; p is adjusted for other rows only after that.
inline constexpr std::string_view kSmallestVisible = "smallest visible difference, before adjustment";
/// A p as it is printed everywhere: three digits that count ("0.0625" isn't below a floor of 0.0625), "<0.001" below
/// that.
std::string p_text(double p);
/// A comparison likewise: one line a pair and measure.
std::string comparison_text(const Json& comparison);

/// People's ratings likewise: agreement on the totals, and the judges' corrected means.
std::string ratings_text(const Json& ratings);

}  // namespace simbench::analysis
