#pragma once
#include <optional>
#include <string>
#include <string_view>

namespace simbench::judge {

/// The final score that a judge's text states as [[n]], or why it states none.
struct StatedScore {
  std::optional<double> value;  ///< 0–100
  /// "no_score", "negative_score", "broken_brackets", "several_scores", "out_of_range"; "" for a plain [[n]].
  /// "spaced_brackets" comes with a value: "[ [n] ]" means the same, but the published program could not read it.
  std::string reason;
};

/// Reads [[digits]]. Several statements of one and the same number count as one. A number in single brackets is not
/// taken: in the public data those are sums of deductions as often as scores.
StatedScore stated_score(std::string_view text);

}  // namespace simbench::judge
