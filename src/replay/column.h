#pragma once
// Numbers over time in few characters: whole steps of a quantum, differenced.
#include <vector>

#include "base/json.h"

namespace simbench::replay {

/// A power of ten, so that `range` is some thousands of steps of it.
double quantum_of(double range);

/// docs/format/scene.md, "Columns": a plain number where all are the same, null where none is finite.
Json column(const std::vector<double>& values, double quantum);
/// With the quantum that fits the column's own range.
Json column(const std::vector<double>& values);

}  // namespace simbench::replay
