#include "base/base.h"
#include "trace/trace.h"

namespace simbench::trace {
namespace {

/// `keep` of `count` rows, evenly spread, the first and the last among them.
std::vector<size_t> spread_rows(size_t count, size_t keep) {
  std::vector<size_t> rows;
  if (keep >= count) keep = count;
  for (size_t i = 0; i < keep; ++i) rows.push_back(keep == 1 ? count - 1 : i * (count - 1) / (keep - 1));
  return rows;
}

/// Larger numbers than a float holds mark a divergence and stay as they are.
double in_32_bits(double x) {
  return std::abs(x) < std::numeric_limits<float>::max() ? static_cast<float>(x) : x;
}

std::pair<std::string, std::string> name_of(const Json& call) {
  return {get_string(call, "class").value_or(""), get_string(call, "method").value_or("")};
}

}  // namespace

Trace reduce(const Trace& trace, const Reduction& how) {
  Trace small = trace;
  small.calls.clear();
  std::map<std::pair<std::string, std::string>, size_t> seen;
  for (const Json& call : trace.calls) {
    if (how.keep_call && !how.keep_call(call)) continue;
    if (++seen[name_of(call)] <= how.calls_of_a_name) small.calls.push_back(call);
  }
  std::vector<size_t> rows = spread_rows(trace.sample_count(), how.samples);
  size_t first = 0, next = 0;
  for (size_t s = 0; s < trace.segments.size(); ++s) {
    const Segment& from = trace.segments[s];
    Segment& to = small.segments[s];
    to.values.clear();
    for (; next < rows.size() && rows[next] < first + from.size(); ++next) {
      const double* row = from.values.data() + (rows[next] - first) * from.stride;
      to.values.push_back(row[0]);  // the time in full: 0.1 s must stay 0.1 s
      for (size_t i = 1; i < from.stride; ++i) to.values.push_back(in_32_bits(row[i]));
    }
    first += from.size();
  }
  return small;
}

}  // namespace simbench::trace
