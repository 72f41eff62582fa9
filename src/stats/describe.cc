#include "stats/describe.h"

#include <algorithm>
#include <cmath>
#include <vector>

#include "base/base.h"

namespace simbench::stats {

Figure mean(std::span<const double> values) {
  if (values.empty()) return Figure::undefined("no values");
  double sum = 0;
  for (double v : values) sum += v;
  return Figure::of(sum / static_cast<double>(values.size()));
}

Figure variance(std::span<const double> values) {
  if (values.size() < 2) return Figure::undefined("fewer than two values");
  // Two passes: the textbook one-pass form cancels when the mean is large against the spread.
  double centre = *mean(values).value, sum = 0;
  for (double v : values) sum += (v - centre) * (v - centre);
  return Figure::of(sum / static_cast<double>(values.size() - 1));
}

Figure standard_deviation(std::span<const double> values) {
  Figure result = variance(values);
  if (result.value) result.value = std::sqrt(*result.value);
  return result;
}

Figure quantile(std::span<const double> values, double q) {
  check(q >= 0 && q <= 1, "quantile: q must be in [0,1]");
  if (values.empty()) return Figure::undefined("no values");
  std::vector<double> sorted(values.begin(), values.end());
  std::sort(sorted.begin(), sorted.end());
  double place = q * static_cast<double>(sorted.size() - 1);
  auto below = static_cast<size_t>(std::floor(place));
  size_t above = std::min(below + 1, sorted.size() - 1);
  return Figure::of(sorted[below] + (place - std::floor(place)) * (sorted[above] - sorted[below]));
}

Figure median(std::span<const double> values) {
  return quantile(values, 0.5);
}

Figure share_above(std::span<const double> values, double bound) {
  if (values.empty()) return Figure::undefined("no values");
  auto count = std::count_if(values.begin(), values.end(), [&](double v) { return v > bound; });
  return Figure::of(static_cast<double>(count) / static_cast<double>(values.size()));
}

}  // namespace simbench::stats
