// Which pairs of parts may touch, and with what friction: what MuJoCo's filters and rules make of the shapes' numbers.
#include <algorithm>
#include <set>

#include "probes/mujoco/census.h"

namespace simbench::probe {
namespace {

constexpr int kMostGeoms = 1000;
constexpr size_t kMostPairs = 500;

bool bits_meet(int type_a, int affinity_a, int type_b, int affinity_b) {
  return (type_a & affinity_b) || (type_b & affinity_a);
}

bool is_excluded(const mjModel* m, int a, int b) {
  int low = std::min(a, b), high = std::max(a, b);
  for (int i = 0; i < m->nexclude; ++i)
    if (m->exclude_signature[i] == (low << 16) + high || m->exclude_signature[i] == (high << 16) + low) return true;
  return false;
}

/// What is welded together never collides, nor do a part and what it is jointed to (but the world).
bool bodies_may_touch(const mjModel* m, int a, int b) {
  int weld_a = m->body_weldid[a], weld_b = m->body_weldid[b];
  if (weld_a == weld_b || is_excluded(m, a, b)) return false;
  if ((m->opt.disableflags & mjDSBL_FILTERPARENT) || weld_a == 0 || weld_b == 0) return true;
  return weld_a != m->body_weldid[m->body_parentid[weld_b]] && weld_b != m->body_weldid[m->body_parentid[weld_a]];
}

bool geoms_may_touch(const mjModel* m, int g, int h) {
  return bits_meet(m->geom_contype[g], m->geom_conaffinity[g], m->geom_contype[h], m->geom_conaffinity[h]) &&
         bodies_may_touch(m, m->geom_bodyid[g], m->geom_bodyid[h]);
}

/// The sliding friction that a contact of these two gets: the larger, or that of the one with priority.
double friction_of(const mjModel* m, int g, int h) {
  int first = m->geom_priority[g], second = m->geom_priority[h];
  int dim = first == second ? std::max(m->geom_condim[g], m->geom_condim[h]) : m->geom_condim[first > second ? g : h];
  if (dim == 1) return 0;
  if (m->opt.enableflags & mjENBL_OVERRIDE) return m->opt.o_friction[0];
  mjtNum a = m->geom_friction[3 * g], b = m->geom_friction[3 * h];
  return first == second ? std::max(a, b) : first > second ? a : b;
}

Json pair_of(const Json& first, const Json& second, const char* shape_a, const char* shape_b, double friction) {
  return {{"bodies", {first, second}}, {"shapes", {shape_a, shape_b}}, {"friction", friction}};
}

Json pair_of_geoms(const mjModel* m, const ModelMap& map, int g, int h, double friction) {
  return pair_of(body_ref(map, m->geom_bodyid[g]), body_ref(map, m->geom_bodyid[h]), shape_name(m->geom_type[g]),
                 shape_name(m->geom_type[h]), friction);
}

void add_flex(const mjModel* m, const ModelMap& map, int f, std::set<Json>& pairs) {
  for (int g = 0; g < m->ngeom; ++g) {
    int body = m->geom_bodyid[g];
    if (map.is_node_body[body] ||
        !bits_meet(m->flex_contype[f], m->flex_conaffinity[f], m->geom_contype[g], m->geom_conaffinity[g]))
      continue;
    double friction = std::max(m->flex_friction[3 * f], m->geom_friction[3 * g]);
    pairs.insert(
        pair_of("mesh" + std::to_string(f), body_ref(map, body), "flex", shape_name(m->geom_type[g]), friction));
  }
}

}  // namespace

Json contact_pairs_of(const mjModel* m, const ModelMap& map) {
  if (m->ngeom > kMostGeoms) return nullptr;
  std::set<Json> pairs;
  if (m->opt.disableflags & mjDSBL_CONTACT) return Json::array();
  for (int g = 0; g < m->ngeom && pairs.size() <= kMostPairs; ++g)
    for (int h = g + 1; h < m->ngeom; ++h)
      if (geoms_may_touch(m, g, h)) pairs.insert(pair_of_geoms(m, map, g, h, friction_of(m, g, h)));
  for (int p = 0; p < m->npair; ++p)
    pairs.insert(
        pair_of_geoms(m, map, m->pair_geom1[p], m->pair_geom2[p], m->pair_dim[p] == 1 ? 0 : m->pair_friction[5 * p]));
  for (int f = 0; f < m->nflex; ++f) add_flex(m, map, f, pairs);
  if (pairs.size() > kMostPairs) return nullptr;
  return Json(std::vector<Json>(pairs.begin(), pairs.end()));
}

}  // namespace simbench::probe
