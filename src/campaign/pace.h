#pragma once
// The pace of this room's loops: of a run, and of judging.
#include <chrono>

namespace simbench::campaign {

inline constexpr double kWait_s = 0.05, kProgress_s = 0.1;

/// Seconds of a clock that never goes back.
inline double now_s() {
  return std::chrono::duration<double>(std::chrono::steady_clock::now().time_since_epoch()).count();
}

}  // namespace simbench::campaign
