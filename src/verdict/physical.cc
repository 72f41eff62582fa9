#include "verdict/physical.h"

#include "base/base.h"

namespace simbench::verdict {
namespace {

/// Joints whose two halves share a point, so that samples of the two bodies show how far they have come apart.
constexpr std::array<std::string_view, 7> kPointJoints{"revolute",
                                                       "spherical",
                                                       "universal",
                                                       "fixed",
                                                       "motor_rotation_speed",
                                                       "motor_rotation_angle",
                                                       "motor_rotation_torque"};

/// Warnings (by their first word) that don't speak of instability.
constexpr std::array<std::string_view, 3> kHarmless{"contact_full", "constraint_full", "trace_cap"};

std::string find_instability(const Outcome& outcome) {
  for (const std::string& warning : outcome.warnings) {
    bool harmless = std::any_of(kHarmless.begin(), kHarmless.end(),
                                [&](std::string_view word) { return warning.starts_with(word); });
    if (!harmless) return warning.starts_with("tampered") ? warning : "unstable: " + warning;
  }
  return "";
}

std::string find_not_finite(const trace::Trace& trace) {
  for (const trace::Segment& segment : trace.segments) {
    for (const trace::Block& block : segment.blocks) {
      if (!is_state(block)) continue;
      for (size_t row = 0; row < segment.size(); ++row)
        for (size_t i = 0; i < block.width; ++i)
          if (!std::isfinite(segment.values[row * segment.stride + block.offset + i]))
            return fmt::format("not_finite: {} {} at {:.4g} s", block.kind, block.id,
                               segment.values[row * segment.stride]);
    }
  }
  return "";
}

struct Box {
  Vec3 low{INFINITY, INFINITY, INFINITY}, high{-INFINITY, -INFINITY, -INFINITY};
  void add(Vec3 p) {
    if (!finite(p)) return;
    for (size_t i = 0; i < 3; ++i) low[i] = std::min(low[i], p[i]), high[i] = std::max(high[i], p[i]);
  }
  double diagonal() const { return low.x <= high.x ? length(high - low) : 0; }
};

std::vector<Object> movers(const World& world) {
  std::vector<Object> all;
  for (const Body& body : world.bodies())
    if (!body.fixed) all.push_back({kBody, body.id, 0});
  const std::vector<Object>& nodes = world.objects(kNode);
  all.insert(all.end(), nodes.begin(), nodes.end());
  return all;
}

Box start_box(const World& world) {
  Box box;
  for (const Object& object : movers(world)) {
    std::vector<Vec3> place = world.positions(object);
    if (!place.empty()) box.add(place.front());
  }
  for (const Joint& joint : world.joints()) box.add(joint.pos_m);
  return box;
}

std::string find_flight(const World& world, double limit) {
  Box box = start_box(world);
  double far = limit * std::max(1.0, box.diagonal());
  Vec3 middle = box.diagonal() > 0 ? 0.5 * (box.low + box.high) : Vec3{};
  for (const Object& object : movers(world)) {
    std::vector<Vec3> place = world.positions(object);
    for (size_t i = 0; i < place.size(); ++i)
      if (length(place[i] - middle) > far)
        return fmt::format("unstable: {} {} is {:.3g} m away at {:.4g} s", name_of(object.object_class), object.id,
                           length(place[i] - middle), world.times()[i]);
  }
  return "";
}

/// World position over time of a point that is fixed to a body; empty if the body's motion is unknown.
std::vector<Vec3> carried_point(const World& world, const Object& end, Vec3 point) {
  if (end.object_class != kBody) return {};
  const Body* body = world.body(end.id);
  if (!body) return {};
  const Track& track = world.track(end.id);
  if (body->fixed && track.pos_m.empty()) return std::vector<Vec3>(world.times().size(), point);
  Vec3 local = rotate(conjugate(body->quat), point - body->pos_m);
  std::vector<Vec3> out;
  for (size_t i = 0; i < track.pos_m.size(); ++i) out.push_back(track.pos_m[i] + rotate(track.quat[i], local));
  return out;
}

/// When a joint is switched for the first time (a weld that lets go), s; 0 if it doesn't hold from the start.
double first_switch_s(const World& world, const Joint& joint) {
  if (!get_bool(*joint.json, "active").value_or(true)) return 0;
  for (const Json& event : world.trace().events)
    if (get(event, "event") == "switched" && get_number(event, "joint") == joint.id)
      return get_number(event, "t").value_or(0);
  return INFINITY;
}

/// Of how far a joint's halves are apart, what the joint keeps at zero: some hold a point only across an axis, or are
/// moved along one on purpose. Asked for one sample after the other.
class Held {
 public:
  Held(const World& world, const Joint& joint) : world_(world) {
    let_go(*joint.json);
    body_ = joint.ends[1].object_class == kBody ? world.body(joint.ends[1].id) : nullptr;
    for (const Json& event : world.trace().events)
      if (get(event, "event") == "holds" && get_number(event, "joint") == joint.id) changes_.push_back(&event);
    track_ = body_ ? &world.track(body_->id) : nullptr;  // also of a fixed one: scripts move some by hand
  }
  double length_of(Vec3 apart, size_t sample) {
    for (; next_ < changes_.size() && get_number(*changes_[next_], "t").value_or(0) <= world_.times()[sample]; ++next_)
      let_go(*changes_[next_]);
    if (held_[0] && held_[1] && held_[2]) return length(apart);
    Quat turned = *frame_;
    if (track_ && sample < track_->quat.size()) turned = track_->quat[sample] * (conjugate(body_->quat) * *frame_);
    Vec3 local = rotate(conjugate(turned), apart);
    for (size_t i = 0; i < 3; ++i)
      if (!held_[i]) local[i] = 0;
    return length(local);
  }

 private:
  /// An axis that was let go once isn't counted any more: where it is held again, it is held where it is.
  void let_go(const Json& told) {
    const Json& holds = get(told, "holds");
    auto frame = quat_from(get(told, "quat"));
    if (!holds.is_array() || holds.size() != 3 || !frame) return;
    frame_ = frame;
    for (size_t i = 0; i < 3; ++i)
      if (holds[i].is_number() && holds[i].get<double>() == 0) held_[i] = false;
  }

  const World& world_;
  std::vector<const Json*> changes_;
  size_t next_ = 0;
  std::array<bool, 3> held_{true, true, true};
  std::optional<Quat> frame_;
  const Body* body_ = nullptr;
  const Track* track_ = nullptr;
};

/// Where joints are coordinates of a body against its parent (MuJoCo) nothing can come apart in them, and several in a
/// row move the same two bodies: a slide carries the hinge on it along.
bool is_coordinate(const Joint& joint) {
  std::string cls = get_string(*joint.json, "class").value_or("");
  return cls == "hinge" || cls == "ball" || cls == "no_joint";
}

std::string find_joint_drift(const World& world, double limit) {
  double allowed = limit * scene_extent(world);
  for (const Joint& joint : world.joints()) {
    bool shares_a_point = std::find(kPointJoints.begin(), kPointJoints.end(), joint.type) != kPointJoints.end();
    bool from_start = get_number(*joint.json, "created_s").value_or(0) <= 0;
    if (!shares_a_point || !from_start || is_coordinate(joint) || !vec3_from(get(*joint.json, "pos_m"))) continue;
    std::vector<Vec3> a = carried_point(world, joint.ends[0], joint.pos_m),
                      b = carried_point(world, joint.ends[1], joint.pos_m);
    double held_until_s = first_switch_s(world, joint);
    Held held(world, joint);
    for (size_t i = 0; i < std::min(a.size(), b.size()) && world.times()[i] < held_until_s; ++i)
      if (double apart = held.length_of(a[i] - b[i], i); apart > allowed)
        return fmt::format("joint_drift: the halves of {} joint {} are {:.3g} m apart at {:.4g} s, allowed {:.3g} m",
                           joint.type, joint.id, apart, world.times()[i], allowed);
  }
  return "";
}

}  // namespace

double scene_extent(const World& world) {
  Box box;
  for (const Object& object : movers(world))
    for (Vec3 p : world.positions(object)) box.add(p);
  for (const Joint& joint : world.joints()) box.add(joint.pos_m);
  return std::max(0.1, box.diagonal());
}

std::string not_physical(const Outcome& outcome, const World& world, const PhysicalLimits& limits) {
  if (std::string problem = find_not_finite(world.trace()); !problem.empty()) return problem;
  if (world.times().empty()) return "no_samples";
  if (std::string problem = find_instability(outcome); !problem.empty()) return problem;
  if (outcome.steps > 0) {
    double share = static_cast<double>(outcome.state_writes) / static_cast<double>(outcome.steps);
    if (share > limits.state_writes)
      return fmt::format("animation: the script overwrote the state before {:.0f} % of the steps", 100 * share);
  }
  if (std::string problem = find_flight(world, limits.flight); !problem.empty()) return problem;
  return find_joint_drift(world, limits.joint_drift);
}

}  // namespace simbench::verdict
