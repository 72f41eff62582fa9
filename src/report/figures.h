#pragma once
// Charts as inline SVG with a text alternative: they print, scale and need no script. Colours are told apart by
// colour-blind people; lines that share a colour differ in their dashes.
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "analysis/analysis.h"

namespace simbench::report {

struct Axis {
  double from = 0, to = 1;
  double factor = 1;           ///< shown numbers are values times this
  int decimals = 0;            ///< of the shown numbers
  std::string_view unit = {};  ///< after them: " %"
};

/// A number with its interval on a line of its own.
struct Dot {
  std::string label;
  std::optional<double> value, low, high;
  std::string note = {};  ///< shown at the right end: "n 646"
  bool cut = false;       ///< the interval would go beyond the axis and is cut there
};
/// Dots over one axis, a vertical line at `mark` (no effect, chance).
std::string dot_chart(std::string_view title, const std::vector<Dot>& dots, const Axis& axis,
                      std::optional<double> mark);

struct Line {
  std::string label;
  std::vector<std::pair<double, double>> points;  ///< x (1 … n) and y
};
/// Lines over a few named places, each labelled at its right end; on a phone, which has no room there, below.
std::string slope_chart(std::string_view title, const std::vector<Line>& lines, const std::vector<std::string>& places,
                        const Axis& y);

using analysis::full_scale;
/// "pass@1", "pass in 2 tries": a measure as people write it.
std::string measure_in_words(std::string_view measure);
/// "pass@1 (%)", "judge_ref (points)": a score with its unit, as people write it.
std::string score_in_words(std::string_view score);
/// The axis of a score's values, in percent where the scale is 1.
Axis axis_of(std::string_view score);

}  // namespace simbench::report
