// Fuzz target: frames from a stranger's process are read, looked up, reduced, exported and written again.
#include <cstdint>
#include <string>

#include "base/base.h"
#include "trace/trace.h"

namespace simbench::trace {

int fuzz(const uint8_t* data, size_t size) {
  auto trace = parse({reinterpret_cast<const char*>(data), size});
  if (!trace) return 0;
  size_t samples = trace->sample_count();
  check(trace->times().size() == samples, "a time for every sample");
  check(trace->series("body", 1, 12).size() == samples, "a number for every sample");
  trace->first_census(), trace->last_census(), trace->objects("bodies");
  Trace small = reduce(*trace, {.samples = 3});
  check(small.sample_count() == std::min<size_t>(3, samples), "reduced to what was asked for");
  if (auto csv = to_csv(*trace)) {
    auto table = parse_csv(*csv, "trace.csv");
    check(table && table->rows.size() == samples, "one row a sample");
  }
  auto again = parse(encode(*trace));
  check(again && !again->truncated && again->sample_count() == samples && encode(*again) == encode(*trace),
        "what was read can be written and read again");
  return 0;
}

}  // namespace simbench::trace

#ifdef SIMBENCH_FUZZ  // libFuzzer's entry, one a program
extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  return simbench::trace::fuzz(data, size);
}
#endif
