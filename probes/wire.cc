#include "probes/wire.h"

#include <sys/time.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cmath>
#include <csignal>
#include <cstdio>
#include <mutex>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "sandbox/siphash.h"

#define SIMBENCH_EXPORT __attribute__((visibility("default")))

namespace {

std::mutex gate;
int out = -1;
bool ended = false;
uint64_t sequence = 0;
uint64_t random_state = 1;
simbench::sandbox::SipKey key{};
std::string names[kSimbenchSlots];

constexpr size_t kBatch =
    16 << 10;  // samples and calls wait for company: a system call each would cost more than the sample
std::string batch;

/// A closed pipe is nobody's fault here: the parent has gone or has had enough.
void write_all(const char* data, size_t size) {
  for (size_t done = 0; done < size;) {
    ssize_t n = ::write(out, data + done, size - done);
    if (n < 0 && errno == EINTR) continue;
    if (n < 0) break;
    done += static_cast<size_t>(n);
  }
}

/// Writes what waits.
void flush() {
  write_all(batch.data(), batch.size());
  batch.clear();
}

void send(char kind, const void* payload, uint32_t size) {
  if (out < 0 || ended) return;
  char header[8] = {kind, 0, 0, 0};
  std::memcpy(header + 4, &size, 4);
  uint64_t tag = simbench::sandbox::frame_tag(key, sequence++, header, payload, size);
  batch.append(reinterpret_cast<const char*>(&tag), 8)
      .append(header, 8)
      .append(static_cast<const char*>(payload), size);
  bool may_wait = kind == 'S' || kind == 'K';
  if (!may_wait || batch.size() >= kBatch) flush();
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

/// Lines that the script printed.
struct Printed {
  std::vector<double> times_s, numbers;
  std::vector<int> looks;
  bool cut = false, elsewhere = false;
} printed;
constexpr size_t kMostPrinted = 20'000;

std::string printed_payload() {
  nlohmann::json event{{"event", "printed"},         {"t", simbench_progress.sim_time_s},
                       {"times_s", printed.times_s}, {"numbers", printed.numbers},
                       {"looks", printed.looks},     {"cut", printed.cut}};
  if (printed.elsewhere) event["elsewhere"] = true;
  return event.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
}

/// The last words of a process that ends on the way: no memory is asked for, as this may run in a signal handler.
void last_words(const char* reason = "died") {
  if (out < 0 || ended || !gate.try_lock()) return;
  ended = true;
  char frame[16 + 240];
  int size =
      std::snprintf(frame + 16, sizeof frame - 16,
                    R"({"counts":{},"reason":"%s","in_probe":%s,"sim_time_s":%.17g,"state_writes":%llu,"steps":%llu})",
                    reason, simbench_progress.in_probe > 0 ? "true" : "false", simbench_progress.sim_time_s,
                    static_cast<unsigned long long>(simbench_progress.state_writes),
                    static_cast<unsigned long long>(simbench_progress.steps));
  auto payload = static_cast<uint32_t>(size);
  char header[8] = {'Z', 0, 0, 0};
  std::memcpy(header + 4, &payload, 4);
  uint64_t tag = simbench::sandbox::frame_tag(key, sequence++, header, frame + 16, payload);
  std::memcpy(frame, &tag, 8);
  std::memcpy(frame + 8, header, 8);
  write_all(batch.data(), batch.size());
  write_all(frame, 16 + payload);
  gate.unlock();
}

void on_death(int signal) {
  last_words();
  std::signal(signal, SIG_DFL);
  std::raise(signal);
}

constexpr int kLooks = 6;  // in the time that may pass without a step
uint64_t steps_seen = 0;
double time_seen_s = 0;  // of all systems: others than the recorded one may be stepped
int looks_without_step = 0;

void on_look(int) {
  bool stepped = simbench_progress.steps != steps_seen || simbench_progress.total_time_s != time_seen_s;
  steps_seen = simbench_progress.steps, time_seen_s = simbench_progress.total_time_s;
  looks_without_step = stepped ? 0 : looks_without_step + 1;
  if (looks_without_step < kLooks) return;
  last_words("stalled");
  ::_exit(0);
}

/// An exit() inside native code.
struct AtExit {
  ~AtExit() { last_words(); }
} at_exit;

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
  batch.clear();
  printed = {};
  struct sigaction action {};
  action.sa_handler = on_death;
  action.sa_flags = SA_ONSTACK;
  for (int signal : {SIGSEGV, SIGBUS, SIGFPE, SIGILL, SIGABRT, SIGXCPU}) sigaction(signal, &action, nullptr);
  return 0;
}

SIMBENCH_EXPORT void simbench_wire_die() {
  last_words();
}

SIMBENCH_EXPORT void simbench_wire_watch(double cpu_s) {
  steps_seen = 0, looks_without_step = 0;
  struct sigaction action {};
  action.sa_handler = on_look;
  action.sa_flags = SA_ONSTACK | SA_RESTART;
  sigaction(SIGPROF, &action, nullptr);
  auto us = static_cast<int64_t>(1e6 * cpu_s / kLooks);
  timeval look{.tv_sec = us / 1'000'000, .tv_usec = us % 1'000'000};
  itimerval timer{.it_interval = look, .it_value = look};
  ::setitimer(ITIMER_PROF, &timer, nullptr);
}

SIMBENCH_EXPORT void simbench_wire_seed(uint64_t seed) {
  random_state = seed;
}

/// unsigned std::random_device::_M_getval(): what C++ libraries seed their generators from. It stands here because this
/// library is the first that is loaded with global visibility, and so comes before the C++ library when others look for
/// the name.
SIMBENCH_EXPORT unsigned simbench_random_value(void*) __asm__("_ZNSt13random_device9_M_getvalEv");
unsigned simbench_random_value(void*) {  // splitmix64
  uint64_t z = random_state += 0x9E3779B97F4A7C15;
  z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
  z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
  return static_cast<unsigned>(z ^ (z >> 31));
}

SIMBENCH_EXPORT void simbench_wire_frame(char kind, const void* payload, uint32_t size) {
  std::lock_guard lock(gate);
  send(kind, payload, size);
}

SIMBENCH_EXPORT void simbench_wire_printed(double number, int look) {
  std::lock_guard lock(gate);
  if (printed.times_s.size() >= kMostPrinted) {
    printed.cut = true;
    return;
  }
  printed.times_s.push_back(std::round(simbench_progress.sim_time_s * 1e9) / 1e9);  // shorter to write
  printed.numbers.push_back(number);
  printed.looks.push_back(look);
}

SIMBENCH_EXPORT void simbench_wire_printed_enough() {
  std::lock_guard lock(gate);
  printed.cut = true;
}

SIMBENCH_EXPORT void simbench_wire_printed_elsewhere() {
  std::lock_guard lock(gate);
  printed.elsewhere = true;
}

SIMBENCH_EXPORT void simbench_wire_end(const char* reason) {
  std::string payload = end_payload(reason);
  std::lock_guard lock(gate);
  std::string lines = printed_payload();
  send('E', lines.data(), static_cast<uint32_t>(lines.size()));
  send('Z', payload.data(), static_cast<uint32_t>(payload.size()));
  ended = true;
}

SIMBENCH_EXPORT void simbench_wire_stop(const char* reason) {
  simbench_wire_end(reason);
  ::_exit(0);
}
}
