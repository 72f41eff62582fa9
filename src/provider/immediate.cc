#include "provider/immediate.h"

namespace simbench::provider {

size_t Immediate::run_for(double seconds) {
  auto deadline = std::chrono::steady_clock::now() + std::chrono::duration<double>(seconds);
  while (!open_.empty()) {
    auto [request, done] = std::move(open_.front());
    open_.pop_front();
    done(answer(request));
    if (std::chrono::steady_clock::now() >= deadline) break;
  }
  return open_.size();
}

}  // namespace simbench::provider
