#pragma once
#include <optional>
#include <string>
#include <string_view>

namespace simbench::judge {

/// The final score that a judge's text states as [[n]], or why it states none.
struct StatedScore {
  std::optional<double> value;  ///< 0–100
  /// "no_score", "negative_score", "broken_brackets", "several_scores", "out_of_range", "ambiguous_score"; "" for a
  /// plain
  /// [[n]]. With a value come "spaced_brackets" ("[ [n] ]"), "decimal" ([[85.5]]), "fraction" ([[85/100]], [[17 of
  /// 20]]), "percent" ([[85%]]) and "words" ([[Score: 85]], [[85 points]]): they mean one thing, but the published
  /// program could not read them.
  std::string reason;
};

/// Reads what double brackets hold if it means one number: a range, a comma ([[85,5]]) or a share ([[0.85]]) doesn't.
/// Several statements of one and the same number count as one. A number in single brackets is not
/// taken: in the public data those are sums of deductions as often as scores.
StatedScore stated_score(std::string_view text);

}  // namespace simbench::judge
