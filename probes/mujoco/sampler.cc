#include "probes/mujoco/sampler.h"

#include <cmath>

namespace simbench::probe {
namespace {

constexpr double kMoment_s = 1e-6;
constexpr int kNoPassive = mjDSBL_SPRING | mjDSBL_DAMPER;  // both: no passive force at all

Json block(const char* kind, int id, size_t width) {
  return {{"kind", kind}, {"id", id}, {"width", width}};
}

/// Whether gravcomp acts on a body. Joints with actuatorgravcomp hand it to the actuators: without any, or with
/// actuation off, nothing takes their weight away.
bool is_compensated(const mjModel* m, int body) {
  if (!m->flg_gravcomp || (m->opt.disableflags & kNoPassive) == kNoPassive) return false;
  if (m->nu > 0 && !(m->opt.disableflags & mjDSBL_ACTUATION)) return true;
  for (; body > 0; body = m->body_parentid[body])
    for (int j = 0; j < m->body_jntnum[body]; ++j)
      if (m->jnt_actgravcomp[m->body_jntadr[body] + j]) return false;
  return true;
}

}  // namespace

Json Sampler::layout(const mjModel* m) const {
  Json blocks = Json::array();
  for (int b : map_.moving) blocks.push_back(block("body", b, 13));
  for (int j : map_.coordinates) blocks.push_back(block("joint", j, m->jnt_type[j] == mjJNT_BALL ? 6 : 2));
  for (int r : map_.reactions) blocks.push_back(block("reaction", r, 6));
  blocks.push_back(block("energy", 0, 3));
  blocks.push_back(block("contact", 0, 1));
  for (int b : map_.touching) blocks.push_back(block("contact_force", b, 4));
  for (const Node& node : map_.nodes) {
    Json entry = block("node", node.node, 6);
    entry["mesh"] = node.mesh;
    blocks.push_back(entry);
  }
  if (m->nu > 0) blocks.push_back(block("control", 0, static_cast<size_t>(m->nu)));
  for (int a = 0; a < m->nactuator; ++a) blocks.push_back(block("actuator_force", ModelMap::actuator_id(m, a), 1));
  for (int s = 0; s < m->nsensor; ++s) blocks.push_back(block("sensor", s, static_cast<size_t>(m->sensor_dim[s])));
  return {{"blocks", blocks}};
}

void Sampler::copy_positions(const mjModel* m, const mjData* d) {
  mj_copyState(m, d, scratch_, mjSTATE_PHYSICS | mjSTATE_MOCAP_POS | mjSTATE_MOCAP_QUAT | mjSTATE_TIME);
}

void Sampler::place(const mjModel* m) {
  mj_kinematics(m, scratch_);
  mj_comPos(m, scratch_);
  if (m->nflex > 0) mj_flex(m, scratch_);
}

/// Interpolated vertices have no body whose velocity could be asked for: where they are a moment later tells it.
void Sampler::look_ahead(const mjModel* m, const mjData* d) {
  copy_positions(m, d);
  mj_integratePos(m, scratch_->qpos, scratch_->qvel, kMoment_s);
  place(m);
  ahead_.assign(scratch_->flexvert_xpos, scratch_->flexvert_xpos + 3 * m->nflexvert);
}

const mjData* Sampler::refresh(const mjModel* m, const mjData* d) {
  if (map_.interpolates) look_ahead(m, d);
  copy_positions(m, d);
  place(m);
  if (m->ntendon > 0) mj_tendon(m, scratch_);
  mj_comVel(m, scratch_);
  mj_energyPos(m, scratch_);
  return scratch_;
}

const mjData* Sampler::refresh_all(const mjModel* m, const mjData* d) {
  mj_copyState(m, d, scratch_, mjSTATE_EQ_ACTIVE);
  refresh(m, d);
  mj_camlight(m, scratch_);
  return scratch_;
}

const std::vector<double>& Sampler::row(const mjModel* m, mjData* d, double time_s) {
  wake(m, d);
  take_reactions(m, d);
  refresh(m, d);
  fill(m, d, time_s);
  return row_;
}

const std::vector<double>& Sampler::first_row(const mjModel* m, const mjData* d, double time_s) {
  mj_copyData(scratch_, m, d);
  if (!has_callbacks()) mj_forward(m, scratch_);  // else there are no forces yet
  wake(m, scratch_);
  take_reactions(m, scratch_);
  refresh(m, d);
  fill(m, scratch_, time_s);
  return row_;
}

void Sampler::fill(const mjModel* m, const mjData* d, double time_s) {
  row_.clear();
  row_.push_back(time_s);
  add_bodies(m);
  add_joints(m);
  row_.insert(row_.end(), reactions_.begin(), reactions_.end());
  add_energy(m);
  add_contacts(m, d);
  add_nodes(m);
  row_.insert(row_.end(), d->ctrl, d->ctrl + m->nu);
  add_actuators(m, d);
  row_.insert(row_.end(), d->sensordata, d->sensordata + m->nsensordata);
}

void Sampler::add_bodies(const mjModel* m) {
  for (int b : map_.moving) {
    mjtNum velocity[6];
    mj_objectVelocity(m, scratch_, mjOBJ_BODY, b, velocity, 0);
    row_.insert(row_.end(), scratch_->xipos + 3 * b, scratch_->xipos + 3 * b + 3);
    row_.insert(row_.end(), scratch_->xquat + 4 * b, scratch_->xquat + 4 * b + 4);
    row_.insert(row_.end(), velocity + 3, velocity + 6);
    row_.insert(row_.end(), velocity, velocity + 3);
  }
}

void Sampler::add_joints(const mjModel* m) {
  for (int j : map_.coordinates) {
    const mjtNum* q = scratch_->qpos + m->jnt_qposadr[j];
    const mjtNum* v = scratch_->qvel + m->jnt_dofadr[j];
    if (m->jnt_type[j] != mjJNT_BALL) {
      row_.push_back(q[0]);
      row_.push_back(v[0]);
      continue;
    }
    mjtNum rotation[3];
    mju_quat2Vel(rotation, q, 1);
    row_.insert(row_.end(), rotation, rotation + 3);
    row_.insert(row_.end(), v, v + 3);
  }
}

/// Gravity's part is of what gravity really does: what gravcomp takes away can't be gained by falling.
void Sampler::add_energy(const mjModel* m) {
  double all = 0, moving = 0;
  if (!(m->opt.disableflags & mjDSBL_GRAVITY))
    for (int b = 1; b < m->nbody; ++b) {
      double potential = -m->body_mass[b] * mju_dot3(m->opt.gravity, scratch_->xipos + 3 * b);
      all += potential;
      if (!is_fixed(m, b)) moving += potential * (is_compensated(m, b) ? 1 - m->body_gravcomp[b] : 1);
    }
  row_.push_back(kinetic_energy(m));
  row_.push_back(moving);
  row_.push_back(mjcb_passive ? NAN : scratch_->energy[0] - all);  // what a script's own forces store isn't told
}

/// ½ m v² + ½ ω·Iω over the bodies, and ½ a q̇² of the armatures of joints and tendons: cheaper than the joint-space
/// inertia that MuJoCo's own would need.
double Sampler::kinetic_energy(const mjModel* m) const {
  double twice = 0;
  for (int b = 1; b < m->nbody; ++b) {
    mjtNum velocity[6];
    mj_objectVelocity(m, scratch_, mjOBJ_BODY, b, velocity, 1);  // in the inertia's axes
    const mjtNum* inertia = m->body_inertia + 3 * b;
    twice += m->body_mass[b] * mju_dot3(velocity + 3, velocity + 3);
    for (int k = 0; k < 3; ++k) twice += inertia[k] * velocity[k] * velocity[k];
  }
  for (int i = 0; i < m->nv; ++i) twice += m->dof_armature[i] * scratch_->qvel[i] * scratch_->qvel[i];
  for (int t = 0; t < m->ntendon; ++t) {
    if (m->tendon_armature[t] == 0) continue;
    double rate = 0;
    for (int k = 0; k < m->ten_J_rownnz[t]; ++k) {
      int at = m->ten_J_rowadr[t] + k;
      rate += scratch_->ten_J[at] * scratch_->qvel[m->ten_J_colind[at]];
    }
    twice += m->tendon_armature[t] * rate * rate;
  }
  return twice / 2;
}

void Sampler::add_nodes(const mjModel* m) {
  for (const Node& node : map_.nodes) {
    int vertex = m->flex_vertadr[node.mesh] + node.node;
    const mjtNum* pos = scratch_->flexvert_xpos + 3 * vertex;
    row_.insert(row_.end(), pos, pos + 3);
    if (m->flex_interp[node.mesh] != 0) {
      for (int k = 0; k < 3; ++k) row_.push_back((ahead_[static_cast<size_t>(3 * vertex + k)] - pos[k]) / kMoment_s);
      continue;
    }
    int body = m->flex_vertbodyid[vertex];
    mjtNum velocity[6], arm[3], spin[3];
    mj_objectVelocity(m, scratch_, mjOBJ_XBODY, body, velocity, 0);
    mju_sub3(arm, pos, scratch_->xpos + 3 * body);
    mju_cross(spin, velocity, arm);
    for (int k = 0; k < 3; ++k) row_.push_back(velocity[3 + k] + spin[k]);
  }
}

}  // namespace simbench::probe
