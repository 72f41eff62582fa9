// Kinds about the system as a whole and about numbers of things.
#include "base/base.h"
#include "verdict/kinds/kinds.h"
#include "verdict/kinds/measure.h"

namespace simbench::verdict {
namespace {

bool has_shape(const Json& body, const std::string& type) {
  const Json& shapes = get(body, "shapes");
  if (!shapes.is_array()) return false;
  return std::any_of(shapes.begin(), shapes.end(), [&](const Json& shape) { return get(shape, "type") == type; });
}

}  // namespace

bool matches(const Json& pattern, std::string_view text) {
  if (pattern.is_string()) return glob_match(to_lower(pattern.get_ref<const std::string&>()), to_lower(text));
  if (!pattern.is_array()) return false;
  return std::any_of(pattern.begin(), pattern.end(), [&](const Json& item) { return matches(item, text); });
}

std::string alternatives(const Json& one_or_list) {
  if (one_or_list.is_string()) return one_or_list.get<std::string>();
  std::vector<std::string> parts;
  if (one_or_list.is_array())
    for (const Json& item : one_or_list) parts.push_back(item.is_string() ? item.get<std::string>() : item.dump());
  return join(parts, " or ");
}

Finding check_gravity(const Query& query) {
  auto gravity = vec3_from(get(query.world.system(), "gravity_m_s2"));
  if (!gravity) return not_met("the trace doesn't say what gravity is");
  if (auto expected = query.vec3("vector_m_s2"))
    return decide(*gravity, *expected, query.parameters, {"gravity", "m/s²"}, 1e-3);
  return decide(length(*gravity), Bound::from(query.parameters, "m_s2"), {"the strength of gravity", "m/s²"});
}

Finding check_integrator(const Query& query) {
  std::string name = get_string(query.world.system(), "integrator").value_or("unknown");
  const Json& asked = get(query.parameters, "name");
  return {matches(asked, name), name, asked, fmt::format("the integrator is {}; asked {}", name, alternatives(asked))};
}

Finding check_medium(const Query& query) {
  Finding finding;
  for (const Json* census : {&query.world.trace().first_census(), &query.world.trace().last_census()}) {
    const Json& medium = get(get(*census, "system"), "medium");
    if (!medium.is_object()) return not_met("the trace doesn't say what everything moves in");
    finding = decide_all(query, {"viscosity_Pa_s", "density_kg_m3"}, medium);
    if (finding.met != true) break;  // what is put back on the way is there at the end
  }
  return finding;
}

Finding check_step_size(const Query& query) {
  double step = get_number(query.world.system(), "step_s").value_or(std::nan(""));
  if (!(step > 0)) return not_met("the trace doesn't say what the step is");
  return decide(step, Bound::from(query.parameters, "step_s"), {"the step", "s"});
}

Finding check_simulated_time(const Query& query) {
  auto time = get_number(query.world.trace().end, "sim_time_s");
  if (!time) return not_met("the run didn't come to its end");
  show_miss(query, *time);
  return decide(*time, Bound::from(query.parameters, "s"), {"the simulated time", "s"});
}

Finding check_body_count(const Query& query) {
  const trace::Trace& trace = query.world.trace();
  std::string which = query.text("which").value_or("moving"), when = query.text("when").value_or("first_step");
  auto shape = query.text("shape");
  auto at = query.number("at_s");
  double slack = 1.5 * query.world.sample_interval_s() + 1e-9;
  if (at && *at > query.world.end_s() + slack)
    return not_met(fmt::format("the run ended at {:.4g} s, before {:.4g} s", query.world.end_s(), *at));
  if (when == "end") show_miss(query, query.world.end_s());
  const Json& bodies = get(when == "end" ? trace.last_census() : trace.first_census(), "bodies");
  if (when == "end" && !at && !bodies.is_array()) return not_met("the run has no census at its end");
  size_t count = 0;
  auto add = [&](const Json& body) {
    if (!get_number(body, "id")) return;
    bool fixed = get_bool(body, "fixed").value_or(false);
    bool wanted = which == "any" || fixed == (which == "fixed");
    count += wanted && (!shape || has_shape(body, *shape));
  };
  if (at) {
    for (const Body& body : query.world.bodies())
      if (get_number(*body.json, "created_s").value_or(0) <= *at + 1e-9) add(*body.json);
  } else if (bodies.is_array()) {
    for (const Json& body : bodies) add(body);
  }
  std::string instant = at ? fmt::format("at {:.4g} s", *at) : when == "end" ? "at the end" : "at the first step";
  return decide_count(
      count, query.parameters,
      fmt::format("{}bodies{} {}", which == "any" ? "" : which + " ", shape ? " with a " + *shape : "", instant));
}

Finding check_joint_count(const Query& query) {
  const Json& type = get(query.parameters, "type");
  size_t count = 0;
  bool any = type.is_null() || type == "any";
  for (const Joint& joint : query.world.joints()) count += any ? joint.connects() : matches(type, joint.type);
  return decide_count(count, query.parameters,
                      fmt::format("joints of type {}", type.is_null() ? "any" : alternatives(type)));
}

Finding check_sensor_count(const Query& query) {
  const Json& type = get(query.parameters, "type");
  size_t count = 0;
  for (const Object& sensor : query.world.objects(kSensor))
    count +=
        type.is_null() || type == "any" || matches(type, get_string(query.world.json(sensor), "type").value_or(""));
  return decide_count(count, query.parameters,
                      fmt::format("sensors of type {}", type.is_null() ? "any" : alternatives(type)));
}

}  // namespace simbench::verdict
