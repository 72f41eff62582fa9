#include "verdict/series.h"

#include "base/base.h"

namespace simbench::verdict {
namespace {

/// Time × f by trapezia. Not f of the straight lines between samples: a coarsely sampled sine would lose amplitude.
template <typename F>
double integral(const Signal& signal, F f) {
  double sum = 0;
  for (size_t i = 1; i < signal.x.size(); ++i)
    sum += 0.5 * (signal.t[i] - signal.t[i - 1]) * (f(signal.x[i]) + f(signal.x[i - 1]));
  return sum;
}

/// Mean over time of f(x); of the samples where no time passes between them.
template <typename F>
double mean_over_time(const Signal& signal, F f) {
  double span = signal.t.empty() ? 0 : signal.t.back() - signal.t.front();
  if (span > 0) return integral(signal, f) / span;
  double sum = 0;
  for (double x : signal.x) sum += f(x);
  return signal.x.empty() ? 0 : sum / static_cast<double>(signal.x.size());
}

/// Second divided difference at sample i, which has neighbours.
double curvature(const Signal& s, size_t i) {
  double before = s.t[i] - s.t[i - 1], after = s.t[i + 1] - s.t[i];
  if (!(before > 0) || !(after > 0)) return 0;
  return ((s.x[i + 1] - s.x[i]) / after - (s.x[i] - s.x[i - 1]) / before) / (before + after);
}

/// The value at t of the cubic through the four samples about the interval that ends at sample k.
double cubic_at(const Signal& s, size_t k, double t) {
  size_t first = k >= 2 ? k - 2 : 0, end = std::min(first + 4, s.t.size());
  double value = 0;
  for (size_t i = first; i < end; ++i) {
    double term = s.x[i];
    for (size_t j = first; j < end; ++j)
      if (j != i) term *= (t - s.t[j]) / (s.t[i] - s.t[j]);
    value += term;
  }
  return value;
}

/// Where the motion passes `level` in the interval that ends at sample k, at whose ends it lies on either side.
double passage(const Signal& s, size_t k, double level) {
  double low = s.t[k - 1], high = s.t[k], below = s.x[k - 1] - level, above = s.x[k] - level;
  if (!(high > low)) return high;
  double straight = low + (high - low) * (above != below ? -below / (above - below) : 0);
  for (int round = 0; round < 60; ++round) {
    double middle = 0.5 * (low + high), value = cubic_at(s, k, middle) - level;
    ((value < 0) == (below < 0) ? low : high) = middle;
  }
  double found = 0.5 * (low + high);
  return std::isfinite(cubic_at(s, k, found)) ? found : straight;
}

}  // namespace

double mean_of(const std::vector<double>& x) {
  double sum = 0;
  for (double v : x) sum += v;
  return x.empty() ? 0 : sum / static_cast<double>(x.size());
}

double range_of(const std::vector<double>& x) {
  double low = std::numeric_limits<double>::infinity(), high = -low;
  for (double v : x)
    if (std::isfinite(v)) low = std::min(low, v), high = std::max(high, v);
  return high > low ? high - low : 0;
}

double time_mean(const Signal& signal) {
  return mean_over_time(signal, [](double x) { return x; });
}

double time_rms(const Signal& signal, double about) {
  return std::sqrt(mean_over_time(signal, [about](double x) { return (x - about) * (x - about); }));
}

double value_at(const Signal& signal, double t) {
  auto after = std::lower_bound(signal.t.begin(), signal.t.end(), t);
  if (after == signal.t.begin()) return signal.x.front();
  if (after == signal.t.end()) return signal.x.back();
  auto i = static_cast<size_t>(after - signal.t.begin());
  double span = signal.t[i] - signal.t[i - 1];
  double share = span > 0 ? (t - signal.t[i - 1]) / span : 1;
  return signal.x[i - 1] + share * (signal.x[i] - signal.x[i - 1]);
}

Point vertex(const Signal& s, size_t i) {
  Point sample{s.t[i], s.x[i]};
  if (i < 2 || i + 2 >= s.x.size()) return sample;
  double here = curvature(s, i), before = curvature(s, i - 1), after = curvature(s, i + 1);
  constexpr double kAlike = 0.4;  // eight samples a period still pass; the edge of a step doesn't
  for (double other : {before, after})
    if (!(other * here > 0) || std::abs(other) < kAlike * std::abs(here)) return sample;
  double slope_before = (s.x[i] - s.x[i - 1]) / (s.t[i] - s.t[i - 1]);
  double slope = slope_before + here * (s.t[i] - s.t[i - 1]), shift = -slope / (2 * here);
  if (s.t[i] + shift < s.t[i - 1] || s.t[i] + shift > s.t[i + 1]) return sample;
  return {s.t[i] + shift, s.x[i] - slope * slope / (4 * here)};
}

double largest(const Signal& s, double sign) {
  double best = sign * s.x.front();
  for (size_t i = 0; i < s.x.size(); ++i) {
    best = std::max(best, sign * s.x[i]);
    bool summit =
        i > 0 && i + 1 < s.x.size() && sign * s.x[i] >= sign * s.x[i - 1] && sign * s.x[i] >= sign * s.x[i + 1];
    if (summit) best = std::max(best, sign * vertex(s, i).x);
  }
  return sign * best;
}

std::vector<Point> turning_points(const Signal& s) {
  std::vector<Point> found;
  double back = kHysteresis * range_of(s.x);
  if (!(back > 0)) return found;
  size_t high = 0, low = 0;  // the extremes since the last turn
  int rising = 0;
  for (size_t i = 1; i < s.x.size(); ++i) {
    if (s.x[i] > s.x[high]) high = i;
    if (s.x[i] < s.x[low]) low = i;
    bool fell = s.x[high] - s.x[i] > back, rose = s.x[i] - s.x[low] > back;
    if ((rising >= 0 && fell) || (rising <= 0 && rose)) {
      size_t at = fell && rising >= 0 ? high : low;
      if (at > 0) found.push_back(vertex(s, at));
      rising = at == high ? -1 : 1;
      high = low = i;
    }
  }
  return found;
}

std::vector<double> crossings(const Signal& s, double level) {
  double amplitude = 0;
  for (double x : s.x) amplitude = std::max(amplitude, std::abs(x - level));
  std::vector<double> found;
  int side = 0;
  for (size_t i = 0; i < s.x.size(); ++i) {
    double x = s.x[i] - level;
    int now = std::abs(x) < kHysteresis * amplitude ? 0 : x > 0 ? 1 : -1;
    if (now != 0 && side != 0 && now != side) {
      size_t k = i;  // back to the first sample on this side
      while (k > 1 && (s.x[k - 1] - level) * now > 0) --k;
      found.push_back(passage(s, k, level));
    }
    if (now != 0) side = now;
  }
  return found;
}

}  // namespace simbench::verdict
