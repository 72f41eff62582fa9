#include "sandbox/process.h"

#include <fcntl.h>
#include <signal.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <fstream>

#include <fmt/format.h>

#include "sandbox/streams.h"

namespace simbench::sandbox {
namespace {

std::vector<char*> pointers(std::vector<std::string>& texts) {
  std::vector<char*> out;
  for (std::string& text : texts) out.push_back(text.data());
  out.push_back(nullptr);
  return out;
}

/// In the child: numbers the pipes as the runner expects them and becomes the program. Only async-signal-safe calls.
[[noreturn]] void become(char* const* argv, char* const* envp, std::array<int, 6> ends) {
  ::setpgid(0, 0);
  for (int& fd : ends) fd = ::fcntl(fd, F_DUPFD_CLOEXEC, 64);  // out of the way of the final numbers
  for (int i = 0; i < 6; ++i) ::dup2(ends[static_cast<size_t>(i)], i);
  ::signal(SIGPIPE, SIG_DFL);
  ::execvpe(argv[0], argv, envp);
  const char text[] = "cannot start the cage\n";
  [[maybe_unused]] ssize_t n = ::write(2, text, sizeof text - 1);
  ::_exit(127);
}

Result<pid_t> start(std::vector<std::string> arguments, std::vector<std::string> environment, const Streams& streams) {
  std::vector<char*> argv = pointers(arguments), envp = pointers(environment);
  std::array<int, 6> ends = streams.candidate_ends();
  pid_t child = ::fork();
  if (child < 0) return fail(ErrorCode::unavailable, fmt::format("cannot start a process for a candidate: {}", std::strerror(errno)));
  if (child == 0) become(argv.data(), envp.data(), ends);
  return child;
}

/// (parent, CPU ticks) of a process, from /proc.
std::optional<std::pair<pid_t, int64_t>> stat_of(const fs::path& folder) {
  std::ifstream file(folder / "stat");
  std::string text(std::istreambuf_iterator<char>(file), {});
  size_t close = text.rfind(')');  // the name before it may hold anything
  if (close == std::string::npos) return std::nullopt;
  std::vector<std::string_view> fields = split(std::string_view(text).substr(std::min(close + 2, text.size())), ' ');
  if (fields.size() < 15) return std::nullopt;
  auto number = [&](size_t i) { return std::strtoll(std::string(fields[i]).c_str(), nullptr, 10); };
  return std::pair{static_cast<pid_t>(number(1)), number(11) + number(12) + number(13) + number(14)};
}

/// CPU seconds of `root` and all below it, read before they are killed: a killed tree isn't reaped into our account.
double cpu_of_tree(pid_t root) {
  std::map<pid_t, std::pair<pid_t, int64_t>> all;
  std::error_code ignored;
  for (const auto& entry : fs::directory_iterator("/proc", ignored)) {
    std::string name = entry.path().filename();
    if (name.find_first_not_of("0123456789") != std::string::npos) continue;
    if (auto stat = stat_of(entry.path())) all[static_cast<pid_t>(std::stol(name))] = *stat;
  }
  int64_t ticks = 0;
  for (const auto& [pid, stat] : all) {
    pid_t up = pid;
    for (int depth = 0; depth < 16 && up != root && all.contains(up); ++depth) up = all[up].first;
    if (up == root) ticks += stat.second;
  }
  return static_cast<double>(ticks) / static_cast<double>(::sysconf(_SC_CLK_TCK));
}

double seconds(const timeval& time) { return static_cast<double>(time.tv_sec) + 1e-6 * static_cast<double>(time.tv_usec); }

void reap(pid_t child, RawRun& run) {
  int status = 0;
  rusage usage{};
  while (::wait4(child, &status, 0, &usage) < 0 && errno == EINTR) {
  }
  run.cpu_s = std::max(run.cpu_s, seconds(usage.ru_utime) + seconds(usage.ru_stime));
  if (WIFSIGNALED(status)) run.signal = WTERMSIG(status);
  else run.exit_code = WEXITSTATUS(status);
}

}  // namespace

Result<RawRun> run_fresh(const Request& request, const Installation& installation) {
  Streams streams;
  TRY(streams.open());
  SipKey key = random_key();
  std::string config = configuration(request, key);
  std::vector<std::string> runner{installation.simulator.python, "-s", "-u", "-B", (probe_folder() / "runner.py").string()};
  auto begin = Clock::now();
  TRY_ASSIGN(pid_t child, start(caged(installation, runner), clean_environment(installation), streams));
  streams.close_candidate_ends();
  Descriptor over(static_cast<int>(::syscall(SYS_pidfd_open, child, 0)));
  RawRun run{.frames = FrameReader(key, request.limits.trace_bytes)};
  auto deadline = begin + std::chrono::duration_cast<Clock::duration>(std::chrono::duration<double>(request.limits.wall_s));
  if (!streams.serve(run, request.limits, config, over.get(), deadline)) {
    run.wall_expired = true;
    run.cpu_s = cpu_of_tree(child);
  }
  ::kill(-child, SIGKILL);  // after a regular end: whatever it left behind in its group
  reap(child, run);
  run.wall_s = std::chrono::duration<double>(Clock::now() - begin).count();
  if (run.exit_code > 128 && run.frames.end().is_null()) run.signal = std::exchange(run.exit_code, -1) - 128;  // as bubblewrap tells it
  return run;
}

}  // namespace simbench::sandbox
