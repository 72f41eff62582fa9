// Which samples are the run that counts.
#include "base/base.h"
#include "trace/trace.h"

namespace simbench::trace {

bool is_state(const Block& block) {
  return block.kind == "body" || block.kind == "joint" || block.kind == "node";
}

namespace {

/// The first sample of first … end in which a body, joint or node is no number; `end` if there is none.
size_t first_divergence(const Trace& trace, size_t first, size_t end) {
  size_t sample = 0;
  for (const Segment& segment : trace.segments) {
    for (size_t row = 0; row < segment.size() && sample < end; ++row, ++sample)
      for (const Block& block : segment.blocks) {
        if (sample < first || !is_state(block)) continue;
        const double* numbers = &segment.values[row * segment.stride + block.offset];
        if (!std::all_of(numbers, numbers + block.width, [](double x) { return std::isfinite(x); })) return sample;
      }
  }
  return end;
}

}  // namespace

Episode longest_episode(const Trace& trace) {
  std::vector<double> all = trace.times();
  Episode best;
  double longest_s = -1;
  for (size_t first = 0; first < all.size();) {
    size_t end = first + 1;
    while (end < all.size() && all[end] >= all[end - 1]) ++end;
    if (all[end - 1] - all[first] > longest_s) longest_s = all[end - 1] - all[first], best = {first, end, false};
    first = end;
  }
  size_t diverges = first_divergence(trace, best.first, best.end);
  best.diverged = diverges < best.end, best.end = diverges;
  return best;
}

}  // namespace simbench::trace
