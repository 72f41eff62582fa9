#pragma once
#include <map>
#include <optional>
#include <string>
#include <string_view>

namespace simbench::provider {

/// "6m0s", "1.5s", "20ms" → seconds; nullopt for anything else.
std::optional<double> parse_duration(std::string_view text);

/// What an answer's headers say about the limits of its endpoint: Retry-After, retry-after-ms, OpenAI's
/// x-ratelimit-{remaining,reset}-{requests,tokens} and Anthropic's
/// anthropic-ratelimit-{requests,tokens}-{remaining,reset}.
class LimitHeaders {
 public:
  /// One header line; `now_s` since 1970.
  void take(std::string_view line, double now_s);
  /// How long to wait before this request may be sent again, if it says so.
  std::optional<double> retry_after_s() const { return retry_after_s_; }
  /// How long everybody has to wait since an allowance is used up; nullopt if none is.
  std::optional<double> pause_s() const;

 private:
  struct Allowance {
    std::optional<double> remaining, reset_s;
  };
  std::optional<double> retry_after_s_;
  std::map<std::string, Allowance> allowances_;  ///< "requests", "tokens", …
};

}  // namespace simbench::provider
