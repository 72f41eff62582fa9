#pragma once
// The moving things of a run on a common time grid: what the comparison with the reference works on.
#include <vector>

#include "verdict/world.h"

namespace simbench::verdict {

struct Mover {
  Object object;             ///< of bodies that are welded together: the heaviest
  double weight = 0;         ///< kg; a node's share of its mesh
  double inertia_kg_m2 = 0;  ///< sum of the principal moments, the same in whatever frame; 0 for nodes
  std::vector<Vec3> pos_m, vel_m_s;
  std::vector<Quat> quat;         ///< empty for nodes
  std::vector<double> kinetic_j;  ///< of translation and rotation
  /// False before it was created and after it was removed.
  bool is_there(size_t i) const { return finite(pos_m[i]); }
};

struct Scene {
  std::vector<double> t;  ///< the grid, s
  std::vector<Mover> movers;
  Vec3 gravity;
  double extent_m = 1;
};

/// `points` instants over [start, until_s], interpolated by positions and velocities. Movers without samples are left
/// out; bodies that are welded together are one mover, and what is welded to the ground is none.
Scene make_scene(const World& world, double until_s, size_t points);

/// How far the members of an ensemble stray from the plain run: running maxima over time, for each mover of the plain
/// run.
struct Spread {
  std::vector<std::vector<double>> pos;    ///< [mover][t], in scene extents
  std::vector<std::vector<double>> angle;  ///< [mover][t], rad
};
Spread spread_of(const Scene& plain, const std::vector<Scene>& members);

/// Rotation since the first instant at which it is there, in the world frame.
Quat turn_since_start(const Mover& mover, size_t i);

}  // namespace simbench::verdict
