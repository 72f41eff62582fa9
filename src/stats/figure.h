#pragma once
// How this room hands back a number that may not exist.
#include <cstddef>
#include <optional>
#include <string>
#include <utility>

namespace simbench::stats {

/// A number, or why there is none. `reason` is empty exactly when there is a value.
struct Figure {
  std::optional<double> value;
  std::string reason;

  static Figure of(double number) { return {number, ""}; }
  static Figure undefined(std::string why) { return {std::nullopt, std::move(why)}; }
};

/// Both ends included; lo ≤ hi.
struct Interval {
  double lo = 0, hi = 0;
};

/// Which ends of an interval are cut.
struct Cut {
  bool low = false, high = false;
  explicit operator bool() const { return low || high; }
};

/// A figure with its uncertainty and what it rests on.
struct Estimate {
  Figure figure;
  std::optional<Interval> ci;
  std::string ci_reason;  ///< why there is no interval; "" when there is one
  Cut cut;                ///< where the interval went beyond the scale and ends with it (`within`)
  size_t n = 0;           ///< items that entered
  size_t clusters = 0;    ///< independent groups that they belong to (n when there are none)
};

}  // namespace simbench::stats
