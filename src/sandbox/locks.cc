#include "sandbox/locks.h"

#include <fcntl.h>
#include <grp.h>
#include <linux/landlock.h>
#include <sched.h>
#include <seccomp.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cmath>
#include <cstring>

namespace simbench::sandbox {
namespace {

std::string complaint(const char* what) {
  return std::string(what) + ": " + std::strerror(errno);
}

// Debian 12's headers describe an older Landlock; the kernel may know more. Values as in the kernel's ABI.
struct RulesetAttributes {
  uint64_t fs = 0, net = 0, scoped = 0;
};
constexpr uint64_t kExecute = 1, kWriteFile = 2, kReadFile = 4, kReadDir = 8;
constexpr uint64_t kFirstAbi = (1 << 13) - 1, kRefer = 1 << 13, kTruncate = 1 << 14, kDeviceIoctl = 1 << 15;
constexpr uint64_t kTcp = 3, kScopes = 3;  // bind and connect; abstract sockets and signals

/// What this kernel's Landlock can forbid.
RulesetAttributes everything(int abi) {
  RulesetAttributes all{.fs = kFirstAbi};
  if (abi >= 2) all.fs |= kRefer;
  if (abi >= 3) all.fs |= kTruncate;
  if (abi >= 4) all.net = kTcp;
  if (abi >= 5) all.fs |= kDeviceIoctl;
  if (abi >= 6) all.scoped = kScopes;
  return all;
}

size_t size_of(int abi) {
  return abi >= 6 ? 24 : abi >= 4 ? 16 : 8;
}

void allow(int ruleset, const std::string& path, uint64_t rights) {
  int fd = ::open(path.c_str(), O_PATH | O_CLOEXEC);
  if (fd < 0) return;  // what isn't there needs no rule
  struct stat status {};
  ::fstat(fd, &status);
  if (!S_ISDIR(status.st_mode)) rights &= kExecute | kWriteFile | kReadFile | kTruncate | kDeviceIoctl;
  landlock_path_beneath_attr rule{.allowed_access = rights, .parent_fd = fd};
  ::syscall(SYS_landlock_add_rule, ruleset, LANDLOCK_RULE_PATH_BENEATH, &rule, 0);
  ::close(fd);
}

std::string limit(__rlimit_resource what, uint64_t soft, uint64_t hard, const char* name) {
  rlimit now{};
  ::getrlimit(what, &now);
  rlimit wanted{.rlim_cur = std::min<rlim_t>(soft, now.rlim_max), .rlim_max = std::min<rlim_t>(hard, now.rlim_max)};
  return ::setrlimit(what, &wanted) == 0 ? "" : complaint(name);
}

/// System calls that no simulation needs. Starting processes among them: they would escape the CPU limit.
constexpr const char* kForbidden[] = {"fork",
                                      "vfork",
                                      "execve",
                                      "execveat",
                                      "socket",
                                      "ptrace",
                                      "process_vm_readv",
                                      "process_vm_writev",
                                      "pidfd_open",
                                      "pidfd_getfd",
                                      "pidfd_send_signal",
                                      "rt_sigqueueinfo",
                                      "rt_tgsigqueueinfo",
                                      "tkill",
                                      "mount",
                                      "umount2",
                                      "pivot_root",
                                      "chroot",
                                      "unshare",
                                      "setns",
                                      "move_mount",
                                      "open_tree",
                                      "fsopen",
                                      "fsconfig",
                                      "fsmount",
                                      "memfd_create",
                                      "memfd_secret",
                                      "bpf",
                                      "perf_event_open",
                                      "keyctl",
                                      "add_key",
                                      "request_key",
                                      "userfaultfd",
                                      "io_uring_setup",
                                      "io_uring_enter",
                                      "io_uring_register",
                                      "kexec_load",
                                      "init_module",
                                      "finit_module",
                                      "delete_module",
                                      "reboot",
                                      "swapon",
                                      "swapoff",
                                      "sethostname",
                                      "setdomainname",
                                      "settimeofday",
                                      "clock_settime",
                                      "open_by_handle_at",
                                      "name_to_handle_at",
                                      "shmget",
                                      "semget",
                                      "msgget",
                                      "mq_open",
                                      "quotactl",
                                      "acct",
                                      "syslog",
                                      "process_madvise",
                                      "kcmp",
                                      "setpriority",
                                      "ioprio_set",
                                      "sched_setscheduler"};

bool forbid(scmp_filter_ctx filter) {
  for (const char* name : kForbidden) {
    int number = seccomp_syscall_resolve_name(name);
    if (number != __NR_SCMP_ERROR && seccomp_rule_add(filter, SCMP_ACT_ERRNO(EPERM), number, 0) != 0) return false;
  }
  // Threads are fine, processes aren't; clone3 hides its flags from the filter, and C libraries fall back to clone.
  bool ok = seccomp_rule_add(filter, SCMP_ACT_ERRNO(EPERM), SCMP_SYS(clone), 1,
                             SCMP_A0(SCMP_CMP_MASKED_EQ, CLONE_THREAD, 0)) == 0;
  ok = ok && seccomp_rule_add(filter, SCMP_ACT_ERRNO(ENOSYS), SCMP_SYS(clone3), 0) == 0;
  // Signals and limits only for oneself.
  auto self = static_cast<scmp_datum_t>(::getpid());
  for (int call : {SCMP_SYS(kill), SCMP_SYS(tgkill)})
    ok = ok && seccomp_rule_add(filter, SCMP_ACT_ERRNO(EPERM), call, 1, SCMP_A0(SCMP_CMP_NE, self)) == 0;
  return ok && seccomp_rule_add(filter, SCMP_ACT_ERRNO(EPERM), SCMP_SYS(prlimit64), 1, SCMP_A0(SCMP_CMP_NE, 0)) == 0;
}

}  // namespace

int landlock_abi() {
  long abi = ::syscall(SYS_landlock_create_ruleset, nullptr, 0, LANDLOCK_CREATE_RULESET_VERSION);
  return abi > 0 ? static_cast<int>(abi) : 0;
}

std::string apply_rlimits(const Locks& locks) {
  auto cpu = static_cast<uint64_t>(std::max(1.0, std::ceil(locks.cpu_s)));
  std::string wrong = limit(RLIMIT_CPU, cpu, cpu + 1, "CPU limit");
  if (wrong.empty()) wrong = limit(RLIMIT_AS, locks.memory_bytes, locks.memory_bytes, "memory limit");
  if (wrong.empty()) wrong = limit(RLIMIT_FSIZE, locks.file_bytes, locks.file_bytes, "file size limit");
  if (wrong.empty()) wrong = limit(RLIMIT_NOFILE, locks.open_files, locks.open_files, "open files limit");
  if (wrong.empty()) wrong = limit(RLIMIT_NPROC, locks.processes, locks.processes, "process limit");
  if (wrong.empty()) wrong = limit(RLIMIT_CORE, 0, 0, "core dump limit");
  return wrong;
}

std::string apply_landlock(const Locks& locks) {
  int abi = landlock_abi();
  if (abi == 0) return "the kernel has no Landlock";
  RulesetAttributes all = everything(abi);
  int ruleset = static_cast<int>(::syscall(SYS_landlock_create_ruleset, &all, size_of(abi), 0));
  if (ruleset < 0) return complaint("Landlock ruleset");
  for (const std::string& path : locks.readable) allow(ruleset, path, kExecute | kReadFile | kReadDir);
  for (const std::string& path : locks.listable) allow(ruleset, path, kReadDir);
  for (const std::string& path : locks.writable) allow(ruleset, path, all.fs & ~kExecute);
  for (const char* device : {"/dev/null", "/dev/zero", "/dev/urandom", "/dev/random"})
    allow(ruleset, device, kReadFile | kWriteFile);
  std::string wrong;
  if (::prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0)
    wrong = complaint("no new privileges");
  else if (::syscall(SYS_landlock_restrict_self, ruleset, 0) != 0)
    wrong = complaint("Landlock");
  ::close(ruleset);
  return wrong;
}

std::string apply_seccomp() {
  scmp_filter_ctx filter = seccomp_init(SCMP_ACT_ALLOW);
  if (!filter) return "seccomp filter can't be made";
  seccomp_attr_set(filter, SCMP_FLTATR_CTL_TSYNC, 1);  // all threads of the process
  int code = forbid(filter) ? seccomp_load(filter) : -EINVAL;
  seccomp_release(filter);
  return code == 0 ? "" : std::string("seccomp: ") + std::strerror(-code);
}

std::string become_user(unsigned user) {
  if (user == 0) return "";
  if (::setgroups(0, nullptr) != 0 || ::setresgid(user, user, user) != 0 || ::setresuid(user, user, user) != 0)
    return complaint("another user");
  return "";
}

std::string apply(const Locks& locks) {
  std::string wrong = become_user(locks.user);
  if (wrong.empty()) wrong = apply_rlimits(locks);
  if (wrong.empty() && locks.landlock) wrong = apply_landlock(locks);
  if (wrong.empty() && locks.seccomp) wrong = apply_seccomp();
  return wrong;
}

}  // namespace simbench::sandbox
