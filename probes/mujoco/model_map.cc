#include "probes/mujoco/model_map.h"

#include <algorithm>

namespace simbench::probe {
namespace {

/// Flex compilers make one body a vertex: massive, without shape, moved by slides only.
bool carries_only_a_vertex(const mjModel* m, int body) {
  if (body == 0 || m->body_geomnum[body] > 0 || m->body_jntnum[body] == 0) return false;
  for (int j = 0; j < m->body_jntnum[body]; ++j)
    if (m->jnt_type[m->body_jntadr[body] + j] == mjJNT_HINGE || m->jnt_type[m->body_jntadr[body] + j] == mjJNT_FREE)
      return false;
  return true;
}

void mark_nodes(const mjModel* m, ModelMap& map) {
  for (int f = 0; f < m->nflex; ++f) {
    if (m->flex_rigid[f]) continue;
    auto mark = [&](const int* bodies, int count) {
      for (int i = 0; i < count; ++i)
        if (carries_only_a_vertex(m, bodies[i]))
          map.is_node_body[bodies[i]] = true, map.node_of_body[bodies[i]] = {f, i};
    };
    map.interpolates |= m->flex_interp[f] != 0;
    if (m->flex_interp[f] == 0)
      mark(m->flex_vertbodyid + m->flex_vertadr[f], m->flex_vertnum[f]);
    else
      mark(m->flex_nodebodyid + m->flex_nodeadr[f], m->flex_nodenum[f]);
    int stride = std::max(1, (m->flex_vertnum[f] + ModelMap::kMaxNodes - 1) / ModelMap::kMaxNodes);
    for (int v = 0; v < m->flex_vertnum[f]; v += stride) map.nodes.push_back({f, v});
    if ((m->flex_vertnum[f] - 1) % stride != 0)
      map.nodes.push_back({f, m->flex_vertnum[f] - 1});  // the far end is what tasks ask about
  }
}

bool collides(const mjModel* m, int body) {
  for (int g = 0; g < m->body_geomnum[body]; ++g) {
    int geom = m->body_geomadr[body] + g;
    if (m->geom_contype[geom] || m->geom_conaffinity[geom]) return true;
  }
  return false;
}

}  // namespace

ModelMap::ModelMap(const mjModel* m)
    : is_node_body(static_cast<size_t>(m->nbody), false), node_of_body(static_cast<size_t>(m->nbody)) {
  mark_nodes(m, *this);
  for (int b = 1; b < m->nbody && static_cast<int>(moving.size()) < kMaxBodies; ++b) {
    if (is_node_body[b] || is_fixed(m, b)) continue;
    moving.push_back(b);
    if (collides(m, b)) touching.push_back(b);
  }
  for (int j = 0; j < m->njnt; ++j) {
    if (is_node_body[m->jnt_bodyid[j]]) continue;
    joints.push_back(j);
    if (m->jnt_type[j] != mjJNT_FREE) coordinates.push_back(j);
    if (m->jnt_type[j] != mjJNT_FREE) reactions.push_back(j);
  }
  for (int e = 0; e < m->neq; ++e)
    if (m->eq_type[e] == mjEQ_CONNECT || m->eq_type[e] == mjEQ_WELD) reactions.push_back(equality_id(m, e));
  if (reactions.size() > static_cast<size_t>(kMaxBodies)) reactions.resize(kMaxBodies);
}

}  // namespace simbench::probe
