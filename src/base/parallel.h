#pragma once
#include <cstddef>
#include <functional>

namespace simbench {

/// Cores that may be used, at least 1.
size_t core_count();

/// Calls body(0) … body(n-1) on up to `threads` threads and waits. `body` must not throw.
/// With threads <= 1 it runs in order on the caller's thread.
void parallel_for(size_t n, size_t threads, const std::function<void(size_t)>& body);

}  // namespace simbench
