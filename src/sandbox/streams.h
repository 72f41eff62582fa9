#pragma once
// The five pipes between the parent and one candidate, and the loop that serves them.
#include <array>
#include <chrono>

#include "sandbox/process.h"

namespace simbench::sandbox {

using Clock = std::chrono::steady_clock;

/// A file descriptor that is closed when it goes.
class Descriptor {
 public:
  explicit Descriptor(int fd = -1) : fd_(fd) {}
  Descriptor(Descriptor&& other) noexcept : fd_(std::exchange(other.fd_, -1)) {}
  Descriptor& operator=(Descriptor&& other) noexcept;
  ~Descriptor() { reset(); }
  int get() const { return fd_; }
  explicit operator bool() const { return fd_ >= 0; }
  void reset();

 private:
  int fd_;
};

/// How the candidate's end of a pipe is numbered in its process.
enum : int { kConfigFd = 3, kTraceFd = 4, kCrashFd = 5 };

class Streams {
 public:
  /// errors: unavailable when descriptors run out.
  Status open();
  /// For the candidate, in this order: stdin, stdout, stderr, configuration, trace, crash notes.
  std::array<int, 6> candidate_ends() const;
  void close_candidate_ends();
  /// Feeds `configuration` and collects what comes until `over` becomes readable (then what is there is still read), or
  /// `deadline` passes: then it returns false. Closed pipes alone don't end a run: a script can close them and go on.
  bool serve(RawRun& run, const Limits& limits, std::string_view configuration, int over, Clock::time_point deadline);

 private:
  Descriptor nothing_, config_in_, config_out_, out_in_, out_out_, err_in_, err_out_, trace_in_, trace_out_, crash_in_,
      crash_out_;
};

inline Clock::duration to_duration(double seconds) {
  return std::chrono::duration_cast<Clock::duration>(std::chrono::duration<double>(seconds));
}

/// Starts a program whose descriptors 0–5 are `ends` (−1: closed). errors: unavailable.
Result<pid_t> start_process(std::vector<std::string> arguments, std::vector<std::string> environment,
                            std::array<int, 6> ends);
/// A run in a runner that serves no other. errors: unavailable.
Result<RawRun> run_once_in_namespaces(const Request& request, const Installation& installation, const Layers& layers);
/// What processes had of the processors: seconds on one, and seconds that their first threads were ready for one and
/// had none.
struct ProcessorTime {
  double used_s = 0, waited_s = 0;
};
/// Kills `root` and all its descendants; returns what they had had: what is killed isn't always reaped into our
/// account.
ProcessorTime kill_tree(pid_t root);

}  // namespace simbench::sandbox
