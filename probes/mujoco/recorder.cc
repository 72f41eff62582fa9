#include "probes/mujoco/recorder.h"

#include <atomic>
#include <cmath>
#include <cstring>

#include "probes/wire.h"

namespace simbench::probe {
namespace {

constexpr double kHardStop = 1.25;  ///< × horizon of the main run
constexpr double kTotalStop = 10;   ///< × horizon over all runs of a script

void send(char kind, const Json& json) {
  std::string text = json.dump(-1, ' ', false, Json::error_handler_t::replace);
  simbench_wire_frame(kind, text.data(), static_cast<uint32_t>(text.size()));
}

void event(Json fields) {
  send('E', fields);
}

const char* warning_name(int warning) {
  static constexpr std::array<const char*, mjNWARNING> kNames{"inertia",  "contact_full", "constraint_full", "bad_qpos",
                                                              "bad_qvel", "bad_qacc",     "bad_ctrl"};
  return kNames.at(static_cast<size_t>(warning));
}

void add_total_time(double dt) {
  // Several threads may step several systems; losing an update would only move a far-away stop.
  simbench_progress.total_time_s += dt;
}

}  // namespace

Recorder& recorder() {
  static auto* instance = new Recorder;  // never destroyed: candidates' threads may outlive static destructors
  return *instance;
}

void Recorder::take_up(const mjModel* m, mjData* d) {
  std::lock_guard lock(starting_);
  auto [run, fresh] = others_.try_emplace(d, OtherRun{runs_, d->time <= 0, 0});
  if (fresh) ++runs_;
  // A system that goes on where the recorded one was deleted is the same run: it was compiled again, with another body.
  bool goes_on = fresh && alone_ && std::abs(d->time - last_time_) < 1e-9;
  bool wanted = seen_one_ ? goes_on : run->second.number == config.run;
  if (main_ || !wanted) return;
  start(m, d);
}

void Recorder::before(const mjModel* m, mjData* d) {
  if (d != main_) {
    take_up(m, d);
    return;
  }
  size_t nq = static_cast<size_t>(m->nq), nv = static_cast<size_t>(m->nv);
  if (m != model_ || state_.size() != nq + nv) return;
  if (d->time < last_time_ - 1e-12) {
    begin_episode(m, d);
  } else if (std::memcmp(state_.data(), d->qpos, nq * sizeof(double)) != 0 ||
             std::memcmp(state_.data() + nq, d->qvel, nv * sizeof(double)) != 0) {
    if (simbench_progress.steps > 0) ++simbench_progress.state_writes;
  }
}

void Recorder::start(const mjModel* m, mjData* d) {
  model_ = m;
  map_ = std::make_unique<ModelMap>(m);
  sampler_ = std::make_unique<Sampler>(m, *map_);
  send('C', take_census(m, sampler_->refresh_all(m, d), *map_, hints, seen_one_ ? "created" : "first_step"));
  if (seen_one_)
    event({{"event", "episode"}, {"t", d->time}, {"note", "another system"}});
  else
    event({{"event", "first_step_called"}, {"t", d->time}});
  jitter(m, d);
  send('L', sampler_->layout(m));
  active_.assign(d->eq_active, d->eq_active + m->neq);
  sample_start(m, d);
  seen_one_ = true;
  main_ = d;
}

void Recorder::sample_start(const mjModel* m, mjData* d) {
  const std::vector<double>& row = sampler_->first_row(m, d);
  simbench_wire_frame('S', row.data(), static_cast<uint32_t>(row.size() * sizeof(double)));
  last_time_ = d->time;
  next_sample_s_ = config.sample_s * (std::floor(d->time / config.sample_s + 1e-9) + 1);
  keep_state(m, d);
}

/// The script went back in time. One that does so all the time, with a state of its own, moves things itself.
void Recorder::begin_episode(const mjModel* m, mjData* d) {
  constexpr uint64_t kShortest = 20;  // steps: 1 write in 20 is the share that counts as animation
  if (simbench_progress.steps - episode_begin_ < kShortest) ++simbench_progress.state_writes;
  episode_begin_ = simbench_progress.steps;
  event({{"event", "episode"}, {"t", d->time}});
  sample_start(m, d);
}

void Recorder::jitter(const mjModel* m, mjData* d) {
  if (config.velocity_jitter == 0) return;
  std::mt19937_64 engine(config.seed);
  std::normal_distribution<double> gauss;
  for (int i = 0; i < m->nv; ++i) {
    double scale = d->qvel[i] == 0 ? 1 : std::abs(d->qvel[i]);
    d->qvel[i] += config.velocity_jitter * scale * gauss(engine);
  }
}

void Recorder::keep_state(const mjModel* m, const mjData* d) {
  state_.resize(static_cast<size_t>(m->nq + m->nv));
  std::memcpy(state_.data(), d->qpos, static_cast<size_t>(m->nq) * sizeof(double));
  std::memcpy(state_.data() + m->nq, d->qvel, static_cast<size_t>(m->nv) * sizeof(double));
}

void Recorder::between(const mjModel* m, const mjData* d) {
  if (d == main_ && m == model_) keep_state(m, d);
}

void Recorder::after(const mjModel* m, mjData* d) {
  if (d != main_ || m != model_) return follow_other(m, d);
  double dt = d->time - last_time_;
  if (dt < 0) {  // MuJoCo itself went back, after a warning
    event({{"event", "episode"}, {"t", d->time}});
    dt = 0;
    next_sample_s_ = config.sample_s * std::floor(d->time / config.sample_s + 1e-9);
  }
  last_time_ = d->time;
  elapsed_s_ += dt;
  simbench_progress.sim_time_s = elapsed_s_;
  ++simbench_progress.steps;
  add_total_time(dt);
  if (!returned_) event({{"event", "first_step_returned"}, {"t", d->time}}), returned_ = true;
  watch_warnings(d);
  if (m->neq > 0) watch_equalities(m, d);
  keep_state(m, d);
  if (d->time >= next_sample_s_ - 1e-9) sample(m, d);
  stop_if_over(elapsed_s_);
}

void Recorder::sample(const mjModel* m, mjData* d) {
  const std::vector<double>& row = sampler_->row(m, d);
  simbench_wire_frame('S', row.data(), static_cast<uint32_t>(row.size() * sizeof(double)));
  next_sample_s_ = config.sample_s * (std::floor(d->time / config.sample_s + 1e-9) + 1);
}

void Recorder::watch_warnings(const mjData* d) {
  for (int w = 0; w < mjNWARNING; ++w) {
    if (d->warning[w].number == 0 || warned_[w]) continue;
    warned_[w] = true;
    event({{"event", "warning"},
           {"t", d->time},
           {"kind", warning_name(w)},
           {"message", mju_warningText(w, static_cast<size_t>(d->warning[w].lastinfo))}});
  }
}

void Recorder::watch_equalities(const mjModel* m, const mjData* d) {
  if (std::memcmp(active_.data(), d->eq_active, active_.size()) == 0) return;
  for (int e = 0; e < m->neq; ++e)
    if (active_[static_cast<size_t>(e)] != d->eq_active[e])
      event({{"event", "switched"},
             {"t", d->time},
             {"joint", ModelMap::equality_id(m, e)},
             {"active", static_cast<bool>(d->eq_active[e])}});
  active_.assign(d->eq_active, d->eq_active + m->neq);
}

void Recorder::follow_other(const mjModel* m, const mjData* d) {
  double elapsed_s = 0;
  {
    std::lock_guard lock(starting_);
    alone_ = false;
    OtherRun& run = others_[d];
    elapsed_s = run.elapsed_s += m->opt.timestep;
    if (run.from_zero && elapsed_s > longest_other_.elapsed_s) longest_other_ = run;
  }
  add_total_time(m->opt.timestep);
  stop_if_over(elapsed_s);
}

/// The recorded run wasn't the script's longest from time 0 (a model was stepped to try it, or to look ahead): the
/// parent runs it again to record that one.
void Recorder::tell_longer_run() {
  if (longest_other_.elapsed_s <= elapsed_s_ + 1e-9) return;
  event({{"event", "longer_run"},
         {"t", elapsed_s_},
         {"run", longest_other_.number},
         {"sim_time_s", longest_other_.elapsed_s}});
}

void Recorder::stop_if_over(double elapsed_s) {
  if (elapsed_s < kHardStop * config.horizon_s - 1e-9 && simbench_progress.total_time_s < kTotalStop * config.horizon_s)
    return;
  event({{"event", "hard_stop"}, {"t", last_time_}});
  tell_longer_run();
  end_census();
  simbench_wire_stop("hard_stop");
}

void Recorder::deleted(const mjData* d) {
  std::lock_guard lock(starting_);
  others_.erase(d);
  if (d == main_) end_main();
}

void Recorder::deleted(const mjModel* m) {
  if (!main_ || m != model_) return;
  std::lock_guard lock(starting_);
  end_main();
}

void Recorder::end_main() {
  end_census();
  main_ = nullptr;
  sampler_.reset();
}

void Recorder::end_census() {
  if (!main_ || !sampler_) return;
  send('C', take_census(model_, sampler_->refresh_all(model_, main_), *map_, hints, "end"));
}

void Recorder::finish() {
  std::lock_guard lock(starting_);
  active = false;  // first: what is freed now is ours
  tell_longer_run();
  end_main();
}

void Recorder::add_visual(const Json& visual) {
  if (!seen_one_) {
    hints.visuals.push_back(visual);
    return;
  }
  send('C', {{"when", "created"}, {"time_s", last_time_}, {"visuals", Json::array({visual})}});
}

}  // namespace simbench::probe
