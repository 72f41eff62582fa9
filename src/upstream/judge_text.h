#pragma once
#include <optional>
#include <string>
#include <string_view>

namespace simbench::upstream {

/// The final score that a judge's text states as [[n]], or why it states none.
struct StatedScore {
  std::optional<double> value;  ///< 0–100
  std::string
      reason;  ///< "no_score", "negative_score", "broken_brackets", "several_scores", "out_of_range"; "" with a value
};

/// Reads [[digits]]. Several statements of one and the same number count as one.
StatedScore stated_score(std::string_view text);

}  // namespace simbench::upstream
