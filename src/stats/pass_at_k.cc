#include "stats/pass_at_k.h"

#include <fmt/format.h>

#include "base/base.h"

namespace simbench::stats {

Figure pass_at_k(size_t n, size_t c, size_t k) {
  check(c <= n, "pass_at_k: more passes than tries");
  if (k == 0) return Figure::undefined("k is 0");
  if (k > n) return Figure::undefined(fmt::format("k = {} needs at least as many tries, there are {}", k, n));
  double none = 1;  // chance that k tries, drawn from the n without putting back, all fail
  for (size_t i = 0; i < k; ++i) {
    if (n - c <= i) return Figure::of(1);
    none *= static_cast<double>(n - c - i) / static_cast<double>(n - i);
  }
  return Figure::of(1 - none);
}

}  // namespace simbench::stats
