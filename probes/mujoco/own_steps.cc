#include "probes/mujoco/own_steps.h"

#include <algorithm>
#include <cmath>

namespace simbench::probe {
namespace {

constexpr int kState = mjSTATE_INTEGRATION;
constexpr int kStages = 4;
constexpr double kRough = 0.02, kExact = 1e-6;  // of the largest change

double largest(const mjtNum* x, int n) {
  double most = 0;
  for (int i = 0; i < n; ++i) most = std::max(most, std::abs(x[i]));
  return most;
}

void widen(std::vector<mjtNum>& least, std::vector<mjtNum>& most, const mjtNum* x) {
  for (size_t i = 0; i < least.size(); ++i) least[i] = std::min(least[i], x[i]), most[i] = std::max(most[i], x[i]);
}

}  // namespace

OwnSteps& own_steps() {
  static auto* instance = new OwnSteps;
  return *instance;
}

void OwnSteps::begin(Base& base, const mjModel* m, const mjData* d) const {
  base.state.resize(static_cast<size_t>(mj_stateSize(m, kState)));
  mj_getState(m, d, base.state.data(), kState);
  base.qpos.assign(d->qpos, d->qpos + m->nq);
  base.qvel.assign(d->qvel, d->qvel + m->nv);
  base.least_a.assign(d->qacc, d->qacc + m->nv);
  base.most_a = base.least_a;
  base.least_v = base.most_v = base.qvel;
  base.time_s = d->time;
  base.integrated_s = 0;
  base.stages = 0;
}

/// A weighted mean of what was evaluated on the way: no integrator does anything else. What came before the step may
/// count, too (a Verlet's velocities are those of half a step ago): as much as things change in one.
bool OwnSteps::follows(const Base& base, const mjModel* m, const mjData* d, double dt_s, double tolerance) const {
  size_t nv = static_cast<size_t>(m->nv);
  std::vector<mjtNum> rate(nv);
  mj_differentiatePos(m, rate.data(), dt_s, base.qpos.data(), d->qpos);
  double slack_v =
      1e-9 + tolerance * dt_s * std::max(largest(base.least_a.data(), m->nv), largest(base.most_a.data(), m->nv));
  double slack_q = 1e-7 + tolerance * std::max(largest(base.least_v.data(), m->nv), largest(base.most_v.data(), m->nv));
  bool rough = tolerance > kExact;
  for (size_t i = 0; i < nv; ++i) {
    double change = d->qvel[i] - base.qvel[i];
    double jerk = rough ? dt_s * (base.most_a[i] - base.least_a[i]) : 0;
    double bend = rough ? dt_s * std::max(std::abs(base.most_a[i]), std::abs(base.least_a[i])) : 0;
    if (change < dt_s * base.least_a[i] - jerk - slack_v || change > dt_s * base.most_a[i] + jerk + slack_v)
      return false;
    if (rate[i] < base.least_v[i] - bend - slack_q || rate[i] > base.most_v[i] + bend + slack_q) return false;
  }
  return true;
}

void OwnSteps::evaluated(const mjModel* m, mjData* d) {
  std::lock_guard lock(gate_);
  auto [found, fresh] = bases_.try_emplace(d);
  any_ = true;
  Base& base = found->second;
  if (fresh || base.qpos.size() != static_cast<size_t>(m->nq) || base.qvel.size() != static_cast<size_t>(m->nv) ||
      m->nv == 0)
    return begin(base, m, d);
  double clock_s = d->time - base.time_s, dt_s = clock_s > 1e-12 ? clock_s : base.integrated_s;
  const char* function = base.integrated_s > 0 ? "mj_integratePos" : "mj_forward";
  if (clock_s == 0 && dt_s == 0) {
    // Without a clock only the plainest shows itself: one evaluation a step of the model's own length, exactly.
    widen(base.least_v, base.most_v, d->qvel);
    bool changed = !std::equal(base.qvel.begin(), base.qvel.end(), d->qvel);
    if (base.stages == 0 && changed && !base.clocked && follows(base, m, d, m->opt.timestep, kExact)) {
      recorder().own_step(m, d, base.state, m->opt.timestep, function);
      return begin(base, m, d);
    }
    widen(base.least_a, base.most_a, d->qacc);  // a stage of its integrator, or a pose to look at
    ++base.stages;
    return;
  }
  widen(base.least_v, base.most_v, d->qvel);
  widen(base.least_a, base.most_a, d->qacc);
  bool by_clock = clock_s > 1e-12;
  bool is_step = dt_s > 0 && (by_clock || !base.clocked) && follows(base, m, d, dt_s, kRough);
  base.clocked = base.clocked || (is_step && by_clock);
  if (is_step)
    recorder().own_step(m, d, base.state, by_clock ? 0 : dt_s, function);
  else if (clock_s == 0 && base.stages < kStages)
    return void(++base.stages);  // positions are there, velocities and the clock come later
  begin(base, m, d);
}

void OwnSteps::integrated(const mjtNum* qpos, double dt) {
  if (!any_) return;
  std::lock_guard lock(gate_);
  for (auto& [d, base] : bases_)
    if (d->qpos == qpos) base.integrated_s += dt;
}

void OwnSteps::forget(const mjData* d) {
  if (!any_) return;
  std::lock_guard lock(gate_);
  bases_.erase(d);
  any_ = !bases_.empty();
}

}  // namespace simbench::probe
