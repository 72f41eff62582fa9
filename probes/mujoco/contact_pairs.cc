// Which pairs of parts may touch, and with what friction: what MuJoCo's filters and rules make of the shapes' numbers.
#include <algorithm>
#include <array>
#include <set>
#include <utility>

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

bool moves(const mjModel* m, int body) {
  return m->body_dofnum[m->body_weldid[body]] > 0;
}

/// Can a contact of these two do anything? Within one rigid whole, or between two that no force moves, it can't.
bool bodies_may_press(const mjModel* m, int a, int b) {
  return m->body_weldid[a] != m->body_weldid[b] && (moves(m, a) || moves(m, b));
}

/// What is jointed together doesn't collide (but with the world), nor what an exclusion names.
bool bodies_are_kept_apart(const mjModel* m, int a, int b) {
  if (is_excluded(m, a, b)) return true;
  int weld_a = m->body_weldid[a], weld_b = m->body_weldid[b];
  if ((m->opt.disableflags & mjDSBL_FILTERPARENT) || weld_a == 0 || weld_b == 0) return false;
  return weld_a == m->body_weldid[m->body_parentid[weld_b]] || weld_b == m->body_weldid[m->body_parentid[weld_a]];
}

bool is_ground(int type) {
  return type == mjGEOM_PLANE || type == mjGEOM_HFIELD;
}

/// Of whatever filters: nothing collides two grounds.
bool geoms_may_press(const mjModel* m, int g, int h) {
  return !(is_ground(m->geom_type[g]) && is_ground(m->geom_type[h])) &&
         bodies_may_press(m, m->geom_bodyid[g], m->geom_bodyid[h]);
}

bool geoms_may_touch(const mjModel* m, int g, int h) {
  return bits_meet(m->geom_contype[g], m->geom_conaffinity[g], m->geom_contype[h], m->geom_conaffinity[h]) &&
         geoms_may_press(m, g, h) && !bodies_are_kept_apart(m, m->geom_bodyid[g], m->geom_bodyid[h]);
}

struct Surface {
  int priority, condim;
  mjtNum friction;
};

Surface surface_of_geom(const mjModel* m, int g) {
  return {m->geom_priority[g], m->geom_condim[g], m->geom_friction[3 * g]};
}

Surface surface_of_flex(const mjModel* m, int f) {
  return {m->flex_priority[f], m->flex_condim[f], m->flex_friction[3 * f]};
}

/// Sliding friction along both directions of the contact's plane.
using Friction = std::array<double, 2>;

Friction acting(const mjModel* m, int condim, Friction friction) {
  if (condim == 1) return {0, 0};
  return m->opt.enableflags & mjENBL_OVERRIDE ? Friction{m->opt.o_friction[0], m->opt.o_friction[1]} : friction;
}

/// The larger, or that of the one with priority.
Friction friction_of(const mjModel* m, const Surface& a, const Surface& b) {
  const Surface& first = a.priority > b.priority ? a : b;
  bool equal = a.priority == b.priority;
  double friction = equal ? std::max(a.friction, b.friction) : first.friction;
  return acting(m, equal ? std::max(a.condim, b.condim) : first.condim, {friction, friction});
}

struct Side {
  Json body;
  const char* shape;
};

Side side_of_geom(const mjModel* m, const ModelMap& map, int g) {
  return {body_ref(map, m->geom_bodyid[g]), shape_name(m->geom_type[g])};
}

Side side_of_flex(int f) {
  return {"mesh" + std::to_string(f), "flex"};
}

/// One that differs by direction is two pairs.
void add_sides(std::set<Json>& pairs, const Side& a, const Side& b, const Friction& friction) {
  for (double one : friction)
    pairs.insert(Json{{"bodies", {a.body, b.body}}, {"shapes", {a.shape, b.shape}}, {"friction", one}});
}

/// Pairs that the model names escape the filters, and the same two geoms don't collide a second time.
std::set<std::pair<int, int>> add_named(const mjModel* m, const ModelMap& map, std::set<Json>& pairs) {
  std::set<std::pair<int, int>> named;
  for (int p = 0; p < m->npair; ++p) {
    int g = m->pair_geom1[p], h = m->pair_geom2[p];
    named.insert(std::minmax(g, h));
    if (geoms_may_press(m, g, h))
      add_sides(pairs, side_of_geom(m, map, g), side_of_geom(m, map, h),
                acting(m, m->pair_dim[p], {m->pair_friction[5 * p], m->pair_friction[5 * p + 1]}));
  }
  return named;
}

bool flex_moves(const mjModel* m, int f) {
  const int* owner =
      m->flex_interp[f] ? m->flex_nodebodyid + m->flex_nodeadr[f] : m->flex_vertbodyid + m->flex_vertadr[f];
  int count = m->flex_interp[f] ? m->flex_nodenum[f] : m->flex_vertnum[f];
  return std::any_of(owner, owner + count, [&](int body) { return body >= 0 && moves(m, body); });
}

/// An element doesn't touch shapes of a body that carries one of its vertices.
bool has_element_off(const mjModel* m, int f, int body) {
  int corners = m->flex_dim[f] + 1;
  const int *owner = m->flex_vertbodyid + m->flex_vertadr[f], *element = m->flex_elem + m->flex_elemdataadr[f];
  for (int e = 0; e < m->flex_elemnum[f]; ++e, element += corners)
    if (std::none_of(element, element + corners, [&](int vertex) { return owner[vertex] == body; })) return true;
  return false;
}

void add_flex(const mjModel* m, const ModelMap& map, int f, std::set<Json>& pairs) {
  bool free = flex_moves(m, f);
  for (int g = 0; g < m->ngeom; ++g) {
    int body = m->geom_bodyid[g];
    if (!bits_meet(m->flex_contype[f], m->flex_conaffinity[f], m->geom_contype[g], m->geom_conaffinity[g]) ||
        !(free || moves(m, body)) || !(m->geom_type[g] == mjGEOM_PLANE || has_element_off(m, f, body)))
      continue;
    add_sides(pairs, side_of_flex(f), side_of_geom(m, map, g),
              friction_of(m, surface_of_flex(m, f), surface_of_geom(m, g)));
  }
  for (int other = f + 1; other < m->nflex; ++other)
    if (bits_meet(m->flex_contype[f], m->flex_conaffinity[f], m->flex_contype[other], m->flex_conaffinity[other]) &&
        (free || flex_moves(m, other)))
      add_sides(pairs, side_of_flex(f), side_of_flex(other),
                friction_of(m, surface_of_flex(m, f), surface_of_flex(m, other)));
}

}  // namespace

Json contact_pairs_of(const mjModel* m, const ModelMap& map) {
  if (m->ngeom > kMostGeoms) return nullptr;
  std::set<Json> pairs;
  if (m->opt.disableflags & (mjDSBL_CONTACT | mjDSBL_CONSTRAINT)) return Json::array();
  std::set<std::pair<int, int>> named = add_named(m, map, pairs);
  for (int g = 0; g < m->ngeom && pairs.size() <= kMostPairs; ++g)
    for (int h = g + 1; h < m->ngeom; ++h)
      if (geoms_may_touch(m, g, h) && !named.contains({g, h}))
        add_sides(pairs, side_of_geom(m, map, g), side_of_geom(m, map, h),
                  friction_of(m, surface_of_geom(m, g), surface_of_geom(m, h)));
  for (int f = 0; f < m->nflex; ++f) add_flex(m, map, f, pairs);
  if (pairs.size() > kMostPairs) return nullptr;
  return Json(std::vector<Json>(pairs.begin(), pairs.end()));
}

}  // namespace simbench::probe
