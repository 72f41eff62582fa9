#pragma once
// Locks that a process puts on itself and can't take off again: resource limits, Landlock, seccomp, another user.
// Compiled into the room (to try them in a throw-away child) and into the probes' library (to apply them before the
// candidate's first line).
#include <cstdint>
#include <string>
#include <vector>

namespace simbench::sandbox {

/// Everything but the errors that these functions return is irreversible.
struct Locks {
  double cpu_s = 60;
  uint64_t memory_bytes = uint64_t{4} << 30, file_bytes = uint64_t{64} << 20;
  uint64_t processes = 64, open_files = 256;
  std::vector<std::string> readable;  ///< Landlock: folders and files to read and execute
  std::vector<std::string> listable;  ///< Landlock: folders whose names may be seen
  std::vector<std::string> writable;  ///< Landlock: folders to write
  bool landlock = false, seccomp = false;
  unsigned user = 0;  ///< a dedicated user and group to become, 0: stay
};

/// Each returns "" or what went wrong.
std::string apply_rlimits(const Locks& locks);
std::string apply_landlock(const Locks& locks);
std::string apply_seccomp();
std::string become_user(unsigned user);
/// All that are asked for, in the order that works: user, limits, Landlock, seccomp.
std::string apply(const Locks& locks);

/// Landlock's ABI version, 0 if the kernel has none.
int landlock_abi();

}  // namespace simbench::sandbox
