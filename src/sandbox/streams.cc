#include "sandbox/streams.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <poll.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>

namespace simbench::sandbox {
namespace {

constexpr size_t kCrashBytes = 16 << 10;
constexpr int kTracePipeBytes = 1 << 20;

Status open_pipe(Descriptor& in, Descriptor& out) {
  int fds[2];
  if (::pipe2(fds, O_CLOEXEC) != 0)
    return fail(ErrorCode::unavailable, fmt::format("no pipe for the candidate: {}", std::strerror(errno)));
  in = Descriptor(fds[0]), out = Descriptor(fds[1]);
  return {};
}

/// Keeps the last `limit` bytes or a little more, cheaply.
void keep_tail(std::string& kept, std::string_view bytes, size_t limit) {
  kept.append(bytes);
  if (kept.size() > 2 * limit + 65536) kept.erase(0, kept.size() - limit);
}

/// Reads once; false at the end of the pipe.
template <typename Take>
bool drain(int fd, Take take) {
  char buffer[65536];
  ssize_t n = ::read(fd, buffer, sizeof buffer);
  if (n > 0) take(std::string_view(buffer, static_cast<size_t>(n)));
  return n > 0 || (n < 0 && (errno == EINTR || errno == EAGAIN));
}

/// Writes what the pipe takes; false when all is written or nobody reads any more.
bool feed(int fd, std::string_view& rest) {
  ssize_t n = ::write(fd, rest.data(), std::min<size_t>(rest.size(), 65536));
  if (n < 0) return errno == EINTR || errno == EAGAIN;
  rest.remove_prefix(static_cast<size_t>(n));
  return !rest.empty();
}

}  // namespace

Descriptor& Descriptor::operator=(Descriptor&& other) noexcept {
  if (this != &other) reset(), fd_ = std::exchange(other.fd_, -1);
  return *this;
}

void Descriptor::reset() {
  if (fd_ >= 0) ::close(fd_);
  fd_ = -1;
}

Status Streams::open() {
  nothing_ = Descriptor(::open("/dev/null", O_RDONLY | O_CLOEXEC));
  TRY(open_pipe(config_in_, config_out_));
  TRY(open_pipe(out_in_, out_out_));
  TRY(open_pipe(err_in_, err_out_));
  TRY(open_pipe(trace_in_, trace_out_));
  TRY(open_pipe(crash_in_, crash_out_));
  ::fcntl(trace_in_.get(), F_SETPIPE_SZ, kTracePipeBytes);  // fewer switches between the two; the default size does too
  for (const Descriptor* fd : {&out_in_, &err_in_, &trace_in_, &crash_in_, &config_out_})
    ::fcntl(fd->get(), F_SETFL, O_NONBLOCK);
  return {};
}

std::array<int, 6> Streams::candidate_ends() const {
  return {nothing_.get(), out_out_.get(), err_out_.get(), config_in_.get(), trace_out_.get(), crash_out_.get()};
}

void Streams::close_candidate_ends() {
  for (Descriptor* fd : {&nothing_, &out_out_, &err_out_, &config_in_, &trace_out_, &crash_out_}) fd->reset();
}

bool Streams::serve(RawRun& run, const Limits& limits, std::string_view configuration, int over,
                    Clock::time_point deadline) {
  bool ended = false;
  std::string_view rest = configuration;
  while (!ended || out_in_ || err_in_ || trace_in_ || crash_in_) {
    auto left_ms = std::chrono::duration_cast<std::chrono::milliseconds>(deadline - Clock::now()).count();
    if (left_ms <= 0 && !ended) return false;
    pollfd waiting[6] = {{out_in_.get(), POLLIN, 0},   {err_in_.get(), POLLIN, 0},      {trace_in_.get(), POLLIN, 0},
                         {crash_in_.get(), POLLIN, 0}, {config_out_.get(), POLLOUT, 0}, {ended ? -1 : over, POLLIN, 0}};
    int ready = ::poll(waiting, 6, ended ? 0 : static_cast<int>(std::min<int64_t>(left_ms, 1000)) + 1);
    if (ready < 0 && errno != EINTR) return false;
    if (ready == 0 && ended) break;  // somebody else still holds a pipe open; what the candidate wrote is here
    if (waiting[0].revents &&
        !drain(out_in_.get(), [&](auto bytes) { keep_tail(run.out, bytes, limits.output_bytes); }))
      out_in_.reset();
    if (waiting[1].revents &&
        !drain(err_in_.get(), [&](auto bytes) { keep_tail(run.err, bytes, limits.output_bytes); }))
      err_in_.reset();
    if (waiting[2].revents && !drain(trace_in_.get(), [&](auto bytes) { run.frames.feed(bytes); })) trace_in_.reset();
    if (waiting[3].revents && !drain(crash_in_.get(), [&](auto bytes) { keep_tail(run.crash, bytes, kCrashBytes); }))
      crash_in_.reset();
    if (waiting[4].revents && !feed(config_out_.get(), rest)) config_out_.reset();
    if (waiting[5].revents) ended = true;
  }
  return true;
}

}  // namespace simbench::sandbox
