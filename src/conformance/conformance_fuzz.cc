// Fuzz target: the checker, its texts and its rewriters take any bytes, with both kinds of index.
#include <cstdint>
#include <string>

#include "base/base.h"
#include "conformance/conformance.h"

namespace simbench::conformance {

int fuzz(const uint8_t* data, size_t size) {
  std::string text(reinterpret_cast<const char*>(data), size);
  for (const char* name : {"pychrono-10.0.0", "mujoco-4.0.0"}) {
    IndexPointer index = api_index::load_index(name).value();
    Report report = conformance::check(*index, text);
    simbench::check(report.runs == (report.fatal_count() == 0 && report.steps),
                    "runs means: nothing fatal, and a step");
    for (const Violation& v : report.violations) simbench::check(v.line >= 1 && v.column >= 1, "places count from 1");
    to_text(report.to_json("x"));
    to_human_text(report, "x", text, true);
    std::string fixed = apply_fixes(text, report);
    drift(*index, text).value();
    excerpt(*index, {text}, 500);
  }
  return 0;
}

}  // namespace simbench::conformance

#ifdef SIMBENCH_FUZZ  // libFuzzer's entry, one a program
extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  return simbench::conformance::fuzz(data, size);
}
#endif
