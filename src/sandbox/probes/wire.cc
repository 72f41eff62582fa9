#include "sandbox/probes/wire.h"

#include <sys/uio.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <mutex>
#include <string>

#include <nlohmann/json.hpp>

#include "sandbox/siphash.h"

#define SIMBENCH_EXPORT __attribute__((visibility("default")))

namespace {

std::mutex gate;
int out = -1;
bool ended = false;
uint64_t sequence = 0;
simbench::sandbox::SipKey key{};
std::string names[kSimbenchSlots];

/// Writes all of `parts`; a closed pipe is nobody's fault here: the parent has gone or has had enough.
void write_all(iovec* parts, int count) {
  while (count > 0) {
    ssize_t n = ::writev(out, parts, count);
    if (n < 0 && errno == EINTR) continue;
    if (n < 0) return;
    for (auto left = static_cast<size_t>(n); left > 0 || (count > 0 && parts->iov_len == 0);) {
      size_t part = std::min(left, parts->iov_len);
      parts->iov_base = static_cast<char*>(parts->iov_base) + part;
      parts->iov_len -= part, left -= part;
      if (parts->iov_len == 0) ++parts, --count;
    }
  }
}

void send(char kind, const void* payload, uint32_t size) {
  if (out < 0 || ended) return;
  char header[8] = {kind, 0, 0, 0};
  std::memcpy(header + 4, &size, 4);
  uint64_t tag = simbench::sandbox::frame_tag(key, sequence++, header, payload, size);
  iovec parts[3] = {{&tag, 8}, {header, 8}, {const_cast<void*>(payload), size}};
  write_all(parts, 3);
}

std::string end_payload(const char* reason) {
  nlohmann::json counts = nlohmann::json::object();
  for (int i = 0; i < kSimbenchSlots; ++i)
    if (simbench_counts[i] > 0 && !names[i].empty()) counts[names[i]] = simbench_counts[i];
  nlohmann::json end{{"reason", reason},
                     {"steps", simbench_progress.steps},
                     {"sim_time_s", simbench_progress.sim_time_s},
                     {"state_writes", simbench_progress.state_writes},
                     {"counts", counts}};
  return end.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
}

}  // namespace

extern "C" {

SIMBENCH_EXPORT SimbenchProgress simbench_progress{};
SIMBENCH_EXPORT uint64_t simbench_counts[kSimbenchSlots]{};

SIMBENCH_EXPORT void simbench_wire_name(int slot, const char* name) {
  if (slot >= 0 && slot < kSimbenchSlots) names[slot] = name;
}

SIMBENCH_EXPORT int simbench_wire_open(int config_fd, int trace_fd) {
  auto* bytes = reinterpret_cast<char*>(key.data());
  for (size_t got = 0; got < sizeof key;) {
    ssize_t n = ::read(config_fd, bytes + got, sizeof key - got);
    if (n < 0 && errno == EINTR) continue;
    if (n <= 0) return -1;
    got += static_cast<size_t>(n);
  }
  out = trace_fd;
  sequence = 0;
  ended = false;
  return 0;
}

SIMBENCH_EXPORT void simbench_wire_frame(char kind, const void* payload, uint32_t size) {
  std::lock_guard lock(gate);
  send(kind, payload, size);
}

SIMBENCH_EXPORT void simbench_wire_end(const char* reason) {
  std::string payload = end_payload(reason);
  std::lock_guard lock(gate);
  send('Z', payload.data(), static_cast<uint32_t>(payload.size()));
  ended = true;
}

SIMBENCH_EXPORT void simbench_wire_stop(const char* reason) {
  simbench_wire_end(reason);
  ::_exit(0);
}
}
