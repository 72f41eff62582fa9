// Reaction forces of joints, from the quantities that the last step left behind.
#include "sandbox/probes/mujoco/sampler.h"

namespace simbench::probe {

/// Needs a full copy of the user's data in the scratch: state and derived quantities of one step belong together.
void Sampler::take_reactions(const mjModel* m) {
  reactions_.clear();
  if (map_.reactions.empty()) return;
  mj_rnePostConstraint(m, scratch_);
  for (int r : map_.reactions) {
    if (r < m->njnt) joint_reaction(m, r);
    else equality_reaction(m, r - static_cast<int>(m->njnt));
  }
}

/// cfrc_int is what the parent does to the body, about the centre of mass of its tree; moved here to the joint's anchor.
void Sampler::joint_reaction(const mjModel* m, int joint) {
  int body = m->jnt_bodyid[joint];
  mjtNum wrench[6];
  mju_transformSpatial(wrench, scratch_->cfrc_int + 6 * body, 1, scratch_->xanchor + 3 * joint,
                       scratch_->subtree_com + 3 * m->body_rootid[body], nullptr);
  reactions_.insert(reactions_.end(), wrench + 3, wrench + 6);
  reactions_.insert(reactions_.end(), wrench, wrench + 3);
}

/// The constraint's residual is (point of body 1) − (point of body 2), so its force acts on body 1 and the opposite one on body 2.
void Sampler::equality_reaction(const mjModel* m, int equality) {
  int rows = m->eq_type[equality] == mjEQ_WELD ? 6 : 3;
  mjtNum wrench[6] = {0, 0, 0, 0, 0, 0};
  for (int i = 0; i < scratch_->ne; ++i) {
    if (scratch_->efc_type[i] != mjCNSTR_EQUALITY || scratch_->efc_id[i] != equality) continue;
    for (int k = 0; k < rows && i + k < scratch_->ne; ++k) wrench[k] = -scratch_->efc_force[i + k];
    break;
  }
  reactions_.insert(reactions_.end(), wrench, wrench + 6);
}

}  // namespace simbench::probe
