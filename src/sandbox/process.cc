#include "sandbox/process.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <signal.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <fstream>

#include "sandbox/streams.h"

namespace simbench::sandbox {
namespace {

std::vector<char*> pointers(std::vector<std::string>& texts) {
  std::vector<char*> out;
  for (std::string& text : texts) out.push_back(text.data());
  out.push_back(nullptr);
  return out;
}

constexpr unsigned kCloseRangeCloexec = 4;

/// In the child: numbers the pipes as the runner expects them and becomes the program. Only async-signal-safe calls.
[[noreturn]] void become(char* const* argv, char* const* envp, std::array<int, 6> ends) {
  ::setpgid(0, 0);
  for (int& fd : ends) fd = ::fcntl(fd, F_DUPFD_CLOEXEC, 64);  // out of the way of the final numbers
  for (int i = 0; i < 6; ++i) {
    if (ends[static_cast<size_t>(i)] >= 0)
      ::dup2(ends[static_cast<size_t>(i)], i);
    else
      ::close(i);
  }
  ::syscall(SYS_close_range, 6u, ~0u,
            kCloseRangeCloexec);  // whatever else our process has open is none of its business
  ::signal(SIGPIPE, SIG_DFL);
  ::execvpe(argv[0], argv, envp);
  const char text[] = "cannot start the cage\n";
  [[maybe_unused]] ssize_t n = ::write(2, text, sizeof text - 1);
  ::_exit(127);
}

}  // namespace

Result<pid_t> start_process(std::vector<std::string> arguments, std::vector<std::string> environment,
                            std::array<int, 6> ends) {
  std::vector<char*> argv = pointers(arguments), envp = pointers(environment);
  pid_t child = ::fork();
  if (child < 0)
    return fail(ErrorCode::unavailable,
                fmt::format("cannot start a process for a candidate: {}", std::strerror(errno)));
  if (child == 0) become(argv.data(), envp.data(), ends);
  return child;
}

namespace {

/// (parent, CPU ticks) of a process, from /proc.
std::optional<std::pair<pid_t, int64_t>> stat_of(const fs::path& folder) {
  std::ifstream file(folder / "stat");
  std::string text(4096, '\0');
  file.read(text.data(),
            static_cast<std::streamsize>(text.size()));  // a stream iterator would throw when the process ends just now
  text.resize(static_cast<size_t>(file.gcount()));
  size_t close = text.rfind(')');  // the name before it may hold anything
  if (close == std::string::npos) return std::nullopt;
  std::vector<std::string_view> fields = split(std::string_view(text).substr(std::min(close + 2, text.size())), ' ');
  if (fields.size() < 15) return std::nullopt;
  auto number = [&](size_t i) { return std::strtoll(std::string(fields[i]).c_str(), nullptr, 10); };
  return std::pair{static_cast<pid_t>(number(1)), number(11) + number(12)};
}

/// Seconds in which a process's first thread was ready and another one ran in its place; 0 where the kernel keeps no
/// such account.
double waited_s(pid_t pid) {
  std::ifstream file(fmt::format("/proc/{}/schedstat", pid));
  int64_t ran_ns = 0, waited_ns = 0;
  return file >> ran_ns >> waited_ns ? 1e-9 * static_cast<double>(waited_ns) : 0;
}

/// All processes: pid → (parent, CPU ticks).
std::map<pid_t, std::pair<pid_t, int64_t>> process_table() {
  std::map<pid_t, std::pair<pid_t, int64_t>> all;
  std::error_code ignored;
  for (const auto& entry : fs::directory_iterator("/proc", ignored)) {
    std::string name = entry.path().filename();
    if (name.find_first_not_of("0123456789") != std::string::npos) continue;
    if (auto stat = stat_of(entry.path())) all[static_cast<pid_t>(std::stol(name))] = *stat;
  }
  return all;
}

double seconds(const timeval& time) {
  return static_cast<double>(time.tv_sec) + 1e-6 * static_cast<double>(time.tv_usec);
}

void reap(pid_t child, RawRun& run) {
  int status = 0;
  rusage usage{};
  while (::wait4(child, &status, 0, &usage) < 0 && errno == EINTR) {
  }
  run.cpu_s = std::max(run.cpu_s, seconds(usage.ru_utime) + seconds(usage.ru_stime));
  if (WIFSIGNALED(status))
    run.signal = WTERMSIG(status);
  else
    run.exit_code = WEXITSTATUS(status);
}

}  // namespace

ProcessorTime kill_tree(pid_t root) {
  auto all = process_table();
  ProcessorTime had;
  int64_t ticks = 0;
  for (const auto& [pid, stat] : all) {
    pid_t up = pid;
    for (int depth = 0; depth < 16 && up != root && all.contains(up); ++depth) up = all[up].first;
    if (up != root) continue;
    ticks += stat.second;
    had.waited_s += waited_s(pid);
    ::kill(pid, SIGKILL);
  }
  had.used_s = static_cast<double>(ticks) / static_cast<double>(::sysconf(_SC_CLK_TCK));
  return had;
}

Result<RawRun> run_fresh(const Request& request, const Installation& installation, const Layers& layers) {
  if (layers.namespaces) return run_once_in_namespaces(request, installation, layers);
  Streams streams;
  TRY(streams.open());
  SipKey key = random_key();
  TemporaryFolder work;  // without namespaces the candidate has no file system of its own
  if (layers.user != 0 && ::chown(work.path().c_str(), layers.user, layers.user) != 0)
    return fail(ErrorCode::denied, "can't hand the folder to the candidate's user", work.path());
  std::string config = configuration(request, key, layers, work.path());
  auto begin = Clock::now();
  TRY_ASSIGN(pid_t child, start_process(runner_command(installation, layers, false),
                                        clean_environment(installation, work.path()), streams.candidate_ends()));
  streams.close_candidate_ends();
  Descriptor over(static_cast<int>(::syscall(SYS_pidfd_open, child, 0)));
  RawRun run{.frames = FrameReader(key, request.limits.trace_bytes)};
  run.wall_expired =
      !streams.serve(run, request.limits, config, over.get(), begin + to_duration(request.limits.wall_s));
  ProcessorTime had = kill_tree(child);  // after a regular end only what it left behind
  run.cpu_s = had.used_s, run.waited_s = had.waited_s;
  reap(child, run);
  run.wall_s = std::chrono::duration<double>(Clock::now() - begin).count();
  return run;
}

}  // namespace simbench::sandbox
