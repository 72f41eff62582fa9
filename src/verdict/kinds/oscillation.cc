// Period and decay of an oscillation.
// Where a damped harmonic motion fits the samples, both are the fit's: its equilibrium is fitted with them, so that few
// cycles, heavy damping and coarse samples do no harm. Motions of another form (large swings, dry friction, bounces)
// are measured between passages of the equilibrium and between turning points. Where both apply they agree, as a fit
// that leaves a hundredth moves no passage by more than that.
#include "base/base.h"
#include "verdict/kinds/damped_fit.h"
#include "verdict/kinds/kinds.h"
#include "verdict/kinds/measure.h"

namespace simbench::verdict {
namespace {

constexpr double kFits = 0.01;  // share of the motion that a fit may leave

/// Direction of the largest variance of the positions (power iteration on the covariance).
Vec3 principal_direction(const std::vector<Vec3>& points) {
  Vec3 mean;
  double count = 0;
  for (Vec3 p : points)
    if (finite(p)) mean = mean + p, count += 1;
  mean = (count > 0 ? 1 / count : 0) * mean;
  Vec3 direction{0.57, 0.58, 0.59};
  for (int round = 0; round < 50; ++round) {
    Vec3 next;
    for (Vec3 p : points)
      if (finite(p)) next = next + dot(p - mean, direction) * (p - mean);
    if (!(length(next) > 0)) break;
    direction = unit(next);
  }
  return direction;
}

/// The angle of `place` as seen from `from`, in the plane of the motion, unwrapped, rad.
std::vector<double> angles_seen_from(const std::vector<Vec3>& place, Vec3 from) {
  Vec3 down, normal;
  for (Vec3 p : place)
    if (finite(p)) down = down + unit(p - from);
  down = unit(down);
  for (Vec3 p : place) {
    if (!finite(p)) continue;
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
    angles.push_back(angle);
    if (std::isfinite(angle)) last = angle;
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

/// What an oscillation shows: of the fit where the motion is a damped harmonic one, else between turning points.
struct Oscillation {
  std::optional<double> period_s, ratio;
  std::string problem;
};

/// The resting place that three successive turning points of a linearly damped motion stand about; the mean of all such
/// triples, by how far they swing.
double equilibrium_of(const std::vector<Point>& turns) {
  double sum = 0, weights = 0;
  for (size_t i = 2; i < turns.size(); ++i) {
    double a = turns[i - 2].x, b = turns[i - 1].x, c = turns[i].x, bend = a - 2 * b + c;
    if (!(std::abs(bend) > 0)) continue;
    sum += std::abs(bend) * (b - (b - a) * (c - b) / bend);
    weights += std::abs(bend);
  }
  return weights > 0 ? sum / weights : turns.empty() ? 0 : turns.front().x;
}

/// Any periodic motion, however little like a sine: whole periods between passages of the equilibrium, and the swings
/// from one turning point to the next.
Oscillation between_turns(const Signal& signal, std::optional<double> about) {
  Oscillation out;
  std::vector<Point> turns = turning_points(signal);
  std::vector<double> passed = crossings(signal, about.value_or(equilibrium_of(turns)));
  size_t halves = passed.empty() ? 0 : passed.size() - 1;
  halves -= halves % 2;
  if (halves >= 2) out.period_s = 2 * (passed[halves] - passed[0]) / static_cast<double>(halves);
  if (turns.size() >= 3) {
    double first = std::abs(turns[1].x - turns[0].x), last = std::abs(turns.back().x - turns[turns.size() - 2].x);
    out.ratio = std::pow(last / first, 2.0 / static_cast<double>(turns.size() - 2));
  }
  return out;
}

/// The end of the first whole period that lasts another time than asked; of one of which that can't be said (too short
/// a run, a mean that is off by little), of the last.
std::optional<double> instant_of_period(const Signal& signal, std::optional<double> about, const Bound& bound) {
  std::vector<double> passed = crossings(signal, about.value_or(equilibrium_of(turning_points(signal))));
  for (size_t i = 2; i < passed.size(); ++i)
    if (!bound.met(passed[i] - passed[i - 2])) return passed[i];
  if (passed.size() > 2) return passed.back();
  return signal.t.empty() ? std::nullopt : std::optional(signal.t.back());
}

/// The end of the first swing that is another share of the one a period before than asked; else of the last.
std::optional<double> instant_of_decay(const Signal& signal, const Bound& bound) {
  std::vector<Point> turns = turning_points(signal);
  auto swing = [&](size_t i) { return std::abs(turns[i].x - turns[i - 1].x); };
  for (size_t i = 3; i < turns.size(); ++i)
    if (!bound.met(swing(i) / swing(i - 2))) return turns[i].t;
  if (!turns.empty()) return turns.back().t;
  return signal.t.empty() ? std::nullopt : std::optional(signal.t.back());
}

Oscillation oscillation_of(const Window& window, std::optional<double> about) {
  if (!window.problem.empty()) return {{}, {}, "the oscillation: " + window.problem};
  double span = window.signal.t.back() - window.signal.t.front();
  auto fit = fit_damped(window.signal, about);
  bool is_whole = fit && fit->period_s <= (1 + 1e-6) * span;
  if (is_whole && fit->residual <= kFits) return {fit->period_s, fit->ratio, ""};
  Oscillation out = between_turns(window.signal, about);
  out.problem = "the run shows less than one whole period";
  return out;
}

}  // namespace

Finding check_period(const Query& query) {
  Bound bound = Bound::from(query.parameters, "seconds");
  Window window = cut(query.parameters, query.world, oscillating(query));
  auto about = query.number("about");
  Oscillation seen = oscillation_of(window, about);
  if (query.seen) show_miss(query, instant_of_period(window.signal, about, bound));
  if (!seen.period_s) return not_met(seen.problem, bound, "s");
  return decide(*seen.period_s, bound, {fmt::format("the period of '{}'", query.role("of")), "s"});
}

Finding check_decay(const Query& query) {
  Bound bound = Bound::from(query.parameters, "ratio");
  Window window = cut(query.parameters, query.world, oscillating(query));
  Oscillation seen = oscillation_of(window, query.number("about"));
  if (query.seen) show_miss(query, instant_of_decay(window.signal, bound));
  if (!seen.ratio) return not_met(seen.problem, bound, "");
  return decide(*seen.ratio, bound,
                {fmt::format("the amplitude of '{}' from one period to the next", query.role("of"))});
}

}  // namespace simbench::verdict
