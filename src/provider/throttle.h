#pragma once
#include <cstddef>
#include <optional>
#include <string_view>

#include "base/base.h"

namespace simbench::provider {

/// How many requests may be open at once: doubled every round, and every second, until the first refusal, then more by
/// one a round; cut by three tenths at a refusal, at most once a second, with a common pause. Times are seconds of any
/// steady clock.
class Throttle {
 public:
  explicit Throttle(size_t max_open);
  bool may_start(double now, size_t open);
  /// When the limit is doubled without an answer; far away if it isn't.
  double grows_at() const;
  /// When the pause is over; in the past if there is none.
  double paused_until() const { return paused_until_; }
  void succeeded();
  /// Nothing is started before `until`.
  void pause(double until) { paused_until_ = std::max(paused_until_, until); }
  /// The endpoint said "too many" or "overloaded" and asked to wait.
  void refused(double now, double wait_s);
  double limit() const { return limit_; }

 private:
  double max_, limit_;
  bool slow_start_ = true;  ///< until the first refusal the limit grows by one a success, then by one a round
  double paused_until_ = 0, last_cut_ = -1e9;
  std::optional<double> grown_;  ///< when it was doubled without an answer, or the first request was let through
};

/// Seconds to wait before try `attempt` + 1 (from 0): what the endpoint asked for, else 2^attempt s with ±25 % jitter,
/// at most 60 s.
double retry_wait(int attempt, std::optional<double> retry_after_s, Rng& rng);

/// Retry-After: seconds or an HTTP date (`now_s` since 1970). nullopt if it is neither.
std::optional<double> parse_retry_after(std::string_view value, double now_s);

}  // namespace simbench::provider
