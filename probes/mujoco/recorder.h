#pragma once
// Follows the runs of a script: which mjData is the recorded one, what was overwritten between steps, when to sample,
// when to stop.
#include <array>
#include <cstdint>
#include <map>
#include <memory>
#include <mutex>
#include <random>
#include <vector>

#include "probes/mujoco/sampler.h"

namespace simbench::probe {

struct Config {
  double horizon_s = 5, sample_s = 0.02;
  double velocity_jitter = 0;
  uint64_t seed = 0;
  int substeps = 1;
  int integrator = -1;  ///< mjtIntegrator, or -1: as the script has it
  int run = 0;          ///< which run is recorded: the number of its mjData in the order of their first steps
};

class Recorder {
 public:
  Config config;
  Hints hints;
  bool active = true;  ///< off: hooks pass through (the Python hook does the work)

  /// Before a step: the first time it takes the census; then it notes whether the script overwrote the state.
  void before(const mjModel* m, mjData* d);
  /// After the first half of a step that is done in two halves.
  void between(const mjModel* m, const mjData* d);
  /// After a whole step: time, warnings, sample, hard stop.
  void after(const mjModel* m, mjData* d);
  /// The main run's data, or its model, are about to go: scripts drop them in any order.
  void deleted(const mjData* d);
  void deleted(const mjModel* m);
  /// The last census, then nothing more is recorded.
  void finish();
  /// A visual request made after the first census.
  void add_visual(const Json& visual);

 private:
  /// An mjData that steps beside the recorded one, or steps before or after it.
  struct OtherRun {
    int number = 0;
    bool from_zero = false;  ///< its first step was at time 0: no branch of another run
    double elapsed_s = 0;
  };
  /// Makes `d` the recorded run if it is the wanted one.
  void take_up(const mjModel* m, mjData* d);
  void start(const mjModel* m, mjData* d);
  void sample_start(const mjModel* m, mjData* d);
  void begin_episode(const mjModel* m, mjData* d);
  void jitter(const mjModel* m, mjData* d);
  void keep_state(const mjModel* m, const mjData* d);
  void sample(const mjModel* m, mjData* d);
  void watch_warnings(const mjData* d);
  void watch_equalities(const mjModel* m, const mjData* d);
  void follow_other(const mjModel* m, const mjData* d);
  void stop_if_over(double elapsed_s);
  void tell_longer_run();
  void end_census();
  void end_main();
  std::mutex starting_;
  const mjModel* model_ = nullptr;
  const mjData* main_ = nullptr;  ///< the run that is recorded, until it is deleted
  std::map<const mjData*, OtherRun> others_;
  OtherRun longest_other_;
  int runs_ = 0;
  bool alone_ = true;  ///< no other run has stepped
  bool seen_one_ = false, returned_ = false;
  std::unique_ptr<ModelMap> map_;
  std::unique_ptr<Sampler> sampler_;
  std::vector<double> state_;          ///< qpos and qvel after the last step
  std::vector<unsigned char> active_;  ///< equalities switched on after the last step
  double last_time_ = 0, elapsed_s_ = 0, next_sample_s_ = 0;
  uint64_t episode_begin_ = 0;  ///< steps done before this episode
  std::array<bool, mjNWARNING> warned_{};
};

Recorder& recorder();

}  // namespace simbench::probe
