#pragma once
// The parent's end of the trace pipe: checks each frame's tag, keeps the trace's bytes, and notes what the verdict
// needs.
#include <deque>
#include <optional>
#include <string>
#include <vector>

#include "base/base.h"
#include "base/json.h"
#include "sandbox/sandbox.h"
#include "sandbox/siphash.h"

namespace simbench::sandbox {

/// Incremental and bounded: whatever a candidate writes, it neither fails nor grows past `max_trace`.
class FrameReader {
 public:
  FrameReader(const SipKey& key, size_t max_trace) : key_(key), max_trace_(max_trace) {}

  void feed(std::string_view bytes);

  /// All whole, genuine frames (without tags): the trace as it is stored.
  const std::string& trace() const { return trace_; }
  std::string take_trace() { return std::move(trace_); }
  Inputs take_inputs() { return std::move(inputs_); }
  const std::vector<Json>& events() const { return events_; }
  const Json& header() const { return header_; }
  const Json& end() const { return end_; }  ///< null if there was none
  const std::deque<std::string>& last_calls() const { return last_calls_; }
  const Json& last_call() const { return last_call_; }  ///< the last logged call in full, null if there was none
  bool tampered() const { return tampered_; }           ///< bytes came that the probe didn't write
  bool overflowed() const { return overflowed_; }       ///< samples were dropped because of the cap
  int64_t samples() const { return samples_; }
  double last_time_s() const { return last_time_s_; }

 private:
  size_t take(std::string_view bytes);
  void accept(char kind, std::string_view frame, std::string_view payload);
  void accept_inputs(std::string_view payload);

  SipKey key_;
  size_t max_trace_;
  uint64_t sequence_ = 0;
  std::string pending_, trace_;
  Inputs inputs_;
  std::vector<Json> events_;
  Json header_, end_, last_call_;
  std::deque<std::string> last_calls_;
  bool tampered_ = false, overflowed_ = false;
  int64_t samples_ = 0;
  double last_time_s_ = 0;
};

}  // namespace simbench::sandbox
