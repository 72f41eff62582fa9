#pragma once
// Follows the runs of a script: which mjData is the main one, what was overwritten between steps, when to sample, when to stop.
#include <array>
#include <cstdint>
#include <memory>
#include <mutex>
#include <random>
#include <vector>

#include "sandbox/probes/mujoco/sampler.h"

namespace simbench::probe {

struct Config {
  double horizon_s = 5, sample_s = 0.02;
  double velocity_jitter = 0;
  uint64_t seed = 0;
  int substeps = 1;
  int integrator = -1;  ///< mjtIntegrator, or -1: as the script has it
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
  void start(const mjModel* m, mjData* d);
  void jitter(const mjModel* m, mjData* d);
  void keep_state(const mjModel* m, const mjData* d);
  void sample(const mjModel* m, mjData* d);
  void watch_warnings(const mjData* d);
  void stop_if_over(double elapsed_s);
  void end_census();
  void end_main();
  std::mutex starting_;
  const mjModel* model_ = nullptr;
  const mjData* main_ = nullptr;  ///< the run that is recorded: the first that steps, until it is deleted
  bool seen_one_ = false, returned_ = false;
  std::unique_ptr<ModelMap> map_;
  std::unique_ptr<Sampler> sampler_;
  std::vector<double> state_;     ///< qpos and qvel after the last step
  double last_time_ = 0, elapsed_s_ = 0, next_sample_s_ = 0;
  std::array<bool, mjNWARNING> warned_{};
};

Recorder& recorder();

}  // namespace simbench::probe
