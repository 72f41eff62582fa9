// Kinds about one body as the census saw it at the first step.
#include "base/base.h"
#include "verdict/kinds.h"
#include "verdict/measure.h"

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

/// A vector of the first census against a vector, or against a component along `axis` under `scalar_key`.
Finding check_initial(const Query& query, Vec3 value, std::string_view vector_key, std::string_view scalar_key) {
  std::string what = fmt::format("{} of '{}' at the start", vector_key, query.role("of"));
  if (auto expected = query.vec3(vector_key)) return decide(value, *expected, query.parameters, what, 1e-3);
  Vec3 axis = unit(query.vec3("axis").value_or(Vec3{}));
  return decide(dot(value, axis), Bound::from(query.parameters, scalar_key), what + " along the axis", scalar_key);
}

}  // namespace

Finding check_mass(const Query& query) {
  return decide(query.body("of").mass_kg, Bound::from(query.parameters, "kg"),
                fmt::format("the mass of '{}'", query.role("of")), "kg");
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
  return decide(sum, Bound::from(query.parameters, "kg"), fmt::format("the mass of {} bodies", count), "kg");
}

Finding check_inertia(const Query& query) {
  const Body& body = query.body("of");
  std::string what = fmt::format("the inertia of '{}'", query.role("of"));
  Vec3 found = body.inertia_kg_m2;
  if (auto axis = query.vec3("about_axis")) {
    Vec3 a = rotate(conjugate(body.quat), unit(*axis));
    double about = found.x * a.x * a.x + found.y * a.y * a.y + found.z * a.z * a.z;
    return decide(about, Bound::from(query.parameters, "kg_m2_scalar"), what + " about the axis", "kg m²");
  }
  Vec3 expected = query.vec3("kg_m2").value_or(Vec3{});
  if (!query.flag("ordered", false)) {
    std::array<double, 3> a{found.x, found.y, found.z}, b{expected.x, expected.y, expected.z};
    std::sort(a.begin(), a.end());
    std::sort(b.begin(), b.end());
    found = {a[0], a[1], a[2]}, expected = {b[0], b[1], b[2]};
  }
  return decide(found, expected, query.parameters, what, 1e-3 * length(expected));
}

Finding check_fixed(const Query& query) {
  bool fixed = query.body("of").fixed, asked = query.flag("is", true);
  return {fixed == asked, fixed, asked, fmt::format("'{}' {} fixed", query.role("of"), fixed ? "is" : "isn't")};
}

Finding check_shape(const Query& query) {
  const Json& shapes = get(*query.body("of").json, "shapes");
  Json bound = query.parameters;
  bound.erase("of");
  Json found = Json::array();
  bool met = false;
  if (shapes.is_array()) {
    for (const Json& shape : shapes) {
      met |= shape_fits(query, shape);
      if (found.size() < 5) found.push_back({{"type", get(shape, "type")}, {"size_m", get(shape, "size_m")}});
    }
  }
  return {met, found, bound, fmt::format("'{}' has {}", query.role("of"), met ? "such a shape" : "no such shape")};
}

Finding check_material(const Query& query) {
  const Json& material = get(*query.body("of").json, "material");
  Json found = Json::object(), asked = Json::object();
  std::vector<std::string> wrong;
  for (const char* key : {"friction", "restitution", "young_modulus_Pa"}) {
    if (!query.has(key)) continue;
    double value = get_number(material, key).value_or(std::nan(""));
    Json only{{key, *query.number(key)}, {"abs", get(query.parameters, "abs")}, {"rel", get(query.parameters, "rel")}};
    Finding one = decide(value, Bound::from(only, key), fmt::format("{} of '{}'", key, query.role("of")), "");
    found[key] = one.value, asked[key] = one.bound;
    if (!*one.met) wrong.push_back(one.reason);
  }
  return {wrong.empty(), found, asked, wrong.empty() ? "the contact material is as asked" : join(wrong, "; ")};
}

Finding check_collision_enabled(const Query& query) {
  bool collides = get_bool(*query.body("of").json, "collides").value_or(false), asked = query.flag("is", true);
  return {collides == asked, collides, asked,
          fmt::format("collision of '{}' is {}", query.role("of"), collides ? "on" : "off")};
}

Finding check_initial_position(const Query& query) {
  Vec3 origin = query.vec3("point_m").value_or(Vec3{});
  if (auto other = query.object("relative_to"))
    if (const Body* body = query.world.body_of(*other)) origin = body->pos_m;
  return check_initial(query, query.body("of").pos_m - origin, "pos_m", "m");
}

Finding check_initial_velocity(const Query& query) {
  return check_initial(query, query.body("of").vel_m_s, "vel_m_s", "m_s");
}

Finding check_initial_angular_velocity(const Query& query) {
  return check_initial(query, query.body("of").omega_rad_s, "omega_rad_s", "rad_s");
}

Finding check_initial_orientation(const Query& query) {
  Quat found = query.body("of").quat;
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
