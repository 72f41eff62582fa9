#pragma once
// Samples of one layout, column by column on a grid: what a frame `Q` holds (docs/format/trace.md, "Reduced traces").
#include <string>
#include <string_view>

#include "trace/trace.h"

namespace simbench::trace {

/// All rows of a segment. A column's numbers come back to within 1e-5 of its range, times to the microsecond; exactly
/// where some aren't finite or too large for a grid.
std::string pack_samples(const Segment& segment);
/// Adds the rows of `payload` to `segment`, whose layout must be that of the packing. False, and nothing added, if it
/// isn't such a payload or holds more than `most` numbers.
bool unpack_samples(std::string_view payload, size_t most, Segment& segment);

}  // namespace simbench::trace
