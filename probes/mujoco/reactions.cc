// Reaction forces of joints, from the quantities that the last step left behind.
#include <cstring>

#include "probes/mujoco/sampler.h"

namespace simbench::probe {

/// MuJoCo computes body forces on demand into three arrays of the data; the script's own are put back afterwards.
void Sampler::take_reactions(const mjModel* m, mjData* d) {
  reactions_.clear();
  if (map_.reactions.empty()) return;
  size_t n = 6 * static_cast<size_t>(m->nbody);
  mjtNum* const arrays[3] = {d->cacc, d->cfrc_int, d->cfrc_ext};
  bool computed = d->flg_rnepost;
  if (!computed) {
    saved_.resize(3 * n);
    for (size_t i = 0; i < 3; ++i) std::memcpy(saved_.data() + i * n, arrays[i], n * sizeof(mjtNum));
    mj_rnePostConstraint(m, d);
  }
  for (int r : map_.reactions) {
    int equality = r - static_cast<int>(m->njnt);
    if (equality < 0)
      joint_reaction(m, awake_known_ && sleeps(m, m->jnt_bodyid[r]) ? awake_ : d, r);
    else
      equality_reaction(m, awake_known_ && holds_sleeper(m, equality) ? awake_ : d, equality);
  }
  if (computed) return;
  for (size_t i = 0; i < 3; ++i) std::memcpy(arrays[i], saved_.data() + i * n, n * sizeof(mjtNum));
  d->flg_rnepost = false;
}

bool Sampler::holds_sleeper(const mjModel* m, int equality) const {
  auto body = [&](int id) { return id < 0 ? 0 : m->eq_objtype[equality] == mjOBJ_SITE ? m->site_bodyid[id] : id; };
  return sleeps(m, body(m->eq_obj1id[equality])) || sleeps(m, body(m->eq_obj2id[equality]));
}

/// cfrc_int is what the parent does to the body, about the centre of mass of its tree; moved here to the joint's
/// anchor.
void Sampler::joint_reaction(const mjModel* m, const mjData* d, int joint) {
  int body = m->jnt_bodyid[joint];
  mjtNum wrench[6];
  mju_transformSpatial(wrench, d->cfrc_int + 6 * body, 1, d->xanchor + 3 * joint,
                       d->subtree_com + 3 * m->body_rootid[body], nullptr);
  reactions_.insert(reactions_.end(), wrench + 3, wrench + 6);
  reactions_.insert(reactions_.end(), wrench, wrench + 3);
}

/// The constraint's residual is (point of body 1) − (point of body 2), so its force acts on body 1 and the opposite one
/// on body 2.
void Sampler::equality_reaction(const mjModel* m, const mjData* d, int equality) {
  int rows = m->eq_type[equality] == mjEQ_WELD ? 6 : 3;
  mjtNum wrench[6] = {0, 0, 0, 0, 0, 0};
  for (int i = 0; i < d->ne; ++i) {
    if (d->efc_type[i] != mjCNSTR_EQUALITY || d->efc_id[i] != equality) continue;
    for (int k = 0; k < rows && i + k < d->ne; ++k) wrench[k] = -d->efc_force[i + k];
    break;
  }
  reactions_.insert(reactions_.end(), wrench, wrench + 6);
}

}  // namespace simbench::probe
