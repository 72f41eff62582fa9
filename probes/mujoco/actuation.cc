// What actuators really do: after ranges, delays, switches and the limits of the joints that they drive.
#include <algorithm>
#include <array>
#include <cmath>

#include "probes/mujoco/sampler.h"

namespace simbench::probe {
namespace {

/// What an actuator's force makes of a degree of freedom: force × its moment there.
double share_of(const mjData* d, int output, int dof) {
  for (int k = 0; k < d->moment_rownnz[output]; ++k) {
    int at = d->moment_rowadr[output] + k;
    if (d->moment_colind[at] == dof) return d->actuator_force[output] * d->actuator_moment[at];
  }
  return 0;
}

/// The joint's own limit cuts the sum of all that drives it: each gets its part.
double limited(const mjModel* m, const mjData* d, int joint, double share) {
  if (!m->jnt_actfrclimited[joint]) return share;
  int dof = m->jnt_dofadr[joint];
  double all = m->jnt_actgravcomp[joint] ? d->qfrc_gravcomp[dof] : 0;
  for (int out = 0; out < m->nout; ++out) all += share_of(d, out, dof);
  return all == 0 ? share : share * d->qfrc_actuator[dof] / all;
}

}  // namespace

void Sampler::add_actuators(const mjModel* m, const mjData* d) {
  for (int a = 0; a < m->nactuator; ++a) {
    int first = m->actuator_outadr[a], joint = m->actuator_trnid[2 * a];
    bool on_axis = acts_on_joint(m, a) && (m->jnt_type[joint] == mjJNT_HINGE || m->jnt_type[joint] == mjJNT_SLIDE);
    if (on_axis) {
      row_.push_back(limited(m, d, joint, share_of(d, first, m->jnt_dofadr[joint])));
      continue;
    }
    const mjtNum* gear = m->actuator_gear + 6 * first;
    bool one_axis = m->actuator_outnum[a] == 1 && std::all_of(gear + 1, gear + 6, [](mjtNum g) { return g == 0; });
    row_.push_back(one_axis ? gear[0] * d->actuator_force[first]
                            : mju_norm(d->actuator_force + first, m->actuator_outnum[a]));
  }
}

namespace {

/// True if a body's joints before `dof` can move it in the same way: two slides along one axis, two hinges about one.
bool repeats(const mjModel* m, const mjData* d, int dof) {
  int first = m->body_dofadr[m->dof_bodyid[dof]];
  std::vector<std::array<double, 6>> ways;
  for (int i = first; i <= dof; ++i) {
    std::array<double, 6> way{};
    std::copy_n(d->cdof + 6 * i, 6, way.begin());
    double before = mju_norm(way.data(), 6);
    for (const auto& other : ways) mju_addToScl(way.data(), other.data(), -mju_dot(way.data(), other.data(), 6), 6);
    double left = mju_norm(way.data(), 6);
    if (left < 1e-8 * before) {
      if (i == dof) return true;
      continue;
    }
    for (double& x : way) x /= left;
    ways.push_back(way);
  }
  return false;
}

}  // namespace

/// Degrees of freedom that add nothing to the others: the inertia seen by them alone is rounding error (or, of a simple
/// body, MuJoCo takes it for the whole), and so is what becomes of their energy. MuJoCo says nothing.
std::vector<std::string> Sampler::oddities(const mjModel* m) {
  constexpr double kNothing = 1e-10;  // of the dof's own inertia
  mj_crb(m, scratch_);
  mj_makeM(m, scratch_);
  mj_factorM(m, scratch_);
  for (int i = 0; i < m->nv; ++i) {
    double own = scratch_->M[m->M_rowadr[i] + m->M_rownnz[i] - 1];
    bool nothing_left = own > 0 && scratch_->qLDiagInv[i] * own > 1 / kNothing;
    bool same = (m->dof_armature[i] == 0 || m->dof_simplenum[i] > 0) && repeats(m, scratch_, i);
    if (!nothing_left && !same) continue;
    std::string joint = name_of(m, mjOBJ_JOINT, m->dof_jntid[i]);
    return {"the mass matrix is singular: joint '" + joint +
            "' moves only what other joints move in the same way; its motion and energy mean nothing"};
  }
  return {};
}

}  // namespace simbench::probe
