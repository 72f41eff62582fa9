#pragma once
// Steps that a script takes by itself: it has MuJoCo evaluate the forces, and moves the state with its own integrator.
#include <atomic>
#include <map>
#include <mutex>
#include <vector>

#include "probes/mujoco/recorder.h"

namespace simbench::probe {

class OwnSteps {
 public:
  /// After mj_forward. The way from the last evaluated state is a step if time went on and the velocities changed by
  /// what the accelerations on the way make of them, the positions by what the velocities do. (A script that only shows
  /// positions that it computed doesn't do that.)
  void evaluated(const mjModel* m, mjData* d);
  /// mj_integratePos moved `qpos` over `dt`; it matters where that is a data's own.
  void integrated(const mjtNum* qpos, double dt);
  /// MuJoCo steps this data, or it goes.
  void forget(const mjData* d);

 private:
  /// The evaluated state that the next step leaves, and the range of what was evaluated since.
  struct Base {
    std::vector<mjtNum> state, qpos, qvel, least_a, most_a, least_v, most_v;
    double time_s = 0, integrated_s = 0;
    int stages = 0;        ///< evaluations since, at the same time
    bool clocked = false;  ///< the script moves the time with its steps
  };
  void begin(Base& base, const mjModel* m, const mjData* d) const;
  bool follows(const Base& base, const mjModel* m, const mjData* d, double dt_s, double tolerance) const;

  std::mutex gate_;
  std::atomic<bool> any_ = false;
  std::map<const mjData*, Base> bases_;
};

OwnSteps& own_steps();

}  // namespace simbench::probe
