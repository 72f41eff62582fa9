#include "probes/mujoco/recorder.h"

#include <cmath>
#include <cstring>

#include "probes/mujoco/systems.h"
#include "probes/wire.h"

namespace simbench::probe {
namespace {

constexpr double kHardStop = 1.25;  ///< × horizon of one run
constexpr double kTotalStop = 10;   ///< × horizon over all runs of a script
constexpr double kIdleClose = 20;   ///< × horizon of looks ahead without getting further, then windows close
constexpr double kIdleStop = 100;   ///< and that ends it

void send(char kind, const Json& json) {
  std::string text = json.dump(-1, ' ', false, Json::error_handler_t::replace);
  simbench_wire_frame(kind, text.data(), static_cast<uint32_t>(text.size()));
}

const char* warning_name(int warning) {
  static constexpr std::array<const char*, mjNWARNING> kNames{"inertia",  "contact_full", "constraint_full", "bad_qpos",
                                                              "bad_qvel", "bad_qacc",     "bad_ctrl"};
  return kNames.at(static_cast<size_t>(warning));
}

std::string bytes_of(const std::vector<double>& row) {
  return {reinterpret_cast<const char*>(row.data()), row.size() * sizeof(double)};
}

}  // namespace

constinit thread_local Member current_member;

Recorder& recorder() {
  static auto* instance = new Recorder;  // never destroyed: candidates' threads may outlive static destructors
  return *instance;
}

/// The first multiple of the interval after `time_s`.
double Recorder::next_sample(double time_s) const {
  return config.sample_s * (std::floor(time_s / config.sample_s + 1e-9) + 1);
}

Recorder::Actor& Recorder::actor_of(const mjData* d) {
  if (current_member.owner) {
    last_data_ = nullptr;
    return actors_[{current_member.owner, current_member.number}];
  }
  if (d == last_data_) return *last_actor_;
  last_actor_ = &actors_[{d, -1}];
  last_data_ = d;
  return *last_actor_;
}

void Recorder::before(const mjModel* m, mjData* d, Part part) {
  std::lock_guard lock(gate_);
  Actor& actor = actor_of(d);
  if (!goes_on(actor, m, d)) settle(actor, m, d);
  if (is_recorded(actor.place) && !sampler_) start(actor, m, d);  // its model was deleted, a copy goes on
  if (inputs.follows() && is_recorded(actor.place)) follow_inputs(actor, m, d, part);
}

/// A second simulation goes one way, from the run's first state on.
void Recorder::follow_inputs(const Actor& actor, const mjModel* m, const mjData* d, Part part) {
  Runs::Kind kind = runs_.kind(actor.place.stretch);
  if (current_member.owner)
    inputs.give_up("rollout: the run is a member of a batch or a rollout");
  else if (kind == Runs::Kind::episode)
    inputs.give_up("reset: the script resets the run");
  else if (kind == Runs::Kind::written)
    inputs.give_up("state_write: the script changes the state between steps");
  else if (kind == Runs::Kind::branch || !runs_.is_tip(actor.place))
    inputs.give_up("look_ahead: the script goes back to an earlier state");
  else
    inputs.before(m, d, part);
}

/// True if nobody touched the state since its last step.
bool Recorder::goes_on(const Actor& actor, const mjModel* m, const mjData* d) const {
  size_t nq = static_cast<size_t>(m->nq), nv = static_cast<size_t>(m->nv);
  return actor.place.known() && !actor.reset && m == actor.model && actor.state.size() == nq + nv &&
         d->time >= actor.time_s - 1e-12 && std::memcmp(actor.state.data(), d->qpos, nq * sizeof(double)) == 0 &&
         std::memcmp(actor.state.data() + nq, d->qvel, nv * sizeof(double)) == 0;
}

/// Where an actor is whose state isn't the one that its last step left: a state that some step made is a place to go on
/// from; else it was reset, or overwritten, or is new.
void Recorder::settle(Actor& actor, const mjModel* m, mjData* d) {
  if (!course_) course_ = std::make_unique<Course>(runs_, config.horizon_s / 2);
  bool was = actor.place.known() && actor.state.size() == static_cast<size_t>(m->nq + m->nv);
  uint64_t key = key_of(m, d);
  std::optional<Place> known = runs_.find(key, d->time);
  if (known && !was && runs_.begins_run(*known) && (current_member.owner || run_at(*known).system != content_of(m)))
    known.reset();  // each member is a run of its own; a model that was changed since is another
  if (was && !known && !actor.reset && d->time < actor.time_s - 1e-12)
    if (auto back = runs_.back_at(actor.place, d->time - actor.shift_s)) {  // a state nearby: what if it were so?
      go_on_from(actor, *back, m, d);
      actor.time_s = d->time;
    }
  bool anew = was && (actor.reset ? !known || runs_.begins_run(*known) : !known && d->time < actor.time_s - 1e-12);
  bool tried = anew && is_try(actor);
  actor.reset = false;
  if (tried) {
    begin_run(actor, m, d);
  } else if (anew) {
    begin_episode(actor, m, d);
  } else if (known) {
    go_on_from(actor, *known, m, d);
  } else if (was) {
    actor.place = runs_.overwrite(actor.place, key, d->time - actor.shift_s);
    if (is_recorded(actor.place)) course_->advance(runs_.parent(actor.place.stretch), actor.place);
  } else {
    begin_run(actor, m, d);
  }
  Run& run = run_at(actor.place);
  if (!run.tip.known()) run.tip = actor.place;
  actor.model = m;
  actor.system = system_of(m);
  actor.time_s = d->time;
  keep_state(actor, m, d);
}

/// Steps from some state at the start, and then from another: what was first was tried only (differences about the
/// start). One that does so all the time moves things itself.
bool Recorder::is_try(const Actor& actor) {
  constexpr uint64_t kShort = 20;  // steps
  if (current_member.owner || runs_.steps_of_episode(actor.place) >= kShort) return false;
  tries_allowed_ = 2 * static_cast<uint64_t>(actor.model->nv) + 2;
  return ++tries_ <= tries_allowed_ && !actor.reset && runs_.begins_run({actor.place.stretch, 0}) &&
         runs_.steps(actor.place) < kShort;
}

void Recorder::go_on_from(Actor& actor, Place place, const mjModel* m, mjData* d) {
  if (!actor.place.known()) {
    actor.began = place;
    for (size_t w = 0; w < actor.warnings.size(); ++w) actor.warnings[w] = d->warning[w].number;
  }
  actor.place = place;
  actor.shift_s = d->time - runs_.time_s(place);
  actor.next_sample_s = next_sample(runs_.time_s(place));
  Run& run = run_at(place);
  double back_s = runs_.elapsed_s(run.tip) - runs_.elapsed_s(runs_.fork(run.tip, place));
  run.look_s = std::max(run.look_s, std::min(back_s, config.horizon_s / 2));
  if (!is_recorded(place)) return;
  course_->go_back(place);
  if (runs_.begins_run(place)) jitter(m, d);
}

void Recorder::begin_run(Actor& actor, const mjModel* m, mjData* d) {
  uint64_t key = key_of(m, d);
  // A system that goes on where the recorded one was deleted is the same run: it was compiled again, with another body.
  bool other_run = runs_seen_.size() > static_cast<size_t>(config.run) + 1;
  if (dropped_ && !other_run && std::abs(d->time - runs_.time_s(course_->tip())) < 1e-9) {
    Place from = course_->tip();
    actor.place = runs_.replace(from, key, d->time);
    course_->settle();
    course_->advance(from, actor.place);
    run_at(actor.place).tip = actor.place;
    return start(actor, m, d);
  }
  actor.place = runs_.begin(key, d->time);
  Run run;
  run.from_zero = d->time <= 0;
  run.member = current_member.number > 0;
  run.system = current_member.batch ? 0 : content_of(m);
  run.tip = actor.place;
  runs_seen_.push_back(run);
  actor.began = actor.place;
  if (!is_recorded(actor.place)) return;
  course_->start(actor.place);
  begun_by_ = current_member.owner ? nullptr : d;
  start(actor, m, d);
}

void Recorder::start(Actor& actor, const mjModel* m, mjData* d) {
  model_ = m;
  map_ = std::make_unique<ModelMap>(m);
  sampler_ = std::make_unique<Sampler>(m, *map_);
  send('C', take_census(m, sampler_->refresh_all(m, d), *map_, hints, seen_one_ ? "created" : "first_step"));
  if (seen_one_)
    send('E', {{"event", "episode"}, {"t", d->time}, {"note", "another system"}});
  else
    send('E', {{"event", "first_step_called"}, {"t", d->time}});
  for (const std::string& text : sampler_->oddities(m)) tell_note(text);
  jitter(m, d);
  inputs.begin(m, d, hints);
  send('L', sampler_->layout(m));
  active_.assign(d->eq_active, d->eq_active + m->neq);
  seen_one_ = true;
  made_by(m, d);
  tell_first_row(actor, m, d);
}

void Recorder::made_by(const mjModel* m, const mjData* d) {
  model_ = m;
  main_ = current_member.owner ? nullptr : d;
  batch_ = current_member.batch ? current_member.owner : nullptr;
  dropped_ = false;
}

void Recorder::tell_first_row(Actor& actor, const mjModel* m, mjData* d) {
  double time_s = runs_.time_s(actor.place);
  course_->tell(actor.place, 'S', bytes_of(sampler_->first_row(m, d, time_s)));
  actor.next_sample_s = next_sample(time_s);
}

/// The script went back in time, to a state that isn't known.
void Recorder::begin_episode(Actor& actor, const mjModel* m, mjData* d) {
  Place from = actor.place;
  actor.place = runs_.begin_episode(from, key_of(m, d), d->time);
  actor.shift_s = 0;
  if (!is_recorded(actor.place)) return;
  course_->advance(from, actor.place);
  tell_event(actor.place, {{"event", "episode"}, {"t", d->time}});
  if (sampler_) tell_first_row(actor, m, d);
}

void Recorder::jitter(const mjModel* m, mjData* d) const {
  if (config.velocity_jitter == 0) return;
  std::mt19937_64 engine(config.seed);
  std::normal_distribution<double> gauss;
  for (int i = 0; i < m->nv; ++i) {
    double scale = d->qvel[i] == 0 ? 1 : std::abs(d->qvel[i]);
    d->qvel[i] += config.velocity_jitter * scale * gauss(engine);
  }
}

void Recorder::keep_state(Actor& actor, const mjModel* m, const mjData* d) {
  actor.state.resize(static_cast<size_t>(m->nq + m->nv));
  std::memcpy(actor.state.data(), d->qpos, static_cast<size_t>(m->nq) * sizeof(double));
  std::memcpy(actor.state.data() + m->nq, d->qvel, static_cast<size_t>(m->nv) * sizeof(double));
}

uint64_t Recorder::system_of(const mjModel* m) {
  bool batch = current_member.batch;
  uint64_t& number = batch ? batch_systems_[current_member.owner] : systems_[m];
  if (number != 0) return number;
  if (!batch) systems_.erase(m);
  uint64_t like = system_like(m, systems_);
  if (like == 0) like = ++systems_made_;
  return (batch ? batch_systems_[current_member.owner] : systems_[m]) = like;
}

uint64_t Recorder::key_of(const mjModel* m, const mjData* d) {
  uint64_t key = mixed(d->qpos, static_cast<size_t>(m->nq), system_of(m));
  return mixed(d->qvel, static_cast<size_t>(m->nv), key);
}

void Recorder::between(const mjModel* m, const mjData* d) {
  std::lock_guard lock(gate_);
  Actor& actor = actor_of(d);
  if (actor.place.known() && m == actor.model) keep_state(actor, m, d);
  inputs.after(m, d);
}

void Recorder::after(const mjModel* m, mjData* d) {
  std::lock_guard lock(gate_);
  Actor& actor = actor_of(d);
  inputs.after(m, d);
  if (!actor.place.known() || goes_straight_on(actor, m, d)) return;
  Place from = actor.place;
  double time_s = d->time - actor.shift_s, dt_s = time_s - runs_.time_s(from);
  bool again = false;
  if (dt_s >= 0) {
    Runs::Step made = runs_.step(from, key_of(m, d), time_s);
    actor.place = made.place, again = made.again;
  } else {  // MuJoCo itself went back, after a warning
    actor.place = runs_.begin_episode(from, key_of(m, d), d->time);
    actor.shift_s = actor.next_sample_s = dt_s = 0;
  }
  actor.time_s = d->time;
  keep_state(actor, m, d);
  count(from, actor.place, dt_s);
  if (is_recorded(actor.place) && sampler_) {
    if (!again)
      advance(actor, from, m, d);
    else
      actor.next_sample_s = next_sample(time_s);
    last_ = actor.place;
    tell_progress(last_);
    if (idle_s_ > kIdleClose * config.horizon_s)
      simbench_progress.sim_time_s = std::max(simbench_progress.sim_time_s, config.horizon_s);
  }
  stop_if_over(actor.place);
}

/// What honest scripts do all the time, without looking anything up: the recorded run's next step. False if it is
/// something else.
bool Recorder::goes_straight_on(Actor& actor, const mjModel* m, mjData* d) {
  Run& run = runs_seen_[static_cast<size_t>(runs_.run_of(actor.place))];
  double time_s = d->time - actor.shift_s, dt_s = d->time - actor.time_s;
  bool straight = sampler_ && m == actor.model && dt_s >= 0 && actor.place == course_->tip() &&
                  actor.place == run.tip && runs_.is_tip(actor.place);
  if (!straight) return false;
  uint64_t key = mixed(d->qvel, static_cast<size_t>(m->nv), mixed(d->qpos, static_cast<size_t>(m->nq), actor.system));
  Runs::Tip tip = runs_.step_on(actor.place, key, time_s);
  actor.place = run.tip = last_ = tip.place;
  course_->go_on(tip.place);
  tip_began_ = actor.began;
  actor.time_s = d->time;
  keep_state(actor, m, d);
  run.span_s = std::max(run.span_s, tip.episode_s);
  if (!run.member) counted_s_ += dt_s;
  idle_s_ = 0;
  simbench_progress.total_time_s += dt_s;
  simbench_progress.sim_time_s = tip.elapsed_s;
  simbench_progress.steps = tip.steps;
  tell_step(actor, time_s, m, d);
  if (is_over(run, tip.elapsed_s)) stop_if_over(tip.place);
  return true;
}

/// A step of the recorded run that hasn't been made before.
void Recorder::advance(Actor& actor, Place from, const mjModel* m, mjData* d) {
  course_->advance(from, actor.place);
  if (actor.place == course_->tip()) tip_began_ = actor.began;
  tell_step(actor, runs_.time_s(actor.place), m, d);
}

void Recorder::tell_step(Actor& actor, double time_s, const mjModel* m, mjData* d) {
  made_by(m, d);
  if (!returned_) send('E', {{"event", "first_step_returned"}, {"t", d->time}}), returned_ = true;
  watch_warnings(actor, d);
  if (m->neq > 0 && actor.place == course_->tip()) watch_equalities(actor, m, d);
  if (time_s < actor.next_sample_s - 1e-9) return;
  course_->tell(actor.place, 'S', bytes_of(sampler_->row(m, d, time_s)));
  actor.next_sample_s = next_sample(time_s);
}

void Recorder::tell_event(Place place, const Json& event) {
  course_->tell(place, 'E', event.dump(-1, ' ', false, Json::error_handler_t::replace));
}

void Recorder::tell_progress(Place place) {
  simbench_progress.sim_time_s = runs_.elapsed_s(place);
  simbench_progress.steps = runs_.steps(place);
  simbench_progress.state_writes = runs_.writes(place);
}

/// The run as it is told in the end.
void Recorder::tell_end() {
  if (!course_ || !course_->tip().known()) return;
  if (idle_s_ < kIdleClose * config.horizon_s) course_->end_at(last_);
  leave_out_copies();
  tell_progress(course_->tip());
  if (tries_ > tries_allowed_) simbench_progress.state_writes = std::max(simbench_progress.state_writes, tries_);
}

/// What only a copy saw, while the data that began the run stayed where it was, was a look ahead.
void Recorder::leave_out_copies() {
  auto found = actors_.find({begun_by_, -1});
  if (!begun_by_ || found == actors_.end() || !systems_.contains(found->second.model)) return;
  const Actor& actor = found->second;
  std::optional<Place> at = actor.place;
  if (!goes_on(actor, actor.model, begun_by_)) at = runs_.find(key_of(actor.model, begun_by_), begun_by_->time);
  if (!at || !at->known() || *at == course_->tip() || runs_.fork(*at, course_->tip()) != *at) return;
  if (runs_.elapsed_s(tip_began_) >= runs_.elapsed_s(*at) - 1e-9) course_->end_before(*at);
}

/// How far the run has come, and what was simulated without getting it further.
void Recorder::count(Place from, Place place, double dt_s) {
  simbench_progress.total_time_s += dt_s;
  idle_s_ += dt_s;
  Run& run = run_at(place);
  if (from != run.tip && runs_.elapsed_s(place) <= runs_.elapsed_s(run.tip) + 1e-9) return;
  if (!run.member) counted_s_ += runs_.elapsed_s(place) - runs_.elapsed_s(run.tip);
  run.tip = place;
  run.span_s = std::max(run.span_s, runs_.time_s(place) - runs_.episode_begin_s(place));
  idle_s_ = 0;
}

void Recorder::watch_warnings(Actor& actor, const mjData* d) {
  for (int w = 0; w < mjNWARNING; ++w) {
    int& seen = actor.warnings[static_cast<size_t>(w)];
    int number = d->warning[w].number;
    if (number == seen) continue;
    if (seen == 0)
      tell_event(actor.place, {{"event", "warning"},
                               {"t", d->time},
                               {"kind", warning_name(w)},
                               {"message", mju_warningText(w, static_cast<size_t>(d->warning[w].lastinfo))}});
    seen = number;
  }
}

void Recorder::watch_equalities(const Actor& actor, const mjModel* m, const mjData* d) {
  active_.resize(static_cast<size_t>(m->neq));
  if (std::memcmp(active_.data(), d->eq_active, active_.size()) == 0) return;
  for (int e = 0; e < m->neq; ++e)
    if (active_[static_cast<size_t>(e)] != d->eq_active[e])
      tell_event(actor.place, {{"event", "switched"},
                               {"t", d->time},
                               {"joint", ModelMap::equality_id(m, e)},
                               {"active", static_cast<bool>(d->eq_active[e])}});
  active_.assign(d->eq_active, d->eq_active + m->neq);
}

/// The recorded run wasn't the script's longest from time 0 (a model was stepped to try it): the parent runs it again
/// to record that one.
void Recorder::tell_longer_run() {
  double most_s = course_ && seen_one_ ? runs_seen_[static_cast<size_t>(config.run)].span_s + 1e-9 : 1e-9;
  int longest = -1;
  for (size_t i = 0; i < runs_seen_.size(); ++i)
    if (static_cast<int>(i) != config.run && runs_seen_[i].from_zero && runs_seen_[i].span_s > most_s)
      longest = static_cast<int>(i), most_s = runs_seen_[i].span_s;
  if (longest < 0) return;
  send('E', {{"event", "longer_run"}, {"t", simbench_progress.sim_time_s}, {"run", longest}, {"sim_time_s", most_s}});
}

bool Recorder::is_over(const Run& run, double elapsed_s) const {
  return elapsed_s - run.look_s >= kHardStop * config.horizon_s - 1e-9 || counted_s_ >= kTotalStop * config.horizon_s ||
         idle_s_ >= kIdleStop * config.horizon_s;
}

void Recorder::stop_if_over(Place place) {
  const Run& run = run_at(place);
  if (!is_over(run, runs_.elapsed_s(run.tip))) return;
  tell_end();
  inputs.end();
  send('E', {{"event", "hard_stop"}, {"t", simbench_progress.sim_time_s}});
  tell_longer_run();
  end_main();
  simbench_wire_stop("hard_stop");
}

void Recorder::own_step(const mjModel* m, mjData* d, const std::vector<mjtNum>& state, double unclocked_s,
                        const char* function) {
  {
    std::lock_guard lock(gate_);
    if (!seen_one_) hints.integrator = "script";
    Actor& actor = actor_of(d);
    size_t numbers = static_cast<size_t>(m->nq + m->nv);  // after the time
    bool went_on = actor.place.known() && m == actor.model && !actor.reset && actor.state.size() == numbers &&
                   std::memcmp(actor.state.data(), state.data() + 1, numbers * sizeof(double)) == 0;
    if (!went_on) {
      mjData* before = mj_copyData(nullptr, m, d);
      mj_setState(m, before, state.data(), mjSTATE_INTEGRATION);
      mj_forward(m, before);
      settle(actor, m, before);
      if (main_ == before) main_ = d;
      mj_deleteData(before);
    }
    actor.shift_s -= unclocked_s;
    if (is_recorded(actor.place)) inputs.give_up("own_integrator: the script integrates by itself");
    if (is_recorded(actor.place) && own_steps_told_.insert(function).second)
      tell_event(actor.place,
                 {{"event", "own_integrator"}, {"t", simbench_progress.sim_time_s}, {"function", function}});
  }
  after(m, d);
}

void Recorder::begin_member(const mjData* d, int number) {
  std::lock_guard lock(gate_);
  actors_.erase({d, number});
  last_data_ = nullptr;
  current_member = {d, number, false};
}

void Recorder::was_reset(const mjData* d) {
  std::lock_guard lock(gate_);
  if (auto actor = actors_.find({d, -1}); actor != actors_.end()) actor->second.reset = true;
}

void Recorder::was_reset(const void* batch, int member) {
  std::lock_guard lock(gate_);
  if (auto actor = actors_.find({batch, member}); actor != actors_.end()) actor->second.reset = true;
}

void Recorder::deleted(const mjData* d) {
  std::lock_guard lock(gate_);
  actors_.erase({d, -1});
  if (d == last_data_) last_data_ = nullptr;
  if (d == begun_by_) begun_by_ = nullptr;
  if (d != main_) return;
  inputs.last_look(model_, d);
  if (sampler_) sampler_->refresh_all(model_, d);  // for the last census, if it is the last
  main_ = nullptr;
  dropped_ = true;
}

void Recorder::deleted_batch(const void* batch) {
  std::lock_guard lock(gate_);
  last_data_ = nullptr;
  batch_systems_.erase(batch);
  if (batch == batch_) end_main();
  std::erase_if(actors_, [&](const auto& actor) { return actor.first.first == batch; });
}

void Recorder::deleted(const mjModel* m) {
  std::lock_guard lock(gate_);
  systems_.erase(m);
  if (m != model_) return;
  inputs.last_look(m, nullptr);
  end_main();
  dropped_ = true;
}

void Recorder::end_main() {
  if (course_) course_->flush();
  end_census();
  main_ = nullptr;
  batch_ = nullptr;
  model_ = nullptr;
  sampler_.reset();
}

void Recorder::end_census() {
  if (!model_ || !sampler_) return;
  const mjData* state = main_ ? sampler_->refresh_all(model_, main_) : sampler_->scratch();
  send('C', take_census(model_, state, *map_, hints, "end"));
}

void Recorder::finish() {
  std::lock_guard lock(gate_);
  active = false;  // first: what is freed now is ours
  tell_end();
  tell_longer_run();
  if (model_) inputs.last_look(model_, main_);
  inputs.end();
  end_main();
}

void Recorder::note(const std::string& text) {
  std::lock_guard lock(gate_);
  tell_note(text);
}

void Recorder::tell_note(const std::string& text) {
  if (notes_.insert(text).second)
    send('E', {{"event", "note"}, {"t", simbench_progress.sim_time_s}, {"about", "model"}, {"note", text}});
}

void Recorder::add_visual(const Json& visual) {
  if (!seen_one_) {
    hints.visuals.push_back(visual);
    return;
  }
  send('C', {{"when", "created"}, {"time_s", simbench_progress.sim_time_s}, {"visuals", Json::array({visual})}});
}

}  // namespace simbench::probe
