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
  /// Feeds `configuration` and collects what comes until all pipes are closed, `over` becomes readable (then only what is there is still
  /// read), or `deadline` passes. Returns false in the last case.
  bool serve(RawRun& run, const Limits& limits, std::string_view configuration, int over, Clock::time_point deadline);

 private:
  Descriptor nothing_, config_in_, config_out_, out_in_, out_out_, err_in_, err_out_, trace_in_, trace_out_, crash_in_, crash_out_;
};

}  // namespace simbench::sandbox
