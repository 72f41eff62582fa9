// Period and decay of an oscillation.
// The signal is cut at its crossings of the mean; a crossing counts only when the signal has been a twentieth of its
// amplitude away on either side, so that noise near the mean makes none. The period is the mean over whole periods (an
// even number of crossings), which a mean that is a little off doesn't change.
#include "base/base.h"
#include "verdict/kinds/kinds.h"
#include "verdict/kinds/measure.h"

namespace simbench::verdict {
namespace {

constexpr double kHysteresis = 0.05;

/// Direction of the largest variance of the positions (power iteration on the covariance).
Vec3 principal_direction(const std::vector<Vec3>& points) {
  Vec3 mean;
  for (Vec3 p : points) mean = mean + p;
  mean = (1.0 / static_cast<double>(points.size())) * mean;
  Vec3 direction{0.57, 0.58, 0.59};
  for (int round = 0; round < 50; ++round) {
    Vec3 next;
    for (Vec3 p : points) next = next + dot(p - mean, direction) * (p - mean);
    if (!(length(next) > 0)) break;
    direction = unit(next);
  }
  return direction;
}

/// The angle of `place` as seen from `from`, in the plane of the motion, unwrapped, rad.
std::vector<double> angles_seen_from(const std::vector<Vec3>& place, Vec3 from) {
  Vec3 down, normal;
  for (Vec3 p : place) down = down + unit(p - from);
  down = unit(down);
  for (Vec3 p : place) {
    Vec3 n = cross(down, p - from);
    normal = normal + (dot(n, normal) < 0 ? -1.0 : 1.0) * n;
  }
  normal = unit(normal);
  Vec3 side = cross(normal, down);
  std::vector<double> angles;
  double last = 0;
  for (Vec3 p : place) {
    double angle = std::atan2(dot(p - from, side), dot(p - from, down));
    if (!angles.empty()) angle += 2 * M_PI * std::round((last - angle) / (2 * M_PI));
    angles.push_back(last = angle);
  }
  return angles;
}

/// Where the role named in "angle about <role>" is.
std::optional<Vec3> place_of(const Query& query, std::string_view role) {
  auto found = query.roles.find(role);
  if (found == query.roles.end()) return std::nullopt;
  if (const Joint* joint = query.world.joint(found->second.id); found->second.object_class == kJoint && joint)
    return joint->pos_m;
  std::vector<Vec3> positions = query.world.positions(found->second);
  return positions.empty() ? std::nullopt : std::optional(positions.front());
}

Signal read_oscillation(const Query& query) {
  Object object = *query.object("of");
  Signal signal{query.world.times(), {}};
  if (object.object_class == kJoint) {
    signal.x = query.world.column("joint", object.id, 0);
    return signal;
  }
  std::vector<Vec3> place = query.world.positions(object);
  if (place.empty()) return {};
  std::string coordinate = query.text("coordinate").value_or("principal");
  if (coordinate.starts_with("angle about ")) {
    auto from = place_of(query, std::string_view(coordinate).substr(12));
    if (from) signal.x = angles_seen_from(place, *from);
    return signal;
  }
  Vec3 axis = query.vec3("coordinate") ? unit(*query.vec3("coordinate"))
              : coordinate == "x"      ? Vec3{1, 0, 0}
              : coordinate == "y"      ? Vec3{0, 1, 0}
              : coordinate == "z"      ? Vec3{0, 0, 1}
                                       : principal_direction(place);
  for (Vec3 p : place) signal.x.push_back(dot(p, axis));
  return signal;
}

/// The coordinate that swings, shown to whoever wants to draw it.
Signal oscillating(const Query& query) {
  Signal signal = read_oscillation(query);
  bool angle = query.object("of")->object_class == kJoint || query.text("coordinate").value_or("").starts_with("angle");
  show(query, signal, angle ? "rad" : "m");
  return signal;
}

/// Crossings of the mean, and the extreme on each side between them.
struct Swing {
  std::vector<double> crossings, peaks;  ///< peaks[i] lies between crossings i and i+1
};
Swing swing_of(const Signal& signal, double mean) {
  double amplitude = 0;
  for (double x : signal.x) amplitude = std::max(amplitude, std::abs(x - mean));
  Swing swing;
  int side = 0;
  double peak = 0;
  for (size_t i = 0; i < signal.x.size(); ++i) {
    double x = signal.x[i] - mean;
    int now = std::abs(x) < kHysteresis * amplitude ? 0 : x > 0 ? 1 : -1;
    if (now != 0 && side != 0 && now != side) {
      size_t k = i;  // back to the sample before the sign changed
      while (k > 0 && (signal.x[k - 1] - mean) * now > 0) --k;
      double a = std::abs(signal.x[k > 0 ? k - 1 : 0] - mean), b = std::abs(signal.x[k] - mean);
      double t0 = signal.t[k > 0 ? k - 1 : 0], share = a + b > 0 ? a / (a + b) : 0;
      if (!swing.crossings.empty()) swing.peaks.push_back(peak);
      swing.crossings.push_back(t0 + share * (signal.t[k] - t0));
      peak = 0;
    }
    if (now != 0) side = now;
    peak = std::max(peak, std::abs(x));
  }
  return swing;
}

}  // namespace

Finding check_period(const Query& query) {
  Bound bound = Bound::from(query.parameters, "seconds");
  Window window = cut(query.parameters, query.world, oscillating(query));
  if (!window.problem.empty()) return not_met("the oscillation: " + window.problem, bound, "s");
  Swing swing = swing_of(window.signal, mean_of(window.signal.x));
  size_t halves = swing.crossings.empty() ? 0 : swing.crossings.size() - 1;
  halves -= halves % 2;
  if (halves < 2) return not_met("there are fewer than one and a half periods in the run", bound, "s");
  double period = 2 * (swing.crossings[halves] - swing.crossings[0]) / static_cast<double>(halves);
  return decide(period, bound, {fmt::format("the period of '{}'", query.role("of")), "s"});
}

Finding check_decay(const Query& query) {
  Bound bound = Bound::from(query.parameters, "ratio");
  Window window = cut(query.parameters, query.world, oscillating(query));
  if (!window.problem.empty()) return not_met("the oscillation: " + window.problem, bound, "");
  // the resting place: where the last whole period is centred
  Swing rough = swing_of(window.signal, mean_of(window.signal.x));
  if (rough.crossings.size() < 4) return not_met("there are fewer than two periods in the run", bound, "");
  size_t last = rough.crossings.size() - 1;
  std::vector<double> tail;
  for (size_t i = 0; i < window.signal.t.size(); ++i)
    if (window.signal.t[i] >= rough.crossings[last - 2] && window.signal.t[i] <= rough.crossings[last])
      tail.push_back(window.signal.x[i]);
  Swing swing = swing_of(window.signal, tail.empty() ? mean_of(window.signal.x) : mean_of(tail));
  size_t halves = swing.peaks.size() < 2 ? 0 : swing.peaks.size() - 1;
  halves -= halves % 2;
  if (halves < 2 || swing.peaks.front() <= 0) return not_met("there are fewer than two periods in the run", bound, "");
  double ratio = std::pow(swing.peaks[halves] / swing.peaks[0], 2.0 / static_cast<double>(halves));
  return decide(ratio, bound, {fmt::format("the amplitude of '{}' from one period to the next", query.role("of"))});
}

}  // namespace simbench::verdict
