#pragma once
// Follows the runs of a script: which one is recorded, what was overwritten between steps, when to sample, when to
// stop.
#include <array>
#include <atomic>
#include <cstdint>
#include <map>
#include <memory>
#include <mutex>
#include <random>
#include <set>
#include <thread>
#include <vector>

#include "probes/mujoco/course.h"
#include "probes/mujoco/inputs.h"
#include "probes/mujoco/sampler.h"

namespace simbench::probe {

struct Config {
  double horizon_s = 5, sample_s = 0.02;
  double velocity_jitter = 0;
  uint64_t seed = 0;
  int substeps = 1;
  int integrator = -1;  ///< mjtIntegrator, or -1: as the script has it
  int run = 0;          ///< which run is recorded: runs are numbered in the order of their first steps
};

/// A lock that is nearly always free: taken twice a step.
class Gate {
 public:
  void lock() {
    while (taken_.test_and_set(std::memory_order_acquire)) std::this_thread::yield();
  }
  void unlock() { taken_.clear(std::memory_order_release); }

 private:
  std::atomic_flag taken_;
};

class Recorder {
 public:
  Config config;
  Hints hints;
  Inputs inputs;
  bool active = true;  ///< off: hooks pass through (the Python hook does the work)

  /// Before a step, or a part of one: where it goes on from. The recorded run's first step takes the census.
  void before(const mjModel* m, mjData* d, Part part);
  /// After the first half of a step that is done in two halves.
  void between(const mjModel* m, const mjData* d);
  /// After a whole step: time, warnings, sample, hard stop.
  void after(const mjModel* m, mjData* d);
  /// After a step of the script's own integrator from `state` (mjSTATE_INTEGRATION); `unclocked_s` of it aren't in the
  /// data's time.
  void own_step(const mjModel* m, mjData* d, const std::vector<mjtNum>& state, double unclocked_s,
                const char* function);
  /// A rollout begins a member, on a data that it uses for many.
  void begin_member(const mjData* d, int number);
  /// The script reset it: what it does next is an episode, not a state of its own making.
  void was_reset(const mjData* d);
  void was_reset(const void* batch, int member);
  /// A data or a model is about to go: scripts drop them in any order.
  void deleted(const mjData* d);
  void deleted(const mjModel* m);
  void deleted_batch(const void* batch);
  /// The last census, then nothing more is recorded.
  void finish();
  /// A visual request made after the first census.
  void add_visual(const Json& visual);
  /// Something worth knowing about the run, told once.
  void note(const std::string& text);

 private:
  /// What holds a state and is stepped: a data, or a member of a batch or of a rollout.
  struct Actor {
    Place place, began;  ///< where it is, and where its first step left from
    const mjModel* model = nullptr;
    uint64_t system = 0;        ///< its number
    std::vector<double> state;  ///< qpos and qvel after its last step
    double time_s = 0;          ///< the script's time after its last step
    double shift_s = 0;         ///< the script's time less the run's: it may go back without setting back its clock
    double next_sample_s = 0;
    bool reset = false;
    std::array<int, mjNWARNING> warnings{};
  };
  using Key = std::pair<const void*, int>;  ///< a data and −1, or a batch and its member
  struct Run {
    bool from_zero = false;         ///< its first step was at time 0: no branch of another run
    bool member = false;            ///< of a batch, but its first
    uint64_t system = 0;            ///< the model's content when it began
    Place tip;                      ///< how far it came
    double look_s = 0, span_s = 0;  ///< longest way back; longest episode
  };
  Actor& actor_of(const mjData* d);
  bool goes_on(const Actor& actor, const mjModel* m, const mjData* d) const;
  void settle(Actor& actor, const mjModel* m, mjData* d);
  void follow_inputs(const Actor& actor, const mjModel* m, const mjData* d, Part part);
  bool is_try(const Actor& actor);
  void go_on_from(Actor& actor, Place place, const mjModel* m, mjData* d);
  uint64_t system_of(const mjModel* m);
  void begin_run(Actor& actor, const mjModel* m, mjData* d);
  void begin_episode(Actor& actor, const mjModel* m, mjData* d);
  void start(Actor& actor, const mjModel* m, mjData* d);
  void made_by(const mjModel* m, const mjData* d);
  void tell_first_row(Actor& actor, const mjModel* m, mjData* d);
  void keep_state(Actor& actor, const mjModel* m, const mjData* d);
  uint64_t key_of(const mjModel* m, const mjData* d);
  void jitter(const mjModel* m, mjData* d) const;
  bool goes_straight_on(Actor& actor, const mjModel* m, mjData* d);
  void tell_step(Actor& actor, double time_s, const mjModel* m, mjData* d);
  bool is_over(const Run& run, double elapsed_s) const;
  void advance(Actor& actor, Place from, const mjModel* m, mjData* d);
  void count(Place from, Place place, double dt_s);
  void watch_warnings(Actor& actor, const mjData* d);
  void watch_equalities(const Actor& actor, const mjModel* m, const mjData* d);
  void tell_note(const std::string& text);
  void tell_event(Place place, const Json& event);
  void tell_progress(Place place);
  void tell_end();
  void leave_out_copies();
  double next_sample(double time_s) const;
  void stop_if_over(Place place);
  void tell_longer_run();
  void end_census();
  void end_main();
  bool is_recorded(Place place) const { return runs_.run_of(place) == config.run; }
  Run& run_at(Place place) { return runs_seen_[static_cast<size_t>(runs_.run_of(place))]; }

  Gate gate_;
  Runs runs_;
  std::unique_ptr<Course> course_;
  std::vector<Run> runs_seen_;
  std::map<Key, Actor> actors_;
  Actor* last_actor_ = nullptr;
  const mjData* last_data_ = nullptr;              ///< whose actor that is
  std::map<const mjModel*, uint64_t> systems_;     ///< the script's models: equal numbers, same system
  std::map<const void*, uint64_t> batch_systems_;  ///< of batches: their models come and go
  uint64_t systems_made_ = 0;
  bool seen_one_ = false, returned_ = false;
  const mjModel* model_ = nullptr;  ///< of the recorded run's last step
  const mjData* main_ = nullptr;    ///< that made it, until it is deleted; of a batch none
  const void* batch_ = nullptr;     ///< that made it
  bool dropped_ = false;            ///< that is deleted
  std::unique_ptr<ModelMap> map_;
  std::unique_ptr<Sampler> sampler_;
  std::vector<unsigned char> active_;  ///< equalities switched on after the last step
  std::set<std::string> notes_, own_steps_told_;
  Place last_;                              ///< of the recorded run's last step
  const mjData* begun_by_ = nullptr;        ///< the data that began the recorded run, until it is deleted
  Place tip_began_;                         ///< where what made the course's last step began
  uint64_t tries_ = 0, tries_allowed_ = 0;  ///< other states at the start, before 20 steps
  double counted_s_ = 0;                    ///< simulated time over all runs, looks ahead left out
  double idle_s_ = 0;                       ///< since a run came further than any look ahead
};

Recorder& recorder();

/// The member of a batch or rollout that this thread steps now; `owner` null: none, each data is stepped for itself.
struct Member {
  const void* owner = nullptr;
  int number = -1;
  bool batch = false;
};
extern constinit thread_local Member current_member;

}  // namespace simbench::probe
