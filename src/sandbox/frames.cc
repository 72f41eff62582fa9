#include "sandbox/frames.h"

#include <fmt/format.h>

#include <cstring>

namespace simbench::sandbox {
namespace {

constexpr size_t kTag = 8, kHeader = 8;
constexpr uint32_t kMaxPayload = 16u << 20;
constexpr size_t kMaxInputs = size_t{64} << 20;
constexpr size_t kMaxEvents = 10'000, kLastCalls = 12;

}  // namespace

void FrameReader::feed(std::string_view bytes) {
  if (tampered_) return;
  if (pending_.empty()) {
    size_t used = take(bytes);
    if (!tampered_) pending_.assign(bytes.substr(used));
    return;
  }
  pending_.append(bytes);
  size_t used = take(pending_);
  pending_.erase(0, used);
}

/// Consumes whole frames; returns how many bytes they were.
size_t FrameReader::take(std::string_view bytes) {
  size_t used = 0;
  while (bytes.size() - used >= kTag + kHeader) {
    std::string_view rest = bytes.substr(used);
    uint64_t tag = 0;
    uint32_t size = 0;
    std::memcpy(&tag, rest.data(), 8);
    std::memcpy(&size, rest.data() + kTag + 4, 4);
    if (size > kMaxPayload) {
      tampered_ = true;
      break;
    }
    if (rest.size() < kTag + kHeader + size) break;
    std::string_view frame = rest.substr(kTag, kHeader + size), payload = frame.substr(kHeader);
    if (frame_tag(key_, sequence_, frame.data(), payload.data(), size) != tag) {
      tampered_ = true;
      break;
    }
    ++sequence_;
    accept(frame[0], frame, payload);
    used += kTag + kHeader + size;
  }
  if (tampered_) pending_.clear();
  return used;
}

/// A piece of the stream ('+'), its end ('.'), or why there is none ('-').
void FrameReader::accept_inputs(std::string_view payload) {
  char what = payload.empty() ? 0 : payload[0];
  if (what == '+' && inputs_.refused.empty()) {
    inputs_.stream.append(payload.substr(1));
    if (inputs_.stream.size() > kMaxInputs) inputs_.refused = "too_large: what the script sets";
  } else if (what == '-' && inputs_.refused.empty()) {
    inputs_.refused = to_utf8(payload.substr(1, 200));
  } else if (what == '.') {
    inputs_.whole = true;
  }
  if (!inputs_.refused.empty()) inputs_.stream = {};
}

void FrameReader::accept(char kind, std::string_view frame, std::string_view payload) {
  if (kind == 'I') return accept_inputs(payload);  // no part of the trace
  bool essential = kind != 'S' && kind != 'K';
  if (trace_.size() + frame.size() > max_trace_ + (essential ? (size_t{1} << 20) : 0)) {
    overflowed_ = true;
    if (!essential) return;
  } else {
    trace_.append(frame);
  }
  if (kind == 'S') {
    ++samples_;
    if (payload.size() >= 8) std::memcpy(&last_time_s_, payload.data(), 8);
    return;
  }
  if (kind == 'C' || kind == 'L') return;
  auto json = parse_json(payload, "trace frame");
  if (!json) return;
  if (kind == 'H')
    header_ = std::move(*json);
  else if (kind == 'Z')
    end_ = std::move(*json);
  else if (kind == 'E' && events_.size() < kMaxEvents)
    events_.push_back(std::move(*json));
  else if (kind == 'K') {
    last_calls_.push_back(fmt::format("{}.{} (line {})", get_string(*json, "class").value_or("?"),
                                      get_string(*json, "method").value_or("?"),
                                      static_cast<int>(get_number(*json, "line").value_or(0))));
    if (last_calls_.size() > kLastCalls) last_calls_.pop_front();
    last_call_ = std::move(*json);
  }
}

}  // namespace simbench::sandbox
