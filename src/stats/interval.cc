#include "stats/interval.h"

#include <boost/math/distributions/normal.hpp>
#include <boost/math/distributions/students_t.hpp>
#include <cmath>
#include <map>

#include "base/base.h"
#include "stats/describe.h"

namespace simbench::stats {

std::optional<Interval> wilson(size_t successes, size_t trials, double level) {
  check(successes <= trials, "wilson: more successes than trials");
  if (trials == 0) return std::nullopt;
  double n = static_cast<double>(trials), share = static_cast<double>(successes) / n;
  double z = boost::math::quantile(boost::math::normal(), 1 - (1 - level) / 2);
  double centre = (share + z * z / (2 * n)) / (1 + z * z / n);
  double half = z / (1 + z * z / n) * std::sqrt(share * (1 - share) / n + z * z / (4 * n * n));
  // At 0 and n the formula's end is exactly 0 and 1 on paper; rounding must not leave a sliver.
  return Interval{successes == 0 ? 0 : std::max(0.0, centre - half),
                  successes == trials ? 1 : std::min(1.0, centre + half)};
}

double student_quantile(double df, double level) {
  return boost::math::quantile(boost::math::students_t(df), 1 - (1 - level) / 2);
}

Estimate t_interval(std::span<const double> values, double level) {
  Estimate estimate{.figure = mean(values), .n = values.size(), .clusters = values.size()};
  Figure sd = standard_deviation(values);
  if (!sd.value) {
    estimate.ci_reason = sd.reason;
    return estimate;
  }
  double n = static_cast<double>(values.size());
  double half = student_quantile(n - 1, level) * *sd.value / std::sqrt(n);
  estimate.ci = Interval{*estimate.figure.value - half, *estimate.figure.value + half};
  return estimate;
}

ClusteredMean clustered_mean(std::span<const double> values, std::span<const size_t> cluster_of, double level) {
  check(values.size() == cluster_of.size(), "clustered_mean: lists of different length");
  ClusteredMean result{{.figure = mean(values), .n = values.size()}, Figure::undefined("fewer than two clusters")};
  std::map<size_t, double> residuals;
  for (size_t i = 0; i < values.size(); ++i) residuals[cluster_of[i]] += values[i] - *result.estimate.figure.value;
  result.estimate.clusters = residuals.size();
  if (residuals.size() < 2) {
    result.estimate.ci_reason = result.standard_error.reason;
    return result;
  }
  double sum = 0, groups = static_cast<double>(residuals.size());
  for (auto [cluster, residual] : residuals) sum += residual * residual;
  double error = std::sqrt(groups / (groups - 1) * sum) / static_cast<double>(values.size());
  double half = student_quantile(groups - 1, level) * error;
  result.standard_error = Figure::of(error);
  if (half <= 1e-12 * std::abs(*result.estimate.figure.value) || half == 0) {
    result.estimate.ci_reason = "all clusters have the same mean: their spread tells nothing";
    return result;
  }
  result.estimate.ci = Interval{*result.estimate.figure.value - half, *result.estimate.figure.value + half};
  return result;
}

Estimate within(Estimate estimate, Interval scale) {
  constexpr double kRounding = 1e-9;
  if (!estimate.ci) return estimate;
  auto& [lo, hi] = *estimate.ci;
  estimate.cut = {.low = lo<scale.lo - kRounding, .high = hi> scale.hi + kRounding};
  lo = std::max(lo, scale.lo), hi = std::min(hi, scale.hi);
  return estimate;
}

}  // namespace simbench::stats
