// The gain of a servo: told by the census where the simulator knows a servo, seen in what it does where the script
// writes the law itself.
#include "base/base.h"
#include "verdict/kinds/kinds.h"
#include "verdict/kinds/measure.h"

namespace simbench::verdict {
namespace {

/// The actuators that drive a joint: the role's own, or those that name it.
std::vector<const Joint*> drives_of(const World& world, const Joint& joint) {
  std::vector<const Joint*> found;
  if (get(get(*joint.json, "params"), "motor").is_object()) return {&joint};
  for (const Joint& other : world.joints())
    if (get_number(get(*other.json, "params"), "joint") == static_cast<double>(joint.id)) found.push_back(&other);
  return found;
}

bool is_servo(const Json& params, bool position) {
  std::string quantity = get_string(get(params, "motor"), "quantity").value_or("");
  return position ? quantity == "position" || quantity == "angle" : quantity == "speed";
}

/// What one of the simulator's own servos exerts on its joint for one unit of error; nullopt of anything else.
std::optional<double> gain_told(const Json& params, bool position) {
  if (!is_servo(params, position)) return std::nullopt;
  auto gain = get_number(params, position ? "kp" : "kv");
  double gear = get_number(params, "gear").value_or(1);
  return gain ? std::optional(*gain * gear * gear) : std::nullopt;
}

/// [[t, value], …] joined by straight lines, flat outside; empty if it is none.
Signal command_of(const Query& query) {
  Signal command;
  const Json& points = get(query.parameters, "command");
  for (const Json& point : points.is_array() ? points : Json::array()) {
    if (!point.is_array() || point.size() != 2 || !point[0].is_number() || !point[1].is_number()) return {};
    command.t.push_back(point[0].get<double>()), command.x.push_back(point[1].get<double>());
  }
  return command;
}

double between(const Signal& signal, double t) {
  return value_at(signal, std::clamp(t, signal.t.front(), signal.t.back()));
}

/// The factor k in force = k · (command − rate), by least squares, of a law that the script evaluates before each step.
struct Law {
  std::optional<double> gain;
  std::string problem;
};
Law law_seen(const Query& query, const Joint& joint, const Joint& drive, bool position) {
  const World& world = query.world;
  Signal command = command_of(query);
  size_t width = world.width("joint", joint.id);
  std::vector<double> forces = world.column("actuator_force", drive.id, 0);
  if (command.t.empty() || width < 2 || forces.empty()) return {std::nullopt, "isn't driven by a servo"};
  Signal state{world.times(), world.column("joint", joint.id, position ? 0 : width / 2)};
  Window window = cut(query.parameters, world, {world.times(), std::move(forces)});
  if (!window.problem.empty()) return {std::nullopt, window.problem};
  double step = get_number(world.system(), "step_s").value_or(0), fe = 0, ee = 0, ff = 0;
  for (size_t i = 0; i < window.signal.t.size(); ++i) {
    double t = window.signal.t[i] - step, force = window.signal.x[i];  // the law saw the state before the step
    double error = between(command, t) - between(state, t);
    fe += force * error, ee += error * error, ff += force * force;
  }
  constexpr double kLawful = 0.9;  // share of the force that follows the error
  if (!(ee > 0) || !(fe * fe > kLawful * ee * ff)) return {std::nullopt, "is driven by what follows no such law"};
  return {fe / ee, ""};
}

}  // namespace

Finding check_servo(const Query& query) {
  const Joint& joint = query.joint("of");
  bool position = query.text("quantity").value_or("speed") == "position";
  Bound bound = Bound::from(query.parameters, "gain", 0.01);
  std::vector<const Joint*> drives = drives_of(query.world, joint);
  std::string who = fmt::format("'{}'", query.role("of"));
  if (drives.empty()) return not_met(fmt::format("nothing drives {}", who), bound.to_json());
  double gain = 0;
  for (const Joint* drive : drives) {
    auto told = gain_told(get(*drive->json, "params"), position);
    Law law = told ? Law{told, ""} : law_seen(query, joint, *drive, position);
    if (!law.gain) return not_met(fmt::format("{} {}", who, law.problem), bound.to_json());
    gain += *law.gain;
  }
  return decide(gain, bound, {fmt::format("the gain of the servo of {}", who), ""});
}

}  // namespace simbench::verdict
