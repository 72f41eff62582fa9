#include "base/parallel.h"

#include <algorithm>
#include <atomic>
#include <thread>
#include <vector>

namespace simbench {

size_t core_count() {
  return std::max<size_t>(1, std::thread::hardware_concurrency());
}

void parallel_for(size_t n, size_t threads, const std::function<void(size_t)>& body) {
  threads = std::min(threads, n);
  if (threads <= 1) {
    for (size_t i = 0; i < n; ++i) body(i);
    return;
  }
  std::atomic<size_t> next{0};
  auto work = [&] {
    for (size_t i; (i = next.fetch_add(1)) < n;) body(i);
  };
  std::vector<std::jthread> pool;
  for (size_t t = 0; t < threads; ++t) pool.emplace_back(work);
}

}  // namespace simbench
