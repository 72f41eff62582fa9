#pragma once
// The pace of this room's loops: of a run, and of judging.
#include <algorithm>
#include <chrono>
#include <cmath>
#include <optional>

namespace simbench::campaign {

inline constexpr double kWait_s = 0.05, kProgress_s = 0.1;

/// Seconds of a clock that never goes back.
inline double now_s() {
  return std::chrono::duration<double>(std::chrono::steady_clock::now().time_since_epoch()).count();
}

/// How long the rest takes, told so that it doesn't jump: cells end in bursts, and between two bursts the mean of all
/// before them rises. Counts down, and comes to what the mean says within half a minute or so. What passed before the
/// first cell ended (references, warming up) isn't the pace of the rest, once more of them tell it.
class Remaining {
 public:
  /// in done: of this call, elapsed: its seconds; nullopt until something can be said
  std::optional<double> at(double elapsed_s, size_t done, size_t left) {
    constexpr size_t kFewest = 3;
    constexpr double kCalm_s = 20;
    if (left == 0) return 0;
    if (done > 0 && first_done_ == 0) first_done_ = done, first_s_ = elapsed_s;
    if (done < kFewest) return std::nullopt;
    double each_s = elapsed_s / static_cast<double>(done);
    if (done > first_done_) each_s = std::min(each_s, (elapsed_s - first_s_) / static_cast<double>(done - first_done_));
    double mean_says = each_s * static_cast<double>(left);
    double step_s = elapsed_s - at_s_;
    double foreseen = left_s_ ? std::max(0.0, *left_s_ - step_s) : mean_says;
    left_s_ = foreseen + (mean_says - foreseen) * (1 - std::exp(-step_s / kCalm_s));
    at_s_ = elapsed_s;
    return left_s_;
  }

 private:
  std::optional<double> left_s_;
  double at_s_ = 0, first_s_ = 0;
  size_t first_done_ = 0;
};

}  // namespace simbench::campaign
