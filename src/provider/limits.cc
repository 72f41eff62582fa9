#include "provider/limits.h"

#include <charconv>
#include <ctime>

#include "base/base.h"
#include "provider/throttle.h"

namespace simbench::provider {
namespace {

std::optional<double> number_of(std::string_view text) {
  double value = 0;
  auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  bool whole = error == std::errc() && end == text.data() + text.size() && std::isfinite(value) && value >= 0;
  return whole ? std::optional(value) : std::nullopt;
}

/// Seconds until "2026-11-29T08:00:00Z".
std::optional<double> until(const std::string& time, double now_s) {
  std::tm parts{};
  if (!strptime(time.c_str(), "%Y-%m-%dT%H:%M:%S", &parts)) return std::nullopt;
  return std::max(0.0, static_cast<double>(timegm(&parts)) - now_s);
}

/// "x-ratelimit-remaining-requests" and "anthropic-ratelimit-requests-remaining" name the allowance "requests".
std::optional<std::string> allowance_in(std::string_view name, std::string_view what) {
  constexpr std::string_view kOpenAis = "x-ratelimit-", kAnthropics = "anthropic-ratelimit-";
  std::string front = std::string(kOpenAis).append(what).append("-"), end = std::string("-").append(what);
  if (name.starts_with(front)) return std::string(name.substr(front.size()));
  if (name.starts_with(kAnthropics) && name.ends_with(end))
    return std::string(name.substr(kAnthropics.size(), name.size() - kAnthropics.size() - end.size()));
  return std::nullopt;
}

}  // namespace

std::optional<double> parse_duration(std::string_view text) {
  text = trim(text);
  if (text.empty()) return std::nullopt;
  double seconds = 0;
  while (!text.empty()) {
    size_t digits = std::min(text.find_first_not_of("0123456789."), text.size());
    std::optional<double> value = number_of(text.substr(0, digits));
    text.remove_prefix(digits);
    size_t letters = std::min(text.find_first_of("0123456789."), text.size());
    std::string_view unit = text.substr(0, letters);
    double scale = unit == "ms" ? 1e-3 : unit == "s" ? 1 : unit == "m" ? 60 : unit == "h" ? 3600 : 0;
    if (!value || scale == 0) return std::nullopt;
    seconds += *value * scale;
    text.remove_prefix(letters);
  }
  return seconds;
}

void LimitHeaders::take(std::string_view line, double now_s) {
  size_t colon = line.find(':');
  if (colon == std::string_view::npos) return;
  std::string name = to_lower(trim(line.substr(0, colon)));
  std::string_view value = trim(line.substr(colon + 1));
  if (name == "retry-after" && !retry_after_s_) retry_after_s_ = parse_retry_after(value, now_s);
  if (name == "retry-after-ms")
    if (std::optional<double> ms = number_of(value)) retry_after_s_ = *ms / 1000;
  if (auto allowance = allowance_in(name, "remaining")) allowances_[*allowance].remaining = number_of(value);
  if (auto allowance = allowance_in(name, "reset")) {
    std::optional<double> wait = parse_duration(value);
    if (!wait) wait = until(std::string(value), now_s);
    if (!wait) wait = number_of(value);
    allowances_[*allowance].reset_s = wait;
  }
}

std::optional<double> LimitHeaders::pause_s() const {
  std::optional<double> longest;
  for (const auto& [name, allowance] : allowances_)
    if (allowance.remaining == 0 && allowance.reset_s) longest = std::max(longest.value_or(0), *allowance.reset_s);
  return longest;
}

}  // namespace simbench::provider
