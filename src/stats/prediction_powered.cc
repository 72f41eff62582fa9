#include "stats/prediction_powered.h"

#include <algorithm>
#include <boost/math/distributions/normal.hpp>
#include <cmath>
#include <vector>

#include "base/base.h"
#include "stats/describe.h"

namespace simbench::stats {
namespace {

/// Mean of squares around the mean (divided by n: the form that the estimator's papers use).
double spread(std::span<const double> values) {
  double centre = *mean(values).value, sum = 0;
  for (double v : values) sum += (v - centre) * (v - centre);
  return sum / static_cast<double>(values.size());
}

/// cov(truth, judged) / ((1 + n/N) var(judged)), clipped to [0,1]; 0 for a judge that gives everything the same score.
double best_lambda(const RatedSubset& data) {
  double n = static_cast<double>(data.truth.size()), unrated = static_cast<double>(data.judged_only.size());
  double mean_truth = *mean(data.truth).value, mean_judged = *mean(data.judged).value, covariance = 0;
  for (size_t i = 0; i < data.truth.size(); ++i)
    covariance += (data.truth[i] - mean_truth) * (data.judged[i] - mean_judged);
  std::vector<double> all(data.judged.begin(), data.judged.end());
  all.insert(all.end(), data.judged_only.begin(), data.judged_only.end());
  double var = *variance(all).value;
  return var > 0 ? std::clamp(covariance / n / ((1 + n / unrated) * var), 0.0, 1.0) : 0.0;
}

}  // namespace

PredictionPowered prediction_powered_mean(const RatedSubset& data, bool tuned, double level) {
  check(data.truth.size() == data.judged.size(), "prediction_powered_mean: one judge's score for each rated item");
  PredictionPowered result;
  Estimate& estimate = result.estimate;
  estimate.n = estimate.clusters = data.truth.size() + data.judged_only.size();
  if (data.truth.empty() || data.judged_only.empty()) {
    estimate.figure = Figure::undefined(data.truth.empty() ? "no rated items" : "no unrated items");
    estimate.ci_reason = estimate.figure.reason;
    return result;
  }
  result.lambda = tuned ? best_lambda(data) : 1;
  std::vector<double> corrected;
  for (size_t i = 0; i < data.truth.size(); ++i) corrected.push_back(data.truth[i] - result.lambda * data.judged[i]);
  double value = result.lambda * *mean(data.judged_only).value + *mean(corrected).value;
  estimate.figure = Figure::of(value);
  if (data.truth.size() < 2 || data.judged_only.size() < 2) {
    estimate.ci_reason = "fewer than two rated or unrated items";
    return result;
  }
  double error = std::sqrt(result.lambda * result.lambda * spread(data.judged_only) /
                               static_cast<double>(data.judged_only.size()) +
                           spread(corrected) / static_cast<double>(corrected.size()));
  double half = boost::math::quantile(boost::math::normal(), 1 - (1 - level) / 2) * error;
  estimate.ci = Interval{value - half, value + half};
  return result;
}

}  // namespace simbench::stats
