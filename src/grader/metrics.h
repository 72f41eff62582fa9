#pragma once
// Counts of a server, in Prometheus' text form.
#include <array>
#include <atomic>
#include <mutex>
#include <string>

#include "grader/item.h"

namespace simbench::grader {

class Metrics {
 public:
  void graded(const Grade& grade);
  void refused() { ++refused_; }             ///< a request for which there was no room
  void dropped(size_t n) { dropped_ += n; }  ///< items whose client went away before they began
  /// `waiting`, `running`: as they are now.
  std::string text(size_t waiting, size_t running) const;

 private:
  static constexpr std::array<double, 8> kBounds_s{0.05, 0.1, 0.25, 0.5, 1, 2.5, 10, 60};

  mutable std::mutex gate_;
  std::array<size_t, 4> by_class_{};
  std::array<size_t, 3> by_confirmed_{};
  std::array<size_t, kBounds_s.size() + 1> seconds_{};
  size_t duplicates_ = 0;
  double wall_s_ = 0, cpu_s_ = 0;
  std::atomic<size_t> refused_ = 0, dropped_ = 0;
};

}  // namespace simbench::grader
