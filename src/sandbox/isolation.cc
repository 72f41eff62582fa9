#include "sandbox/isolation.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cerrno>
#include <cstdlib>

#include "sandbox/locks.h"
#include "sandbox/process.h"

namespace simbench::sandbox {
namespace {

/// Not a user of any Debian package; files of nobody belong to it.
constexpr unsigned kCandidateUser = 61357;

/// True if `attempt` returns true in a child that is thrown away.
template <typename Attempt>
bool in_child(Attempt attempt) {
  pid_t child = ::fork();
  if (child < 0) return false;
  if (child == 0) ::_exit(attempt() ? 0 : 1);
  int status = 0;
  while (::waitpid(child, &status, 0) < 0 && errno == EINTR) {
  }
  return WIFEXITED(status) && WEXITSTATUS(status) == 0;
}

bool try_namespaces() {
  ProcessOptions options;
  options.timeout_s = 20;
  auto tried = run_process(bubblewrap({}, {"/usr/bin/true"}), options);
  return tried && tried->exit_code == 0;
}

bool try_landlock() {
  return in_child([] {
    Locks nothing_readable{.readable = {"/usr"}};
    return apply_landlock(nothing_readable).empty() && ::open("/etc/passwd", O_RDONLY) < 0 &&
           ::open("/usr", O_RDONLY | O_DIRECTORY) >= 0;
  });
}

bool try_seccomp() {
  return in_child([] {
    return apply_seccomp().empty() && ::socket(AF_INET, SOCK_STREAM, 0) < 0 && errno == EPERM && ::getppid() >= 0;
  });
}

bool try_rlimits() {
  return in_child([] {
    rlimit now{};
    return apply_rlimits(Locks{.cpu_s = 5}).empty() && ::getrlimit(RLIMIT_CPU, &now) == 0 && now.rlim_cur == 5;
  });
}

bool try_user() {
  return ::geteuid() == 0 && in_child([] { return become_user(kCandidateUser).empty() && ::setuid(0) != 0; });
}

Layers probe() {
  const char* without = std::getenv("SIMBENCH_WITHOUT_LAYERS");
  std::vector<std::string_view> left_out = split(without ? without : "", ',');
  auto wanted = [&](std::string_view name) {
    return std::find(left_out.begin(), left_out.end(), name) == left_out.end();
  };
  Layers found;
  found.namespaces = wanted("namespaces") && try_namespaces();
  if (wanted("landlock") && landlock_abi() > 0 && try_landlock()) found.landlock_abi = landlock_abi();
  found.seccomp = wanted("seccomp") && try_seccomp();
  found.rlimits = wanted("rlimits") && try_rlimits();
  if (wanted("user") && !found.namespaces && try_user()) found.user = kCandidateUser;
  return found;
}

std::string grade_of(const Layers& layers) {
  if (!layers.rlimits) return "none";
  bool landlock = layers.landlock_abi > 0;
  if (layers.namespaces) return landlock && layers.seccomp ? "strong" : "medium";
  if (landlock && layers.seccomp) return "medium";
  return landlock || layers.seccomp || layers.user != 0 ? "weak" : "none";
}

}  // namespace

Isolation describe(const Layers& layers) {
  Isolation out;
  out.grade = grade_of(layers);
  auto row = [&](bool there, std::string name, const char* consequence_and_remedy) {
    if (there)
      out.layers.push_back(std::move(name));
    else
      out.missing.push_back(fmt::format("{}: {}", name, consequence_and_remedy));
  };
  row(layers.namespaces, "namespaces",
      "a program shares the host's process list and disk space; install bubblewrap and allow user namespaces (Debian: "
      "sysctl kernel.unprivileged_userns_clone=1; "
      "Docker: --security-opt seccomp=unconfined, or run on the host)");
  row(layers.landlock_abi > 0, layers.landlock_abi > 0 ? fmt::format("landlock {}", layers.landlock_abi) : "landlock",
      "a program can read what its user can read; use a kernel 5.13 or newer with landlock in "
      "/sys/kernel/security/lsm");
  row(layers.seccomp, "seccomp",
      "a program can start processes and open sockets; use a kernel with CONFIG_SECCOMP_FILTER");
  row(layers.rlimits, "rlimits", "a program can use all CPU time and memory; run where setrlimit is allowed");
  if (!layers.namespaces)
    row(layers.user != 0, "user", "a program runs as you; start simbench as root, or use user namespaces");
  return out;
}

const Layers& layers() {
  static const Layers found = probe();
  return found;
}

const Isolation& isolation() {
  static const Isolation found = describe(layers());
  return found;
}

}  // namespace simbench::sandbox
