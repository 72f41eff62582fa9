#pragma once
// What a cell's trajectory plot shows: candidate over reference, thinned.
#include "trace/trace.h"

namespace simbench::report {

/// Positions over time of the moving bodies (at most `bodies`, those that move most) and energies, as JSON for the
/// page:
/// {"t": […], "series": [{"name": "bob", "unit": "m", "x": […], "y": […], "z": […]}]}; at most `points` samples, 5
/// digits.
Json thin_trajectory(const trace::Trace& trace, size_t points, size_t bodies = 4);

}  // namespace simbench::report
