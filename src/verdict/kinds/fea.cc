// Kinds about finite-element meshes and their nodes.
#include "base/base.h"
#include "verdict/kinds/kinds.h"
#include "verdict/kinds/measure.h"

namespace simbench::verdict {
namespace {

/// What setter tells a material value that no getter returns; first match in the call log, its last number.
struct Setter {
  std::string_view key, method;
};
constexpr std::array kSetters{Setter{"young_modulus_Pa", "SetYoungModulus"},
                              Setter{"shear_modulus_Pa", "SetShearModulus"},
                              Setter{"poisson", "SetPoissonRatio"},
                              Setter{"density_kg_m3", "SetDensity"},
                              Setter{"damping", "Set*Damping*"},
                              Setter{"radius_m", "SetRadius"},
                              Setter{"thickness_m", "SetThickness"},
                              Setter{"area_m2", "SetArea"},
                              Setter{"Iyy_m4", "SetIyy"},
                              Setter{"Izz_m4", "SetIzz"},
                              Setter{"width_m", "SetWidth"},
                              Setter{"height_m", "SetHeight"}};

std::vector<double> values_set(const World& world, std::string_view key) {
  std::vector<double> values;
  for (const Setter& setter : kSetters) {
    if (setter.key != key) continue;
    for (const Json* call : world.calls("*", std::string(setter.method))) {
      const Json& args = get(*call, "args");
      if (args.is_array() && !args.empty() && args.back().is_number()) values.push_back(args.back().get<double>());
    }
  }
  return values;
}

/// Position minus where the node was before the first step (static solves included in the motion).
std::vector<Vec3> displacements(const Query& query, const Object& node) {
  std::vector<Vec3> place = query.world.positions(node);
  Vec3 start = query.world.node_start(node).value_or(place.empty() ? Vec3{} : place.front());
  for (Vec3& p : place) p = p - start;
  return place;
}

Signal component(const Query& query, const std::vector<Vec3>& vectors) {
  Signal signal{query.world.times(), {}};
  auto axis = query.vec3("axis");
  for (Vec3 v : vectors) signal.x.push_back(axis ? dot(v, unit(*axis)) : length(v));
  return signal;
}

}  // namespace

Finding check_fea_elements(const Query& query) {
  const Json& elements = get(query.world.json(*query.object("of")), "elements");
  const Json& type = get(query.parameters, "type");
  size_t count = 0;
  if (elements.is_array())
    for (const Json& row : elements)
      if (type.is_null() || matches(type, get_string(row, "type").value_or("")))
        count += static_cast<size_t>(std::clamp(get_number(row, "count").value_or(0), 0.0, 1e9));
  std::string what = fmt::format("{} elements of '{}'", type.is_null() ? "all" : alternatives(type), query.role("of"));
  if (query.has("equals") || query.has("min") || query.has("max")) return decide_count(count, query.parameters, what);
  return decide_count(count, Json{{"min", 1}}, what);
}

Finding check_fea_edges(const Query& query) {
  const Json& edges = get(query.world.json(*query.object("of")), "edges");
  if (!edges.is_object()) return not_met(fmt::format("the edges of '{}' are no springs", query.role("of")));
  Finding finding = decide_all(query, {"stiffness_N_m", "damping_N_s_m"}, edges);
  for (auto [key, yes, no] : {std::tuple{"held", "held at their lengths", "free to stretch"},
                              std::tuple{"bends", "stiff against bending", "limp"}}) {
    if (!query.has(key)) continue;
    bool found = get_bool(edges, key).value_or(false), asked = query.flag(key, true);
    finding.met = *finding.met && found == asked;
    finding.value[key] = found, finding.bound[key] = asked;
    finding.reason += fmt::format("{}the edges of '{}' are {}; asked {}", finding.reason.empty() ? "" : "; ",
                                  query.role("of"), found ? yes : no, asked ? yes : no);
  }
  return finding;
}

Finding check_fea_nodes(const Query& query) {
  const Json& nodes = get(query.world.json(*query.object("of")), "nodes");
  bool fixed = query.flag("fixed", false);
  double count = get_number(nodes, fixed ? "fixed" : "count").value_or(0);
  return decide_count(static_cast<size_t>(std::clamp(count, 0.0, 1e9)), query.parameters,
                      fmt::format("{}nodes of '{}'", fixed ? "fixed " : "", query.role("of")));
}

Finding check_fea_material(const Query& query) {
  Json material = get(query.world.json(*query.object("of")), "material");
  if (!material.is_object()) material = Json::object();
  std::vector<std::string_view> keys;
  for (const Setter& setter : kSetters) {
    keys.push_back(setter.key);
    std::string key(setter.key);
    if (!query.has(key) || get_number(material, key)) continue;
    Bound bound = Bound::from(query.parameters, key);
    for (double set : values_set(query.world, key))  // of several setters' values the one that fits, else the first
      if (!get_number(material, key) || bound.met(set)) material[key] = set;
  }
  return decide_all(query, keys, material);
}

Finding check_node_displacement(const Query& query) {
  return decide_signal(query, component(query, displacements(query, *query.object("of"))), "m",
                       fmt::format("the displacement of '{}'{}", query.role("of"), along(query)));
}

Finding check_node_position(const Query& query) {
  return decide_signal(query, component(query, query.world.positions(*query.object("of"))), "m",
                       fmt::format("the position of '{}'{}", query.role("of"), along(query)));
}

}  // namespace simbench::verdict
