#pragma once
// Bodies that fixed joints hold together are one thing: how many bodies a rigid part is written as says nothing of its
// physics.
#include <vector>

#include "verdict/scene.h"

namespace simbench::verdict {

/// The movers with each welded group as one, and without what is welded to the ground. A weld that the motion belies
/// (it gave way, something overruled it) counts for nothing. `extent_m`: the scene's, by which a shift is measured.
std::vector<Mover> welded_as_one(const World& world, std::vector<Mover> movers, double extent_m);

}  // namespace simbench::verdict
