// Fuzz target: any two texts (split at a zero byte) are measured or refused with a reason, and the numbers stay in
// their range.
#include <cstdint>
#include <string>

#include "metric/metric.h"

namespace simbench::metric {

int fuzz(const uint8_t* data, size_t size) {
  std::string all(reinterpret_cast<const char*>(data), size);
  size_t cut = std::min(all.find('\0'), all.size());
  Text candidate(all.substr(0, cut));
  Reference reference(cut < all.size() ? all.substr(cut + 1) : "x = y\n");
  auto rows = registry();
  auto scores = measure_all({candidate, reference});
  for (size_t k = 0; k < rows.size(); ++k) {
    const auto& score = scores[k];
    check(score.value.has_value() == score.reason.empty(), "a value or a reason, never both");
    check(!score.value || (*score.value >= rows[k].low && *score.value <= rows[k].high + 1e-9),
          "the value is in its range");
  }
  return 0;
}

}  // namespace simbench::metric

#ifdef SIMBENCH_FUZZ  // libFuzzer's entry, one a program
extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  return simbench::metric::fuzz(data, size);
}
#endif
