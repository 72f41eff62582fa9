#pragma once
#include <span>

#include "stats/figure.h"

namespace simbench::stats {

/// Items that people rated (with the judge's score of the same items) and items that only the judge scored.
struct RatedSubset {
  std::span<const double> truth;        ///< people's ratings
  std::span<const double> judged;       ///< judge's scores of the same items, same order
  std::span<const double> judged_only;  ///< judge's scores of all other items
};

/// Prediction-powered mean: the judge's mean over the unrated items, corrected by its mean error on the rated ones:
/// λ·mean(judged_only) + mean(truth − λ·judged), normal interval.
/// λ = 1 is the original estimator (Angelopoulos et al. 2023, Science 382:669); `tuned` picks the λ in [0,1] of least
/// variance (Angelopoulos, Duchi & Zrnic 2023, arXiv 2311.01453), so that a useless judge can't widen the interval.
/// no interval: fewer than two rated or unrated items · undefined: no rated items, or no unrated ones
struct PredictionPowered {
  Estimate estimate;
  double lambda = 1;
};
PredictionPowered prediction_powered_mean(const RatedSubset& data, bool tuned = true, double level = 0.95);

}  // namespace simbench::stats
