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

std::pair<std::string, std::string> name_of(const Json& call) {
  return {get_string(call, "class").value_or(""), get_string(call, "method").value_or("")};
}

/// The layout with the blocks that stay, and where their numbers stood.
Segment narrowed(const Segment& from, const Reduction& how, std::vector<size_t>& columns) {
  Segment to;
  columns = {0};
  for (Block block : from.blocks) {
    if (how.keep_block && !how.keep_block(block)) continue;
    for (size_t i = 0; i < block.width; ++i) columns.push_back(block.offset + i);
    block.offset = to.stride, to.stride += block.width;
    to.blocks.push_back(std::move(block));
  }
  return to;
}

bool same_layout(const Segment& a, const Segment& b) {
  return std::equal(a.blocks.begin(), a.blocks.end(), b.blocks.begin(), b.blocks.end(),
                    [](const Block& x, const Block& y) {
                      return x.kind == y.kind && x.id == y.id && x.mesh == y.mesh && x.width == y.width;
                    });
}

}  // namespace

Trace reduce(const Trace& trace, const Reduction& how) {
  Trace small = trace;
  small.calls.clear(), small.segments.clear();
  std::map<std::pair<std::string, std::string>, size_t> seen;
  for (const Json& call : trace.calls) {
    if (how.keep_call && !how.keep_call(call)) continue;
    if (++seen[name_of(call)] <= how.calls_of_a_name) small.calls.push_back(call);
  }
  std::erase_if(small.events, [&](const Json& event) {
    return how.keep_call && get_string(event, "event") == "printed" && !how.keep_call(event);
  });
  std::vector<size_t> rows = spread_rows(trace.sample_count(), how.samples), columns;
  size_t first = 0, next = 0;
  for (const Segment& from : trace.segments) {
    Segment to = narrowed(from, how, columns);
    if (small.segments.empty() || !same_layout(small.segments.back(), to)) small.segments.push_back(std::move(to));
    std::vector<double>& values = small.segments.back().values;
    for (; next < rows.size() && rows[next] < first + from.size(); ++next)
      for (size_t column : columns) values.push_back(from.values[(rows[next] - first) * from.stride + column]);
    first += from.size();
  }
  return small;
}

}  // namespace simbench::trace
