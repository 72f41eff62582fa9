#pragma once
#include "base/base.h"

namespace simbench::store {

/// The right to write to a run folder: an flock on folder/lock that the kernel drops when the process ends, however it
/// ends.
class WriterLock {
 public:
  /// errors: denied when another process holds it (says which) or the folder can't be written.
  static Result<WriterLock> take(const fs::path& folder);
  WriterLock() = default;
  WriterLock(WriterLock&& other) noexcept : fd_(std::exchange(other.fd_, -1)) {}
  WriterLock& operator=(WriterLock&& other) noexcept {
    std::swap(fd_, other.fd_);
    return *this;
  }
  ~WriterLock();
  bool is_held() const { return fd_ >= 0; }

 private:
  int fd_ = -1;
};

}  // namespace simbench::store
