#include "stats/power.h"

#include <boost/math/distributions/non_central_t.hpp>
#include <cmath>

#include "base/base.h"
#include "stats/interval.h"

namespace simbench::stats {

Figure power(const Comparison& comparison, double difference) {
  if (!(comparison.standard_error > 0)) return Figure::undefined("no spread between clusters");
  if (!(comparison.df >= 1)) return Figure::undefined("fewer than two clusters");
  double bound = student_quantile(comparison.df, 1 - comparison.alpha);
  double shift = std::abs(difference) / comparison.standard_error;
  // Far out the series of the noncentral distribution is slow and its answer is 1 anyway.
  if (shift > bound + 30) return Figure::of(1);
  boost::math::non_central_t shifted(comparison.df, shift);
  return Figure::of(boost::math::cdf(boost::math::complement(shifted, bound)) + boost::math::cdf(shifted, -bound));
}

Figure detectable_difference(const Comparison& comparison, double wanted) {
  check(wanted > comparison.alpha && wanted < 1, "detectable_difference: power must lie between alpha and 1");
  if (Figure at_zero = power(comparison, 0); !at_zero.value) return at_zero;
  double lo = 0, hi = comparison.standard_error;
  while (*power(comparison, hi).value < wanted) hi *= 2;
  // Power rises with the difference, so halving finds it; 60 halvings reach the last bit of a double.
  for (int step = 0; step < 60; ++step) {
    double middle = (lo + hi) / 2;
    (*power(comparison, middle).value < wanted ? lo : hi) = middle;
  }
  return Figure::of(hi);
}

}  // namespace simbench::stats
