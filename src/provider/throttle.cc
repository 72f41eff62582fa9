#include "provider/throttle.h"

#include <curl/curl.h>

#include <algorithm>
#include <charconv>
#include <cmath>

namespace simbench::provider {
namespace {
constexpr double kStart = 8, kCut = 0.7, kCutPause_s = 1, kMaxWait_s = 60, kGrow_s = 1;
}

Throttle::Throttle(size_t max_open)
    : max_(static_cast<double>(std::max<size_t>(1, max_open))), limit_(std::min(max_, kStart)) {}

/// A model takes minutes for an answer, and an endpoint that has enough says so at once: no news is good news.
double Throttle::grows_at() const {
  return slow_start_ && limit_ < max_ && grown_ ? std::max(*grown_ + kGrow_s, paused_until_) : 1e18;
}

bool Throttle::may_start(double now, size_t open) {
  if (now < paused_until_) return false;
  if (!grown_) grown_ = now;
  bool full = static_cast<double>(open) >= limit_;
  if (full && now >= grows_at()) {
    limit_ = std::min(max_, 2 * limit_);
    grown_ = now;
    full = static_cast<double>(open) >= limit_;
  }
  return !full;
}

void Throttle::succeeded() {
  limit_ = std::min(max_, limit_ + (slow_start_ ? 1 : 1 / limit_));
}

void Throttle::refused(double now, double wait_s) {
  paused_until_ = std::max(paused_until_, now + wait_s);
  slow_start_ = false;
  // A burst of refusals is one piece of news.
  if (now - last_cut_ < kCutPause_s) return;
  last_cut_ = now;
  limit_ = std::max(1.0, limit_ * kCut);
}

double retry_wait(int attempt, std::optional<double> retry_after_s, Rng& rng) {
  if (retry_after_s) return std::max(0.0, *retry_after_s);
  double wait = std::min(kMaxWait_s, std::pow(2.0, attempt));
  return wait * (0.75 + 0.5 * rng.uniform());
}

std::optional<double> parse_retry_after(std::string_view value, double now_s) {
  value = trim(value);
  double seconds = 0;
  auto [end, error] = std::from_chars(value.data(), value.data() + value.size(), seconds);
  if (error == std::errc() && end == value.data() + value.size() && seconds >= 0 && std::isfinite(seconds))
    return seconds;
  time_t date = curl_getdate(std::string(value).c_str(), nullptr);
  if (date < 0) return std::nullopt;
  return std::max(0.0, static_cast<double>(date) - now_s);
}

}  // namespace simbench::provider
