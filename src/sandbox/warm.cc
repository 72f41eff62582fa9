// Runners in namespaces: processes that have the simulator imported and fork a child for each run (probes/server.py),
// so that the child's end and CPU time are told by its parent, which bubblewrap doesn't do. Warm ones are kept in a
// pool, as many as runs go on at once; each serves one run at a time, so that runs share neither folders nor limits.
#include <fcntl.h>
#include <fmt/format.h>
#include <poll.h>
#include <signal.h>
#include <sys/mman.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <mutex>

#include "sandbox/streams.h"

namespace simbench::sandbox {
namespace {

constexpr double kBootSeconds = 60;

class WarmRunner {
 public:
  WarmRunner(pid_t process, Descriptor control) : process_(process), control_(std::move(control)) {}
  ~WarmRunner() {
    control_.reset();
    kill_tree(process_);
    while (::waitpid(process_, nullptr, 0) < 0 && errno == EINTR) {
    }
  }
  WarmRunner(const WarmRunner&) = delete;
  WarmRunner& operator=(const WarmRunner&) = delete;

  static Result<std::unique_ptr<WarmRunner>> boot(const Installation& installation, const Layers& layers);
  pid_t process() const { return process_; }
  int control() const { return control_.get(); }
  /// Hands the run's descriptors over. False if the runner is gone.
  bool send(const std::array<int, 6>& ends) const;
  /// The runner's next message within `seconds`, "" if none comes.
  std::string receive(double seconds) const;

 private:
  pid_t process_;
  Descriptor control_;
};

/// The last line that was written to a file of memory: of a traceback the one that says what is wrong.
std::string last_line(int file) {
  std::string text(4096, '\0');
  off_t size = ::lseek(file, 0, SEEK_END);
  ssize_t n = ::pread(file, text.data(), text.size(), std::max<off_t>(0, size - static_cast<off_t>(text.size())));
  text.resize(static_cast<size_t>(std::max<ssize_t>(n, 0)));
  std::string_view told = trim(text);
  return told.empty() ? "it says nothing" : to_utf8(told.substr(told.rfind('\n') + 1));
}

Result<std::unique_ptr<WarmRunner>> WarmRunner::boot(const Installation& installation, const Layers& layers) {
  int pair[2];
  if (::socketpair(AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC, 0, pair) != 0)
    return fail(ErrorCode::unavailable, "no socket for a warm runner");
  Descriptor ours(pair[0]), theirs(pair[1]), nothing(::open("/dev/null", O_RDWR | O_CLOEXEC)),
      complaints(::memfd_create("complaints", MFD_CLOEXEC));
  TRY_ASSIGN(pid_t process,
             start_process(runner_command(installation, layers, true), clean_environment(installation, kCagedFolder),
                           {nothing.get(), nothing.get(), complaints.get(), theirs.get(), -1, -1}));
  theirs.reset();
  auto runner = std::make_unique<WarmRunner>(process, std::move(ours));
  if (runner->receive(kBootSeconds) != "ready")
    return fail(ErrorCode::unavailable, "the runner doesn't start: " + last_line(complaints.get()),
                installation.simulator.name);
  return runner;
}

bool WarmRunner::send(const std::array<int, 6>& ends) const {
  char byte = 'r';
  iovec data{&byte, 1};
  alignas(cmsghdr) char space[CMSG_SPACE(sizeof ends)] = {};
  msghdr message{};
  message.msg_iov = &data, message.msg_iovlen = 1, message.msg_control = space, message.msg_controllen = sizeof space;
  cmsghdr* header = CMSG_FIRSTHDR(&message);
  header->cmsg_level = SOL_SOCKET, header->cmsg_type = SCM_RIGHTS, header->cmsg_len = CMSG_LEN(sizeof ends);
  std::memcpy(CMSG_DATA(header), ends.data(), sizeof ends);
  return ::sendmsg(control_.get(), &message, MSG_NOSIGNAL) == 1;
}

std::string WarmRunner::receive(double seconds) const {
  pollfd waiting{control_.get(), POLLIN, 0};
  int ready = 0;
  while ((ready = ::poll(&waiting, 1, static_cast<int>(seconds * 1000))) < 0 && errno == EINTR) {
  }
  char text[512];
  ssize_t n = ready > 0 ? ::recv(control_.get(), text, sizeof text, 0) : 0;
  return n > 0 ? std::string(text, static_cast<size_t>(n)) : "";
}

/// Idle runners by simulator.
class Pool {
 public:
  Result<std::unique_ptr<WarmRunner>> take(const Installation& installation, const Layers& layers) {
    {
      std::lock_guard lock(gate_);
      auto& idle = idle_[installation.simulator.name];
      if (!idle.empty()) {
        auto runner = std::move(idle.back());
        idle.pop_back();
        return runner;
      }
    }
    return WarmRunner::boot(installation, layers);
  }
  void give_back(const std::string& simulator, std::unique_ptr<WarmRunner> runner) {
    std::lock_guard lock(gate_);
    auto& idle = idle_[simulator];
    if (idle.size() < core_count() + 1) idle.push_back(std::move(runner));
  }

 private:
  std::mutex gate_;
  std::map<std::string, std::vector<std::unique_ptr<WarmRunner>>> idle_;
};

Pool& pool() {
  static Pool instance;
  return instance;
}

/// Fills in how the child ended; false if the runner didn't tell.
bool take_status(std::string_view message, RawRun& run) {
  auto json = parse_json(message, "warm runner");
  if (!json || !json->is_object()) return false;
  run.exit_code = static_cast<int>(get_number(*json, "exit_code").value_or(-1));
  run.signal = static_cast<int>(get_number(*json, "signal").value_or(0));
  run.cpu_s = get_number(*json, "cpu_s").value_or(0);
  return true;
}

/// One run in a child of `runner`. `alive` says whether the runner can serve another.
Result<RawRun> run_in(const WarmRunner& runner, const Request& request, const Layers& layers, bool& alive) {
  alive = false;
  Streams streams;
  TRY(streams.open());
  SipKey key = random_key();
  std::string config = configuration(request, key, layers, kCagedFolder);
  auto begin = Clock::now();
  if (!runner.send(streams.candidate_ends())) return fail(ErrorCode::unavailable, "the runner is gone");
  streams.close_candidate_ends();
  RawRun run{.frames = FrameReader(key, request.limits.trace_bytes)};
  run.wall_expired =
      !streams.serve(run, request.limits, config, runner.control(), begin + to_duration(request.limits.wall_s));
  if (run.wall_expired) {
    ProcessorTime had = kill_tree(runner.process());  // with the runner's own imports, a fraction of a second
    run.cpu_s = had.used_s, run.waited_s = had.waited_s;
  } else {
    alive = take_status(runner.receive(kBootSeconds), run);
  }
  run.wall_s = std::chrono::duration<double>(Clock::now() - begin).count();
  return run;
}

}  // namespace

Result<RawRun> run_warm(const Request& request, const Installation& installation, const Layers& layers) {
  TRY_ASSIGN(auto runner, pool().take(installation, layers));
  bool alive = false;
  TRY_ASSIGN(RawRun run, run_in(*runner, request, layers, alive));
  if (!alive && !run.wall_expired) return fail(ErrorCode::unavailable, "the warm runner was lost during a run");
  if (alive) pool().give_back(installation.simulator.name, std::move(runner));
  return run;
}

Result<RawRun> run_once_in_namespaces(const Request& request, const Installation& installation, const Layers& layers) {
  TRY_ASSIGN(auto runner, WarmRunner::boot(installation, layers));
  bool alive = false;
  TRY_ASSIGN(RawRun run, run_in(*runner, request, layers, alive));
  if (!alive && !run.wall_expired)
    run.signal = SIGKILL;  // with fewer locks a script can end the process that started it
  return run;
}

}  // namespace simbench::sandbox
