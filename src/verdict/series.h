#pragma once
// Numbers over time: statistics of samples that stand for a motion between them.
#include <cstddef>
#include <vector>

namespace simbench::verdict {

/// Numbers over time; both of the same length, times not decreasing.
struct Signal {
  std::vector<double> t, x;
};

double mean_of(const std::vector<double>& x);
/// Largest minus smallest of the finite numbers; 0 where there are fewer than two.
double range_of(const std::vector<double>& x);

/// The mean over time (by trapezia; of one sample: its value).
double time_mean(const Signal& signal);
/// The root of the mean over time of (x − about)².
double time_rms(const Signal& signal, double about);

/// Linear interpolation; t inside the signal's range.
double value_at(const Signal& signal, double t);

/// A point of the motion that may lie between samples.
struct Point {
  double t = 0, x = 0;
};
/// The summit (or trough) next to sample i, which must be a local extreme: that of the parabola through it and its
/// neighbours where the samples are dense enough to show one, else the sample itself (an impact, the edge of a step).
Point vertex(const Signal& signal, size_t i);
/// The largest value of the motion, by vertex(); the smallest where `sign` is −1.
double largest(const Signal& signal, double sign = 1);

/// How far a motion must go back, as a share of its range, so that noise makes no turn and no passage.
constexpr double kHysteresis = 0.05;
/// Where the motion turns round, first and last sample left out. A turn counts when the signal goes back by more than
/// kHysteresis of its range.
std::vector<Point> turning_points(const Signal& signal);
/// When the signal passes `level`; passages between places nearer than kHysteresis of its largest distance don't count.
std::vector<double> crossings(const Signal& signal, double level);

}  // namespace simbench::verdict
