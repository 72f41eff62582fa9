#pragma once
// One row of numbers about the state of a MuJoCo run, by the layout of docs/format/trace.md.
#include <string>
#include <vector>

#include "probes/mujoco/census.h"

namespace simbench::probe {

/// True where a script's own code is called on the way of a forward pass.
bool has_callbacks();

/// Owns a scratch mjData: after a step the user's own derived quantities belong to the state before it, and recomputing
/// them there would change what the script sees.
class Sampler {
 public:
  Sampler(const mjModel* m, const ModelMap& map) : map_(map), scratch_(mj_makeData(m)) {}
  ~Sampler() {
    mj_deleteData(scratch_);
    if (awake_) mj_deleteData(awake_);
  }
  Sampler(const Sampler&) = delete;
  Sampler& operator=(const Sampler&) = delete;

  Json layout(const mjModel* m) const;
  /// What is odd about the model as it stands, for notes; after refresh_all.
  std::vector<std::string> oddities(const mjModel* m);
  /// Positions, velocities and potential energy of `d`'s state in the scratch data.
  const mjData* refresh(const mjModel* m, const mjData* d);
  /// The same with cameras and lights, for a census.
  const mjData* refresh_all(const mjModel* m, const mjData* d);
  const mjData* scratch() const { return scratch_; }
  /// The row of the state after a step, at the run's own `time_s`; contacts, reactions, sensors, controls and actuator
  /// forces are those of that step. `d` is as it was afterwards.
  const std::vector<double>& row(const mjModel* m, mjData* d, double time_s);
  /// The row before the first step: forces come from a forward pass on the scratch data.
  const std::vector<double>& first_row(const mjModel* m, const mjData* d, double time_s);

 private:
  void copy_positions(const mjModel* m, const mjData* d);
  void place(const mjModel* m);
  void look_ahead(const mjModel* m, const mjData* d);
  void fill(const mjModel* m, const mjData* d, double time_s);
  void add_bodies(const mjModel* m);
  void add_joints(const mjModel* m);
  void add_energy(const mjModel* m);
  void add_contacts(const mjModel* m, const mjData* d);
  void add_nodes(const mjModel* m);
  void add_actuators(const mjModel* m, const mjData* d);
  double kinetic_energy(const mjModel* m) const;
  // reactions.cc
  void take_reactions(const mjModel* m, mjData* d);
  void joint_reaction(const mjModel* m, const mjData* d, int joint);
  void equality_reaction(const mjModel* m, const mjData* d, int equality);
  bool holds_sleeper(const mjModel* m, int equality) const;
  // contacts.cc
  int take_contacts(const mjModel* m, const mjData* d, bool resting);
  void wake(const mjModel* m, const mjData* d);
  void settle_awake(const mjModel* m, const mjData* d);
  bool sleeps(const mjModel* m, int body) const;

  const ModelMap& map_;
  mjData* scratch_;
  mjData* awake_ = nullptr;  ///< the state with nothing asleep: what sleeping bodies carry
  std::vector<int> asleep_;  ///< trees; empty: none sleeps
  bool awake_known_ = false;
  int steps_awake_ = 0;
  std::vector<double> row_, touch_, reactions_, saved_;
  std::vector<double> at_rest_;  ///< contact forces of sleeping bodies, when they fell asleep
  int contacts_at_rest_ = 0;
  std::vector<double> ahead_;  ///< flex vertices a moment later, where some are interpolated
};

}  // namespace simbench::probe
