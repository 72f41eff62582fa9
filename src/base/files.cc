#include "base/files.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <atomic>
#include <cerrno>
#include <cstdlib>
#include <cstring>

namespace simbench {
namespace {

tl::unexpected<Error> system_error(const std::string& what, const fs::path& path) {
  int number = errno;
  bool reading = what == "cannot read";
  bool nowhere = number == ENOENT || number == ENAMETOOLONG || number == ELOOP || (reading && number == EACCES);
  ErrorCode code = nowhere                                                  ? ErrorCode::not_found
                   : number == EACCES || number == EPERM || number == EROFS ? ErrorCode::denied
                                                                            : ErrorCode::unavailable;
  std::string remedy = number == ENOSPC              ? "; free some disk space and run again"
                       : reading && number == EACCES ? "; give yourself the right to read it (chmod +r)"
                       : !reading && (number == EACCES || number == EROFS) ? "; choose a folder that you may write to"
                                                                           : "";
  return fail(code, fmt::format("{}: {}{}", what, std::strerror(number), remedy), path.string());
}

/// A file descriptor that closes itself.
struct Descriptor {
  int fd = -1;
  ~Descriptor() {
    if (fd >= 0) ::close(fd);
  }
};

bool write_all(int fd, std::string_view content) {
  while (!content.empty()) {
    ssize_t n = ::write(fd, content.data(), content.size());
    if (n < 0 && errno == EINTR) continue;
    if (n < 0) return false;
    content.remove_prefix(static_cast<size_t>(n));
  }
  return true;
}

}  // namespace

Result<std::string> read_file(const fs::path& path, size_t max_bytes) {
  Descriptor file{::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK)};
  if (file.fd < 0) return system_error("cannot read", path);
  struct stat info {};
  if (::fstat(file.fd, &info) != 0) return system_error("cannot read", path);
  if (!S_ISREG(info.st_mode)) return fail(ErrorCode::invalid_input, "is not a regular file", path.string());
  if (static_cast<size_t>(info.st_size) > max_bytes)
    return fail(ErrorCode::invalid_input, fmt::format("has {} bytes; the limit is {}", info.st_size, max_bytes),
                path.string());
  std::string content(static_cast<size_t>(info.st_size), '\0');
  size_t have = 0;
  while (have < content.size()) {
    ssize_t n = ::read(file.fd, content.data() + have, content.size() - have);
    if (n < 0 && errno == EINTR) continue;
    if (n < 0) return system_error("cannot read", path);
    if (n == 0) break;
    have += static_cast<size_t>(n);
  }
  content.resize(have);
  return content;
}

Status write_file(const fs::path& path, std::string_view content) {
  TRY_ASSIGN(FileWriter file, FileWriter::open(path));
  TRY(file.append(content));
  return file.finish();
}

Result<FileWriter> FileWriter::open(const fs::path& path) {
  std::error_code unknown;
  if (fs::exists(path, unknown) && !fs::is_regular_file(path, unknown) && !fs::is_directory(path, unknown)) {
    int device = ::open(path.c_str(), O_WRONLY | O_CLOEXEC);  // a pipe, /dev/stdout: nothing may take its place
    if (device < 0) return system_error("cannot write", path);
    return FileWriter(path, "", device);
  }
  static std::atomic<unsigned> writes{0};  // two threads may write the same content-addressed file at once
  std::string temporary = path.string() + fmt::format(".{}-{}.tmp", ::getpid(), writes.fetch_add(1));
  int fd = ::open(temporary.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0644);
  if (fd < 0) return system_error("cannot write", path);
  return FileWriter(path, std::move(temporary), fd);
}

FileWriter::FileWriter(FileWriter&& other) noexcept
    : path_(std::move(other.path_)),
      temporary_(std::move(other.temporary_)),
      buffer_(std::move(other.buffer_)),
      fd_(std::exchange(other.fd_, -1)) {}

FileWriter::~FileWriter() {
  if (fd_ < 0) return;
  ::close(fd_);
  if (!temporary_.empty()) ::unlink(temporary_.c_str());
}

Status FileWriter::append(std::string_view content) {
  constexpr size_t kBuffered = size_t{1} << 20;
  buffer_ += content;
  return buffer_.size() < kBuffered ? Status() : flush();
}

Status FileWriter::flush() {
  if (!write_all(fd_, buffer_)) return system_error("cannot write", path_);
  buffer_.clear();
  return {};
}

Status FileWriter::finish() {
  TRY(flush());
  bool in_place = temporary_.empty();
  if (!in_place && (::fsync(fd_) != 0 || ::rename(temporary_.c_str(), path_.c_str()) != 0))
    return system_error("cannot write", path_);
  ::close(std::exchange(fd_, -1));
  return {};
}

Status make_directories(const fs::path& path) {
  std::error_code code;
  fs::create_directories(path, code);
  if (code) {
    errno = code.value();
    return system_error("cannot make the folder", path);
  }
  return {};
}

std::vector<fs::path> list_files(const fs::path& folder) {
  std::vector<fs::path> files;
  std::error_code code;
  for (fs::recursive_directory_iterator it(folder, code), end; it != end; it.increment(code)) {
    if (code) break;
    if (it->is_regular_file(code)) files.push_back(it->path());
  }
  std::sort(files.begin(), files.end());
  return files;
}

std::vector<fs::path> list_folders(const fs::path& folder) {
  std::vector<fs::path> folders;
  std::error_code code;
  for (fs::directory_iterator it(folder, code), end; it != end; it.increment(code)) {
    if (code) break;
    if (it->is_directory(code)) folders.push_back(it->path());
  }
  std::sort(folders.begin(), folders.end());
  return folders;
}

TemporaryFolder::TemporaryFolder() {
  std::string name = (fs::temp_directory_path() / "simbench-XXXXXX").string();
  check(::mkdtemp(name.data()) != nullptr, "no temporary folder can be made; is $TMPDIR writable?");
  path_ = name;
}

TemporaryFolder::~TemporaryFolder() {
  std::error_code code;
  fs::remove_all(path_, code);
}

}  // namespace simbench
