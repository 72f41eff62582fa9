// Kinds about one body as the census saw it at the first step.
#include "base/base.h"
#include "verdict/kinds/kinds.h"
#include "verdict/kinds/measure.h"

namespace simbench::verdict {
namespace {

std::vector<double> numbers_from(const Json& json) {
  std::vector<double> out;
  if (json.is_array())
    for (const Json& item : json)
      if (item.is_number()) out.push_back(item.get<double>());
  return out;
}

/// Sizes agree component by component; a box's may be turned unless `ordered`.
bool same_size(const Query& query, const Json& shape) {
  std::vector<double> asked = numbers_from(get(query.parameters, "size_m")), found = numbers_from(get(shape, "size_m"));
  if (asked.size() != found.size()) return false;
  if (get(shape, "type") == "box" && !query.flag("ordered", false)) {
    std::sort(asked.begin(), asked.end());
    std::sort(found.begin(), found.end());
  }
  auto abs = query.number("abs"), rel = query.number("rel");
  if (!abs && !rel) rel = 0.01;
  for (size_t i = 0; i < asked.size(); ++i)
    if (!(std::abs(asked[i] - found[i]) <= std::max(abs.value_or(1e-9), rel.value_or(0) * std::abs(asked[i]))))
      return false;
  return true;
}

bool shape_fits(const Query& query, const Json& shape) {
  if (query.has("type") && !matches(get(query.parameters, "type"), get_string(shape, "type").value_or("")))
    return false;
  if (query.has("collides") && get_bool(shape, "collides").value_or(false) != query.flag("collides", true))
    return false;
  if (query.has("visible") && get_bool(shape, "visible").value_or(true) != query.flag("visible", true)) return false;
  return !query.has("size_m") || same_size(query, shape);
}

/// A vector of the first census (`what` it is) against a vector, or against a component along `axis` under
/// `scalar_key`.
Finding check_initial(const Query& query, std::string_view what, Vec3 value, std::string_view scalar_key) {
  Quantity quantity{fmt::format("the {} of '{}' at the start", what, query.role("of")), quantity_of(scalar_key).unit};
  quantity.what += along(query);
  for (const char* key : {"pos_m", "vel_m_s", "omega_rad_s"})
    if (auto expected = query.vec3(key)) return decide(value, *expected, query.parameters, quantity, 1e-3);
  return decide(dot(value, unit(query.vec3("axis").value_or(Vec3{}))), Bound::from(query.parameters, scalar_key),
                quantity);
}

/// The state before the first step of what `of` names. A vehicle stands where its reference frame does, and moves as
/// its chassis.
std::optional<Body> start_of(const Query& query) {
  Object object = *query.object("of");
  const Body* found = query.world.body_of(object);
  if (!found) return std::nullopt;
  Body body = *found;
  if (object.object_class == kVehicle) {
    body.pos_m = vec3_from(get(query.world.json(object), "init_pos_m")).value_or(body.pos_m);
    body.quat = quat_from(get(query.world.json(object), "init_quat")).value_or(body.quat);
  }
  return body;
}

Finding no_start(const Query& query) {
  return not_met(fmt::format("the trace doesn't say where '{}' starts", query.role("of")));
}

/// "box [0.2, 1, 0.4] m, colliding": a shape, or what is asked of one.
std::string shape_text(const Json& type, const Json& size_m) {
  std::string text = alternatives(type);
  if (text.empty()) text = "shape";
  return size_m.is_array() ? fmt::format("{} {} m", text, to_text(size_m)) : text;
}

}  // namespace

Finding check_mass(const Query& query) {
  Object object = *query.object("of");
  const Body* body = query.world.body_of(object);
  double mass_kg = body ? body->mass_kg : get_number(query.world.json(object), "mass_kg").value_or(std::nan(""));
  return decide(mass_kg, Bound::from(query.parameters, "kg"),
                {fmt::format("the mass of '{}'", query.role("of")), "kg"});
}

Finding check_total_mass(const Query& query) {
  double sum = 0;
  size_t count = 0;
  if (query.has("of")) {
    for (const Object& object : query.objects("of"))
      if (const Body* body = query.world.body_of(object)) sum += body->mass_kg, ++count;
  } else {
    for (const Body& body : query.world.bodies())
      if (!body.fixed) sum += body.mass_kg, ++count;
  }
  if (count == 0) return not_met("there is no body to weigh");
  return decide(sum, Bound::from(query.parameters, "kg"),
                {fmt::format("the mass of {}", counted(count, "body", "bodies")), "kg"});
}

Finding check_inertia(const Query& query) {
  const Body& body = query.body("of");
  std::string what = fmt::format("the inertia of '{}'", query.role("of"));
  Vec3 found = body.inertia_kg_m2;
  if (auto axis = query.vec3("about_axis")) {
    Vec3 a = rotate(conjugate(body.quat), unit(*axis));
    double about = found.x * a.x * a.x + found.y * a.y * a.y + found.z * a.z * a.z;
    return decide(about, Bound::from(query.parameters, "kg_m2_scalar"),
                  {what + " about " + direction_text(*axis), "kg m²"});
  }
  Vec3 expected = query.vec3("kg_m2").value_or(Vec3{});
  if (!query.flag("ordered", false)) {
    std::array<double, 3> a{found.x, found.y, found.z}, b{expected.x, expected.y, expected.z};
    std::sort(a.begin(), a.end());
    std::sort(b.begin(), b.end());
    found = {a[0], a[1], a[2]}, expected = {b[0], b[1], b[2]};
  }
  return decide(found, expected, query.parameters, {what, "kg m²"}, 1e-3 * length(expected));
}

Finding check_fixed(const Query& query) {
  bool fixed = query.body("of").fixed, asked = query.flag("is", true);
  return {
      fixed == asked, fixed, asked,
      fmt::format("'{}' {} fixed; asked {}", query.role("of"), fixed ? "is" : "isn't", asked ? "fixed" : "not fixed")};
}

Finding check_shape(const Query& query) {
  const Json& shapes = get(*query.body("of").json, "shapes");
  Json bound = query.parameters;
  bound.erase("of");
  Json found = Json::array();
  bool met = false;
  std::vector<std::string> seen;
  if (shapes.is_array()) {
    for (const Json& shape : shapes) {
      met |= shape_fits(query, shape);
      if (found.size() >= 5) continue;
      found.push_back({{"type", get(shape, "type")}, {"size_m", get(shape, "size_m")}});
      seen.push_back(shape_text(get(shape, "type"), get(shape, "size_m")));
    }
  }
  std::string asked = shape_text(get(bound, "type"), get(bound, "size_m"));
  if (query.has("collides")) asked += query.flag("collides", true) ? " that collides" : " that doesn't collide";
  if (query.has("visible")) asked += query.flag("visible", true) ? ", visible" : ", invisible";
  return {
      met, found, bound,
      fmt::format("'{}' has {}; asked a {}", query.role("of"), seen.empty() ? "no shape" : join(seen, ", "), asked)};
}

Finding check_material(const Query& query) {
  return decide_all(query, {"friction", "restitution", "young_modulus_Pa"}, get(*query.body("of").json, "material"));
}

Finding check_collision_enabled(const Query& query) {
  bool collides = get_bool(query.world.json(*query.object("of")), "collides").value_or(false),
       asked = query.flag("is", true);
  return {collides == asked, collides, asked,
          fmt::format("collision of '{}' is {}; asked {}", query.role("of"), collides ? "on" : "off",
                      asked ? "on" : "off")};
}

Finding check_initial_position(const Query& query) {
  auto start = start_of(query);
  if (!start) return no_start(query);
  Vec3 origin = query.vec3("point_m").value_or(Vec3{});
  if (auto other = query.object("relative_to"))
    if (const Body* body = query.world.body_of(*other)) origin = body->pos_m;
  return check_initial(query, "position", start->pos_m - origin, "m");
}

Finding check_initial_velocity(const Query& query) {
  auto start = start_of(query);
  return start ? check_initial(query, "velocity", start->vel_m_s, "m_s") : no_start(query);
}

Finding check_initial_angular_velocity(const Query& query) {
  auto start = start_of(query);
  return start ? check_initial(query, "angular velocity", start->omega_rad_s, "rad_s") : no_start(query);
}

Finding check_initial_orientation(const Query& query) {
  auto start = start_of(query);
  if (!start) return no_start(query);
  Quat found = start->quat;
  std::string what = fmt::format("the orientation of '{}' at the start", query.role("of"));
  Quat expected = query.has("quat")
                      ? quat_from(get(query.parameters, "quat")).value_or(Quat{})
                      : rotation(unit(query.vec3("axis").value_or(Vec3{})), query.number("rad").value_or(0));
  double off = angle_of(conjugate(expected) * found), allowed = query.number("angle_rad").value_or(0.01);
  Json value = Json::array({number(found.w), number(found.x), number(found.y), number(found.z)});
  return {off <= allowed, value, Json{{"angle_rad", allowed}},
          fmt::format("{} is {:.3g} rad off; allowed {:.3g} rad", what, off, allowed)};
}

}  // namespace simbench::verdict
