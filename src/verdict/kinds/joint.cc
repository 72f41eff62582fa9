// Kinds about one joint: what connects, where, what drives it and what it carries.
#include "base/base.h"
#include "verdict/kinds/kinds.h"
#include "verdict/kinds/measure.h"

namespace simbench::verdict {
namespace {

/// A function's value at `t` between the instants that the census has of it; nullopt outside, and of a constant one.
std::optional<double> value_between(const Json& function, double t) {
  double step_s = get_number(function, "step_s").value_or(0);
  const Json& values = get(function, "values");
  if (!(step_s > 0) || !values.is_array() || values.size() < 2 || !(t >= 0)) return std::nullopt;
  double at = t / step_s;
  if (at > static_cast<double>(values.size() - 1) * (1 + 1e-9)) return std::nullopt;
  size_t i = std::min(static_cast<size_t>(at), values.size() - 2);
  if (!values[i].is_number() || !values[i + 1].is_number()) return std::nullopt;
  double share = at - static_cast<double>(i);
  return (1 - share) * values[i].get<double>() + share * values[i + 1].get<double>();
}

/// The motor function's value at `t` as the census has it: exact in its table, else between its instants, else constant
/// over the whole table.
std::optional<double> function_value(const Json& motor, double t) {
  const Json& function = get(motor, "function");
  const Json& table = get(function, "at");
  if (!table.is_object() || table.empty()) return std::nullopt;
  std::vector<double> values;
  for (const auto& [time, value] : table.items()) {
    if (!value.is_number()) return std::nullopt;
    if (std::abs(std::strtod(time.c_str(), nullptr) - t) < 1e-9) return value.get<double>();
    values.push_back(value.get<double>());
  }
  if (get(function, "values").is_array()) return value_between(function, t);
  bool constant = std::all_of(values.begin(), values.end(), [&](double v) { return v == values.front(); });
  return constant ? std::optional(values.front()) : std::nullopt;
}

/// What the script commands an actuator at `t`: a servo's set point, or a force times gain and gear.
std::optional<double> commanded_value(const Query& query, const Joint& joint, const std::string& quantity, double t) {
  const Json& params = get(*joint.json, "params");
  auto index = get_number(params, "control_index");
  if (!index || *index < 0 || *index > 1e6) return std::nullopt;
  Json at{{"at_s", t}};
  Window window =
      cut(at, query.world, {query.world.times(), query.world.column("control", 0, static_cast<size_t>(*index))});
  if (!window.problem.empty()) return std::nullopt;
  bool servo = quantity != "force" && quantity != "torque";
  double factor = servo ? 1 : get_number(params, "gain").value_or(1) * get_number(params, "gear").value_or(1);
  return factor * window.signal.x.back();
}

/// The force or torque that an actuator exerts at `t`, after every range, limit, delay and switch.
std::optional<double> acting_value(const Query& query, const Joint& joint, const std::string& quantity, double t) {
  if (quantity != "force" && quantity != "torque") return std::nullopt;
  std::vector<double> forces = query.world.column("actuator_force", joint.id, 0);
  if (forces.empty()) return std::nullopt;
  Window window = cut(Json{{"at_s", t}}, query.world, {query.world.times(), std::move(forces)});
  return window.problem.empty() ? std::optional(window.signal.x.back()) : std::nullopt;
}

std::string driven_by(const Joint& joint) {
  return get_string(get(get(*joint.json, "params"), "motor"), "quantity").value_or("");
}

/// What drives a joint: itself, where it is a motor, else the actuators that act on it.
std::vector<const Joint*> drivers_of(const World& world, const Joint& joint) {
  if (!driven_by(joint).empty()) return {&joint};
  std::vector<const Joint*> found;
  for (const Joint& other : world.joints())
    if (get_number(get(*other.json, "params"), "joint") == joint.id && !driven_by(other).empty())
      found.push_back(&other);
  return found;
}

/// In the SI unit of what turns or slides.
std::string_view motor_unit(const Joint& joint, std::string_view quantity) {
  if (quantity == "force") return "N";
  if (quantity == "torque") return "N m";
  bool slides = joint.type.starts_with("motor_linear") || joint.type == "prismatic" || quantity == "position";
  if (quantity == "speed") return slides ? "m/s" : "rad/s";
  return slides ? "m" : "rad";
}

/// The joint's own coordinate or rate at `t`.
std::optional<double> measured_value(const Query& query, const Joint& joint, const std::string& quantity, double t) {
  size_t width = query.world.width("joint", joint.id);
  bool rate = quantity == "speed";
  if (width < 2 || !(rate || quantity == "position" || quantity == "angle")) return std::nullopt;
  Json at{{"at_s", t}};
  Window window =
      cut(at, query.world, {query.world.times(), query.world.column("joint", joint.id, rate ? width / 2 : 0)});
  return window.problem.empty() ? std::optional(window.signal.x.back()) : std::nullopt;
}

}  // namespace

Finding check_joint_type(const Query& query) {
  const Joint& joint = query.joint("of");
  const Json& asked = get(query.parameters, "type");
  return {matches(asked, joint.type), joint.type, asked,
          fmt::format("'{}' is {}; asked {}", query.role("of"), joint.type, alternatives(asked))};
}

Finding check_joint_axis(const Query& query) {
  Vec3 found = unit(query.joint("of").axis), asked = unit(query.vec3("axis").value_or(Vec3{}));
  double allowed = query.number("angle_rad").value_or(0.02), cosine = dot(found, asked);
  if (!query.flag("signed", false)) cosine = std::abs(cosine);
  double off = std::atan2(length(cross(found, asked)), cosine);
  bool met = length(found) > 0 && off <= allowed;
  return {met, to_json(found), Json{{"axis", to_json(asked)}, {"angle_rad", allowed}},
          fmt::format("the axis of '{}' is {:.3g} rad off; allowed {:.3g} rad", query.role("of"), off, allowed)};
}

Finding check_joint_position(const Query& query) {
  return decide(query.joint("of").pos_m, query.vec3("pos_m").value_or(Vec3{}), query.parameters,
                {fmt::format("the place of '{}'", query.role("of")), "m"}, 1e-3);
}

Finding check_joint_limits(const Query& query) {
  const Json& limits = get(*query.joint("of").json, "limits");
  Json asked{{"lo", get(query.parameters, "lo")}, {"hi", get(query.parameters, "hi")}};
  if (!limits.is_array() || limits.size() != 2)
    return not_met(fmt::format("'{}' has no limits", query.role("of")), asked);
  double allowed = query.number("abs").value_or(1e-3);
  bool met = true;
  for (size_t i = 0; i < 2; ++i) {
    auto expected = query.number(i == 0 ? "lo" : "hi");
    if (expected) met &= limits[i].is_number() && std::abs(limits[i].get<double>() - *expected) <= allowed;
  }
  std::vector<std::string> sides;
  for (const char* side : {"lo", "hi"})
    if (query.has(side)) sides.push_back(fmt::format("{} {:.6g}", side, *query.number(side)));
  Json rounded = Json::array();
  for (const Json& limit : limits) rounded.push_back(limit.is_number() ? number(limit.get<double>()) : Json(nullptr));
  return {met, rounded, asked,
          fmt::format("the limits of '{}' are {}; asked {} ± {:.2g}", query.role("of"), to_text(rounded),
                      join(sides, ", "), allowed)};
}

Finding check_motor(const Query& query) {
  const Joint& joint = query.joint("of");
  std::string who = query.role("of");
  std::vector<const Joint*> drivers = drivers_of(query.world, joint);
  std::string own = driven_by(joint), quantity = drivers.empty() ? own : driven_by(*drivers.front());
  std::string asked = query.text("quantity").value_or(quantity);
  if (!own.empty() && own != asked)
    return {false, own, asked, fmt::format("'{}' is driven by its {}; asked {}", who, own, asked)};
  std::erase_if(drivers, [&](const Joint* driver) { return driven_by(*driver) != asked; });
  if (!query.has("value") && !query.has("min") && !query.has("max"))
    return {!drivers.empty(), quantity, asked,
            drivers.empty() ? fmt::format("no {} motor drives '{}'", asked, who)
                            : fmt::format("'{}' is driven by its {}", who, asked)};
  double t = query.number("at_s").value_or(0);
  auto sum = [&](auto value_of) -> std::optional<double> {
    double all = 0;
    for (const Joint* driver : drivers) {
      auto value = value_of(*driver);
      if (!value) return std::nullopt;
      all += *value;
    }
    return drivers.empty() ? std::nullopt : std::optional(all);
  };
  auto value = sum([&](const Joint& driver) { return function_value(get(get(*driver.json, "params"), "motor"), t); });
  auto commanded = sum([&](const Joint& driver) { return commanded_value(query, driver, asked, t); });
  if (!value) value = sum([&](const Joint& driver) { return acting_value(query, driver, asked, t); });
  if (!value) value = commanded;
  if (!value) value = measured_value(query, joint, asked, t);
  if (!value)
    return not_met(drivers.empty() ? fmt::format("no {} motor drives '{}'", asked, who)
                                   : fmt::format("the trace doesn't tell the {} of '{}' at {:.4g} s", asked, who, t));
  Bound bound = Bound::from(query.parameters, "value");
  if (!query.flag("signed", false)) {
    value = std::abs(*value);
    if (bound.expected) bound.expected = std::abs(*bound.expected);
  }
  std::string what = fmt::format("the {} of '{}' at {:.4g} s", asked, who, t);
  bool differs = commanded && std::abs(std::abs(*commanded) - std::abs(*value)) > 1e-6 * std::abs(*commanded);
  if (differs) what += fmt::format(" (commanded {:.4g})", *commanded);
  return decide(*value, bound, {what, motor_unit(joint, asked)});
}

Finding check_spring(const Query& query) {
  return decide_all(
      query,
      {"stiffness_N_m", "damping_N_s_m", "rest_length_m", "stiffness_N_m_rad", "damping_N_m_s_rad", "rest_angle_rad"},
      get(*query.joint("of").json, "params"));
}

Finding check_joint_resistance(const Query& query) {
  const Json& params = get(*query.joint("of").json, "params");
  Json holder = Json::object();
  std::vector<std::string_view> keys{"damping_N_s_m", "damping_N_m_s_rad", "friction_N",
                                     "friction_N_m",  "armature_kg",       "armature_kg_m2"};
  for (std::string_view key : keys)  // what the census doesn't tell isn't there
    holder[std::string(key)] =
        get_number(params, key.starts_with("armature") ? std::string_view("armature") : key).value_or(0);
  return decide_all(query, keys, holder);
}

Finding check_reaction(const Query& query) {
  const Joint& joint = query.joint("of");
  bool torque = query.flag("torque", false);
  std::array<std::vector<double>, 3> parts;
  for (size_t i = 0; i < 3; ++i) parts[i] = query.world.column("reaction", joint.id, (torque ? 3 : 0) + i);
  if (parts[2].empty()) return undecided(fmt::format("the trace has no reactions of '{}'", query.role("of")));
  Signal signal{query.world.times(), {}};
  auto axis = query.vec3("axis");
  for (size_t i = 0; i < parts[0].size(); ++i) {
    Vec3 v{parts[0][i], parts[1][i], parts[2][i]};
    signal.x.push_back(axis ? dot(v, unit(*axis)) : length(v));
  }
  std::string what =
      fmt::format("the reaction {} of '{}'", torque ? "torque" : "force", query.role("of")) + along(query);
  return decide_signal(query, signal, torque ? "N_m" : "N", what);
}

}  // namespace simbench::verdict
