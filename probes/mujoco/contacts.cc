// Contacts: those that press, and those of sleeping bodies, which MuJoCo leaves out.
#include <algorithm>
#include <cmath>

#include "probes/mujoco/sampler.h"

namespace simbench::probe {
namespace {

/// The force of a contact in its own frame. False where there is none: within the margin and the gap MuJoCo lists pairs
/// that don't touch.
bool presses(const mjModel* m, const mjData* d, int c, mjtNum force[6]) {
  constexpr int kPassive = 4;  // a soft body's, whose force isn't told
  const mjContact& contact = d->contact[c];
  mj_contactForce(m, d, c, force);
  if (contact.exclude == kPassive) return contact.dist < contact.includemargin;
  return contact.efc_address >= 0 && std::any_of(force, force + 6, [](mjtNum x) { return x != 0; });
}

}  // namespace

bool has_callbacks() {
  return mjcb_control || mjcb_passive || mjcb_act_dyn || mjcb_act_gain || mjcb_act_bias || mjcb_sensor ||
         mjcb_contactfilter;
}

bool Sampler::sleeps(const mjModel* m, int body) const {
  int tree = m->body_treeid[body];
  return !asleep_.empty() && tree >= 0 && asleep_[static_cast<size_t>(tree)] != 0;
}

/// What sleeping bodies carry is what they would carry awake, in the same state. A script's callbacks must not be
/// called more often than without the probe: then they keep what the last row said.
void Sampler::wake(const mjModel* m, const mjData* d) {
  std::vector<int> now;
  if ((m->opt.enableflags & mjENBL_SLEEP) &&
      std::any_of(d->tree_asleep, d->tree_asleep + m->ntree, [](int t) { return t >= 0; }))
    for (int t = 0; t < m->ntree; ++t) now.push_back(d->tree_asleep[t] >= 0);
  if (now == asleep_) return;
  asleep_ = std::move(now);
  at_rest_.assign(4 * static_cast<size_t>(m->nbody), 0);
  contacts_at_rest_ = 0;
  awake_known_ = !asleep_.empty() && !has_callbacks();
  if (asleep_.empty()) return;
  if (!awake_known_) {
    for (int b : map_.touching)
      if (sleeps(m, b) && !touch_.empty()) std::copy_n(touch_.begin() + 4 * b, 4, at_rest_.begin() + 4 * b);
    return;
  }
  if (!awake_) awake_ = mj_makeData(m);
  mjOption& options = const_cast<mjModel*>(m)->opt;
  int flags = options.enableflags;
  options.enableflags = flags & ~mjENBL_SLEEP;
  settle_awake(m, d);
  options.enableflags = flags;
  std::swap(touch_, at_rest_);
  contacts_at_rest_ = take_contacts(m, awake_, true);
  std::swap(touch_, at_rest_);
}

/// A moment after it fell asleep, so that what it lies on carries its weight; it was stopped while it still came to
/// rest. Where the moment moves it (a body put to sleep in the air), the state as it is.
void Sampler::settle_awake(const mjModel* m, const mjData* d) {
  constexpr int kMoment = 25, kMost = 500;  // steps; and all in all, since each is one of the whole model
  constexpr mjtNum kStill = 0.01;           // m/s or rad/s
  mj_copyData(awake_, m, d);
  for (int i = 0; i < kMoment && steps_awake_ < kMost; ++i, ++steps_awake_) mj_step(m, awake_);
  mjtNum fastest = 0;
  for (int i = 0; i < m->nv; ++i)
    if (sleeps(m, m->dof_bodyid[i])) fastest = std::max(fastest, std::abs(awake_->qvel[i]));
  if (!(fastest < kStill)) mj_copyData(awake_, m, d);
  mj_forward(m, awake_);
  mj_rnePostConstraint(m, awake_);
}

/// Sums forces and numbers of contacts by body into touch_, and returns how many there are; `resting`: only those of
/// sleeping bodies with each other and with what is fixed.
int Sampler::take_contacts(const mjModel* m, const mjData* d, bool resting) {
  int count = 0;
  touch_.assign(4 * static_cast<size_t>(m->nbody), 0);
  auto add = [&](int geom, double sign, const mjtNum* force) {
    if (geom < 0) return;  // a soft body's surface
    double* sum = touch_.data() + 4 * m->geom_bodyid[geom];
    for (int k = 0; k < 3; ++k) sum[k] += sign * force[k];
    sum[3] += 1;
  };
  auto rests = [&](int geom) {
    return geom >= 0 && (sleeps(m, m->geom_bodyid[geom]) || m->body_treeid[m->geom_bodyid[geom]] < 0);
  };
  for (int c = 0; c < d->ncon; ++c) {
    const mjContact& contact = d->contact[c];
    if (resting && !(rests(contact.geom[0]) && rests(contact.geom[1]))) continue;
    mjtNum local[6], world[3];
    if (!presses(m, d, c, local)) continue;
    ++count;
    // rows of frame are the contact's axes; the normal points to the second geom
    mju_mulMatTVec3(world, contact.frame, local);
    add(contact.geom[0], -1, world);
    add(contact.geom[1], +1, world);
  }
  return count;
}

void Sampler::add_contacts(const mjModel* m, const mjData* d) {
  int count = take_contacts(m, d, false);
  if (!asleep_.empty()) {
    count += contacts_at_rest_;
    for (size_t i = 0; i < touch_.size(); ++i) touch_[i] += at_rest_[i];
  }
  row_.push_back(count);
  for (int b : map_.touching) row_.insert(row_.end(), touch_.begin() + 4 * b, touch_.begin() + 4 * b + 4);
}

}  // namespace simbench::probe
