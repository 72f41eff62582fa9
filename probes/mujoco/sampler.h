#pragma once
// One row of numbers about the state of a MuJoCo run, by the layout of docs/format/trace.md.
#include <vector>

#include "probes/mujoco/census.h"

namespace simbench::probe {

/// Owns a scratch mjData: after a step the user's own derived quantities belong to the state before it, and recomputing
/// them there would change what the script sees.
class Sampler {
 public:
  Sampler(const mjModel* m, const ModelMap& map) : map_(map), scratch_(mj_makeData(m)) {}
  ~Sampler() { mj_deleteData(scratch_); }
  Sampler(const Sampler&) = delete;
  Sampler& operator=(const Sampler&) = delete;

  Json layout(const mjModel* m) const;
  /// Positions, velocities and potential energy of `d`'s state in the scratch data.
  const mjData* refresh(const mjModel* m, const mjData* d);
  /// The same with cameras and lights, for a census.
  const mjData* refresh_all(const mjModel* m, const mjData* d);
  /// The row of the state after a step; contacts, reactions, sensors and controls are those of that step. `d` is as it
  /// was afterwards.
  const std::vector<double>& row(const mjModel* m, mjData* d);
  /// The row before the first step: forces come from a forward pass on the scratch data.
  const std::vector<double>& first_row(const mjModel* m, const mjData* d);

 private:
  void copy_positions(const mjModel* m, const mjData* d);
  void place(const mjModel* m);
  void look_ahead(const mjModel* m, const mjData* d);
  void fill(const mjModel* m, const mjData* d);
  void add_bodies(const mjModel* m);
  void add_joints(const mjModel* m);
  void take_reactions(const mjModel* m, mjData* d);
  void add_energy(const mjModel* m);
  void add_contacts(const mjModel* m, const mjData* d);
  void add_nodes(const mjModel* m);
  void joint_reaction(const mjModel* m, const mjData* d, int joint);
  void equality_reaction(const mjModel* m, const mjData* d, int equality);
  double kinetic_energy(const mjModel* m) const;

  const ModelMap& map_;
  mjData* scratch_;
  std::vector<double> row_, touch_, reactions_, saved_;
  std::vector<double> ahead_;  ///< flex vertices a moment later, where some are interpolated
};

}  // namespace simbench::probe
