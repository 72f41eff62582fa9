#include "store/lock.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/file.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>

namespace simbench::store {

Result<WriterLock> WriterLock::take(const fs::path& folder) {
  fs::path file = folder / "lock";
  WriterLock lock;
  lock.fd_ = ::open(file.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0644);
  if (lock.fd_ < 0)
    return fail(
        ErrorCode::denied,
        fmt::format("the run folder cannot be written ({}): give yourself the right to, or go on with a copy of "
                    "it that you may write",
                    std::strerror(errno)),
        folder.string());
  if (::flock(lock.fd_, LOCK_EX | LOCK_NB) != 0) {
    std::string holder = read_file(file, 4096).value_or("");
    return fail(ErrorCode::denied,
                fmt::format("another simbench writes to this run folder ({}); wait for it, or stop it",
                            trim(holder).empty() ? "unknown process" : trim(holder)),
                folder.string());
  }
  char host[256] = "";
  ::gethostname(host, sizeof host - 1);
  std::string holder = fmt::format("process {} on {}\n", ::getpid(), host);
  // The words are for people only; the lock itself holds even if they can't be written.
  if (::ftruncate(lock.fd_, 0) == 0) [[maybe_unused]]
    ssize_t n = ::write(lock.fd_, holder.data(), holder.size());
  return lock;
}

WriterLock::~WriterLock() {
  if (fd_ >= 0) ::close(fd_);
}

}  // namespace simbench::store
