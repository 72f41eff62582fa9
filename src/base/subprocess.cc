#include "base/subprocess.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <poll.h>
#include <signal.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cerrno>
#include <chrono>
#include <cstring>

extern char** environ;

namespace simbench {
namespace {

struct Pipe {
  int read = -1, write = -1;
  bool open() {
    int fds[2];
    if (::pipe2(fds, O_CLOEXEC) != 0) return false;
    read = fds[0];
    write = fds[1];
    return true;
  }
  static void shut(int& fd) {
    if (fd >= 0) ::close(fd);
    fd = -1;
  }
  ~Pipe() { shut(read), shut(write); }
};

std::vector<std::string> environment_with(const std::map<std::string, std::string>& extra) {
  std::vector<std::string> out;
  for (char** entry = environ; *entry; ++entry) {
    std::string_view text(*entry);
    if (!extra.contains(std::string(text.substr(0, text.find('='))))) out.emplace_back(text);
  }
  for (const auto& [name, value] : extra) out.push_back(name + "=" + value);
  return out;
}

std::vector<char*> pointers(std::vector<std::string>& texts) {
  std::vector<char*> out;
  for (std::string& text : texts) out.push_back(text.data());
  out.push_back(nullptr);
  return out;
}

/// Reads what is there into `kept` (up to `limit`); closes the end at EOF.
void drain(int& fd, std::string& kept, size_t limit) {
  char buffer[65536];
  ssize_t n = ::read(fd, buffer, sizeof buffer);
  if (n < 0 && (errno == EINTR || errno == EAGAIN)) return;
  if (n <= 0) return Pipe::shut(fd);
  size_t room = limit > kept.size() ? limit - kept.size() : 0;
  kept.append(buffer, std::min(room, static_cast<size_t>(n)));
}

void feed(int& fd, std::string_view& rest) {
  ssize_t n = rest.empty() ? 0 : ::write(fd, rest.data(), std::min<size_t>(rest.size(), 65536));
  if (n < 0 && (errno == EINTR || errno == EAGAIN)) return;
  if (n > 0) rest.remove_prefix(static_cast<size_t>(n));
  if (n < 0 || rest.empty()) Pipe::shut(fd);
}

/// What a program that has ended wrote is read by then; a child that it left behind may hold its output for ever.
constexpr double kAfterItsEnd_s = 1;

/// While it lives, writing to a program that no longer reads is an error and no signal: of this thread, as others run
/// programs too.
class NoBrokenPipe {
 public:
  NoBrokenPipe() {
    ::sigemptyset(&only_);
    ::sigaddset(&only_, SIGPIPE);
    ::pthread_sigmask(SIG_BLOCK, &only_, &before_);
  }
  ~NoBrokenPipe() {
    constexpr timespec kNow{};
    if (!::sigismember(&before_, SIGPIPE))
      ::sigtimedwait(&only_, nullptr, &kNow);  // one that waits isn't delivered now
    ::pthread_sigmask(SIG_SETMASK, &before_, nullptr);
  }
  NoBrokenPipe(const NoBrokenPipe&) = delete;
  NoBrokenPipe& operator=(const NoBrokenPipe&) = delete;

 private:
  sigset_t only_{}, before_{};
};

}  // namespace

Result<ProcessResult> run_process(const std::vector<std::string>& arguments, const ProcessOptions& options) {
  return run_process(arguments, options, {});
}

Result<ProcessResult> run_process(const std::vector<std::string>& arguments, const ProcessOptions& options,
                                  const std::stop_token& stop) {
  check(!arguments.empty(), "run_process needs a program");
  Pipe in, out, err, started;
  if (!in.open() || !out.open() || !err.open() || !started.open())
    return fail(ErrorCode::unavailable, fmt::format("no more file descriptors: {}", std::strerror(errno)));
  std::vector<std::string> argument_texts = arguments, environment_texts = environment_with(options.extra);
  std::vector<char*> argv = pointers(argument_texts), envp = pointers(environment_texts);
  pid_t child = ::fork();
  if (child < 0) return fail(ErrorCode::unavailable, fmt::format("cannot start a process: {}", std::strerror(errno)));
  if (child == 0) {
    ::setpgid(0, 0);
    ::dup2(in.read, 0), ::dup2(out.write, 1), ::dup2(err.write, 2);
    ::signal(SIGPIPE, SIG_DFL);
    if (options.folder.empty() || ::chdir(options.folder.c_str()) == 0) ::execvpe(argv[0], argv.data(), envp.data());
    int number = errno;
    [[maybe_unused]] ssize_t n = ::write(started.write, &number, sizeof number);
    ::_exit(127);
  }
  Pipe::shut(in.read), Pipe::shut(out.write), Pipe::shut(err.write), Pipe::shut(started.write);
  int number = 0;
  if (::read(started.read, &number, sizeof number) == sizeof number) {
    ::waitpid(child, nullptr, 0);
    return fail(ErrorCode::not_found, fmt::format("cannot start it: {}", std::strerror(number)), arguments[0]);
  }
  ::fcntl(in.write, F_SETFL, O_NONBLOCK);
  NoBrokenPipe quiet;
  auto running = static_cast<int>(::syscall(SYS_pidfd_open, child, 0));  // readable when the program has ended

  ProcessResult result;
  std::string_view rest = options.input;
  using Clock = std::chrono::steady_clock;
  auto in_s = [](double seconds) {
    return Clock::now() + std::chrono::duration_cast<Clock::duration>(std::chrono::duration<double>(seconds));
  };
  auto deadline = in_s(options.timeout_s);
  while (out.read >= 0 || err.read >= 0 || running >= 0) {  // who closes its output may go on for ever
    auto left = std::chrono::duration<double>(deadline - std::chrono::steady_clock::now()).count();
    if (left <= 0 || stop.stop_requested()) {
      result.timed_out = left <= 0 && running >= 0;
      ::kill(-child, SIGKILL);
      break;
    }
    pollfd waiting[4] = {{out.read, POLLIN, 0}, {err.read, POLLIN, 0}, {in.write, POLLOUT, 0}, {running, POLLIN, 0}};
    double nap_s = stop.stop_possible() ? 0.2 : 1.0;
    if (::poll(waiting, 4, static_cast<int>(std::min(left, nap_s) * 1000) + 1) < 0 && errno != EINTR) break;
    if (waiting[0].revents) drain(out.read, result.out, options.max_output);
    if (waiting[1].revents) drain(err.read, result.err, options.max_output);
    if (waiting[2].revents) feed(in.write, rest);
    if (waiting[3].revents) {
      Pipe::shut(running);
      deadline = std::min(deadline, in_s(kAfterItsEnd_s));
    }
  }
  Pipe::shut(running);
  int status = 0;
  while (::waitpid(child, &status, 0) < 0 && errno == EINTR) {
  }
  ::kill(-child, SIGKILL);  // whatever it left behind in its group
  if (stop.stop_requested()) return fail(ErrorCode::cancelled, "it was ended: nobody waits for it", arguments[0]);
  result.exit_code = WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
  return result;
}

}  // namespace simbench
