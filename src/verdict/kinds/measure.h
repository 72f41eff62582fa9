#pragma once
// Bounds, windows and statistics: what all kinds that compare a number share.
#include <optional>
#include <string>

#include "base/json.h"
#include "verdict/kinds/kind.h"
#include "verdict/verdict.h"
#include "verdict/world.h"

namespace simbench::verdict {

/// An expected number with a tolerance, or limits: met when |value − expected| ≤ max(abs, rel·|expected|) and min ≤
/// value ≤ max.
struct Bound {
  std::optional<double> expected, min, max;
  double tolerance = 0;

  /// Reads `key`, abs, rel, min, max. `default_rel` where neither abs nor rel is given.
  static Bound from(const Json& parameters, std::string_view key, double default_rel = 1e-3);
  bool met(double value) const;
  /// How far outside, in the value's unit; negative inside.
  double excess(double value) const;
  Json to_json() const;
};

/// "x", "−z" or "[0.6, 0, 0.8]".
std::string direction_text(Vec3 axis);
/// " along x relative to 'wheel'", as far as the parameters have `axis` and `relative_to`.
std::string along(const Query& query);
/// "the mass is 1.98 kg; asked 2 ± 0.002 kg" as a finding.
Finding decide(double value, const Bound& bound, const Quantity& quantity);
/// A vector against an expected one: component-wise abs, or rel of its length.
Finding decide(Vec3 value, Vec3 expected, const Json& parameters, const Quantity& quantity, double default_abs);
/// A whole number against equals/min/max; a count of 0 never meets a bare max.
Finding decide_count(size_t count, const Json& parameters, std::string_view what);
/// Several numbers of one object (`holder`) against the parameters of the same names; all must be met.
Finding decide_all(const Query& query, const std::vector<std::string_view>& keys, const Json& holder);
Finding not_met(std::string reason, Json bound = nullptr);
/// There is no number: "<problem>; asked 2 ± 0.01 s".
Finding not_met(const std::string& problem, const Bound& bound, std::string_view unit);
Finding undecided(std::string reason);

/// The signal cut to from_s … until_s, or a reason why the run doesn't cover it.
struct Window {
  Signal signal;
  std::string problem;
};
Window cut(const Json& parameters, const World& world, const Signal& signal);
/// Tells whoever wants to draw it (query.seen) what a check reads over time; `bound` is that of its values, if any.
void show(const Query& query, const Signal& signal, std::string_view unit_key, const Bound& bound = {});
/// Tells whoever wants to show it (query.seen) the first instant at which what was asked is seen not to hold; of
/// several the earliest stays.
void show_miss(const Query& query, std::optional<double> t_s);
/// When the signal is first above the limit.
std::optional<double> first_above(const Signal& signal, double limit);
/// "5", "at least 2" or "2 to 5": what equals/min/max ask of a count.
std::string count_asked(const Json& parameters);
/// Applies at_s/from_s/until_s and `statistic` to a signal and compares with the bound under `key`.
Finding decide_signal(const Query& query, const Signal& signal, std::string_view key, std::string_view what);
const std::vector<std::string>& statistics();

}  // namespace simbench::verdict
