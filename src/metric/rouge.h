#pragma once
// ROUGE's last step. Private to the room.
#include <cstddef>

#include "metric/metric.h"

namespace simbench::metric {

/// The f-measure of `hits` out of `candidate` and of `reference` things: 2pr/(p+r); 0 if nothing matches.
double f_measure(size_t hits, size_t candidate, size_t reference);

}  // namespace simbench::metric
