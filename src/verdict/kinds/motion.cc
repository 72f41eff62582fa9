// Kinds about how things move: coordinates, speeds, angles, paths.
#include "base/base.h"
#include "verdict/kinds/kinds.h"
#include "verdict/kinds/measure.h"

namespace simbench::verdict {
namespace {

using Vectors = std::vector<Vec3>;

/// One number a sample: the component along `axis`, or the length where there is no axis.
Signal project(const World& world, const Vectors& vectors, const std::optional<Vec3>& axis) {
  Signal signal{world.times(), {}};
  signal.x.reserve(vectors.size());
  Vec3 direction = axis ? unit(*axis) : Vec3{};
  for (Vec3 v : vectors) signal.x.push_back(axis ? dot(v, direction) : length(v));
  return signal;
}

Vectors minus(Vectors a, const Vectors& b) {
  for (size_t i = 0; i < a.size(); ++i) a[i] = i < b.size() ? a[i] - b[i] : Vec3{std::nan(""), 0, 0};
  return a;
}

/// Positions of `of`, relative to a role's or to a point where the parameters say so.
Vectors relative_positions(const Query& query, const char* reference_key) {
  Vectors place = query.world.positions(*query.object("of"));
  if (auto other = query.object(reference_key)) return minus(std::move(place), query.world.positions(*other));
  Vec3 point = query.vec3("point_m").value_or(Vec3{});
  for (Vec3& p : place) p = p - point;
  return place;
}

/// Angular velocity of a body, or the rate of a joint's first coordinate along no axis.
Signal turning(const Query& query, const Object& object, const std::optional<Vec3>& axis) {
  if (object.object_class == kJoint) {
    size_t width = query.world.width("joint", object.id);
    return {query.world.times(), query.world.column("joint", object.id, width / 2)};
  }
  const Body* body = query.world.body_of(object);
  return body ? project(query.world, query.world.track(body->id).omega_rad_s, axis) : Signal{};
}

/// Least-squares factor r in a ≈ r·b, and how much of a it leaves unexplained (0 … 1).
struct Ratio {
  double value = 0, residual = 0;
};
std::optional<Ratio> ratio_of(const std::vector<double>& a, const std::vector<double>& b) {
  double ab = 0, bb = 0, aa = 0;
  for (size_t i = 0; i < std::min(a.size(), b.size()); ++i) ab += a[i] * b[i], bb += b[i] * b[i], aa += a[i] * a[i];
  if (!(bb > 1e-18) || !(aa > 1e-18)) return std::nullopt;
  double r = ab / bb;
  return Ratio{r, std::sqrt(std::max(0.0, aa - r * ab) / aa)};
}

/// True if the object has a sample in the window that the parameters name.
bool is_there(const Query& query, const Object& object) {
  return cut(query.parameters, query.world, project(query.world, query.world.positions(object), std::nullopt))
      .problem.empty();
}

/// What `of` names, or all moving bodies where it is left out: those that are there in the window, if any is (an
/// emitter's later bodies are not).
std::vector<Object> asked_or_all_moving(const Query& query) {
  std::vector<Object> objects = query.objects("of"), there;
  if (!objects.empty()) return objects;
  for (const Body& body : query.world.bodies()) {
    if (body.fixed) continue;
    objects.push_back({kBody, body.id, 0});
    if (is_there(query, objects.back())) there.push_back(objects.back());
  }
  return there.empty() ? objects : there;
}

/// How far a point lies outside a box, m: the largest excess over its sides, negative inside.
double outside(Vec3 p, Vec3 low, Vec3 high) {
  Vec3 below = low - p, above = p - high;
  return std::max({below.x, below.y, below.z, above.x, above.y, above.z});
}

/// Distance of a point from the path, m.
double off_path(const Query& query, const std::string& path, Vec3 from_center, double radius) {
  Vec3 axis = unit(query.vec3("axis").value_or(Vec3{}));
  double along = dot(from_center, axis);
  double across = length(from_center - along * axis);
  if (path == "plane") return std::abs(along);
  if (path == "line") return across;
  return std::hypot(across - radius, along);  // a circle about the axis (a sphere where no axis is given)
}

}  // namespace

std::vector<double> angle_about(const World& world, const Track& track, Vec3 axis) {
  axis = unit(axis);
  std::vector<double> angles;
  angles.reserve(track.quat.size());
  const std::vector<double>& t = world.times();
  double last = 0;
  for (size_t i = 0; i < track.quat.size(); ++i) {
    Quat turn = track.quat[i] * conjugate(track.quat.front());
    double twist = 2 * std::atan2(turn.x * axis.x + turn.y * axis.y + turn.z * axis.z, turn.w);
    // full turns between two samples are counted by the angular velocity
    double guess =
        i == 0 ? 0 : last + 0.5 * (t[i] - t[i - 1]) * dot(track.omega_rad_s[i] + track.omega_rad_s[i - 1], axis);
    last = twist + 2 * M_PI * std::round((guess - twist) / (2 * M_PI));
    angles.push_back(last);
  }
  return angles;
}

Finding check_coordinate(const Query& query) {
  Signal signal = project(query.world, relative_positions(query, "relative_to"), query.vec3("axis"));
  return decide_signal(query, signal, "m", fmt::format("the coordinate of '{}'{}", query.role("of"), along(query)));
}

Finding check_distance(const Query& query) {
  std::vector<Object> ends = query.objects("between");
  if (ends.size() != 2) return not_met("the two roles are not there");
  std::vector<std::string> names = get(query.parameters, "between").get<std::vector<std::string>>();
  Vectors apart = minus(query.world.positions(ends[0]), query.world.positions(ends[1]));
  return decide_signal(query, project(query.world, apart, std::nullopt), "m",
                       fmt::format("the distance of '{}'", join(names, "' and '")));
}

Finding check_speed(const Query& query) {
  Signal signal = project(query.world, query.world.velocities(*query.object("of")), query.vec3("axis"));
  return decide_signal(query, signal, "m_s", fmt::format("the speed of '{}'{}", query.role("of"), along(query)));
}

Finding check_angular_speed(const Query& query) {
  Signal signal = turning(query, *query.object("of"), query.vec3("axis"));
  return decide_signal(query, signal, "rad_s", fmt::format("the angular speed of '{}'", query.role("of")));
}

Finding check_angle(const Query& query) {
  Object object = *query.object("of");
  Signal signal{query.world.times(), {}};
  if (object.object_class == kJoint) {
    signal.x = query.world.column("joint", object.id, 0);
  } else if (const Body* body = query.world.body_of(object)) {
    signal.x = angle_about(query.world, query.world.track(body->id), query.vec3("axis").value_or(Vec3{0, 0, 1}));
  }
  return decide_signal(query, signal, "rad", fmt::format("the angle of '{}'", query.role("of")));
}

/// When the first speed is first off `ratio` times the second by more than a share of its largest; else when most.
std::optional<double> instant_of_slip(const std::array<Signal, 2>& speeds, double ratio, double share) {
  double fastest = 0, most = 0;
  std::optional<double> at;
  for (double x : speeds[0].x) fastest = std::max(fastest, std::abs(x));
  for (size_t i = 0; i < std::min(speeds[0].x.size(), speeds[1].x.size()); ++i) {
    double off = std::abs(speeds[0].x[i] - ratio * speeds[1].x[i]);
    if (off > share * fastest) return speeds[0].t[i];
    if (off > most) most = off, at = speeds[0].t[i];
  }
  return at;
}

Finding check_speed_ratio(const Query& query) {
  std::vector<Object> objects = query.objects("of");
  if (objects.size() != 2) return not_met("the two roles are not there");
  const Json& axes = get(query.parameters, "axes");
  bool linear = query.text("kind_of").value_or("angular") == "linear";
  std::array<Signal, 2> speeds;
  for (size_t i = 0; i < 2; ++i) {
    auto axis = axes.is_array() && i < axes.size() ? vec3_from(axes[i]) : std::nullopt;
    Signal signal =
        linear ? project(query.world, query.world.velocities(objects[i]), axis) : turning(query, objects[i], axis);
    Window window = cut(query.parameters, query.world, signal);
    if (!window.problem.empty()) return not_met("the speeds: " + window.problem);
    speeds[i] = std::move(window.signal);
  }
  auto ratio = ratio_of(speeds[0].x, speeds[1].x);
  if (!ratio) return not_met("one of the two doesn't move");
  double allowed = query.number("max_residual").value_or(0.1);
  Finding finding = decide(ratio->value, Bound::from(query.parameters, "ratio"), {"the ratio of the speeds"});
  if (ratio->residual > allowed) {
    finding.met = false;
    finding.reason += fmt::format("; but {:.0f} % of the motion doesn't follow it", 100 * ratio->residual);
  }
  show_miss(query, instant_of_slip(speeds, query.number("ratio").value_or(ratio->value), allowed));
  return finding;
}

Finding check_at_rest(const Query& query) {
  std::vector<Object> objects = asked_or_all_moving(query);
  if (objects.empty()) return not_met("there is nothing that could be at rest");
  double fastest = 0, limit = query.number("max").value_or(0);
  for (const Object& object : objects) {
    Signal signal = project(query.world, query.world.velocities(object), std::nullopt);
    Window window = cut(query.parameters, query.world, signal);
    if (!window.problem.empty()) return not_met("the speed: " + window.problem);
    for (double speed : window.signal.x) fastest = std::max(fastest, speed);
    show_miss(query, first_above(window.signal, limit));
  }
  return {fastest <= limit, number(fastest), Json{{"max", limit}},
          fmt::format("the fastest of {} moves at {:.3g} m/s; allowed {:.3g} m/s", objects.size(), fastest, limit)};
}

Finding check_region(const Query& query) {
  std::vector<Object> objects = asked_or_all_moving(query);
  if (objects.empty()) return not_met("there is nothing that could be in the region");
  Vec3 low = query.vec3("lo_m").value_or(Vec3{}), high = query.vec3("hi_m").value_or(Vec3{});
  bool when_created = query.text("when") == "created";
  double worst = -std::numeric_limits<double>::infinity();
  for (const Object& object : objects) {
    Signal signal{query.world.times(), {}};
    const Body* body = query.world.body_of(object);
    if (when_created && body)
      signal = {{query.world.times().empty() ? 0 : query.world.times().front()}, {outside(body->pos_m, low, high)}};
    else
      for (Vec3 p : query.world.positions(object)) signal.x.push_back(outside(p, low, high));
    Window window = cut(query.parameters, query.world, signal);
    if (!window.problem.empty()) return not_met("the region: " + window.problem);
    worst = std::max(worst, *std::max_element(window.signal.x.begin(), window.signal.x.end()));
    show_miss(query, first_above(window.signal, 1e-9));
  }
  return {worst <= 1e-9, number(worst), Json{{"lo_m", to_json(low)}, {"hi_m", to_json(high)}},
          fmt::format("the outermost of {} lies {:.3g} m {} the region", objects.size(), std::abs(worst),
                      worst <= 1e-9 ? "inside" : "outside")};
}

Finding check_stays_on_path(const Query& query) {
  std::string path = query.text("path").value_or("circle");
  Vectors place = query.world.positions(*query.object("of"));
  if (place.empty()) return not_met(fmt::format("there are no samples of '{}'", query.role("of")));
  Vectors center(place.size(), query.vec3("center_m").value_or(place.front()));
  if (auto about = query.object("about")) {
    center = query.world.positions(*about);
    if (const Joint* joint = query.world.joint(about->id); about->object_class == kJoint && joint)
      center.assign(place.size(), joint->pos_m);
  }
  Vectors from_center = minus(place, center);
  Vec3 axis = unit(query.vec3("axis").value_or(Vec3{}));
  double radius =
      query.number("radius_m").value_or(length(from_center.front() - dot(from_center.front(), axis) * axis));
  Signal signal{query.world.times(), {}};
  for (Vec3 p : from_center) signal.x.push_back(off_path(query, path, p, radius));
  double allowed = query.number("abs").value_or(0);
  show(query, signal, "m", {.max = allowed});
  Window window = cut(query.parameters, query.world, signal);
  if (!window.problem.empty()) return not_met("the path: " + window.problem);
  double worst = *std::max_element(window.signal.x.begin(), window.signal.x.end());
  return {
      worst <= allowed, number(worst), Json{{"abs", allowed}, {"unit", "m"}},
      fmt::format("'{}' leaves the {} by up to {:.3g} m; allowed {:.3g} m", query.role("of"), path, worst, allowed)};
}

}  // namespace simbench::verdict
